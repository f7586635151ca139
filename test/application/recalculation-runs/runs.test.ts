import { describe, expect, test } from 'vitest'
import { jobKinds } from '../../../src/application/jobs/job-kinds.ts'
import { cancelJob } from '../../../src/application/jobs/read-jobs.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import {
  getRecalculationRun,
  recalculatedHospitals,
  recalculatedLines,
  recalculatedPeople,
} from '../../../src/application/recalculation-runs/read-runs.ts'
import {
  approveRecalculationRun,
  type RecalculationRunAsked,
  resumeRecalculationRun,
  startRecalculationRun,
  withdrawRecalculationRun,
} from '../../../src/application/recalculation-runs/start-run.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { payersOf } from '../../support/claims/year-end.ts'
import { clearingDesk } from '../../support/database/clearing-desk.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, newcomer, sendRoster } from '../../support/files/rosters.ts'

/** Another key than the one that starts. */
const reviewer = { ...bureau, id: '00000000-0000-7000-8000-000000000002' }

let numbers = 0
const asked = (change: Partial<RecalculationRunAsked> = {}): RecalculationRunAsked => ({
  ...{ region: '140500', runNo: `CS-${++numbers}`, year: 2023, reason: '六月名单追溯认定' },
  ...change,
})

async function listed({ service }: Pick<Desk, 'service'>, change: Partial<RecalculationRunAsked> = {}) {
  const { run } = await startRecalculationRun(service, bureau, asked(change))
  await runJob(service, run.listing?.jobId ?? '')
  return getRecalculationRun(service, bureau, run.id)
}

async function posted({ service }: Pick<Desk, 'service'>, id: string) {
  const { run } = await approveRecalculationRun(service, reviewer, id)
  await runJob(service, run.posting?.jobId ?? '')
  return getRecalculationRun(service, bureau, id)
}

const linesOf = async ({ service }: Pick<Desk, 'service'>, id: string, stage: 'listing' | 'posting' = 'listing') =>
  (await recalculatedLines(service, bureau, { id, stage, limit: 500 }, 'en')).items

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

/** A stay in scope of so much, of somebody without an identity: nothing is aided. Dibao aids 70% of it (140500/G2). */
const stay = (inScope: string, more: object = {}) => ({ on: '2023-04-01', inScope, ...more })

describe('people whose identities were recorded late', () => {
  test('are listed with hospitals, funds and amounts, and posted by another key, once each', async () => {
    const desk = await openDesk()
    const second = await desk.hospital({ hospitalCode: 'H14050000002' })
    const late = await desk.person()
    const ended = await desk.person({ as: 'dibao' })
    const neither = await desk.person({ as: 'dibao' })
    const first = await desk.settle(late, stay('10000.00'))
    await desk.settle(late, stay('2000.00', { on: '2023-05-01', hospitalCode: second }))
    const lost = await desk.settle(ended, stay('5000.00'))
    await desk.settle(neither, stay('3000.00'))
    desk.setDay('2024-06-03')
    await desk.identity(late, { category: 'dibao', from: '2023-03-01' })
    const { rows } = await desk.service.db.pool.query<{ id: string }>(
      `SELECT id FROM identities WHERE person_no = $1`,
      [ended],
    )
    await endIdentity(desk.service, bureau, { personNo: ended, id: rows[0]?.id ?? '', to: '2023-01-31' })

    const run = await listed(desk, { recordedFrom: '2024-06-01', recordedTo: '2024-06-30' })
    // 70% of 10000.00 and of 2000.00 more, 70% of 5000.00 less.
    expect(run).toMatchObject({ status: 'listed', posting: null, withdrawn: null })
    expect(run.listing).toMatchObject({
      ...{ status: 'succeeded', progress: { done: 2, total: 2 }, people: 2, hospitals: 2, settlements: 3, failures: 0 },
      ...{ personGetsBack: '4900.00', fundsPay: '4900.00', hospitalBears: '0.00', owedToPerson: '0.00' },
      ...{ gaining: 1, gains: '8400.00', losing: 1, losses: '3500.00' },
      funds: [
        {
          ...{ region: '140502', settlements: 3, basic: '0.00', criticalIllness: '0.00', assistance: '4900.00' },
          fundsPay: '4900.00',
        },
      ],
    })
    const lines = await linesOf(desk, run.id)
    expect(lines.map((line) => [line.personNo, line.hospitalCode, line.personGetsBack])).toEqual([
      [late, cityHospital, '7000.00'],
      [late, second, '1400.00'],
      [ended, cityHospital, '-3500.00'],
    ])
    expect((await recalculatedPeople(desk.service, bureau, { id: run.id })).items).toMatchObject([
      { personNo: late, settlements: 2, hospitals: 2, personGetsBack: '8400.00' },
      { personNo: ended, settlements: 1, hospitals: 1, personGetsBack: '-3500.00' },
    ])
    expect((await recalculatedHospitals(desk.service, bureau, { id: run.id })).items).toMatchObject([
      { hospitalCode: cityHospital, people: 2, settlements: 2, personGetsBack: '3500.00' },
      { hospitalCode: second, people: 1, settlements: 1, personGetsBack: '1400.00' },
    ])
    expect((await payersOf(desk, first.id ?? '')).assistance).toBe('0.00')

    expect(await codeOf(approveRecalculationRun(desk.service, bureau, run.id))).toBe('second-pair-of-eyes')
    const done = await posted(desk, run.id)
    expect(done).toMatchObject({ status: 'posted', posting: { approvedBy: reviewer.id, askedBy: bureau.id } })
    expect((await payersOf(desk, first.id ?? '')).assistance).toBe('7000.00')
    expect((await payersOf(desk, lost.id ?? '')).assistance).toBe('0.00')
    expect(await linesOf(desk, run.id, 'posting')).toEqual(lines)
    // Approved again it is as it is.
    expect((await approveRecalculationRun(desk.service, reviewer, run.id)).replayed).toBe(true)
    expect(await desk.differences()).toEqual([])
    // Nothing is left, whoever is looked at.
    expect(await linesOf(desk, (await listed(desk)).id)).toEqual([])
  })

  test('by a list that was applied, also where the hospital has claimed: then the fund owes the person', async () => {
    const desk = await openDesk()
    const till = await clearingDesk(desk)
    const personNo = await desk.person()
    await desk.settle(personNo, { hospitalCode: till.hospitalCode, on: '2024-05-01', inScope: '10000.00' })
    await till.apply({ count: 1, total: '10000.00', fundPaid: '0.00', personPaid: '10000.00' })
    const row = newcomer(1, { personNo, idNumber: '', name: '', insuredRegion: '', from: '2024-04-01' })
    const roster = await sendRoster(desk.service, csvOf([row]))
    const ask = asked({ year: 2024, rosterId: roster.id })
    expect(await codeOf(startRecalculationRun(desk.service, bureau, ask))).toBe('invalid-request')
    const { jobId } = await applyRoster(desk.service, bureau, roster.id)
    await runJob(desk.service, jobId)
    const run = await listed(desk, ask)
    expect(run.listing).toMatchObject({ people: 1, personGetsBack: '7000.00', owedToPerson: '7000.00' })
    expect(run.rosterId).toBe(roster.id)
    expect((await posted(desk, run.id)).posting).toMatchObject({ people: 1, owedToPerson: '7000.00' })
    // A year that the list says nothing of touches nobody.
    expect((await listed(desk, { year: 2023, rosterId: roster.id })).listing?.progress).toEqual({ done: 0, total: 0 })
  })

  test('who cannot be recalculated is named in both languages, and stops nobody else', async () => {
    const desk = await openDesk()
    const late = await desk.person()
    const elsewhere = await desk.person({ insuredRegion: '500243' })
    await desk.settle(late, stay('1000.00'))
    await desk.identity(late, { category: 'dibao', from: '2023-03-01' })
    const run = await listed(desk, { personNos: [elsewhere, late, 'NOBODY'] })
    const shown = await linesOf(desk, run.id)
    expect(shown.map(({ personNo, problem }) => [personNo, problem])).toEqual([
      [late, null],
      [elsewhere, 'not-found'],
      ['NOBODY', 'not-found'],
    ])
    const inChinese = (await recalculatedLines(desk.service, bureau, { id: run.id }, 'zh')).items
    expect([shown[1]?.detail, inChinese[1]?.detail]).toEqual([
      expect.stringContaining(`There is no`),
      expect.stringContaining('没有'),
    ])
    const { posting } = await posted(desk, run.id)
    expect(posting).toMatchObject({ people: 1, failures: 2, personGetsBack: '700.00' })
    expect(await desk.differences()).toEqual([])
  })
})

describe('a run', () => {
  test('is one by its number, and somebody else’s under another', async () => {
    const desk = await openDesk()
    const ask = asked({ personNos: [await desk.person()] })
    const { run, replayed } = await startRecalculationRun(desk.service, bureau, ask)
    expect(replayed).toBe(false)
    const again = await startRecalculationRun(desk.service, bureau, ask)
    expect([again.replayed, again.run.id]).toEqual([true, run.id])
    expect(await codeOf(startRecalculationRun(desk.service, bureau, { ...ask, year: 2022 }))).toBe('number-reused')
    const many = { ...ask, runNo: 'CS-TWICE' }
    const both = await Promise.all([1, 2, 3].map(() => startRecalculationRun(desk.service, bureau, many)))
    expect(new Set(both.map((one) => one.run.id)).size).toBe(1)
    expect(both.filter((one) => !one.replayed)).toHaveLength(1)
    const county = { ...bureau, region: '140502' }
    expect(await codeOf(startRecalculationRun(desk.service, county, asked()))).toBe('forbidden')
    expect(await codeOf(getRecalculationRun(desk.service, county, run.id))).toBe('not-found')
  })

  test.each([
    [{ year: 2025 }, 'date-in-future'],
    [{ recordedFrom: '2024-05-01' }, 'invalid-request'],
    [{ recordedFrom: '2024-05-02', recordedTo: '2024-05-01' }, 'invalid-request'],
    [{ recordedFrom: '2024-05-01', recordedTo: '2024-05-02', personNos: ['x'] }, 'invalid-request'],
    [{ rosterId: '00000000-0000-7000-8000-00000000000a' }, 'not-found'],
  ] as const)('%j is refused as %s', async (change, code) => {
    const { service } = await openDesk()
    expect(await codeOf(startRecalculationRun(service, bureau, asked(change)))).toBe(code)
  })

  test('is withdrawn before it is approved, and never after', async () => {
    const desk = await openDesk()
    const withdraw = (id: string) => withdrawRecalculationRun(desk.service, bureau, { id, reason: '名单有误' })
    const { run } = await startRecalculationRun(desk.service, bureau, asked({ personNos: ['x'] }))
    expect(await codeOf(approveRecalculationRun(desk.service, reviewer, run.id))).toBe('recalculation-run-status')
    expect((await withdraw(run.id)).run).toMatchObject({ status: 'withdrawn', withdrawn: { reason: '名单有误' } })
    // Its list ends without looking at anybody.
    expect(await runJob(desk.service, run.listing?.jobId ?? '')).toMatchObject({ status: 'succeeded', done: 0 })
    expect((await withdraw(run.id)).replayed).toBe(true)
    for (const work of [approveRecalculationRun, resumeRecalculationRun])
      expect(await codeOf(work(desk.service, reviewer, run.id))).toBe('recalculation-run-status')
    const other = await listed(desk)
    await posted(desk, other.id)
    expect(await codeOf(withdraw(other.id))).toBe('recalculation-run-status')
  })

  test('stopped, it is gone on with from where it was, in both stages', async () => {
    const desk = await openDesk()
    for (let at = 1; at <= 3; at += 1) {
      const personNo = await desk.person()
      await desk.settle(personNo, stay(`${at}000.00`))
      await desk.identity(personNo, { category: 'dibao', from: '2023-03-01' })
    }
    const { run } = await startRecalculationRun(desk.service, bureau, asked())
    await cancelJob(desk.service, bureau, run.listing?.jobId ?? '')
    expect(await getRecalculationRun(desk.service, bureau, run.id)).toMatchObject({ status: 'stopped' })
    const on = await resumeRecalculationRun(desk.service, bureau, run.id)
    expect(await runJob(desk.service, on.run.listing?.jobId ?? '')).toMatchObject({ status: 'succeeded', done: 3 })
    const approved = await approveRecalculationRun(desk.service, reviewer, run.id)
    await cancelJob(desk.service, bureau, approved.run.posting?.jobId ?? '')
    // What was approved once needs no second approval.
    const resumed = await resumeRecalculationRun(desk.service, bureau, run.id)
    expect(resumed.run.posting).toMatchObject({ approvedBy: reviewer.id })
    await runJob(desk.service, resumed.run.posting?.jobId ?? '', { kinds: jobKinds })
    expect(await linesOf(desk, run.id, 'posting')).toHaveLength(3)
    expect((await resumeRecalculationRun(desk.service, bureau, run.id)).replayed).toBe(true)
  })

  test('posts what differs by then: whoever was recalculated alone since is not posted twice', async () => {
    const desk = await openDesk()
    const personNo = await desk.person()
    const settled = await desk.settle(personNo, stay('1000.00'))
    await desk.identity(personNo, { category: 'dibao', from: '2023-03-01' })
    const run = await listed(desk)
    await recalculate(desk.service, bureau, { personNo, year: 2023, reason: 'x', resettleNo: 'ALONE' })
    expect((await posted(desk, run.id)).posting).toMatchObject({ people: 0, settlements: 0, personGetsBack: '0.00' })
    expect((await payersOf(desk, settled.id ?? '')).assistance).toBe('700.00')
    expect(await desk.differences()).toEqual([])
  })
})
