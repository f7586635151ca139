import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What came back for one request. The body is kept only where something is wrong or somebody asked. */
export interface Reply {
  readonly status: number
  readonly body: Buffer
}

const endOfHead = Buffer.from('\r\n\r\n')
const lengthField = Buffer.from('content-length: ')
const nothing = Buffer.alloc(0)
/** All connections read into this one, one after another; what has to stay is copied out of it. */
const inbox = Buffer.alloc(65_536)

/**
 * One HTTP/1.1 connection that is kept alive and holds one request at a time.
 *
 * The generator shares two cores with what it measures, so it does what a client must and nothing more: it writes a
 * prepared request, waits for the whole answer, and reads its status. Nothing is pipelined.
 */
export class Connection {
  readonly #socket: Socket
  #pending: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null
  /** What came of an answer that is not whole yet. */
  #received: Buffer[] = []
  #bytes = 0
  #needed = 0

  private constructor(port: number) {
    const callback = (bytes: number) => {
      this.#take(inbox.subarray(0, bytes))
      return true
    }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: inbox, callback } })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the connection was closed before its answer came')))
  }

  static async open(port: number): Promise<Connection> {
    const connection = new Connection(port)
    await once(connection.#socket, 'connect')
    return connection
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
    const [first] = this.#received
    const head = first === undefined ? chunk : this.#needed > 0 ? first : Buffer.concat([...this.#received, chunk])
    if (this.#needed === 0) this.#needed = lengthOf(head)
    this.#bytes += chunk.length
    if (this.#needed > 0 && this.#bytes >= this.#needed)
      this.#answer(first === undefined ? chunk : Buffer.concat([...this.#received, chunk]))
    else this.#received.push(Buffer.from(chunk))
  }

  #answer(whole: Buffer): void {
    const status = Number(whole.toString('latin1', 9, 12))
    const body = status === 201 ? nothing : Buffer.from(whole.subarray(whole.indexOf(endOfHead) + endOfHead.length))
    const pending = this.#pending
    this.#pending = null
    this.#received = []
    this.#bytes = 0
    this.#needed = 0
    pending?.resolve({ status, body })
  }

  #fail(error: Error): void {
    const pending = this.#pending
    this.#pending = null
    pending?.reject(error)
  }
}

/** Of an answer with its head; 0 as long as the head is not there. */
function lengthOf(answer: Buffer): number {
  const end = answer.indexOf(endOfHead)
  if (end < 0) return 0
  const at = answer.indexOf(lengthField)
  if (at < 0 || at > end) throw new Error(`an answer without content-length: ${answer.toString('latin1', 0, end)}`)
  const from = at + lengthField.length
  return end + endOfHead.length + Number.parseInt(answer.toString('latin1', from, from + 12), 10)
}

/** A whole request as it goes over the wire. Header and body are ASCII, so its length is its bytes. */
export function request(method: string, path: string, key: string, body: string, type = 'application/json'): string {
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}
