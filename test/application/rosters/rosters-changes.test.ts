import { beforeAll, describe, expect, test } from 'vitest'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { listRosters, rosterChanges } from '../../../src/application/rosters/read-rosters.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, newcomer, type Row, type Sent, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

async function applied(rows: readonly Row[], sent: Sent = {}) {
  const roster = await sendRoster(desk.service, csvOf(rows), sent)
  const { jobId } = await applyRoster(desk.service, bureau, roster.id)
  expect(await runJob(desk.service, jobId)).toMatchObject({ status: 'succeeded' })
  return roster
}

const changesOf = async (id: string, type?: Parameters<typeof rosterChanges>[3]['type']) =>
  (await rosterChanges(desk.service, bureau, id, { type })).items

const standing = (row: Row): Row => ({ ...row, change: 'standing' })

describe('the difference to the register, before anything is applied', () => {
  test('what is opened, ended and left, each person with the identity that counts', async () => {
    const dibao = await desk.person({ as: 'dibao' })
    const both = await desk.person({ as: ['dibao', 'dibao-marginal'] })
    const row = { category: 'dibao', from: '2024-05-01' }
    const roster = await sendRoster(
      desk.service,
      csvOf([
        { ...row, change: 'standing', personNo: dibao },
        { ...row, change: 'removed', personNo: both, to: '2024-05-15' },
        { ...row, change: 'added', personNo: dibao, category: 'tekun' },
        { ...newcomer(1), category: 'dibao-marginal' },
      ]),
    )
    expect(roster).toMatchObject({
      accepted: 4,
      opened: 2,
      ended: 1,
      standing: 1,
      newPeople: 1,
      members: 2,
      countingChanges: 3,
      status: 'loaded',
    })
    const shown = (await changesOf(roster.id)).map(({ personNo, category, type, counting }) => [
      personNo,
      category,
      type,
      counting.before,
      counting.after,
    ])
    expect(shown).toEqual([
      [dibao, 'dibao', 'standing', 'dibao', 'tekun'],
      [dibao, 'tekun', 'opened', 'dibao', 'tekun'],
      [both, 'dibao', 'ended', 'dibao', 'dibao-marginal'],
      [newcomer(1).personNo, 'dibao-marginal', 'opened', null, 'dibao-marginal'],
    ])
    const types = await Promise.all(
      (['opened', 'ended', 'standing', 'missing', 'refused', 'counting'] as const).map((type) =>
        changesOf(roster.id, type),
      ),
    )
    expect(types.map((rows) => rows.length)).toEqual([2, 1, 1, 0, 0, 4])
    const { rows } = await desk.service.db.pool.query('SELECT count(*) FROM identities WHERE person_no = ANY ($1)', [
      [dibao, both],
    ])
    expect(rows).toEqual([{ count: 3 }])
  })

  test('by pages, in the order of people', async () => {
    const roster = await sendRoster(desk.service, csvOf(Array.from({ length: 7 }, (_, at) => newcomer(20 + at))))
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await rosterChanges(desk.service, bureau, roster.id, { limit: 3, cursor })
      found.push(...page.items.map(({ personNo }) => personNo))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(found).toEqual(Array.from({ length: 7 }, (_, at) => newcomer(20 + at).personNo))
  })

  test.each([
    ['of a lower standing beside a higher one changes nothing that counts', ['tekun'], 'dibao', ['tekun', 'tekun']],
    ['of a higher standing counts from then on', ['dibao-marginal'], 'dibao', ['dibao-marginal', 'dibao']],
    ['where nothing was held', [], 'illness-impoverished', [null, 'illness-impoverished']],
  ] as const)('an identity %s (000000/G4)', async (_, held, category, counting) => {
    const personNo = await desk.person({ as: held })
    const roster = await sendRoster(desk.service, csvOf([{ change: 'added', personNo, category, from: '2024-05-01' }]))
    const [change] = await changesOf(roster.id)
    expect([change?.counting.before, change?.counting.after]).toEqual(counting)
    expect(roster.countingChanges).toBe(counting[0] === counting[1] ? 0 : 1)
  })

  test('a period that begins after the month counts in no month before it', async () => {
    const personNo = await desk.person()
    const row = { change: 'added', personNo, category: 'dibao', from: '2024-06-01' }
    expect(await sendRoster(desk.service, csvOf([row]))).toMatchObject({ opened: 1, countingChanges: 0 })
  })

  test('a standing person’s last day is set, earlier or later', async () => {
    const personNo = await desk.person({ as: [{ category: 'dibao', from: '2024-01-01', to: '2024-12-31' }] })
    const row = { change: 'standing', personNo, category: 'dibao', from: '2024-01-01' }
    expect(await sendRoster(desk.service, csvOf([{ ...row, to: '2025-12-31' }]))).toMatchObject({
      ended: 1,
      standing: 0,
    })
    expect(await sendRoster(desk.service, csvOf([{ ...row, to: '2024-12-31' }]))).toMatchObject({
      ended: 0,
      standing: 1,
    })
    expect(await sendRoster(desk.service, csvOf([row]))).toMatchObject({ ended: 0, standing: 1 })
  })
})

describe('against the list of the month before', () => {
  const region = { region: '140502', department: 'civil-affairs' } as const

  test('who is neither listed nor removed is named and stays; who lost a tenth is pointed at beyond it', async () => {
    const people = Array.from({ length: 10 }, (_, at) => newcomer(100 + at, { from: '2024-03-01' }))
    await applied(people, { ...region, month: '2024-03' })
    const nine = people.slice(1).map(standing)
    const tenth = await sendRoster(desk.service, csvOf(nine), { ...region, month: '2024-04' })
    expect(tenth).toMatchObject({ missing: 1, members: 9, standing: 9 })
    expect(tenth.warnings.map(({ code }) => code)).not.toContain('shrunk')
    expect(await changesOf(tenth.id, 'missing')).toMatchObject([
      { personNo: people[0]?.personNo, line: null, type: 'missing' },
    ])

    const eight = await applied(people.slice(2).map(standing), { ...region, month: '2024-04' })
    expect(eight.missing).toBe(2)
    const said = eight.warnings.find(({ code }) => code === 'shrunk')
    expect(said?.text.en).toMatch(/from 10 people to 8, 20\.0% less, which is more than 10%/)
    expect(said?.clause?.id).toBe('000000/roster-shrink')
    const { rows } = await desk.service.db.pool.query(
      'SELECT valid_to FROM identities WHERE person_no = ANY ($1) ORDER BY person_no',
      [people.slice(0, 2).map(({ personNo }) => personNo)],
    )
    expect(rows).toEqual([{ valid_to: null }, { valid_to: null }])

    // Still neither listed nor removed: said again; sent as removed: settled.
    const removed = people.slice(0, 1).map((row) => ({ ...row, change: 'removed', to: '2024-04-30' }))
    const may = await sendRoster(desk.service, csvOf([...people.slice(2).map(standing), ...removed]), {
      ...region,
      month: '2024-05',
    })
    expect(may).toMatchObject({ missing: 1, ended: 1 })
    expect((await changesOf(may.id, 'missing')).map(({ personNo }) => personNo)).toEqual([people[1]?.personNo])
  })

  test('a line that was not taken does not make its person missing', async () => {
    const people = [newcomer(150), newcomer(151)]
    const both = people.map((row) => ({ ...row, category: 'illness-impoverished', from: '2024-03-01' }))
    await applied(both, { ...region, department: 'healthcare-security', month: '2024-03' })
    const wrong = both.map((row) => ({ ...standing(row), name: '别人' }))
    const april = await sendRoster(desk.service, csvOf(wrong), {
      ...region,
      department: 'healthcare-security',
      month: '2024-04',
    })
    expect(april).toMatchObject({ rejected: 2, missing: 0, accepted: 0, members: 0 })
    expect(await changesOf(april.id, 'missing')).toEqual([])
    expect(await changesOf(april.id, 'refused')).toMatchObject(
      people.map(({ personNo }, at) => ({ personNo, line: at + 2, type: 'refused', from: '2024-03-01', to: null })),
    )
  })
})

describe('whose list is late', () => {
  const arrivals = async (region: string, month: string) =>
    (await listRosters(desk.service, bureau, { region, month })).departments.map(
      ({ department, dueOn, receivedOn, late, warnings }) => ({
        department,
        dueOn,
        receivedOn,
        late,
        warnings: warnings.map(({ code }) => code),
      }),
    )

  test('it is due on Monday the 6th of May, and comes in time on that day', async () => {
    const sent = { region: '140581', month: '2024-05' } as const
    desk.setDay('2024-05-06')
    await sendRoster(desk.service, csvOf([newcomer(200, { insuredRegion: '140581' })]), sent)
    expect((await arrivals('140581', '2024-05'))[0]).toEqual({
      department: 'civil-affairs',
      dueOn: '2024-05-06',
      receivedOn: '2024-05-06',
      late: false,
      warnings: [],
    })
    expect((await arrivals('140581', '2024-05'))[1]).toMatchObject({ receivedOn: null, late: false, warnings: [] })
    desk.setDay('2024-05-07')
    expect((await arrivals('140581', '2024-05'))[1]).toMatchObject({
      receivedOn: null,
      late: true,
      warnings: ['not-received'],
    })
    const rural = await sendRoster(
      desk.service,
      csvOf([newcomer(201, { category: 'poverty-returned', insuredRegion: '140581' })]),
      {
        ...sent,
        department: 'rural-revitalization',
      },
    )
    expect(rural.warnings.map(({ code }) => code)).toEqual(['late'])
    expect((await arrivals('140581', '2024-05'))[1]).toMatchObject({
      receivedOn: '2024-05-07',
      late: true,
      warnings: ['late'],
    })
    // A correction after the day makes nobody late.
    await sendRoster(desk.service, csvOf([newcomer(202, { insuredRegion: '140581' })]), sent)
    expect((await arrivals('140581', '2024-05'))[0]).toMatchObject({ receivedOn: '2024-05-06', late: false })
    desk.setDay('2024-05-05')
  })

  test('a year without a table of holidays is said', async () => {
    expect((await arrivals('140581', '2027-02'))[0]).toMatchObject({
      dueOn: '2027-02-05',
      warnings: ['holiday-table-missing'],
    })
  })

  test('rosters are listed newest first, of one month or of all', async () => {
    const all = await listRosters(desk.service, bureau, { region: '140502' })
    expect(all.departments).toEqual([])
    expect(all.items.map(({ id }) => id)).toEqual(
      all.items
        .map(({ id }) => id)
        .sort()
        .reverse(),
    )
    const march = await listRosters(desk.service, bureau, { region: '140502', month: '2024-03' })
    expect(march.items.every(({ month }) => month === '2024-03')).toBe(true)
    const [first] = (await listRosters(desk.service, bureau, { region: '140502', limit: 1 })).items
    expect(first?.id).toBe(all.items[0]?.id)
  })
})
