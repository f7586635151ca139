import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { SealedFile } from './sealed-file.ts'
import { unreadable } from './unreadable.ts'

/** An upload that has arrived whole. */
export interface Spooled {
  readonly bytes: number
  /** SHA-256 of what was sent. */
  readonly hash: Buffer
  /** From one byte to before another, from the beginning to the end where nothing is said, as often as it is asked for. */
  readonly read: (from?: number, to?: number) => Readable
}

/**
 * Lays an upload down in a sealed file while `work` reads it: only the whole has a hash, a ZIP's table of contents stands
 * at its end, and whoever sends must not wait for the database.
 * Errors: `body-too-large`, `file-unreadable` where the sender hung up, `uploads-busy` where the disk is full.
 */
export async function spooled<T>(content: Readable, maxBytes: number, work: (file: Spooled) => Promise<T>): Promise<T> {
  const file = await SealedFile.create().catch(refuseFull)
  try {
    const hash = await receive(content, maxBytes, file)
    const read = (from = 0, to = file.bytes) => Readable.from(file.read(from, to))
    return await work({ bytes: file.bytes, hash, read })
  } finally {
    await file.close()
  }
}

async function receive(content: Readable, maxBytes: number, file: SealedFile): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of orBrokenOff(content)) {
    if (file.bytes + chunk.length > maxBytes) refuse('body-too-large', { limit: String(maxBytes) })
    hash.update(chunk)
    await file.append(chunk).catch(refuseFull)
  }
  return hash.digest()
}

/** Ends with a refusal where whoever sends hung up half way. */
async function* orBrokenOff(content: Readable): AsyncGenerator<Buffer> {
  try {
    // What is left of a request that is refused is not cut off, or the connection would go before its answer.
    yield* content.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>
  } catch (error) {
    if (error instanceof Refusal) throw error
    unreadable(brokenOff)
  }
}

function refuseFull(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  return refuse('uploads-busy', { reason: noRoom })
}

const brokenOff = {
  zh: '上传中断，未保存任何内容；请重新上传。',
  en: 'The upload broke off and nothing was kept; send the file again.',
}
const noRoom = {
  zh: '服务器暂存空间不足，未保存任何内容；请稍后重试，或联系管理员清理临时目录。',
  en: 'There is no room for it on the server’s disk and nothing was kept; try again later, or have the temporary folder cleared.',
}
