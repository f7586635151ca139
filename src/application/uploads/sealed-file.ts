import { type Cipher, createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What names of our files begin with; the sweep at the start goes by it. */
export const spoolPrefix = 'yizhan-upload-'

const algorithm = 'aes-256-ctr'
const blockBytes = 16
const pieceBytes = 65_536

/**
 * A file for the time of one upload. It loses its name as soon as it is open, so the system takes it away with the process,
 * however that ends; and it is sealed with a key that is nowhere but in this process, so that the disk never holds an ID
 * number that anybody could read. Counter mode, because a ZIP is read from its middle.
 */
export class SealedFile {
  readonly #file: FileHandle
  readonly #key = randomBytes(32)
  readonly #iv = randomBytes(blockBytes)
  readonly #cipher: Cipher
  /** Reads that the system has in hand; their file must not be closed under them. */
  readonly #reading = new Set<Promise<unknown>>()
  #bytes = 0

  private constructor(file: FileHandle) {
    this.#file = file
    this.#cipher = createCipheriv(algorithm, this.#key, this.#iv)
  }

  static async create(): Promise<SealedFile> {
    const path = join(tmpdir(), `${spoolPrefix}${randomUUID()}`)
    const file = await open(path, 'wx+', 0o600)
    await unlink(path)
    return new SealedFile(file)
  }

  get bytes(): number {
    return this.#bytes
  }

  async append(chunk: Buffer): Promise<void> {
    await this.#file.writeFile(this.#cipher.update(chunk))
    this.#bytes += chunk.length
  }

  /** From one byte to before another. */
  async *read(from: number, to: number): AsyncGenerator<Buffer> {
    const start = from - (from % blockBytes)
    const end = Math.min(to, this.#bytes)
    const decipher = createDecipheriv(algorithm, this.#key, counterAt(this.#iv, start / blockBytes))
    for (let at = start; at < end; ) {
      const sealed = await this.#piece(at, Math.min(pieceBytes, end - at))
      const piece = decipher.update(sealed)
      yield at < from ? piece.subarray(from - at) : piece
      at += sealed.length
    }
  }

  async #piece(position: number, length: number): Promise<Buffer> {
    const reading = this.#file.read({ buffer: Buffer.allocUnsafe(length), position, length })
    this.#reading.add(reading)
    try {
      const { buffer, bytesRead } = await reading
      if (bytesRead === 0) throw new Error('the file of an upload is shorter than what was written to it')
      return buffer.subarray(0, bytesRead)
    } finally {
      this.#reading.delete(reading)
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#reading)
    await this.#file.close()
  }
}

/** The counter of a block: the first one plus its number, as a number of 128 bits. Source: NIST SP 800-38A, B.1. */
function counterAt(iv: Buffer, block: number): Buffer {
  const counter = (BigInt(`0x${iv.toString('hex')}`) + BigInt(block)) % 2n ** 128n
  return Buffer.from(counter.toString(16).padStart(2 * blockBytes, '0'), 'hex')
}
