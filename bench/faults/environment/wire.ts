/**
 * Reads PostgreSQL's protocol as it goes by, no further than is needed to see a write and the answer to it.
 *
 * Source: PostgreSQL documentation, "Message Formats". The first message of a client has no type byte.
 */
export interface Frame {
  /** '' for the startup message. */
  readonly type: string
  readonly payload: Buffer
}

export class Frames {
  #rest: Buffer = Buffer.alloc(0)
  #untyped: boolean

  constructor(options: { readonly ofClient: boolean }) {
    this.#untyped = options.ofClient
  }

  /** The messages that are whole with this chunk. */
  feed(chunk: Buffer): Frame[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const frames: Frame[] = []
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame)
    return frames
  }

  #next(): Frame | null {
    const head = this.#untyped ? 0 : 1
    if (this.#rest.length < head + 4) return null
    const end = head + this.#rest.readInt32BE(head)
    if (this.#rest.length < end) return null
    const type = this.#untyped ? '' : String.fromCharCode(this.#rest[0] ?? 0)
    const payload = this.#rest.subarray(head + 4, end)
    this.#rest = this.#rest.subarray(end)
    this.#untyped = false
    return { type, payload }
  }
}

/** What a chunk means for the settlement that it carries. */
export type Moment = 'write-sent' | 'write-answered' | null

const inserts = /INSERT INTO (settlement_numbers|entries)\b/i

/**
 * Knows of one connection when a write is on its way and when the server says that it is done.
 *
 * A statement alone commits before "ready, idle" is sent; inside a transaction that is so after COMMIT only.
 */
export class WriteWatch {
  readonly #fromClient = new Frames({ ofClient: true })
  readonly #fromServer = new Frames({ ofClient: false })
  readonly #writes = new Set<string>()
  #written = false
  #inTransaction = false

  client(chunk: Buffer): Moment {
    let sent = false
    for (const { type, payload } of this.#fromClient.feed(chunk)) sent = this.#heard(type, payload) || sent
    return sent ? 'write-sent' : null
  }

  /** True for what decides: a write outside of a transaction, or the COMMIT of one that wrote. */
  #heard(type: string, payload: Buffer): boolean {
    if (type === 'P') this.#parsed(payload)
    if (type === 'Q') return this.#said(text(payload, 0))
    if (type !== 'B') return false
    const statement = text(payload, text(payload, 0).length + 1)
    if (!this.#writes.has(statement)) return false
    this.#written = true
    return !this.#inTransaction
  }

  #parsed(payload: Buffer): void {
    const name = text(payload, 0)
    if (inserts.test(text(payload, name.length + 1))) this.#writes.add(name)
    else this.#writes.delete(name)
  }

  #said(sql: string): boolean {
    if (/^\s*BEGIN/i.test(sql)) this.#inTransaction = true
    return /^\s*COMMIT/i.test(sql) && this.#written
  }

  server(chunk: Buffer): Moment {
    let answered = false
    for (const { type, payload } of this.#fromServer.feed(chunk)) {
      if (type !== 'Z') continue
      const idle = payload[0] === 'I'.charCodeAt(0)
      answered ||= idle && this.#written
      if (idle) this.#written = this.#inTransaction = false
    }
    return answered ? 'write-answered' : null
  }
}

function text(payload: Buffer, from: number): string {
  return payload.toString('utf8', from, payload.indexOf(0, from))
}
