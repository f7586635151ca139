import type { ErrorCode } from '../../../src/domain/refusals/refusal.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { httpStatuses } from '../../../src/http/problems/statuses.ts'
import { ask, type Sent } from '../claims/messages.ts'
import { type Answer, send, type TestApp } from '../database/test-app.ts'

/** A request that was refused, and the one that its advice leads to. */
export interface Advised {
  readonly refused: Answer
  readonly follow: () => Promise<Answer>
}

/** The same in two steps, where the second needs nothing of the first. */
interface TwoRequests {
  readonly raise: (desk: AdviceDesk) => Promise<Answer>
  readonly follow: (desk: AdviceDesk, refused: Answer) => Promise<Answer>
}

export type AdviceRow = TwoRequests | ((desk: AdviceDesk) => Promise<Advised>)

export type AdviceRows = Partial<Record<ErrorCode, AdviceRow>>

export async function advisedBy(row: AdviceRow, desk: AdviceDesk): Promise<Advised> {
  if (typeof row === 'function') return row(desk)
  const refused = await row.raise(desk)
  return { refused, follow: () => row.follow(desk, refused) }
}

let count = 0
/** Of their own, so that somebody new takes no day of the stays. */
let people = 0

/** Whoever sends the requests of the table: a bureau of every region, and the hospital of the examples. */
export class AdviceDesk {
  readonly it: TestApp

  constructor(it: TestApp) {
    this.it = it
  }

  next(prefix = 'AD'): string {
    count += 1
    return `${prefix}-${count}`
  }

  bureau(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object | string): Promise<Answer> {
    return send(this.it, method, url, body, { key: this.it.keys.bureau })
  }

  as(key: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<Answer> {
    return send(this.it, method, url, body, { key })
  }

  hospital(method: 'GET' | 'POST', url: string, body?: object | string): Promise<Answer> {
    return send(this.it, method, url, body, { key: this.it.keys.hospital })
  }

  /** A stay of the examples with days and an amount of its own, so that no two are the same visit. */
  stay(change: object = {}): typeof stay & Readonly<Record<string, unknown>> {
    count += 1
    const offCatalogue = `${2000 + count}.00`
    const total = `${52_000 + count}.00`
    const day = new Date(Date.UTC(2023, 0, 1 + 2 * count))
    const on = (days: number) => new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    const own = { settlementNo: `AD-${count}`, admittedOn: on(0), dischargedOn: on(1) }
    return { ...stay, ...own, costs: { ...stay.costs, offCatalogue, total }, ...change }
  }

  settle(claim: object): Promise<Answer> {
    return this.bureau('POST', '/v1/settlements', claim)
  }

  quote(claim: object): Promise<Answer> {
    const { settlementNo: _, ...asked } = claim as { settlementNo?: string }
    return this.bureau('POST', '/v1/settlements/quote', asked)
  }

  /** Somebody new in Jincheng, whom no other row knows. */
  async person(change: object = {}): Promise<string> {
    const personNo = `14050200000000${String(880_000 + ++people).padStart(6, '0')}`
    await this.bureau('PUT', `/v1/beneficiaries/${personNo}`, {
      ...somebody,
      idNumber: `AD${personNo.slice(-8)}`,
      ...change,
    })
    return personNo
  }

  /** A message of the hospital, as its program sends it; an answer by the code that it carries. */
  async message(infno: string, input: Record<string, unknown> | string, sent: Sent = {}): Promise<Answer> {
    const { status, body, headers } = await ask(this.it, infno, input, sent)
    const code = body.err_code as ErrorCode | undefined
    const told = status === 200 && code !== undefined ? httpStatuses[code] : status
    return { status: told, body: { ...body, code, detail: body.err_msg }, headers }
  }

  async list(
    content: string,
    { month, department = 'civil-affairs' }: { month: string; department?: string },
  ): Promise<Answer> {
    const url = `/v1/rosters?region=140500&month=${month}&department=${department}`
    return send(this.it, 'POST', url, content, { key: this.it.keys.bureau, headers: { 'content-type': 'text/csv' } })
  }
}

export const somebody = {
  name: '示例某',
  idType: '99',
  birthDate: '1970-01-01',
  insuredRegion: '140502',
  enrolledTier: 1,
}
