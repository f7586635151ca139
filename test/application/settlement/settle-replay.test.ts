import { beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createCaller } from '../../../src/application/callers/issue-keys.ts'
import type { ClaimBody } from '../../../src/application/claim/claim-input.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { type Answer, expectProblem, send } from '../../support/database/test-app.ts'
import { jining, refusalOf } from '../../support/people/registers.ts'

const countyHospital = 'H14050000002'
let desk: Desk
let app: App
let key: string
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: countyHospital, region: '140522', feeClass: 'county-two' })
  app = await buildApp({ service: desk.service, checkAnswers: true })
  key = (await createCaller(desk.service, bureau, { kind: 'bureau', name: 'test', region: '140500' })).key
})

const post = (body: object): Promise<Answer> => send({ app }, 'POST', '/v1/settlements', body, { key })

/** A dibao's stay of 1000.00, of which 700.00 is aided. */
async function someBody(bill: Bill = {}): Promise<ClaimBody> {
  return billOf(await desk.person({ as: 'dibao' }), { inScope: '1000.00', ...bill })
}

/** The same object with its members the other way round, at every depth. */
function backwards(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).reverse()
  return Object.fromEntries(members.map(([name, member]) => [name, backwards(member)]))
}

describe('a number that comes again', () => {
  test('with the same body answers the first settlement', async () => {
    const body = await someBody()
    const first = await post(body)
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([201, undefined])
    const rows = await rowCounts(desk.service)
    const again = await post(body)
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
    expect(again.body).toEqual(first.body)
    expect(await rowCounts(desk.service)).toEqual(rows)
  })

  test('with its members in another order is the same', async () => {
    const body = await someBody()
    const first = await post(body)
    const again = await post(backwards(body) as object)
    expect([again.status, again.body]).toEqual([200, first.body])
  })

  test('with what was left out written out is the same', async () => {
    const body = await someBody()
    const first = await post(body)
    const paid = { ...body.paid, supplementary: '0.00', commercial: '0.00', socialAid: '0.00' }
    const again = await post({ ...body, emergency: false, paid })
    expect([again.status, again.body]).toEqual([200, first.body])
  })

  test('with another body is refused, and what stands stays', async () => {
    const body = await someBody()
    const first = await post(body)
    for (const change of [
      { referral: 'proper' },
      { dischargedOn: '2023-06-16' },
      { paid: { ...body.paid, commercial: '0.01' } },
    ]) {
      expectProblem(await post({ ...body, ...change }), 422, 'settlement-no-reused')
    }
    const other = await someBody({ settlementNo: body.settlementNo as string })
    expectProblem(await post(other), 422, 'settlement-no-reused')
    expect((await post(body)).body).toEqual(first.body)
  })

  test('from another hospital is another settlement', async () => {
    const body = await someBody()
    const first = await post(body)
    const other = await post({ ...body, hospitalCode: countyHospital })
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
    expect(other.body.limits[0]).toMatchObject({ usedBefore: '700.00', usedAfter: '1400.00' })
  })

  test('after the person moved, or was certified otherwise, is still the first answer', async () => {
    const body = await someBody()
    const first = await post(body)
    await desk.identity(body.personNo, { category: 'tekun' })
    await desk.hospital({ hospitalCode: cityHospital, designated: false })
    const again = await post(body)
    await desk.hospital()
    expect([again.status, again.body]).toEqual([200, first.body])
  })

  test('after a reversal says that it was reversed', async () => {
    const body = await someBody()
    const first = await post(body)
    const { hospitalCode, settlementNo = '' } = body
    await reverse(desk.service, bureau, { hospitalCode, settlementNo, reversalNo: 'R-1', reason: '测试' })
    const again = await post(body)
    expect([again.status, again.body]).toEqual([200, { ...first.body, status: 'reversed' }])
  })

  test('answers nothing to a bureau of another region', async () => {
    const body = await someBody()
    await post(body)
    expect(await refusalOf(settle(desk.service, jining, body, 'en'))).toMatchObject({ code: 'person-not-registered' })
    const reused = settle(desk.service, jining, { ...body, referral: 'proper' }, 'en')
    expect(await refusalOf(reused)).toMatchObject({ code: 'person-not-registered' })
  })
})

describe('a number of a refused claim', () => {
  test('may be sent again', async () => {
    const body = await someBody()
    const rows = await rowCounts(desk.service)
    expectProblem(await post({ ...body, hospitalCode: 'H99990000001' }), 422, 'hospital-not-registered')
    expectProblem(await post({ ...body, personNo: '99990000000000000001' }), 422, 'person-not-registered')
    expectProblem(await post({ ...body, admittedOn: '2020-01-01', dischargedOn: '2020-01-05' }), 422, 'policy-missing')
    expectProblem(await post({ ...body, dischargedOn: '2024-05-06' }), 422, 'date-in-future')
    expectProblem(await post({ ...body, paid: { ...body.paid, basic: '1000.01' } }), 422, 'paid-exceeds-in-scope')
    expect(await rowCounts(desk.service)).toEqual(rows)
    expect((await post(body)).status).toBe(201)
  })

  test('leaves those that came with it alone', async () => {
    const bodies = [await someBody(), await someBody(), await someBody()]
    const [, wrong] = bodies
    const answers = await Promise.all(
      bodies.map((body) => post(body === wrong ? { ...body, personNo: 'nobody' } : body)),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 201])
  })
})

describe('requests at once', () => {
  test('of one number with one body are one settlement', async () => {
    const body = await someBody()
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  test('of one number for two people are one settlement and one refusal', async () => {
    for (const round of [1, 2, 3, 4, 5]) {
      const settlementNo = `SAME-${round}`
      const bodies = [await someBody({ settlementNo }), await someBody({ settlementNo })]
      const answers = await Promise.all(bodies.map(post))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
      expectProblem(answers.find(({ status }) => status === 422) as Answer, 422, 'settlement-no-reused')
    }
  })

  test('of 64 visits of one person never pass the limit', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { inScope: '85700.00' })
    const bodies = Array.from({ length: 64 }, () => billOf(personNo, { inScope: '1.00' }))
    const answers = await Promise.all(bodies.map(post))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const paid = answers.map(({ body }) => body.payers.assistance)
    expect(paid.filter((amount) => amount === '0.70')).toHaveLength(14)
    expect(paid.filter((amount) => amount === '0.20')).toHaveLength(1)
    expect(paid.filter((amount) => amount === '0.00')).toHaveLength(49)
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
