import type pg from 'pg'
import { newClient } from '../hosts/connect.ts'
import { LedClient } from '../hosts/led-client.ts'
import { schemaOf } from '../setup/schema.ts'
import { readTopology, type ServerNode, type Topology } from './topology.ts'

/** For so long an answer holds. A node that the schema was moved away from goes on answering for it, only slower. */
const freshMs = 5_000

/** Where the schema of one database address lies, asked of that address: once on one server, every few seconds on Citus. */
export class NodeFinder {
  readonly #url: string
  readonly #schema: string
  #found: Topology | null = null
  #foundAt = Number.NEGATIVE_INFINITY
  #asking: Promise<Topology> | null = null
  /** The connections that were led to a node. */
  readonly #nodes = new WeakMap<pg.ClientBase, ServerNode>()

  constructor(url: string, schema: string) {
    this.#url = url
    this.#schema = schema
  }

  /** Errors: what the driver throws where nothing was known before; later what was known goes on. */
  async find(): Promise<Topology> {
    if (this.#found?.kind === 'server') return this.#found
    if (this.#found && performance.now() - this.#foundAt < freshMs) return this.#found
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  /** The node is not as it was found: it does not answer, or no longer has the schema. */
  doubt(): void {
    this.#foundAt = Number.NEGATIVE_INFINITY
  }

  ledTo(client: pg.ClientBase, node: ServerNode): void {
    this.#nodes.set(client, node)
  }

  /** Whether the schema lies elsewhere by now than where this connection leads. Asked again beside the work, every few seconds. */
  hasLeft(client: pg.ClientBase): boolean {
    const led = this.#nodes.get(client)
    if (!led) return false
    void this.find().catch(() => undefined)
    const node = this.#found?.kind === 'citus' ? this.#found.node : null
    return node !== null && (node.host !== led.host || node.port !== led.port)
  }

  async #ask(): Promise<Topology> {
    const client = newClient(this.#url, {
      application_name: 'yizhan-find',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      this.#found = await readTopology(client, this.#schema)
    } catch (error) {
      // Whoever settles need not wait for a coordinator that is away, as long as the node is there.
      if (this.#found === null) throw error
    } finally {
      await client.end().catch(() => {})
    }
    this.#foundAt = performance.now()
    return this.#found
  }
}

const known = new Map<string, NodeFinder>()

/** One for all pools of a process; null where all tables lie in `public`, which is never spread. */
export function finderOf(url: string): NodeFinder | null {
  const schema = schemaOf(url)
  if (schema === 'public') return null
  const finder = known.get(url) ?? new NodeFinder(url, schema)
  known.set(url, finder)
  return finder
}

/** Connects to the node that has the schema, whatever server the address names. */
export function clientOfNode(finder: NodeFinder): typeof pg.Client {
  return class NodeClient extends LedClient {
    protected async lead(): Promise<pg.Client> {
      const topology = await finder.find()
      const node = topology.kind === 'citus' ? topology.node : null
      if (node) Object.assign(this, node)
      try {
        await this.connectAsWritten()
        if (node) finder.ledTo(this, node)
      } catch (error) {
        finder.doubt()
        throw error
      }
      return this
    }
  }
}
