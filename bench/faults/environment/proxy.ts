import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket, type Server as TcpServer } from 'node:net'

/** What happens to one chunk. `cut` ends both sides without passing it on; `truncate` passes a part and then cuts. */
export type ChunkAction =
  | { readonly do: 'pass' }
  | { readonly do: 'delay'; readonly ms: number }
  | { readonly do: 'cut' }
  | { readonly do: 'truncate'; readonly bytes: number }
  /** Passes it on and cuts at once, before anything comes back. */
  | { readonly do: 'pass-and-cut' }

export const pass: ChunkAction = { do: 'pass' }

/** Decides over the chunks of one connection. */
export interface ChunkRules {
  readonly fromClient: (chunk: Buffer) => ChunkAction
  readonly fromServer: (chunk: Buffer) => ChunkAction
}

const passAll: ChunkRules = { fromClient: () => pass, fromServer: () => pass }

interface Link {
  readonly near: Socket
  readonly far: Socket
}

/** A TCP proxy on loopback between two sides that do not know of it. */
export class TcpProxy {
  readonly #to: () => number
  readonly #links = new Set<Link>()
  readonly #server: TcpServer
  /** Asked for every new connection. */
  rules: () => ChunkRules = () => passAll

  constructor(to: () => number) {
    this.#to = to
    this.#server = createServer((near) => this.#join(near))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  close(): void {
    this.#server.close()
    this.cutAll()
  }

  /** Every connection at once, as a switch that lost its power does. */
  cutAll(): void {
    for (const link of this.#links) cut(link)
  }

  #join(near: Socket): void {
    const far = connect(this.#to(), '127.0.0.1')
    const link = { near, far }
    this.#links.add(link)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => cut(link))
      socket.on('close', () => this.#closed(link))
    }
    const rules = this.rules()
    carry(link, near, far, rules.fromClient)
    carry(link, far, near, rules.fromServer)
  }

  #closed(link: Link): void {
    this.#links.delete(link)
    cut(link)
  }
}

function cut({ near, far }: Link): void {
  near.destroy()
  far.destroy()
}

/** One direction, in order: what comes after a delayed chunk waits behind it. */
function carry(link: Link, from: Socket, to: Socket, actionOn: (chunk: Buffer) => ChunkAction): void {
  let before = Promise.resolve()
  from.on('data', (chunk: Buffer) => {
    const action = actionOn(chunk)
    before = before.then(() => meet(link, to, chunk, action))
  })
  from.on('end', () => {
    before = before.then(() => void to.end())
  })
}

async function meet(link: Link, to: Socket, chunk: Buffer, action: ChunkAction): Promise<void> {
  if (action.do === 'delay') await new Promise((wake) => setTimeout(wake, action.ms))
  if (action.do === 'cut') return cut(link)
  const part = action.do === 'truncate' ? chunk.subarray(0, action.bytes) : chunk
  if (to.writable) to.write(part)
  if (action.do === 'truncate' || action.do === 'pass-and-cut') {
    // What was written leaves first; then both sides find the line dead.
    to.end()
    setImmediate(() => cut(link))
  }
}
