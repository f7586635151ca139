import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'

/** Whom a server's connection belongs to: its client until that leaves, or whoever has a transaction. */
export type Pooling = 'session' | 'transaction'

/**
 * Stands before a PostgreSQL as pgbouncer does: it takes everybody's login upon itself, drops what a connection wants to
 * be opened with, names processes of its own, and hands out connections that it opened earlier.
 */
export class Pooler {
  readonly #listener: Server
  readonly #serverUrl: string
  readonly #pooling: Pooling
  readonly #clients = new Set<Socket>()
  /** The last one given back is the next one given out. */
  readonly #idle: Socket[] = []
  readonly #all = new Set<Socket>()
  #logins = 0

  constructor(serverUrl: string, pooling: Pooling) {
    this.#serverUrl = serverUrl
    this.#pooling = pooling
    this.#listener = createServer((client) => this.#serve(client))
  }

  static async before(serverUrl: string, pooling: Pooling): Promise<Pooler> {
    const pooler = new Pooler(serverUrl, pooling)
    pooler.#listener.listen(0, '127.0.0.1')
    await once(pooler.#listener, 'listening')
    return pooler
  }

  get url(): string {
    const url = new URL(this.#serverUrl)
    url.port = String((this.#listener.address() as AddressInfo).port)
    return url.href
  }

  close(): void {
    this.#listener.close()
    for (const socket of [...this.#clients, ...this.#all]) socket.destroy()
  }

  #serve(client: Socket): void {
    this.#clients.add(client)
    const link = new Link(client, () => this.#take(), this.#pooling)
    client.on('error', () => undefined)
    client.on('close', () => {
      this.#clients.delete(client)
      link.leave()
    })
    client.once('data', () => {
      // What the client asked for is not read: neither its options nor its time zone.
      this.#logins += 1
      client.write(greeting(1_000_000 + this.#logins))
      client.on('data', (chunk) => void link.fromClient(chunk))
    })
  }

  async #take(): Promise<Lent> {
    const socket = this.#idle.pop() ?? (await this.#open())
    return { socket, giveBack: () => void this.#idle.push(socket) }
  }

  /** The driver logs in; from then on its socket is ours. */
  async #open(): Promise<Socket> {
    const login = new pg.Client({ connectionString: this.#serverUrl })
    await login.connect()
    const { stream } = (login as unknown as { connection: { stream: Socket } }).connection
    for (const event of ['data', 'error', 'end', 'close']) stream.removeAllListeners(event)
    stream.on('error', () => undefined)
    this.#all.add(stream)
    return stream
  }
}

interface Lent {
  readonly socket: Socket
  readonly giveBack: () => void
}

/** One client, and the server's connection that it has at the moment. */
class Link {
  readonly #client: Socket
  readonly #take: () => Promise<Lent>
  readonly #pooling: Pooling
  readonly #asked = new Messages()
  #answered = new Messages()
  #lent: Promise<Lent> | null = null
  #open = 0

  constructor(client: Socket, take: () => Promise<Lent>, pooling: Pooling) {
    this.#client = client
    this.#take = take
    this.#pooling = pooling
  }

  async fromClient(chunk: Buffer): Promise<void> {
    for (const { type } of this.#asked.read(chunk)) {
      if (type === 'X') return
      if (type === 'Q' || type === 'S') this.#open += 1
    }
    this.#lent ??= this.#take().then((lent) => this.#join(lent))
    const { socket } = await this.#lent
    socket.write(chunk)
  }

  #join(lent: Lent): Lent {
    this.#answered = new Messages()
    lent.socket.on('data', (chunk) => this.#fromServer(lent, chunk))
    return lent
  }

  #fromServer(lent: Lent, chunk: Buffer): void {
    this.#client.write(chunk)
    for (const { type, first } of this.#answered.read(chunk)) {
      if (type !== 'Z') continue
      this.#open -= 1
      if (this.#pooling === 'transaction' && this.#open === 0 && first === 'I') this.#part(lent)
    }
  }

  #part({ socket, giveBack }: Lent): void {
    socket.removeAllListeners('data')
    this.#lent = null
    giveBack()
  }

  leave(): void {
    void this.#lent?.then(({ socket }) => socket.destroy())
  }
}

/** The messages of PostgreSQL's protocol in a stream: a letter, a length, the rest. */
class Messages {
  #left = Buffer.alloc(0)

  read(chunk: Buffer): { type: string; first: string }[] {
    this.#left = Buffer.concat([this.#left, chunk])
    const messages: { type: string; first: string }[] = []
    while (this.#left.length >= 5) {
      const length = 1 + this.#left.readUInt32BE(1)
      if (this.#left.length < length) break
      messages.push({ type: String.fromCharCode(this.#left[0] ?? 0), first: String.fromCharCode(this.#left[5] ?? 0) })
      this.#left = this.#left.subarray(length)
    }
    return messages
  }
}

/** Welcome, without a word of the server's settings. */
function greeting(processNo: number): Buffer {
  const key = Buffer.alloc(8)
  key.writeUInt32BE(processNo)
  return Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), message('K', key), message('Z', Buffer.from('I'))])
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeUInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body])
}
