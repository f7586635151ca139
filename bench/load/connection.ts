import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What came back for one request. The body is kept only where something is wrong or somebody asked. */
export interface Reply {
  readonly status: number
  readonly body: Buffer
}

const endOfHead = Buffer.from('\r\n\r\n')
const lengthField = 'content-length: '

/**
 * One HTTP/1.1 connection that is kept alive and holds one request at a time.
 *
 * The generator shares two cores with what it measures, so it does what a client must and nothing more: it writes a
 * prepared request, waits for the whole answer, and reads its status. Nothing is pipelined.
 */
export class Connection {
  readonly #socket: Socket
  #pending: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null
  #received: Buffer = Buffer.alloc(0)
  #needed = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the connection was closed before its answer came')))
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject }
      this.#socket.write(request, 'latin1')
    })
  }

  close(): void {
    this.#pending = null
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    if (this.#received.length < this.#needed) return
    const head = this.#received.indexOf(endOfHead)
    if (head < 0) return
    const start = head + endOfHead.length
    this.#needed = start + contentLength(this.#received.toString('latin1', 0, head))
    if (this.#received.length >= this.#needed) this.#answer(start)
  }

  #answer(start: number): void {
    const status = Number(this.#received.toString('latin1', 9, 12))
    const body = this.#received.subarray(start, this.#needed)
    const pending = this.#pending
    this.#pending = null
    this.#received = Buffer.alloc(0)
    this.#needed = 0
    pending?.resolve({ status, body })
  }

  #fail(error: Error): void {
    const pending = this.#pending
    this.#pending = null
    pending?.reject(error)
  }
}

function contentLength(head: string): number {
  const at = head.toLowerCase().indexOf(lengthField)
  if (at < 0) throw new Error(`an answer without content-length: ${head}`)
  return Number.parseInt(head.slice(at + lengthField.length, at + lengthField.length + 12), 10)
}

/** A whole request as it goes over the wire. Header and body are ASCII, so its length is its bytes. */
export function request(method: string, path: string, key: string, body: string): string {
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}
