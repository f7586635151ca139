import { beforeAll, describe, expect, test } from 'vitest'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { getRoster, listRosters } from '../../../src/application/rosters/read-rosters.ts'
import { expireUploads } from '../../../src/application/uploads/expire.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { uploaded } from '../../support/files/hospital-file.ts'
import { csvOf, newcomer, sendRoster } from '../../support/files/rosters.ts'
import { ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
const own = ofHospital(cityHospital)
const days = 90
const period = { hospitalCode: cityHospital, from: '2024-05-01', to: '2024-05-05' }
const send = (no: string) => uploaded(desk.service, own, cityHospital, `${no},,P1,5.00,3.00,,0\nbroken`)
const compare = (fileNo: string) => compareLines(desk.service, own, { ...period, fileNo })

beforeAll(async () => {
  desk = await openDesk()
})

async function kept(table: string, column: string, id: string): Promise<number> {
  const { rows } = await desk.service.db.pool.query<{ count: number }>(
    `SELECT count(*) FROM ${table} WHERE ${column} = $1`,
    [id],
  )
  return rows[0]?.count ?? 0
}
const keptLines = async (fileNo: string) =>
  Promise.all(['uploaded_files', 'uploaded_lines', 'uploaded_line_faults'].map((name) => kept(name, 'file_no', fileNo)))
const keptRows = async (id: string) =>
  Promise.all(
    ['rosters', 'roster_rows', 'roster_faults', 'roster_people'].map((name) =>
      kept(name, 'id', id).catch(() => kept(name, 'roster_id', id)),
    ),
  )

describe('an upload whose time is over', () => {
  test('goes with its lines, unless a reconciliation compared it', async () => {
    const [lost, compared] = [await send('X1'), await send('X2')]
    await compare(compared.fileNo)
    desk.setDay('2024-08-01')
    expect(await expireUploads(desk.service, days)).toEqual({ files: 0, rosters: 0, batches: 0 })
    desk.setDay('2024-08-10')
    const young = await send('X3')
    expect(await expireUploads(desk.service, days)).toEqual({ files: 1, rosters: 0, batches: 0 })
    expect(await keptLines(lost.fileNo)).toEqual([0, 0, 0])
    expect(await keptLines(compared.fileNo)).toEqual([1, 1, 1])
    expect(await keptLines(young.fileNo)).toEqual([1, 1, 1])
    expect((await refusalOf(compare(lost.fileNo))).code).toBe('not-found')
    expect(await compare(compared.fileNo)).toMatchObject({ fileNo: compared.fileNo })
    expect(await send('X1')).toMatchObject({ replayed: false })
  })

  test('a list that was never applied loses its lines and the people it would have registered; an applied one stays', async () => {
    desk.setDay('2024-05-05')
    const broken = newcomer(3, { change: '新来' })
    const loaded = await sendRoster(desk.service, csvOf([newcomer(1), broken]))
    const applied = await sendRoster(desk.service, csvOf([newcomer(2)]), { month: '2024-04' })
    const { jobId } = await applyRoster(desk.service, bureau, applied.id)
    await runJob(desk.service, jobId)
    expect(await keptRows(loaded.id)).toEqual([1, 1, 1, 1])
    desk.setDay('2024-08-10')
    expect(await expireUploads(desk.service, days)).toMatchObject({ rosters: 1 })
    expect(await keptRows(loaded.id)).toEqual([1, 0, 0, 0])
    expect((await keptRows(applied.id)).slice(0, 2)).toEqual([1, 1])
    expect(await getRoster(desk.service, bureau, loaded.id)).toMatchObject({ status: 'expired', lines: 2, faults: [] })
    expect((await refusalOf(applyRoster(desk.service, bureau, loaded.id))).code).toBe('roster-expired')
    const { departments } = await listRosters(desk.service, bureau, { region: '140500', month: '2024-05', limit: 10 })
    expect(departments[0]).toMatchObject({ rosterId: loaded.id, receivedOn: '2024-05-05' })
    const again = await sendRoster(desk.service, csvOf([newcomer(1), broken]))
    expect(again).toMatchObject({ status: 'loaded', accepted: 1, replayed: false })
  })
})

describe('PostgreSQL keeps what is evidence, whoever asks', () => {
  test.each([
    ['the lines of a file that was compared', 'DELETE FROM uploaded_lines'],
    ['its faults', 'DELETE FROM uploaded_line_faults'],
    ['the file', 'DELETE FROM uploaded_files'],
    ['the lines of a list that has not expired', 'DELETE FROM roster_rows'],
    ['a line that changes', `UPDATE uploaded_lines SET total = 1`],
  ])('%s', async (_, sql) => {
    await expect((await desk.owner()).query(sql)).rejects.toThrow(
      /never removed|reconciliations_file_no_fkey|expired|append-only/,
    )
  })

  test('an expired list that comes back', async () => {
    const back = `UPDATE rosters SET status = 'loaded' WHERE status = 'expired'`
    await expect((await desk.owner()).query(back)).rejects.toThrow(/goes from loaded/)
  })
})
