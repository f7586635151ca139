import { beforeAll, describe, expect, test } from 'vitest'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, newcomer, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
let [loaded, applied] = ['', '']
beforeAll(async () => {
  desk = await openDesk()
  applied = (await sendRoster(desk.service, csvOf([newcomer(1), newcomer(2)]))).id
  const { jobId } = await applyRoster(desk.service, bureau, applied)
  await runJob(desk.service, jobId)
  loaded = (await sendRoster(desk.service, csvOf([newcomer(3), newcomer(3)]), { month: '2024-06' })).id
})

const asOwner = async (sql: string, values: unknown[] = []) => (await desk.owner()).query(sql, values)
const asService = (sql: string, values: unknown[] = []) => desk.service.db.pool.query(sql, values)

describe('what a wrong row would double or lose, PostgreSQL refuses', () => {
  test.each([
    [
      'what was sent changes',
      `UPDATE rosters SET accepted = accepted + 1, rejected = rejected - 1 WHERE id = $1`,
      /never changes/,
    ],
    [
      'a list is applied without having been begun',
      `UPDATE rosters SET status = 'applied', job_id = id, applied_at = now() WHERE id = $1`,
      /from loaded to applying/,
    ],
    [
      'a list is done with changes left over',
      `UPDATE rosters SET status = 'applying', job_id = id, applied = 2 WHERE id = $1`,
      /rosters_applied_within/,
    ],
    ['a list is applied by nobody', `UPDATE rosters SET status = 'applying' WHERE id = $1`, /rosters_job/],
    ['a list is removed', `DELETE FROM rosters WHERE id = $1`, /append-only|removed/],
    ['a good line changes', `UPDATE roster_rows SET action = 'keep' WHERE roster_id = $1`, /append-only/],
    ['a fault is taken back', `DELETE FROM roster_faults WHERE roster_id = $1`, /only an expired list/],
    ['a good line is taken back', `DELETE FROM roster_rows WHERE roster_id = $1`, /only an expired list/],
  ])('%s', async (_, sql, says) => {
    await expect(asOwner(sql, [loaded])).rejects.toThrow(says)
  })

  test('an applied list goes back', async () => {
    await expect(
      asOwner(`UPDATE rosters SET status = 'loaded', applied_at = NULL WHERE id = $1`, [applied]),
    ).rejects.toThrow(/goes from/)
  })

  test('the same list twice', async () => {
    await expect(
      asOwner(
        `INSERT INTO rosters (id, region, month, department, content_hash, format, encoding, lines, accepted, rejected, new_people, opened,
           ended, standing, missing, counting_changes, members, read_as, status, uploaded_at, caller_id)
         SELECT gen_random_uuid(), region, month, department, content_hash, format, encoding, lines, accepted, rejected, new_people, opened,
           ended, standing, missing, counting_changes, members, read_as, 'loaded', uploaded_at, caller_id FROM rosters WHERE id = $1`,
        [loaded],
      ),
    ).rejects.toThrow(/rosters_once/)
  })

  test('a person twice with a category', async () => {
    await expect(
      asOwner(
        `INSERT INTO roster_rows (roster_id, person_no, category, line_no, change, valid_from, action, new_person)
         SELECT roster_id, person_no, category, 9, change, valid_from, action, new_person FROM roster_rows WHERE roster_id = $1`,
        [applied],
      ),
    ).rejects.toThrow(/roster_rows_pkey/)
  })

  test('two lists of a department applied at once', async () => {
    const other = await sendRoster(desk.service, csvOf([newcomer(5)]), { month: '2024-07' })
    const begin = (id: string) => asOwner(`UPDATE rosters SET status = 'applying', job_id = id WHERE id = $1`, [id])
    await begin(loaded)
    await expect(begin(other.id)).rejects.toThrow(/rosters_applying_key/)
  })
})

test.each([
  [`UPDATE rosters SET region = '370800'`],
  [`UPDATE roster_rows SET action = 'keep'`],
  [`UPDATE roster_people SET name = 'x'`],
  [`UPDATE roster_faults SET value = 'x'`],
])('the service may not: %s', async (sql) => {
  await expect(asService(sql)).rejects.toThrow(/permission denied/)
})
