import { beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { categories } from '../../../src/domain/names/categories.ts'
import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { atTheDesk } from '../../support/claims/messages.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

// The app of these tests fails where an answer is not as documented, so each call checks its schema too.
const it = testApp()
const bureau = () => ({ key: it.keys.bureau })
const hospital = () => ({ key: it.keys.hospital })
beforeAll(() => atTheDesk(it))

describe('a stay, from quote to reversal', () => {
  test('the quote has no number, writes nothing and equals the settlement that follows', async () => {
    const { settlementNo: _, ...claim } = stay
    const quoted = await send(it, 'POST', '/v1/settlements/quote', claim, hospital())
    expect(quoted.body).toMatchObject({ id: null, settlementNo: null, status: 'quoted', category: 'dibao' })
    const settled = await send(it, 'POST', '/v1/settlements', stay, hospital())
    expect(settled.status).toBe(201)
    for (const same of ['payers', 'lines', 'limits', 'reasons', 'assistanceParts']) {
      expect(settled.body[same]).toEqual(quoted.body[same])
    }
    // base 50000.00 - 34790.00 = 15210.00; 70% is 10647.00; the rest of 52000.00 is the person's
    expect(settled.body.payers).toMatchObject({ assistance: '10647.00', person: '6563.00' })
    expect(settled.body.limits).toEqual([
      {
        ...{ name: 'annual', period: { kind: 'year', months: null, from: '2023-01-01', to: '2023-12-31' } },
        ...{ limit: '60000.00', usedBefore: '0.00', usedAfter: '10647.00', remaining: '49353.00' },
      },
    ])
  })

  test('it is read by its id, by its number and by its person', async () => {
    const list = await send(
      it,
      'GET',
      `/v1/settlements?settlementNo=${stay.settlementNo}&hospitalCode=${stay.hospitalCode}`,
      undefined,
      hospital(),
    )
    const [{ id }] = list.body.items
    const one = await send(it, 'GET', `/v1/settlements/${id}`, undefined, { ...bureau(), language: 'zh' })
    expect(one.body).toMatchObject({ id, settlementNo: stay.settlementNo, status: 'settled' })
    expect(one.body.lines.every((line: { text: string }) => /[一-龥]/.test(line.text))).toBe(true)
    const byPerson = await send(
      it,
      'GET',
      `/v1/settlements?personNo=${stay.personNo}&from=2023-03-15&to=2023-03-15`,
      undefined,
      bureau(),
    )
    expect(byPerson.body.items).toHaveLength(1)
    expect((await send(it, 'GET', `/v1/settlements?from=2023-03-16`, undefined, bureau())).body.items).toHaveLength(0)
  })

  test('the annual cap shows it, and the ledger holds its entry', async () => {
    const cap = await send(it, 'GET', `/v1/beneficiaries/${stay.personNo}/annual-cap?year=2023`, undefined, hospital())
    expect(cap.body.limits[0]).toMatchObject({
      name: 'annual',
      limit: '60000.00',
      used: '10647.00',
      remaining: '49353.00',
    })
    const ledger = await send(it, 'GET', cap.body.entries, undefined, bureau())
    expect(ledger.body.items).toMatchObject([{ seq: 1, kind: 'settlement', total: '52000.00' }])
  })

  test('its reversal frees what it used, and a second one answers the first again', async () => {
    const body = {
      hospitalCode: stay.hospitalCode,
      settlementNo: stay.settlementNo,
      reversalNo: 'R-1',
      reason: 'wrong patient',
    }
    const first = await send(it, 'POST', '/v1/reversals', body, hospital())
    expect([first.status, first.body.total]).toEqual([201, '-52000.00'])
    const again = await send(it, 'POST', '/v1/reversals', body, hospital())
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
    expect(again.body).toEqual(first.body)
    const cap = await send(it, 'GET', `/v1/beneficiaries/${stay.personNo}/annual-cap?year=2023`, undefined, bureau())
    expect(cap.body.limits[0].used).toBe('0.00')
    const ledger = await send(it, 'GET', `/v1/beneficiaries/${stay.personNo}/ledger?year=2023`, undefined, bureau())
    expect(ledger.body.items.map((entry: { kind: string }) => entry.kind)).toEqual(['settlement', 'reversal'])
    const unknown = { ...body, settlementNo: 'never' }
    expectProblem(await send(it, 'POST', '/v1/reversals', unknown, hospital()), 404, 'not-found')
  })
})

describe('demo people', () => {
  test('there is one of every category in every region, each with a number that checks', async () => {
    for (const region of ['140502', '140213', '500243', '370811']) {
      const there = demoPeople.filter((person) => person.insuredRegion === region)
      const held = there.flatMap((person) => (person.categories.length === 1 ? person.categories : []))
      expect([...held].sort()).toEqual([...categories].sort())
    }
    for (const person of demoPeople)
      expect([person.personNo, isIdNumber(person.idNumber)]).toEqual([person.personNo, true])
    expect(new Set(demoPeople.map((person) => person.idNumber)).size).toBe(demoPeople.length)
  })

  test.each(demoPeople.map(({ personNo, categories }) => [personNo, categories.join('+')]))(
    '%s (%s): entitlements and premium',
    async (personNo) => {
      const entitled = await send(
        it,
        'GET',
        `/v1/beneficiaries/${personNo}/entitlements?on=2023-06-30`,
        undefined,
        bureau(),
      )
      expect([entitled.status, entitled.body.counting]).toEqual([200, expect.anything()])
      const premium = await send(
        it,
        'GET',
        `/v1/beneficiaries/${personNo}/premium-subsidy?year=2023`,
        undefined,
        bureau(),
      )
      expect([premium.status, premium.body.personNo]).toEqual([200, personNo])
      expect(
        (await send(it, 'GET', `/v1/beneficiaries/${personNo}/annual-cap?year=2023`, undefined, bureau())).status,
      ).toBe(200)
    },
  )
})

describe('people’s data', () => {
  const path = '/v1/beneficiaries/14050000000000000001'
  const whole = demoPeople[0]?.idNumber as string

  test('ID numbers are masked, except for a bureau that asks', async () => {
    expect((await send(it, 'GET', path, undefined, bureau())).body.idNumber).toMatch(/^1405\*{14}$/)
    expect((await send(it, 'GET', `${path}?show=idNumber`, undefined, bureau())).body.idNumber).toBe(whole)
    expectProblem(await send(it, 'GET', `${path}?show=idNumber`, undefined, { key: it.keys.auditor }), 403, 'forbidden')
  })

  test('people are found by the whole number, which no address holds', async () => {
    const found = await send(it, 'POST', '/v1/beneficiaries/search', { idNumber: whole }, bureau())
    expect(found.body.items).toMatchObject([{ personNo: '14050000000000000001' }])
    expectProblem(
      await send(it, 'GET', `/v1/beneficiaries?idNumber=${whole}`, undefined, bureau()),
      400,
      'invalid-request',
    )
  })

  test('a wrong number is refused without being repeated', async () => {
    const body = {
      name: '示例',
      idNumber: '14050019780301000',
      birthDate: '1978-03-01',
      insuredRegion: '140502',
      idType: '01',
    }
    const answer = await send(it, 'PUT', path, body, bureau())
    expectProblem(answer, 400, 'invalid-request')
    expect(JSON.stringify(answer.body)).not.toContain(body.idNumber)
  })

  test('the log of all this names no person, no ID number and no address with either', () => {
    const log = it.logged()
    expect(log).toContain('"event":"request.done"')
    expect(log).toContain('"event":"settlement.posted"')
    for (const secret of ['示例', whole, stay.personNo, stay.diseaseCode, it.keys.hospital])
      expect(log).not.toContain(secret)
  })
})

describe('premiums, policies and registers', () => {
  test('a premium subsidy is recorded once', async () => {
    const body = { personNo: stay.personNo, year: 2024, tier: null }
    const first = await send(it, 'POST', '/v1/premium-subsidies', body, bureau())
    expect([first.status, first.body.subsidy]).toEqual([201, '304.00'])
    const again = await send(it, 'POST', '/v1/premium-subsidies', body, bureau())
    expect([again.status, again.body]).toEqual([200, first.body])
    const quoted = await send(
      it,
      'GET',
      '/v1/premium-subsidies/quote?region=500243&year=2024&category=dibao&tier=2',
      undefined,
      hospital(),
    )
    expect(quoted.body).toMatchObject({ tier: 2, contribution: '755.00', subsidy: '380.00', personPays: '375.00' })
  })

  test('policies are listed, and each shows its clauses', async () => {
    const list = await send(it, 'GET', '/v1/policies', undefined, hospital())
    for (const { region, policyHash } of list.body.items) {
      const one = await send(it, 'GET', `/v1/policies/${region}?on=2023-06-30`, undefined, hospital())
      expect([one.status, one.body.policyHash]).toEqual([200, policyHash])
      expect(one.body.clauses.length).toBeGreaterThan(0)
    }
  })

  test('lists go on where the page before ended', async () => {
    const numbers: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`
      const page = await send(it, 'GET', `/v1/beneficiaries?limit=7${query}`, undefined, bureau())
      expect(page.status).toBe(200)
      numbers.push(...page.body.items.map((person: { personNo: string }) => person.personNo))
      cursor = page.body.nextCursor
    }
    expect(numbers).toEqual(demoPeople.map((person) => person.personNo).sort())
  })

  test('an identity is recorded, ended and shown', async () => {
    const path = '/v1/beneficiaries/14050000000000000014/identities'
    const body = { category: 'tekun', from: '2023-01-01', to: null, certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
    const made = await send(it, 'POST', path, body, bureau())
    expect(made.status).toBe(201)
    expect((await send(it, 'POST', path, body, bureau())).status).toBe(200)
    const ended = await send(it, 'PATCH', `${path}/${made.body.id}`, { to: '2023-12-31' }, bureau())
    expect(ended.body).toMatchObject({ to: '2023-12-31', category: 'tekun' })
    expectProblem(
      await send(it, 'PATCH', `${path}/${made.body.id}`, { to: '2022-12-31' }, bureau()),
      422,
      'identity-period-invalid',
    )
    expect((await send(it, 'GET', path, undefined, bureau())).body.items).toHaveLength(1)
  })
})

test('the metrics count settlements and refusals without naming anyone', async () => {
  const { body } = await send(it, 'GET', '/metrics')
  expect(body).toMatch(/yizhan_settlements_total\{region="140500",care="inpatient",result="settled"\} 1/)
  expect(body).toMatch(
    /yizhan_request_duration_seconds_count\{method="POST",route="\/v1\/settlements",status="201"\} 1/,
  )
  expect(body).toMatch(/yizhan_refusals_total\{code="forbidden"\}/)
  expect(body).not.toContain(stay.personNo)
})
