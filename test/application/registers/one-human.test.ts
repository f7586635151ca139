import { beforeAll, describe, expect, test } from 'vitest'
import { startSweep } from '../../../src/application/alerts/sweep-alerts.ts'
import { readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { addFiling } from '../../../src/application/registers/filings.ts'
import { addJoin, readJoins } from '../../../src/application/registers/joins.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { lineFor, subsidise } from '../../support/database/subsidies.ts'
import { refusalOf } from '../../support/people/registers.ts'

// What is one human's under several numbers beside the accounts: identities, subsidies, alarms, counts (000000/G26).
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const join = (personNo: string, otherNo: string, input: Partial<Parameters<typeof addJoin>[2]> = {}) =>
  addJoin(desk.service, bureau, { personNo, otherNo, source: '公安人口信息', ...input })

describe('two numbers of one human', () => {
  test('hold what is held under either: 70% of 10000 under the number that has no identity', async () => {
    const [holder, other] = [await desk.person({ as: 'dibao' }), await desk.person()]
    const bill = { on: '2024-03-01', inScope: '10000.00' }
    expect((await desk.settle(other, { ...bill, on: '2024-02-01' })).payers.assistance).toBe('0.00')
    await join(holder, other)
    expect(await desk.settle(other, bill)).toMatchObject({ category: 'dibao', payers: { assistance: '7000.00' } })
    expect(await desk.differences()).toEqual([])
  })

  test('are enrolled where either is: a visit under the number that is not is insured, in the tier of the other', async () => {
    const [a, b] = [await desk.person({ as: 'dibao' }), await desk.person({ enrolledTier: null })]
    const bill = { on: '2024-03-01', inScope: '10000.00', basic: null, criticalIllness: null } as const
    const alone = await desk.settle(b, bill)
    expect([alone.payers.basic, alone.reasons.map(({ code }) => code)]).toEqual([
      '0.00',
      expect.arrayContaining(['not-insured']),
    ])
    await join(a, b)
    // City hospital, 70% above 500, of which a second stay of the year takes half: 9750 × 0.70; 3175 × 0.70 of aid.
    const { payers, reasons } = await desk.settle(b, { ...bill, on: '2024-04-01' })
    expect([payers.basic, payers.assistance]).toEqual(['6825.00', '2222.50'])
    expect(reasons.map(({ code }) => code)).not.toContain('not-insured')
    expect(await desk.differences()).toEqual([])
  })

  test('are enrolled under a number that is, on the days of its enrolment alone', async () => {
    const [a, b] = [await desk.person({ enrolledTier: null }), await desk.person({ enrolledTier: null, as: 'dibao' })]
    await desk.enrolment(a, { from: '2024-03-01', to: '2024-03-31' })
    await join(a, b)
    const bill = { inScope: '1000.00', basic: null, criticalIllness: null } as const
    const codes = async (on: string) => (await desk.settle(b, { ...bill, on })).reasons.map(({ code }) => code)
    expect(await codes('2024-02-29')).toContain('not-insured')
    expect(await codes('2024-03-01')).not.toContain('not-insured')
    expect(await codes('2024-03-31')).not.toContain('not-insured')
    expect(await codes('2024-04-01')).toContain('not-insured')
  })

  test('have the referrals of either behind a visit elsewhere', async () => {
    const [a, b] = [await desk.person({ as: 'dibao' }), await desk.person()]
    const away = await desk.hospital({ hospitalCode: 'H11010500009', region: '110105' })
    await join(a, b)
    await addFiling(desk.service, bureau, {
      ...{ personNo: a, kind: 'residence', toRegion: '110100', from: '2024-01-01', source: '异地安置备案' },
    })
    const { payers, reasons } = await desk.settle(b, {
      ...{ on: '2024-03-01', inScope: '1000.00', hospitalCode: away, hospital: { region: '110105' } },
    })
    expect([payers.assistance, reasons.map(({ code }) => code)]).toEqual([
      '700.00',
      expect.arrayContaining(['referral-filed']),
    ])
  })

  test('are joined once from either side, and taken apart from either', async () => {
    const [a, b] = [await desk.person(), await desk.person()]
    const first = await join(a, b)
    expect(await join(b, a)).toEqual({ ...first, created: false })
    for (const one of [a, b])
      expect((await readJoins(desk.service, bureau, one)).records.map(({ id }) => id)).toEqual([first.answer.id])
    const apart = await join(b, a, { withdrawn: true, corrects: first.answer.id, reason: '误合并' })
    expect(apart).toMatchObject({ created: true, answer: { corrects: first.answer.id, withdrawn: true } })
    for (const one of [a, b]) {
      const { personNos, records } = await readJoins(desk.service, bureau, one)
      expect(personNos).toEqual([one])
      expect(records).toHaveLength(2)
    }
  })

  test('are not joined while one of them alone is dead', async () => {
    const [dead, other] = [await desk.person(), await desk.person()]
    await putDeath(desk.service, bureau, { personNo: dead, diedOn: '2024-04-01', source: '死亡证明' })
    for (const pair of [[dead, other] as const, [other, dead] as const])
      expect((await refusalOf(join(...pair))).code).toBe('join-invalid')
    await putDeath(desk.service, bureau, { personNo: other, diedOn: '2024-04-01', source: '死亡证明' })
    expect((await join(other, dead)).created).toBe(true)
  })

  test('are subsidised once a year, whoever asks and in bulk; what was given twice before comes back', async () => {
    const year = 2024
    const [a, b] = [await desk.person({ as: 'tekun' }), await desk.person()]
    await join(a, b)
    await recordPremium(desk.service, bureau, { personNo: b, year })
    expect(await refusalOf(recordPremium(desk.service, bureau, { personNo: a, year }))).toMatchObject({
      code: 'subsidy-under-other-number',
      params: { personNo: a, otherNo: b },
    })
    const [c, d] = [await desk.person({ as: 'tekun' }), await desk.person({ as: 'tekun' })]
    for (const personNo of [c, d]) await recordPremium(desk.service, bureau, { personNo, year })
    await join(c, d)
    const [e, f] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
    await join(f, e)
    const run = await subsidise(desk)
    const line = async (personNo: string) => {
      const { status, amount } = await lineFor(desk, run, personNo)
      return [status, amount]
    }
    expect(await line(a)).toEqual(['nothing', '0.00'])
    expect(await line(b)).toEqual(['unchanged', '0.00'])
    expect(await line(c)).toEqual(['unchanged', '0.00'])
    expect(await line(d)).toEqual(['corrected', '-380.00'])
    // 80% of 380 is 304, above the floor of 280.
    expect([await line(e), await line(f)]).toEqual([
      ['recorded', '304.00'],
      ['nothing', '0.00'],
    ])
    const again = await subsidise(desk)
    expect((await lineFor(desk, again, d)).amount).toBe('0.00')
  })

  test('are counted once among those to be enrolled, and as enrolled where either is', async () => {
    const place = { insuredRegion: '140521', as: 'dibao' } as const
    const [a, b] = [await desk.person({ ...place, enrolledTier: null }), await desk.person(place)]
    const count = async () => {
      const { people, enrolled } = await readEnrolment(desk.service, bureau, { region: '140521', year: 2024 })
      return { people, enrolled }
    }
    expect(await count()).toEqual({ people: 2, enrolled: 1 })
    await join(a, b)
    expect(await count()).toEqual({ people: 1, enrolled: 1 })
  })

  test('raise one alarm over what both have borne', async () => {
    // The formerly poor are watched above 6000, and nothing of what they bear is a hospital's.
    const [a, b] = [await desk.person({ as: 'formerly-poor' }), await desk.person()]
    await desk.settle(a, { on: '2024-02-01', offCatalogue: '4000.00' })
    await desk.settle(b, { on: '2024-03-01', offCatalogue: '2000.01' })
    await join(a, b)
    const { jobId } = await startSweep(desk.service, bureau, { region: '140500', year: 2024 })
    await runJob(desk.service, jobId)
    const alerts = () =>
      desk.service.db.pool.query('SELECT person_no, burden, line FROM alerts WHERE person_no IN ($1, $2)', [a, b])
    expect((await alerts()).rows).toEqual([{ person_no: a, burden: '6000.01', line: '6000.00' }])
    const [c, d] = [await desk.person({ as: 'formerly-poor' }), await desk.person()]
    await join(c, d)
    await desk.settle(c, { on: '2024-02-01', offCatalogue: '6000.00' })
    await desk.settle(d, { on: '2024-03-01', offCatalogue: '0.01' })
    const raised = await desk.service.db.pool.query('SELECT burden FROM alerts WHERE person_no = $1', [d])
    expect(raised.rows).toEqual([{ burden: '6000.01' }])
  })
})
