import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** One push as it arrived. */
export interface Arrived {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The status to answer with, or `hold`: it arrived, and nobody ever answers. */
export type Answer = number | 'hold'

/** A receiver of webhooks on this machine, whose answers a test decides. */
export class Receiver {
  readonly arrived: Arrived[] = []
  answer: (nth: number) => Answer = () => 204
  readonly #server: Server
  #heard: (() => void)[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async open(): Promise<Receiver> {
    const server = createServer()
    const receiver = new Receiver(server)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void receiver.#take(request, response))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    receivers.push(receiver)
    return receiver
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get url(): string {
    return `http://${this.host}/hook`
  }

  /** Ids in the order in which they first arrived. */
  get ids(): string[] {
    return [...new Set(this.arrived.map(({ id }) => id))]
  }

  /** Waits until what arrived is as wanted, and looks each time something arrives. */
  async until(wanted: () => boolean): Promise<void> {
    while (!wanted()) await new Promise<void>((wake) => this.#heard.push(wake))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    if (this.#server.listening) await new Promise((done) => this.#server.close(done))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const headers = request.headers as Record<string, string>
    const nth = this.arrived.push({
      id: headers['webhook-id'] ?? '',
      headers,
      body: Buffer.concat(parts).toString('utf8'),
    })
    const answer = this.answer(nth)
    if (answer !== 'hold') response.writeHead(answer, answer === 302 ? { location: this.url } : {}).end()
    for (const wake of this.#heard.splice(0)) wake()
  }
}

const receivers: Receiver[] = []
afterAll(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
})
