import { beforeEach, describe, expect, test } from 'vitest'
import { endIdentity, listIdentities } from '../../../src/application/registers/identities.ts'
import { searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { getRoster } from '../../../src/application/rosters/read-rosters.ts'
import { cancelJobRow } from '../../../src/db/jobs/jobs.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { rosterState } from '../../support/database/roster-state.ts'
import {
  birthDateOf,
  csvOf,
  idNumberOf,
  newcomer,
  type Row,
  type Sent,
  sendRoster,
} from '../../support/files/rosters.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

const send = (rows: readonly Row[], sent: Sent = {}) => sendRoster(desk.service, csvOf(rows), sent)
const start = (id: string) => applyRoster(desk.service, bureau, id)

async function apply(rows: readonly Row[], sent: Sent = {}) {
  const { id } = await send(rows, sent)
  const { jobId } = await start(id)
  expect(await runJob(desk.service, jobId)).toMatchObject({ status: 'succeeded' })
  return getRoster(desk.service, bureau, id)
}

const identitiesOf = async (personNo: string) =>
  (await listIdentities(desk.service, bureau, { personNo })).items.map(
    ({ category, from, to, certifiedBy, certificateNo }) => ({
      category,
      from,
      to,
      certifiedBy,
      certificateNo,
    }),
  )

describe('applying a list', () => {
  test('registers newcomers, opens and ends identities, and leaves the others', async () => {
    const both = await desk.person({ as: ['dibao', 'dibao-marginal'] })
    const newPerson = newcomer(1, { certificateNo: '晋城民低-1', enrolledTier: '1' })
    const roster = await apply([
      newPerson,
      { ...newPerson, category: 'tekun', certificateNo: '' },
      { change: 'removed', personNo: both, category: 'dibao', to: '2024-04-30' },
    ])
    expect(roster).toMatchObject({ status: 'applied', applied: 3, conflicts: 0, newPeople: 1, warnings: [] })
    expect(await identitiesOf(both)).toMatchObject([
      { category: 'dibao', from: '2021-01-01', to: '2024-04-30' },
      { category: 'dibao-marginal', from: '2021-01-01', to: null },
    ])
    const personNo = newPerson.personNo ?? ''
    const opened = { from: '2024-05-01', to: null, certifiedBy: 'civil-affairs' }
    expect(await identitiesOf(personNo)).toEqual([
      { category: 'dibao', certificateNo: '晋城民低-1', ...opened },
      { category: 'tekun', certificateNo: '2024-05 名单', ...opened },
    ])
    const found = await searchBeneficiaries(desk.service, bureau, { idNumber: idNumberOf(1) })
    expect(found.items).toMatchObject([
      { personNo, name: '示***', birthDate: birthDateOf(1), insuredRegion: '140502', enrolledTier: 1 },
    ])
  })

  test('is audited person by person, without a name or an ID number', async () => {
    const held = await desk.person({ as: 'dibao' })
    const { id } = await apply([
      newcomer(2),
      { change: 'removed', personNo: held, category: 'dibao', to: '2024-05-31' },
    ])
    const { rows } = await desk.service.db.pool.query(
      `SELECT caller_id, person_no, action, detail FROM register_changes WHERE detail->>'rosterId' = $1 ORDER BY id`,
      [id],
    )
    expect(rows).toEqual([
      {
        caller_id: bureau.id,
        person_no: newcomer(2).personNo,
        action: 'identity-recorded',
        detail: {
          id: expect.any(String),
          category: 'dibao',
          from: '2024-05-01',
          to: null,
          certifiedBy: 'civil-affairs',
          rosterId: id,
          registered: true,
          listedAs: null,
        },
      },
      {
        caller_id: bureau.id,
        person_no: held,
        action: 'identity-ended',
        detail: {
          id: expect.any(String),
          category: 'dibao',
          from: '2021-01-01',
          to: '2024-05-31',
          before: null,
          reason: null,
          rosterId: id,
        },
      },
    ])
    expect(JSON.stringify(await rosterState(desk.service))).not.toContain(idNumberOf(2))
  })

  test('the ID number is sealed for its person, and opens with the key alone', async () => {
    await apply([newcomer(3)])
    const { rows } = await desk.service.db.pool.query(
      'SELECT id_number_enc AS sealed FROM beneficiaries WHERE person_no = $1',
      [newcomer(3).personNo],
    )
    const [{ sealed }] = rows as [{ sealed: Buffer }]
    expect(sealed.toString('latin1')).not.toContain(idNumberOf(3))
    expect(desk.service.secrets.decrypt(sealed, newcomer(3).personNo ?? '')).toBe(idNumberOf(3))
  })

  test('the list of next month finds everybody standing, and applies to nothing', async () => {
    await apply([newcomer(4), newcomer(5)])
    const before = await rosterState(desk.service)
    const june = await apply(
      [newcomer(4), newcomer(5)].map((row) => ({ ...row, change: 'standing' })),
      { month: '2024-06' },
    )
    expect(june).toMatchObject({ standing: 2, opened: 0, applied: 0, status: 'applied', missing: 0 })
    const after = await rosterState(desk.service)
    expect({ ...after, rosters: [] }).toEqual({ ...before, rosters: [] })
  })
})

describe('a list is applied once', () => {
  test('while its job is under way the same call answers it; when done it is refused', async () => {
    const { id } = await send([newcomer(10)])
    const first = await start(id)
    expect(await start(id)).toEqual({ ...first, started: false })
    await runJob(desk.service, first.jobId)
    const before = await rosterState(desk.service)
    expect((await refusalOf(start(id))).code).toBe('roster-applied')
    expect(await rosterState(desk.service)).toEqual(before)
  })

  test('a second job of the same list, by whatever slip, finds nothing to do', async () => {
    const { id } = await send([newcomer(11), newcomer(12)])
    const { jobId } = await start(id)
    await desk.service.db.pool.query(
      `INSERT INTO jobs (id, kind, region, input, status, created_at, created_by, updated_at)
       SELECT '00000000-0000-7000-8000-00000000aaaa', kind, region, input, 'queued', created_at, created_by, updated_at FROM jobs WHERE id = $1`,
      [jobId],
    )
    await runJob(desk.service, jobId)
    const before = await rosterState(desk.service)
    expect(await runJob(desk.service, '00000000-0000-7000-8000-00000000aaaa')).toMatchObject({ status: 'succeeded' })
    expect(await rosterState(desk.service)).toEqual(before)
  })

  test('after a cancelled job a new one goes on', async () => {
    const { id } = await send([newcomer(13)])
    const first = await start(id)
    await cancelJobRow(desk.service.db.pool, first.jobId, desk.service.clock().toISOString())
    const second = await start(id)
    expect(second.started).toBe(true)
    expect(second.jobId).not.toBe(first.jobId)
    await runJob(desk.service, second.jobId)
    expect(await getRoster(desk.service, bureau, id)).toMatchObject({ status: 'applied', applied: 1 })
  })

  test('an older month after a newer one is refused, and an earlier list of the same month', async () => {
    const april = await send([newcomer(20)], { month: '2024-04' })
    const first = await send([newcomer(21)])
    await apply([newcomer(22)])
    for (const { id } of [april, first]) {
      const refusal = await refusalOf(start(id))
      expect([refusal.code, refusal.params['month']]).toEqual(['roster-superseded', '2024-05'])
    }
    const correction = await apply([newcomer(23)])
    expect(correction).toMatchObject({ applied: 1, previousId: null })
  })

  test('one list of a department at a time; another department’s is not in the way', async () => {
    const may = await send([newcomer(30)])
    const june = await send([newcomer(31)], { month: '2024-06' })
    const rural = await send([newcomer(32, { category: 'poverty-returned' })], { department: 'rural-revitalization' })
    const { jobId } = await start(may.id)
    expect((await refusalOf(start(june.id))).code).toBe('roster-busy')
    expect((await start(rural.id)).started).toBe(true)
    await runJob(desk.service, jobId)
    expect((await start(june.id)).started).toBe(true)
  })
})

describe('what changed since the list was loaded', () => {
  test('is looked at again: the line is reported, the others are applied', async () => {
    const opened = await desk.person()
    const same = await desk.person()
    const ended = await desk.person({ as: 'dibao' })
    const [row] = (await listIdentities(desk.service, bureau, { personNo: ended })).items
    const roster = await send([
      newcomer(40),
      { change: 'added', personNo: opened, category: 'dibao', from: '2024-05-01' },
      { change: 'added', personNo: same, category: 'dibao', from: '2024-05-01' },
      { change: 'removed', personNo: ended, category: 'dibao', to: '2024-05-31' },
      newcomer(41),
    ])
    await desk.identity(opened, { category: 'dibao', from: '2024-04-01' })
    await desk.identity(same, { category: 'dibao', from: '2024-05-01' })
    await endIdentity(desk.service, bureau, { personNo: ended, id: row?.id ?? '', to: '2024-05-10' })
    await desk.service.db.pool.query(
      `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
       VALUES ($1, '别人', '01', '', $2, '1980-01-01', '140502')`,
      [newcomer(41).personNo, desk.service.secrets.fingerprint('01:somebody else')],
    )
    const { jobId } = await start(roster.id)
    expect(await runJob(desk.service, jobId)).toMatchObject({
      status: 'succeeded',
      done: 5,
      failures: 3,
      result: { rosterId: roster.id, applied: 2, conflicts: 3 },
    })
    const after = await getRoster(desk.service, bureau, roster.id)
    expect(after).toMatchObject({ status: 'applied', applied: 2, conflicts: 3 })
    expect(after.faults.map(({ line, reason, foundAt }) => [line, reason, foundAt])).toEqual([
      [3, 'changed-since', 'apply'],
      [5, 'changed-since', 'apply'],
      [6, 'changed-since', 'apply'],
    ])
    expect(after.warnings.map(({ code }) => code)).toContain('changed-since')
    expect(await identitiesOf(opened)).toMatchObject([{ from: '2024-04-01' }])
    expect(await identitiesOf(same)).toHaveLength(1)
    expect(await identitiesOf(ended)).toMatchObject([{ to: '2024-05-10' }])
    expect(await identitiesOf(newcomer(41).personNo ?? '')).toEqual([])
  })
})
