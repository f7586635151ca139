import { beforeAll, describe, expect, test } from 'vitest'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { KeptCounts } from '../../../src/application/registers/kept-counts.ts'
import { withTransaction } from '../../../src/db/transaction.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

/** How often the people were counted: by what each count saw. */
function counting({ service }: Desk) {
  const kept = new KeptCounts<number>()
  const seen: number[] = []
  const read = () =>
    withTransaction(
      service.db.bulk,
      (client) =>
        kept.read(client, 'all', async () => {
          const { rows } = await client.query<{ held: number }>('SELECT count(*) AS held FROM valid_identities')
          seen.push(rows[0]?.held ?? -1)
          return rows[0]?.held ?? -1
        }),
      { snapshot: true, readOnly: true },
    )
  return { read, seen }
}

describe('a count of the registers', () => {
  let desk: Desk
  let personNo: string
  beforeAll(async () => {
    desk = await openDesk()
    personNo = await desk.person({ as: 'dibao' })
  })

  test('is kept while visits are settled; after a person, an identity or a fact was written it is counted again', async () => {
    const { read, seen } = counting(desk)
    expect([await read(), await read()]).toEqual([1, 1])
    await desk.settle(personNo, { inScope: '1000.00' })
    await read()
    expect(seen).toEqual([1])
    const other = await desk.person()
    await read()
    await desk.identity(other, { category: 'tekun', from: '2023-01-01' })
    await read()
    await desk.enrolment(other, { from: '2024-01-01' })
    await read()
    await read()
    expect(seen).toEqual([1, 1, 2, 2])
  })

  test('sees what was written before it by a transaction that ended after it, and not what was given up', async () => {
    const { read, seen } = counting(desk)
    const owner = await desk.owner()
    const add = `INSERT INTO identities (person_no, id, category, valid_from, certified_by, certificate_no, recorded_by)
      SELECT $1, gen_random_uuid(), 'youfu', '2023-01-01', 'civil-affairs', 'C', 'x'`
    await owner.query('BEGIN')
    await owner.query(add, [personNo])
    expect(await read()).toBe(2)
    expect(await read()).toBe(2)
    await owner.query('COMMIT')
    expect(await read()).toBe(3)
    await owner.query('BEGIN')
    await owner.query(add, [personNo])
    await owner.query('ROLLBACK')
    expect(await read()).toBe(3)
    await owner.query('UPDATE beneficiaries SET updated_at = now()')
    await read()
    expect(seen).toEqual([2, 3])
    await owner.query(`UPDATE beneficiaries SET enrolled_tier = 2 WHERE person_no = $1`, [personNo])
    await read()
    expect(seen).toEqual([2, 3, 3])
  })

  test('is in the overview and in the enrolment rate what it is at that moment', async () => {
    const asked = { region: '140500', year: 2024 }
    const people = async () => (await readOverview(desk.service, bureau, asked)).people.total
    const enrolled = async () => (await readEnrolment(desk.service, bureau, asked)).people
    const before = [await people(), await enrolled()]
    await desk.person({ as: 'dibao' })
    expect([await people(), await enrolled()]).toEqual(before.map((one) => (one ?? 0) + 1))
  })
})
