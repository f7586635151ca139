import { beforeAll, describe, expect, test } from 'vitest'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { bureau } from '../../support/database/desk.ts'
import { hospitalCode, send, testApp } from '../../support/database/test-app.ts'
import { Choice } from '../../support/files/list-variants.ts'

/** The limit of the year is never near, so that each stay of `inScope` is aided with 70% of it. */
const it = testApp()
const firstSeed = Number(process.env['BATCH_SEED'] ?? 1)
const variants = 60
const personOf = (seed: number) => `14050200000000${String(600_000 + seed)}`

beforeAll(async () => {
  for (let seed = firstSeed; seed < firstSeed + variants; seed++) {
    const personNo = personOf(seed)
    const person = {
      name: '示例批',
      idType: '99',
      idNumber: personNo,
      birthDate: '1975-03-12',
      insuredRegion: '140502',
    }
    await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, { ...person, enrolledTier: 1 }, { key: it.keys.bureau })
    const identity = { category: 'dibao', from: '2021-01-01', to: null, certifiedBy: 'civil-affairs' } as const
    await addIdentity(it.service, bureau, { personNo, ...identity, certificateNo: 'C' })
  }
}, 120_000)

/** What a line comes to, as its author means it. */
interface Meant {
  readonly status: number
  readonly code?: string
  readonly assistance?: string
}
interface Written extends Meant {
  readonly text: string
}

type Json = Record<string, unknown>
const yuan = (whole: number) => `${whole}.00`

class Batch {
  readonly #choice: Choice
  readonly #seed: number
  #count = 0

  constructor(seed: number, choice: Choice) {
    this.#seed = seed
    this.#choice = choice
  }

  claim() {
    this.#count += 1
    const inScope = 10 * (20 + this.#choice.below(80))
    const month = String(this.#count).padStart(2, '0')
    const day = (at: number) => `2023-${month}-${String(at).padStart(2, '0')}`
    const body: Json = {
      ...{
        settlementNo: `BV${this.#seed}-${this.#count}`,
        personNo: personOf(this.#seed),
        hospitalCode,
        care: 'inpatient',
      },
      ...{ admittedOn: day(1), dischargedOn: day(3), referral: 'proper' },
      costs: { total: yuan(inScope), inScope: yuan(inScope) },
      paid: { basic: '0.00', criticalIllness: '0.00' },
    }
    return { body, inScope }
  }

  /** Members in another order, with spaces, and letters as escapes: the same claim. */
  written(body: Json): string {
    const members = this.#choice.shuffled(Object.entries(body))
    const text = JSON.stringify(Object.fromEntries(members), null, this.#choice.of([0, 1])).replaceAll('\n', ' ')
    const spaced = this.#choice.often(30) ? ` ${text}\t` : text
    return this.#choice.often(30) ? spaced.replaceAll('inpatient', '\\u0069npatient') : spaced
  }

  settled(): Written[] {
    const { body, inScope } = this.claim()
    const first = { text: this.written(body), status: 201, assistance: ((inScope * 7) / 10).toFixed(2) }
    if (this.#choice.often(75)) return [first]
    if (this.#choice.often(50)) return [first, { ...first, text: this.written(body), status: 200 }]
    const other = { ...body, dischargedOn: String(body['dischargedOn']).replace(/03$/, '09') }
    return [first, { text: this.written(other), status: 422, code: 'settlement-no-reused' }]
  }

  wrong(): Written {
    const { body } = this.claim()
    const costs = body['costs'] as Json
    const total = String(costs['total'])
    const of = (change: Json, status: number, code: string) => ({
      text: this.written({ ...body, ...change }),
      status,
      code,
    })
    const wide = total.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    return this.#choice.of<() => Written>([
      () => of({ costs: { ...costs, total: Number(total) } }, 400, 'invalid-request'),
      () => of({ costs: { ...costs, total: `1,${total}` } }, 400, 'invalid-request'),
      () => of({ costs: { ...costs, total: wide } }, 400, 'invalid-request'),
      () => of({ costs: { ...costs, total: `${total}1` } }, 400, 'invalid-request'),
      () => of({ dischargedOn: '2023/3/9' }, 400, 'invalid-request'),
      () => of({ dischargedOn: '45000' }, 400, 'invalid-request'),
      () => of({ personNo: `${body['personNo']}\u200b` }, 400, 'invalid-request'),
      () => of({ 合计: '1' }, 400, 'invalid-request'),
      () => of({ costs: { total, inScope: '1.00' } }, 422, 'costs-do-not-add-up'),
      () => of({ admittedOn: '2023-12-30', dischargedOn: '2023-12-20' }, 422, 'dates-reversed'),
      () => of({ dischargedOn: '2030-01-01' }, 422, 'date-in-future'),
      () => of({ personNo: '14050299999999999999' }, 422, 'person-not-registered'),
      () => ({ text: this.written(body).trim().slice(0, -1), status: 400, code: 'malformed-json' }),
      () => ({ text: `${JSON.stringify(body)},`, status: 400, code: 'malformed-json' }),
      () => ({ text: JSON.stringify(body).replaceAll('"', "'"), status: 400, code: 'malformed-json' }),
      () => ({ text: `[${JSON.stringify(body)}]`, status: 400, code: 'invalid-request' }),
      () => ({ text: '合计', status: 400, code: 'malformed-json' }),
    ])()
  }
}

describe('batches as they are written', () => {
  test.each(Array.from({ length: variants }, (_, at) => firstSeed + at))(
    'variant %i means what it says',
    async (seed) => {
      const choice = new Choice(seed)
      const batch = new Batch(seed, choice)
      const written = Array.from({ length: 5 }, () => (choice.often(60) ? batch.settled() : [batch.wrong()])).flat()
      const lines: string[] = []
      const meant = written.map(({ text, ...come }) => {
        if (choice.often(15)) lines.push(choice.of(['', '   ', '\t']))
        lines.push(text)
        return { line: lines.length, ...come }
      })
      const end = choice.of(['\n', '\r\n'])
      const payload = `${choice.often(25) ? '\ufeff' : ''}${lines.join(end)}${choice.of(['', end])}`
      const type = `application/x-ndjson${choice.of(['', '; charset=utf-8', '; charset=UTF-8'])}`
      const { status, body } = await send(it, 'POST', '/v1/settlements/batches', payload, {
        ...{ key: it.keys.hospital, headers: { 'content-type': type } },
      })
      const parts = typeof body === 'string' ? body.trimEnd().split('\n') : [JSON.stringify(body)]
      const came = parts.map((part) => {
        const { line, status: own, code, settlement } = JSON.parse(part)
        const assistance = settlement?.payers.assistance
        return { line, status: own, ...(code ? { code } : {}), ...(assistance ? { assistance } : {}) }
      })
      expect({ seed, status, came, payload }).toEqual({ seed, status: 200, came: meant, payload })
    },
  )
})
