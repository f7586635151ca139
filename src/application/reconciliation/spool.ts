import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { unreadable } from './unpack.ts'

/** A million lines of a hospital are some 100 megabytes of text, and a tenth of that in a ZIP. */
const mostBytes = 128_000_000

export interface Spooled {
  readonly path: string
  readonly bytes: number
  readonly hash: Buffer
}

/**
 * Lays an upload down in a file of its own while `work` reads it, and takes it away after. A ZIP's table of contents
 * stands at its end, so it cannot be read as it comes; and only the whole has a hash.
 * Errors: `body-too-large`.
 */
export async function spooled<T>(content: Readable, work: (file: Spooled) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-upload-'))
  try {
    const path = join(folder, 'upload')
    const hash = createHash('sha256')
    let bytes = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        if (bytes > mostBytes) return done(new Refusal('body-too-large', { limit: String(mostBytes) }))
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(content, measure, createWriteStream(path, { mode: 0o600 })).catch((error: unknown) => {
      // Whoever sends hung up half way; a disk that is full is another matter.
      return content.errored && !(error instanceof Refusal) ? unreadable(brokenOff) : Promise.reject(error)
    })
    return await work({ path, bytes, hash: hash.digest() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const brokenOff = {
  zh: '上传中断，未保存任何内容；请重新上传。',
  en: 'The upload broke off and nothing was kept; send the file again.',
}
