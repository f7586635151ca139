import { Random } from '../faults/random.ts'
import type { Caller } from './callers.ts'
import { caller, strangers } from './callers.ts'
import type { Fault } from './check/answer.ts'
import type { ApiDocument, Operation } from './document.ts'
import { followUps, messagesAfter } from './follow-ups.ts'
import { Known, kindOf, learnFrom } from './generate/known.ts'
import { oddRequest } from './generate/odd.ts'
import { Own } from './generate/own.ts'
import { restRequest } from './generate/rest.ts'
import type { Ground } from './ground.ts'
import type { MessageSurroundings } from './messages/fields.ts'
import { learnFromMessage } from './messages/learn.ts'
import { messageRequest, someInfno } from './messages/message.ts'
import { certificates, prelude } from './prelude.ts'
import { Refused, takesForRepetition } from './refused.ts'
import { type FuzzAnswer, type FuzzRequest, isAnswer, jsonOf } from './request.ts'

export const stepsOfWalk = 64

/**
 * A sequence of requests that depend on each other, all of them given by one number: what it registers, settles and
 * asks for, and which of that is broken. What the service gives out (ids, times) is the only thing that differs.
 */
export class Walk {
  readonly #ground: Ground
  readonly #number: number
  readonly #around: MessageSurroundings
  readonly #refused: Refused
  #hospital: Caller
  /** What is asked for next, after something was done that it is about. */
  readonly #following: string[] = []
  readonly #followingMessages: string[] = []

  constructor(ground: Ground, number: number) {
    this.#ground = ground
    this.#number = number
    const random = new Random(number)
    const own = new Own(random, number, ground.receiver)
    this.#around = { random, own, known: new Known(ground.known), visits: [] }
    this.#hospital = caller('nobody', 'stranger', null)
    this.#refused = new Refused(own)
  }

  /** What it came to know, for those after it. */
  get known(): Known {
    return this.#around.known
  }

  /** Answers how many requests were sent. */
  async run(steps = stepsOfWalk): Promise<number> {
    const { own } = this.#around
    const first = prelude(own, this.#ground.bureau)
    for (const request of first) await this.#ask(request, true)
    const read = certificates(own, this.#hospital)
    for (const request of read) await this.#ask(request, true)
    for (let step = first.length + read.length; step < steps; step++) await this.#ask(await this.#next())
    const last = this.#refused.sentAgain(this.#ground.bureau, this.#hospital)
    for (const request of last) await this.#ask(request)
    return steps + last.length
  }

  async #next(): Promise<FuzzRequest> {
    const { random } = this.#around
    const { document } = this.#ground
    const share = random.next()
    if (share < 0.25) {
      const whose = random.chance(0.93) ? this.#hospital : this.#someone()
      const following = random.chance(0.5) ? this.#followingMessages.shift() : undefined
      return messageRequest(following ?? someInfno(this.#around), whose, this.#around)
    }
    if (share < 0.28) return oddRequest(this.#someone(), document, this.#around)
    const operation = this.#operation(share)
    const isHospitals = /^(POST|DELETE) .*clearings(\/{id})?$/.test(operation.id) && random.chance(0.8)
    const whose = isHospitals ? this.#hospital : this.#someone()
    return this.#harmless(await restRequest(document, operation, whose, this.#around))
  }

  /** Any of them, but more often one that comes to the ledger or is about something that this walk has made. */
  #operation(share: number): Operation {
    const { random, known } = this.#around
    const { document } = this.#ground
    const following = random.chance(0.5) ? this.#following.shift() : undefined
    if (following !== undefined) return document.operation(following)
    if (share < 0.42) return document.operation(random.pick(flows))
    if (share > 0.65) return random.pick(rest(document))
    const about = rest(document).filter(
      ({ path }) => path.includes('{id}') && known.all(`id of ${kindOf(path)}`).length > 0,
    )
    return about.length > 0 ? random.pick(about) : random.pick(rest(document))
  }

  /** A key of this run that is revoked, or a hospital of others that is no longer designated, would end all walks. */
  #harmless(request: FuzzRequest): FuzzRequest {
    const isReserved = request.method !== 'GET' && [...this.#ground.reserved].some((id) => request.path.includes(id))
    if (!isReserved) return request
    return { ...request, caller: caller('nobody', 'stranger', null), intent: `${request.intent}, by nobody` }
  }

  #someone(): Caller {
    const { random } = this.#around
    const { bureau, others } = this.#ground
    const share = random.next()
    if (share < 0.62) return bureau
    if (share < 0.8) return this.#hospital
    return share < 0.95 ? random.pick(others) : random.pick(strangers(bureau))
  }

  async #ask(request: FuzzRequest, mustBeDone = false): Promise<void> {
    const { send, check, counted, slowMs } = this.#ground
    const outcome = await send(request)
    counted(request, outcome)
    if (!isAnswer(outcome)) {
      this.#refused.lost(request)
      if (!mayBeLost(request)) this.#found(request, 0, { code: outcome.lost, says: 'no whole answer came' })
      return
    }
    const { status, headers, ms } = outcome
    const found = (code: string, says: string) => this.#found(request, status, { code, says }, headers['x-request-id'])
    for (const { code, says } of check.faults(request, outcome)) found(code, says)
    if (ms > slowMs) found('slow', `it took ${Math.round(ms)} ms`)
    this.#learn(request, outcome)
    if (takesForRepetition(request, outcome)) found('half-written', saidBy(outcome))
    if (mustBeDone && !wasDone(request, outcome)) found('sound-refused', saidBy(outcome))
  }

  #learn(request: FuzzRequest, answer: FuzzAnswer): void {
    const json = jsonOf(answer)
    this.#refused.saw(request, answer)
    if (answer.status >= 300) return
    if (request.operation.startsWith('nhsa')) learnFromMessage(this.#around, request, json)
    else learnFrom(this.#around.known, request.operation.split(' ')[1] ?? '', json)
    if (!wasDone(request, answer)) return
    this.#following.push(...(followUps[request.operation] ?? []))
    this.#followingMessages.push(...(messagesAfter[request.operation] ?? []))
    if (request.operation.endsWith('/statement')) this.#takeReceiptNo(answer)
    this.#takeKey(request, json)
    if (request.operation === 'POST /v1/reconciliations/totals') this.#takeSums(json)
  }

  /** A statement is for people; its number is in no JSON. */
  #takeReceiptNo({ body }: FuzzAnswer): void {
    const [receiptNo] = /\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){6}\b/.exec(body.subarray(0, 200_000).toString('utf8')) ?? []
    if (receiptNo !== undefined) this.#around.known.learn('receiptNo', receiptNo)
  }

  /** What the ledger holds of the walk's hospital, so that it can be cleared. */
  #takeSums(answer: unknown): void {
    const { hospitalCode, here } = (answer ?? {}) as { hospitalCode?: string; here?: Record<string, unknown> }
    if (!here || (hospitalCode ?? this.#around.own.hospitalCode) !== this.#around.own.hospitalCode) return
    const { count, total, fundPaid, personPaid = null } = here
    this.#around.known.learn('here', JSON.stringify({ count, total, fundPaid, personPaid }))
  }

  /** The first key that is issued to the walk's hospital, and any later one. */
  #takeKey({ operation }: FuzzRequest, answer: unknown): void {
    if (operation !== 'POST /v1/callers') return
    const { key, hospitalCode } = (answer ?? {}) as { key?: string; hospitalCode?: string }
    if (key && hospitalCode === this.#around.own.hospitalCode)
      this.#hospital = caller('hospital', 'hospital', key, hospitalCode)
  }

  #found(request: FuzzRequest, status: number, { code, says }: Fault, requestId?: string): void {
    // A header that is too long is refused before anybody knows what was asked for.
    const operation = status === 431 ? 'any request' : request.operation
    this.#ground.findings.add({ operation, status, code, says, request, requestId, walk: this.#number })
  }
}

/** Takes away what every other walk goes by, or sets the time of all; tests of their own try these two. */
const isOfAll = (path: string): boolean => path === '/v1/demo/reset' || path === '/v1/demo/clock'

/** What comes to the ledger, more often than its share of all operations. */
const flows = [
  'POST /v1/settlements',
  'POST /v1/settlements',
  'POST /v1/settlements',
  'POST /v1/settlements/quote',
  'POST /v1/reversals',
  'GET /v1/settlements/{id}',
  'GET /v1/settlements/{id}/statement',
  'POST /v1/reconciliations/files',
  'POST /v1/rosters',
]

const rests = new WeakMap<ApiDocument, readonly Operation[]>()

/** All but the messages, which have their own tables. */
function rest(document: ApiDocument): readonly Operation[] {
  const found =
    rests.get(document) ?? document.operations.filter(({ path }) => !path.startsWith('/nhsa') && !isOfAll(path))
  rests.set(document, found)
  return found
}

function wasDone({ operation }: FuzzRequest, answer: FuzzAnswer): boolean {
  if (!operation.startsWith('nhsa')) return answer.status < 300
  return answer.status === 200 && (jsonOf(answer) as { infcode?: number })?.infcode === 0
}

/** Where it was asked for, and where the service hangs up on more than it takes while we still send. */
function mayBeLost({ headers, body }: FuzzRequest): boolean {
  return 'x-yizhan-lose-answer' in headers || (body !== null && Buffer.byteLength(body) > 1_000_000)
}

/** The code and where, without what was sent. */
function saidBy(answer: FuzzAnswer): string {
  const { code, detail, err_msg: why } = (jsonOf(answer) ?? {}) as Record<string, unknown>
  return `a sound request was refused: ${String(code ?? '')} ${String(detail ?? why ?? '').slice(0, 200)}`
}
