import { Readable } from 'node:stream'
import type { UploadLimits } from './limits.ts'
import type { Spooled } from './spool.ts'
import { unreadable } from './unreadable.ts'
import { withZip, type ZipEntry } from './zip.ts'

/** The bytes of a list, from the beginning as often as they are asked for. */
export interface Content {
  readonly read: () => Readable
}

const headBytes = 8

/**
 * Hands on what was uploaded: the one list in it when it is a ZIP, else itself. It goes by the first bytes, because what
 * a file is called says little about what it is. Errors: `file-unreadable`, `file-too-large`.
 */
export async function withContent<T>(
  file: Spooled,
  limits: UploadLimits,
  work: (content: Content) => Promise<T>,
): Promise<T> {
  if (!isZip(await headOf(file))) return work({ read: () => file.read() })
  return withZip(file, limits, (entries) => {
    const list = onlyList(entries)
    return work({ read: () => Readable.from(list.bytes()) })
  })
}

async function headOf(file: Spooled): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of file.read(0, headBytes)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}

/** With entries, or without any. */
function isZip(head: string): boolean {
  return head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')
}

function onlyList(entries: readonly ZipEntry[]): ZipEntry {
  const [list, ...others] = entries.filter(({ name }) => !isBeside(name))
  if (!list) return unreadable(none)
  return others.length > 0 ? unreadable(several([list, ...others].map(({ name }) => name))) : list
}

/** Folders, and what systems pack beside a file without being asked. */
function isBeside(name: string): boolean {
  const path = name.replaceAll('\\', '/')
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return base === '' || path.startsWith('__MACOSX/') || base.startsWith('.') || besides.includes(base)
}

const besides = ['thumbs.db', 'desktop.ini']

const none = {
  zh: 'ZIP 中没有文件；须恰好有一个：CSV 或制表符分隔的文本。',
  en: 'The ZIP holds no file; it must hold exactly one, CSV or tab-separated text.',
}

const shownNames = 5

function several(names: readonly string[]) {
  const shown = names.slice(0, shownNames).map((name) => name.slice(-60))
  return {
    zh: `ZIP 中有 ${names.length} 个文件：${shown.join('、')}；请只保留要上传的一个。`,
    en: `The ZIP holds ${names.length} files (${shown.join(', ')}); leave the one that is meant.`,
  }
}
