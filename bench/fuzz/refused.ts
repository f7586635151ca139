import type { Caller } from './callers.ts'
import type { Own } from './generate/own.ts'
import { prelude, sound } from './prelude.ts'
import { type FuzzAnswer, type FuzzRequest, jsonOf } from './request.ts'

const maxChecked = 3

/**
 * The numbers of settlements and messages that were refused. What was refused wrote nothing, so its number is as good
 * as new: it is sent again at the end of a walk with another, sound content, and must not be taken for a repetition.
 */
export class Refused {
  readonly #own: Own
  readonly #settlements = new Set<string>()
  readonly #messages = new Set<string>()
  /** Numbers that stand in the ledger or may: what is refused under one of them later says nothing of it. */
  readonly #held = new Set<string>()

  constructor(own: Own) {
    this.#own = own
  }

  saw(request: FuzzRequest, answer: FuzzAnswer): void {
    if (request.operation === 'POST /v1/settlements') this.#sawSettlement(request, answer)
    else if (request.operation.startsWith('nhsa')) this.#sawMessage(request, answer)
    const voided = ownIn(request.body, /omsgid[^0-9A-Za-z]{1,12}([0-9A-Za-z]{12}\d{18})(?!\d)/i)
    if (voided !== null) this.#hold(voided)
  }

  /** Without an answer nobody knows. */
  lost({ body }: FuzzRequest): void {
    for (const form of [/"settlementNo":"([^"]+)"/, /"msgid":"([^"]+)"/]) {
      const number = ownIn(body, form)
      if (number !== null) this.#hold(number)
    }
  }

  #sawSettlement({ body }: FuzzRequest, answer: FuzzAnswer): void {
    const number = ownIn(body, /"settlementNo":"(SE[0-9A-Z]{7,}-\d{1,6})"/)
    if (number === null) return
    this.#saw(this.#settlements, number, answer.status >= 400 && answer.status < 500)
  }

  #sawMessage({ body }: FuzzRequest, answer: FuzzAnswer): void {
    const number = ownIn(body, /"msgid":"([0-9A-Za-z]{12}\d{18})"/)
    if (number === null || !number.startsWith(this.#own.hospitalCode)) return
    const { infcode } = (jsonOf(answer) ?? {}) as { infcode?: number }
    // Nobody without a key says anything of a number either.
    this.#saw(this.#messages, number, answer.status === 401 || (answer.status === 200 && infcode === -1))
  }

  #saw(refused: Set<string>, number: string, isRefused: boolean): void {
    if (!isRefused) this.#held.add(number)
    if (this.#held.has(number)) refused.delete(number)
    else refused.add(number)
  }

  /** What a 2601 voids is held too, whether it was ever sent or not. */
  #hold(number: string): void {
    this.#saw(this.#messages, number, false)
    this.#saw(this.#settlements, number, false)
  }

  /** What is asked at the end; the walk may have changed its hospital and its people, so they come first. */
  sentAgain(bureau: Caller, hospital: Caller): FuzzRequest[] {
    const again = [...this.#settlements].slice(-maxChecked).map((number) => this.#settlement(number, bureau))
    const messages = [...this.#messages].slice(-maxChecked).map((number) => this.#message(number, hospital))
    if (again.length + messages.length === 0) return []
    const registers = prelude(this.#own, bureau).filter(({ method }) => method === 'PUT')
    return [...registers, ...again, ...(hospital.key === null ? [] : messages)]
  }

  #settlement(settlementNo: string, bureau: Caller): FuzzRequest {
    const [personNo = ''] = this.#own.people
    const costs = { total: '900.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '900.00' }
    const claim = {
      ...{ settlementNo, personNo, hospitalCode: this.#own.hospitalCode, care: 'inpatient' },
      ...{ admittedOn: '2023-03-01', dischargedOn: '2023-03-15' },
      costs,
      paid: { basic: '300.00', criticalIllness: '0.00' },
    }
    return { ...sound('POST /v1/settlements', '/v1/settlements', claim, bureau), intent: sentAgain }
  }

  #message(msgid: string, hospital: Caller): FuzzRequest {
    const { hospitalCode, region, people } = this.#own
    const message = {
      ...{ infno: '9001', msgid, mdtrtarea_admvs: region, insuplc_admdvs: region, fixmedins_code: hospitalCode },
      input: { signIn: { opter_no: people[0]?.slice(-6) ?? '1' } },
    }
    return { ...sound('POST /nhsa', '/nhsa', message, hospital), operation: 'nhsa 9001', intent: sentAgain }
  }
}

const sentAgain = 'the number of a refused request, with sound content'

/** Whether the service takes the number for one that it has seen: then what was refused was written. */
export function takesForRepetition({ intent }: FuzzRequest, answer: FuzzAnswer): boolean {
  if (intent !== sentAgain) return false
  const { err_msg: why } = (jsonOf(answer) ?? {}) as { err_msg?: string }
  return (
    answer.headers['idempotent-replayed'] === 'true' ||
    codeOf(answer) === 'settlement-no-reused' ||
    /msgid/.test(why ?? '')
  )
}

function codeOf(answer: FuzzAnswer): string {
  return String((jsonOf(answer) as { code?: unknown } | undefined)?.code ?? '')
}

/** A number that the walk gave out; null where the body holds none. */
function ownIn(body: FuzzRequest['body'], form: RegExp): string | null {
  return typeof body === 'string' ? (form.exec(body)?.[1] ?? null) : null
}
