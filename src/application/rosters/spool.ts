import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'

/** A province's list of five million people, a third of whose lines are in quotes. */
const mostBytes = 1_000_000_000
const algorithm = 'aes-256-ctr'

export interface Spooled {
  readonly hash: Buffer
  /** From its beginning, as often as it is asked for. */
  readonly read: () => Readable
}

/**
 * Lays a list down in a file while `work` reads it, and takes it away after: only the whole has a hash, and whoever sends
 * it must not wait for the database. The file is sealed with a key that is nowhere but in this process, so that one left
 * behind by a crash holds no ID number that anybody could read.
 * Errors: `body-too-large`, `file-unreadable` where the sender hung up.
 */
export async function spooled<T>(content: Readable, work: (list: Spooled) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-roster-'))
  try {
    const path = join(folder, 'roster')
    const [key, iv] = [randomBytes(32), randomBytes(16)]
    const hash = createHash('sha256')
    const sealed = [measure((chunk) => hash.update(chunk)), createCipheriv(algorithm, key, iv)] as const
    await pipeline(content, ...sealed, createWriteStream(path, { mode: 0o600 })).catch((error: unknown) => {
      // Whoever sends hung up half way; a disk that is full is another matter.
      return content.errored && !(error instanceof Refusal) ? brokenOff() : Promise.reject(error)
    })
    const read = () => createReadStream(path).pipe(createDecipheriv(algorithm, key, iv))
    return await work({ hash: hash.digest(), read })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function measure(see: (chunk: Buffer) => void): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > mostBytes) return done(new Refusal('body-too-large', { limit: String(mostBytes) }))
      see(chunk)
      done(null, chunk)
    },
  })
}

function brokenOff(): never {
  refuse('file-unreadable', {
    reason: {
      zh: '上传中断，未导入任何内容；请重新发送。',
      en: 'The upload broke off and nothing was loaded; send the list again.',
    },
  })
}
