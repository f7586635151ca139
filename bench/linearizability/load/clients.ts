import type { Random } from '../../faults/random.ts'
import type { Environment } from '../environment.ts'
import type { Asked, Operation } from '../history/operation.ts'
import { choose } from './choose.ts'
import { PersonYear } from './person-year.ts'
import { type Desk, put, readPostings } from './send.ts'

export interface ClientsOptions {
  readonly clients: number
  readonly people: number
  readonly operations: number
  readonly seconds: number
  readonly random: Random
  /** Told of each year when nobody works on it any more. */
  readonly onYear: (personNo: string, history: readonly Operation[]) => void
}

export interface Tally {
  /** Sent, those that end a year too. */
  operations: number
  /** Not answered. */
  open: number
  /** Answered by 503 that nothing was written. */
  putOff: number
}

/** An impatient client goes before most answers come. */
const hasty = { share: 0.01, fromMs: 1, toMs: 12 }
const patientMs = 30_000

/** Clients that each ask, wait and ask again, for a few people at a time, until there were enough operations. */
export class Clients {
  readonly #environment: Environment
  readonly #options: ClientsOptions
  readonly #years: PersonYear[] = []
  /** Who comes next in a place, while they are being registered. */
  readonly #entering = new Map<number, Promise<PersonYear>>()
  readonly #end: number
  readonly tally: Tally = { operations: 0, open: 0, putOff: 0 }

  constructor(environment: Environment, options: ClientsOptions) {
    this.#environment = environment
    this.#options = options
    this.#end = performance.now() + options.seconds * 1000
  }

  async run(): Promise<Tally> {
    const { clients, people, random } = this.#options
    for (let at = 0; at < people; at++) this.#years.push(new PersonYear(await this.#environment.enterSomebody()))
    await Promise.all(Array.from({ length: clients }, (_, number) => this.#work(number, random.fork())))
    for (const year of this.#years) await this.#finish(year)
    return this.tally
  }

  get #isOver(): boolean {
    return this.tally.operations >= this.#options.operations || performance.now() > this.#end
  }

  async #work(client: number, random: Random): Promise<void> {
    while (!this.#isOver) {
      const at = random.int(0, this.#years.length - 1)
      const year = await this.#yearAt(at)
      year.begin()
      await this.#carryOut(client, random, year, choose(random, year))
      year.end()
      if (year.isOver && !this.#years.includes(year)) await this.#finish(year)
    }
  }

  /** A year that is full makes room for the next person's. */
  async #yearAt(at: number): Promise<PersonYear> {
    const year = this.#years[at] as PersonYear
    if (!year.isFull) return year
    const entering = this.#entering.get(at)
    if (entering !== undefined) return entering
    const next = this.#environment.enterSomebody().then((person) => new PersonYear(person))
    this.#entering.set(at, next)
    this.#years[at] = await next
    this.#entering.delete(at)
    if (year.isOver) await this.#finish(year)
    return next
  }

  async #carryOut(client: number, random: Random, year: PersonYear, asked: Asked): Promise<void> {
    const isHasty = random.chance(hasty.share)
    const timeoutMs = isHasty ? random.int(hasty.fromMs, hasty.toMs) : patientMs
    const isAnswered = await this.#ask(client, year, asked, { random, timeoutMs })
    // Most ask again under the same number, as they should; of some nobody ever hears again.
    if (!isAnswered && random.chance(0.7)) await this.#ask(client, year, asked, { random, timeoutMs: patientMs })
  }

  async #ask(
    client: number,
    year: PersonYear,
    asked: Asked,
    { random, timeoutMs }: { random: Random; timeoutMs: number },
  ): Promise<boolean> {
    const desk = random.pick<Desk>(this.#environment.desks)
    const id = asked.kind === 'read-settlement' && random.chance(0.7) ? year.idOf(asked.no) : undefined
    const heard = await put(desk, year.personNo, asked, { brief: random.chance(0.5), timeoutMs, id })
    this.tally.operations += 1
    const { answer, sentAt, answeredAt, putOff } = heard
    if (putOff) this.tally.putOff += 1
    else year.add({ client, asked, answer, sentAt, answeredAt })
    if (answer === null && !putOff) this.tally.open += 1
    return answer !== null
  }

  /** What every number that was left open came to, and the whole ledger: with them nothing wrong can stay unseen. */
  async #finish(year: PersonYear): Promise<void> {
    const { random, onYear } = this.#options
    const last: Asked[] = [
      ...year.unanswered.map((no): Asked => ({ kind: 'read-settlement', no })),
      { kind: 'read-limits' },
    ]
    for (const asked of last) await this.#ask(-1, year, asked, { random, timeoutMs: patientMs })
    const { answer, sentAt, answeredAt } = await readPostings(random.pick<Desk>(this.#environment.desks), year.personNo)
    year.add({ client: -1, asked: { kind: 'read-ledger' }, answer, sentAt, answeredAt })
    this.tally.operations += 1
    onYear(year.personNo, year.history)
  }
}
