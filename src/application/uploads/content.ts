import { Readable } from 'node:stream'
import type { UploadLimits } from './limits.ts'
import { notAList } from './not-a-list.ts'
import { type Spooled, spooled } from './spool.ts'
import { unreadable } from './unreadable.ts'
import { withZip, type ZipEntry } from './zip.ts'

/** A list as text, from the beginning as often as it is asked for, or as the parts of a workbook. */
export type Content =
  | { readonly kind: 'text'; readonly read: () => Readable }
  | { readonly kind: 'workbook'; readonly parts: readonly ZipEntry[] }

const headBytes = 512

/**
 * Hands on what was uploaded: a workbook, the one list in a ZIP, or itself. It goes by the first bytes, because what a
 * file is called says little about what it is. Errors: `file-unreadable`, `file-too-large`.
 */
export async function withContent<T>(
  file: Spooled,
  limits: UploadLimits,
  work: (content: Content) => Promise<T>,
): Promise<T> {
  const head = await headOf(file.read(0, headBytes))
  if (!isZip(head)) return work(textOf(head, () => file.read()))
  return withZip(file, limits, async (entries) => {
    if (isWorkbook(entries)) return work({ kind: 'workbook', parts: entries })
    const list = onlyList(entries)
    const read = () => Readable.from(list.bytes())
    const listHead = await headOf(read())
    return isZip(listHead) ? withWorkbookIn(read(), limits, work) : work(textOf(listHead, read))
  })
}

function textOf(head: string, read: () => Readable): Content {
  const reason = notAList(head)
  return reason === null ? { kind: 'text', read } : unreadable(reason)
}

/** A workbook within a ZIP is laid down first: its table of contents stands at its end. */
function withWorkbookIn<T>(packed: Readable, limits: UploadLimits, work: (content: Content) => Promise<T>): Promise<T> {
  return spooled(packed, limits.unpackedBytes, (file) =>
    withZip(file, limits, (entries) =>
      isWorkbook(entries) ? work({ kind: 'workbook', parts: entries }) : unreadable(nested),
    ),
  )
}

async function headOf(bytes: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of bytes) {
    chunks.push(chunk as Buffer)
    if (chunks.reduce((sum, { length }) => sum + length, 0) >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes).toString('latin1')
}

/** With entries, or without any. */
function isZip(head: string): boolean {
  return head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')
}

function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === 'xl/workbook.xml')
}

/** Other documents that are ZIPs themselves, by an entry that each has. */
const otherDocuments: readonly (readonly [entry: string, zh: string, en: string])[] = [
  ['xl/workbook.bin', '二进制工作簿（.xlsb）', 'a binary workbook (.xlsb)'],
  ['content.xml', 'OpenDocument 文件（.ods 等）', 'a document of OpenDocument (.ods or the like)'],
  ['Index/Document.iwa', 'Numbers 表格', 'a sheet of Numbers'],
  ['word/document.xml', 'Word 文档', 'a document of Word'],
]

function onlyList(entries: readonly ZipEntry[]): ZipEntry {
  const other = otherDocuments.find(([entry]) => entries.some(({ name }) => name === entry))
  if (other) unreadable(otherDocument(other[1], other[2]))
  const candidates = entries.filter(({ name }) => !isBeside(name))
  const lists = candidates.filter(({ name }) => listEndings.some((ending) => name.toLowerCase().endsWith(ending)))
  const [list, ...others] = lists.length > 0 ? lists : candidates
  if (!list) return unreadable(none)
  return others.length > 0 ? unreadable(several([list, ...others].map(({ name }) => name))) : list
}

const listEndings = ['.csv', '.txt', '.tsv', '.xlsx', '.ndjson', '.jsonl', '.dat']

/** Folders, and what systems pack beside a file without being asked. */
function isBeside(name: string): boolean {
  const path = name.replaceAll('\\', '/')
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return base === '' || path.startsWith('__MACOSX/') || /^[.~]/.test(base) || besides.includes(base)
}

const besides = ['thumbs.db', 'desktop.ini']

const none = {
  zh: 'ZIP 中没有文件；须恰好有一个：CSV、制表符分隔的文本或 XLSX。',
  en: 'The ZIP holds no file; it must hold exactly one: CSV, tab-separated text or XLSX.',
}
const otherDocument = (zh: string, en: string) => ({
  zh: `这是${zh}；请用表格软件打开后另存为 .xlsx 或“CSV UTF-8”。`,
  en: `This is ${en}; open it in a spreadsheet and save it as .xlsx or “CSV UTF-8”.`,
})
const nested = {
  zh: 'ZIP 中还是 ZIP；请直接上传其中的文件。',
  en: 'The ZIP holds another ZIP; send the file in it.',
}

const shownNames = 5

function several(names: readonly string[]) {
  const shown = names.slice(0, shownNames).map((name) => name.slice(-60))
  return {
    zh: `ZIP 中有 ${names.length} 个文件：${shown.join('、')}；请只保留要上传的一个。`,
    en: `The ZIP holds ${names.length} files (${shown.join(', ')}); leave the one that is meant.`,
  }
}
