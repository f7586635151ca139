import { beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import { findSettlement } from '../../../src/db/ledger/history.ts'
import type { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { amended } from '../../support/claims/packs.ts'
import {
  closeYears,
  lineFor,
  linesOf,
  payersOf,
  quotaVisit,
  settled,
  stay,
  underQuota,
} from '../../support/claims/year-end.ts'
import { billOf, bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  desk.setDay('2024-02-01')
}, 120_000)

const person = (as: 'dibao' | 'tekun' | 'monitored-sudden' = 'dibao') => desk.person({ as, registered: underQuota })

describe('a run', () => {
  test('a dry run says what the run then gives, and writes nothing but its lines', async () => {
    const people = [await person(), await person('tekun'), await person('monitored-sudden'), await person()]
    const [dibao, tekun, monitored, limited] = people as [string, string, string, string]
    for (const personNo of people) await desk.settle(personNo, quotaVisit('1000.00'))
    await desk.settle(limited, stay('85071.43'))
    await desk.settle(limited, quotaVisit('1000.02'))
    await desk.settle(limited, quotaVisit('1000.00', { on: '2023-12-31' }))
    const before = await rowCounts(desk.service)
    const dry = await closeYears(desk, { dryRun: true })
    expect(await rowCounts(desk.service)).toEqual(before)
    const real = await closeYears(desk)
    expect(real.lines).toEqual(dry.lines)
    expect({ ...real.job.result }).toEqual({ ...dry.job.result })
    expect(real.job).toMatchObject({
      status: 'succeeded',
      done: 4,
      total: 4,
      result: {
        people: 3,
        visits: 5,
        base: '5000.02',
        due: '1800.01',
        assistance: '1350.00',
        tilt: '1550.02',
        problems: 0,
      },
    })
    expect(lineFor(real.lines, dibao)).toMatchObject({
      visits: 1,
      base: '1000.00',
      due: '300.00',
      assistance: '300.00',
      remaining: '59700.00',
    })
    expect(lineFor(real.lines, tekun)).toMatchObject({ assistance: '600.00', remaining: null })
    expect(lineFor(real.lines, monitored)).toBeUndefined()
    // 450.00 is left: 300.00, then 150.00 of 300.01, then nothing of 300.00. The second uses the limit up, and the tilt is
    // open on all of the year's self-pay: 17071.45 × 0.70 = 11950.02, of which it leaves 850.02 and 11100.00 is owed
    // for the stay; the third adds 1000 × 0.70.
    expect(lineFor(real.lines, limited)).toMatchObject({
      visits: 3,
      due: '900.01',
      assistance: '450.00',
      remaining: '0.00',
    })
    expect(await desk.differences()).toEqual([])
  })

  test('a second run finds nothing, and neither does a dry one', async () => {
    const before = await rowCounts(desk.service)
    for (const dryRun of [false, true]) {
      const { job, lines } = await closeYears(desk, { dryRun })
      expect(lines).toEqual([])
      expect(job).toMatchObject({ status: 'succeeded', result: { people: 0, assistance: '0.00' } })
    }
    expect(await rowCounts(desk.service)).toEqual(before)
  })

  test('posts an adjustment on each visit: assistance more, the person less, the total the same', async () => {
    const personNo = await person()
    const id = await settled(desk, personNo, quotaVisit('1000.00', { basic: '400.00' }))
    const run = await closeYears(desk)
    const found = await findSettlement(desk.service.db.pool, { settlementId: id })
    const [, closing] = found?.entries ?? []
    expect(closing).toMatchObject({
      kind: 'adjustment',
      cause: 'year-end',
      causeNo: run.id,
      reversalNo: null,
      total: '0.00',
      facts: null,
    })
    expect(closing?.payers).toMatchObject({ basic: '0.00', assistance: '180.00', person: '-180.00' })
    expect(await payersOf(desk, id)).toMatchObject({ basic: '400.00', assistance: '180.00', person: '420.00' })
  })

  test('bills of the year that come late are closed by the next run', async () => {
    const personNo = await person()
    await desk.settle(personNo, quotaVisit('1000.00'))
    await closeYears(desk)
    await desk.settle(personNo, quotaVisit('500.00'))
    const { lines } = await closeYears(desk)
    expect(lines).toMatchObject([{ personNo, visits: 1, assistance: '150.00', remaining: '59550.00' }])
    expect(await desk.differences()).toEqual([])
  })

  test('a visit that was reversed is not closed', async () => {
    const personNo = await person()
    await desk.settle(personNo, quotaVisit('1000.00', { settlementNo: 'GONE' }))
    await reverse(desk.service, bureau, {
      hospitalCode: cityHospital,
      settlementNo: 'GONE',
      reversalNo: 'R-GONE',
      reason: 'x',
    })
    expect((await closeYears(desk)).lines).toEqual([])
  })

  test('two at once close each visit once', async () => {
    const people = await Promise.all(Array.from({ length: 60 }, () => person()))
    await Promise.all(people.map((personNo) => desk.settle(personNo, quotaVisit('1000.00'))))
    const other = await desk.under(desk.service.library)
    const ids = await Promise.all(
      [1, 2].map(() => startYearEndRun(desk.service, bureau, { region: '140500', year: 2023 })),
    )
    await Promise.all([runJob(desk.service, ids[0]?.id ?? ''), runJob(other, ids[1]?.id ?? '')])
    const lines = (await Promise.all(ids.map(({ id }) => linesOf(desk, id)))).flat()
    expect(lines.map(({ personNo }) => personNo).sort()).toEqual([...people].sort())
    expect(new Set(lines.map(({ assistance }) => assistance))).toEqual(new Set(['300.00']))
    expect(await desk.differences()).toEqual([])
  }, 120_000)

  test('goes on beside settlements of the same people', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => person()))
    await Promise.all(people.map((personNo) => desk.settle(personNo, quotaVisit('1000.00'))))
    const { id } = await startYearEndRun(desk.service, bureau, { region: '140500', year: 2023 })
    const other = await desk.under(desk.service.library)
    await Promise.all([runJob(other, id), ...people.map((personNo) => desk.settle(personNo, stay('1000.00')))])
    await closeYears(desk)
    for (const line of await linesOf(desk, id)) expect(line.assistance).toBe('300.00')
    expect(await desk.differences()).toEqual([])
  }, 120_000)
})

describe('is refused', () => {
  const asked = { region: '140500', year: 2023 }
  const code = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error: Refusal) => error.code,
    )
  const start = (caller: Caller, body: object) => code(startYearEndRun(desk.service, caller, { ...asked, ...body }))

  test.each([
    ['before the year is over', bureau, { year: 2024 }, 'year-not-over'],
    [
      'where the policy leaves nothing to the end of the year',
      bureau,
      { region: '500243', year: 2023 },
      'year-end-not-in-policy',
    ],
    ['for a year without a policy', bureau, { year: 2019 }, 'policy-missing'],
    ['for a county whose accounts are the city’s', bureau, { region: '140502' }, 'invalid-request'],
    ['to a hospital', { ...bureau, kind: 'hospital', hospitalCode: cityHospital } as Caller, {}, 'forbidden'],
    ['to an auditor', { ...bureau, kind: 'auditor' } as Caller, {}, 'forbidden'],
    ['to the bureau of another place', { ...bureau, region: '370800' }, {}, 'forbidden'],
  ])('%s', async (_, caller, body, is) => {
    expect(await start(caller, body)).toBe(is)
  })

  test('but not to look ahead', async () => {
    expect(await start(bureau, { year: 2024, dryRun: true })).toBe('done')
  })
})

describe('one person who cannot be aided', () => {
  /** The poverty-returned with a deductible by an income that nobody knows: found out when the year is closed. */
  const library = amended((clause) => ({
    ...clause,
    figures: clause.figures?.filter(({ name }) => name !== 'income'),
    aid: clause.aid?.flatMap((row) => {
      if (clause.clause !== 'J8' || !row.for.includes('poverty-returned')) return [row]
      const deductible = { share: '0.10', of: 'income' } as const
      return [
        { ...row, for: ['dibao' as const] },
        { ...row, for: ['poverty-returned' as const], deductible },
      ]
    }),
  }))

  test('is named with the reason and holds up nobody', async () => {
    const unlucky = await desk.person({ as: 'poverty-returned', registered: underQuota })
    const other = await person()
    const bare = await desk.under(library)
    for (const personNo of [unlucky, other]) await settle(bare, bureau, billOf(personNo, quotaVisit('1000.00')), 'en')
    for (const dryRun of [true, false]) {
      const { id } = await startYearEndRun(bare, bureau, { region: '140500', year: 2023, dryRun })
      const job = await runJob(bare, id)
      expect(job).toMatchObject({ status: 'succeeded', failures: 1, result: { people: 1, problems: 1 } })
      const lines = await linesOf(desk, id)
      expect(lineFor(lines, unlucky)).toMatchObject({ visits: 0, assistance: '0.00', problem: 'figure-missing' })
      expect(lineFor(lines, other)).toMatchObject({ visits: 1, assistance: '300.00', problem: null })
    }
    expect(await desk.differences(library)).toEqual([])
  })
})
