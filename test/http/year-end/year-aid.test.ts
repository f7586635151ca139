import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { type Answer, send } from '../../support/database/test-app.ts'

const { made, person, settle, post } = cityDesk()

describe('aid that is reckoned over the year', () => {
  async function run(body: object): Promise<Answer['body']> {
    const started = await post('POST', '/v1/year-end-runs', { region: '990100', year: 2023, ...body })
    expect([started.status, started.body]).toEqual([202, expect.anything()])
    await runJob(made.service, started.body.id)
    const key = made.keys.bureau
    const lines = await send(made, 'GET', `/v1/year-end-runs/${started.body.id}/lines`, undefined, { key })
    const shown = await send(made, 'GET', `/v1/year-end-runs/${started.body.id}`, undefined, { key })
    expect(shown.body).toMatchObject({ status: 'succeeded', failures: 0, ...body })
    return lines.body.items
  }
  const payersOf = async (id: string) =>
    (await send(made, 'GET', `/v1/settlements/${id}`, undefined, { key: made.keys.bureau })).body.payers
  const paid = (lines: readonly Answer['body'][], personNo: string, payer: string) =>
    lines.filter((line) => line.personNo === personNo).map((line) => line[payer])

  test('14 a household once a year, a later run what came late, and the ledger agrees', async () => {
    const [one, two] = [
      await person({ as: 'illness-impoverished', household: 'HH-1' }),
      await person({ as: 'illness-impoverished', household: 'HH-1' }),
    ]
    const alone = await person({ as: 'illness-impoverished', household: 'HH-2' })
    const first = await settle(one, { on: '2023-03-01', inScope: '20000.00' })
    expect(first.reasons.map(({ code }: { code: string }) => code)).toContain('aided-as-household')
    const second = await settle(two, { on: '2023-04-01', inScope: '50000.00' })
    const third = await settle(alone, { on: '2023-05-01', inScope: '30000.00' })
    // 70000 together: 9000 + 8000 + 10000 = 27000, of which the first visit takes 20000
    const foreseen = await run({ kind: 'household', dryRun: true })
    expect([
      paid(foreseen, one, 'assistance'),
      paid(foreseen, two, 'assistance'),
      paid(foreseen, alone, 'assistance'),
    ]).toEqual([['20000.00'], ['7000.00'], ['9000.00']])
    expect((await payersOf(first.id)).assistance).toBe('0.00')
    const lines = await run({ kind: 'household' })
    expect(
      lines.map(({ personNo, householdNo, assistance }: Answer['body']) => [personNo, householdNo, assistance]),
    ).toEqual(
      foreseen.map(({ personNo, householdNo, assistance }: Answer['body']) => [personNo, householdNo, assistance]),
    )
    expect(await payersOf(first.id)).toMatchObject({ assistance: '20000.00', person: '0.00' })
    expect(await payersOf(second.id)).toMatchObject({ assistance: '7000.00', person: '43000.00' })
    expect(await payersOf(third.id)).toMatchObject({ assistance: '9000.00', person: '21000.00' })
    expect(await run({ kind: 'household' })).toEqual([])
    // A bill that came late: 80000 together is 32000, 5000 more
    await settle(two, { on: '2023-06-01', inScope: '10000.00' })
    const again = await run({ kind: 'household' })
    expect(again.map(({ assistance }: Answer['body']) => assistance)).toEqual(['5000.00'])
  })

  test('15 the second aid, within its threshold, cap and least amount, and in proportion to what the fund has left', async () => {
    const settled = async (inScope: string) => {
      const personNo = await person({ as: 'low-income' })
      return { personNo, ...(await settle(personNo, { on: '2023-03-01', inScope })) }
    }
    // Left in scope 1199.98, 1200.00, 5000.00 and 9000.00: (1200 − 1000) × 50% is the least that is paid, 3000 the most
    const [below, least, middle, most] = [
      await settled('2399.96'),
      await settled('2400.00'),
      await settled('11785.71'),
      await settled('60000.00'),
    ]
    const left = async (one: Answer['body']) => (await payersOf(one.id)).person
    expect([await left(below), await left(least)]).toEqual(['1199.98', '1200.00'])
    const whole = await run({ kind: 'second-aid', available: '100000.00', dryRun: true })
    const due = (one: Answer['body']) => paid(whole, one.personNo, 'reAid')
    expect([due(below), due(least), due(most)]).toEqual([[], ['100.00'], ['3000.00']])
    const total = whole.reduce((sum: number, { reAid }: Answer['body']) => sum + Math.round(Number(reAid) * 100), 0)
    const half = (Math.floor(total / 2) / 100).toFixed(2)
    const given = await run({ kind: 'second-aid', available: half })
    const sum = given.reduce((all: number, { reAid }: Answer['body']) => all + Math.round(Number(reAid) * 100), 0)
    expect(sum).toBeLessThanOrEqual(Math.floor(total / 2))
    expect(sum).toBeGreaterThan(Math.floor(total / 2) - given.length)
    expect((await payersOf(most.id)).reAid).toBe(paid(given, most.personNo, 'reAid')[0])
    expect((await payersOf(middle.id)).reAid).not.toBe('0.00')
    // What is still due is given by a later run, when there is money again
    const rest = await run({ kind: 'second-aid', available: '100000.00' })
    expect((await payersOf(most.id)).reAid).toBe('3000.00')
    expect(rest.length).toBeGreaterThan(0)
  })

  test('15 the second aid by the row of the insurance that each is in', async () => {
    const visit = { on: '2023-03-01', inScope: '20000.00', basic: '0.00', criticalIllness: '0.00' }
    const employee = await person({ as: 'low-income', insurance: 'employees' })
    const resident = await person({ as: 'low-income' })
    // Aid 10000; of what is above 2000, 60% are 4800 of tilt; 5200 are left.
    for (const personNo of [employee, resident])
      expect((await settle(personNo, visit)).payers).toMatchObject({ tilt: '4800.00', person: '5200.00' })
    const lines = await run({ kind: 'second-aid', available: '100000.00', dryRun: true })
    // Employees: (5200 − 2000) × 40%; residents: (5200 − 1000) × 50%.
    expect([paid(lines, employee, 'reAid'), paid(lines, resident, 'reAid')]).toEqual([['1280.00'], ['2100.00']])
  })

  test('only the second aid takes what the fund has left', async () => {
    const asked = { region: '990100', year: 2023 }
    expect((await post('POST', '/v1/year-end-runs', { ...asked, kind: 'second-aid' })).status).toBe(400)
    expect((await post('POST', '/v1/year-end-runs', { ...asked, kind: 'household', available: '1.00' })).status).toBe(
      400,
    )
  })

  test('what the fund has available by its account is meant where nothing is said', async () => {
    const asked = { region: '990100', year: 2023, kind: 'second-aid', dryRun: true }
    // Everything settled above is still owed, and nothing was received.
    const nothing = await post('POST', '/v1/year-end-runs', asked)
    expect(nothing.body.errors).toMatchObject([{ pointer: '/available' }])
    const receipt = { receiptNo: 'F-1', source: 'city', amount: '9000000.00', receivedOn: '2024-01-10', note: 'x' }
    expect((await post('POST', '/v1/funds/990100/receipts', receipt)).status).toBe(201)
    const { available } = (await send(made, 'GET', '/v1/funds/990100', undefined, { key: made.keys.bureau })).body
    expect((await post('POST', '/v1/year-end-runs', asked)).body.available).toBe(available)
  })

  test('14 who bore something and is of no household is named in the run, until the household is recorded', async () => {
    const [alone, nothing] = [
      await person({ as: 'illness-impoverished' }),
      await person({ as: 'illness-impoverished' }),
    ]
    await settle(alone, { on: '2024-03-01', inScope: '20000.00' })
    const dryRun = async () => {
      const asked = { region: '990100', year: 2024, kind: 'household', dryRun: true }
      const started = await post('POST', '/v1/year-end-runs', asked)
      await runJob(made.service, started.body.id)
      const of = (path: string) => send(made, 'GET', path, undefined, { key: made.keys.bureau })
      const { failures } = (await of(`/v1/year-end-runs/${started.body.id}`)).body
      return {
        failures,
        lines: (await of(`/v1/year-end-runs/${started.body.id}/lines`)).body.items as Answer['body'][],
      }
    }
    const { failures, lines } = await dryRun()
    expect([failures, lines.map(({ personNo, problem }) => [personNo, problem])]).toEqual([
      1,
      [[alone, 'household-not-recorded']],
    ])
    expect(lines.map(({ personNo }) => personNo)).not.toContain(nothing)
    const url = `/v1/beneficiaries/${alone}/identities`
    const [held] = (await send(made, 'GET', url, undefined, { key: made.keys.bureau })).body.items
    expect((await post('POST', `${url}/${held.id}/annul`, { reason: '缺家庭编号' })).status).toBe(200)
    const { category, from, certifiedBy, certificateNo } = held
    const again = await post('POST', url, { category, from, certifiedBy, certificateNo, householdNo: 'HH-9' })
    expect([again.status, again.body]).toEqual([201, expect.anything()])
    const after = await dryRun()
    expect([after.failures, after.lines.map(({ personNo, assistance }) => [personNo, assistance])]).toEqual([
      0,
      [[alone, '6000.00']],
    ])
  })

  test('the ledger agrees with all of it', async () => {
    const differences: unknown[] = []
    await verifyLedger({ db: made.service.db, archive: made.service.ledger.archive }, (one) => differences.push(one))
    expect(differences).toEqual([])
  })
})
