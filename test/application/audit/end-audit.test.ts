import { beforeAll, expect, test } from 'vitest'
import { endAudit } from '../../../src/application/audit/end-audit.ts'
import { newId } from '../../../src/application/shared/ids.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'

/** 990100 keeps its audit for three years; Jincheng says nothing, and so six months at least. */
const library = cityOf('    replaces: [000000/audit-kept]\n    auditKept: [{ months: 36 }]')

let desk: Desk
beforeAll(async () => {
  desk = await openDesk(library)
})

interface Line {
  readonly at: string
  readonly by?: string
  readonly of?: string | null
}

async function looked({ at, by = '140500', of = '140502' }: Line): Promise<string> {
  const id = newId()
  await desk.service.db.pool.query(
    `INSERT INTO lookups (id, at, caller_id, caller_kind, caller_region, person_no, insured_region, operation, outcome)
     VALUES ($1, $2, 'x', 'bureau', $3, CASE WHEN $4::text IS NULL THEN NULL ELSE 'P' END, $4, 'x', 'shown')`,
    [id, at, by, of],
  )
  return id
}

async function done({ at, by = '140500' }: Line): Promise<string> {
  const id = newId()
  await desk.service.db.pool.query(
    `INSERT INTO audit_events (id, at, kind, actor_id, actor_kind, actor_region, operation, status, address)
     VALUES ($1, $2, 'change', 'x', 'bureau', $3, 'x', 200, '-')`,
    [id, at, by],
  )
  return id
}

const left = async (table: 'lookups' | 'audit_events', ids: readonly string[]) => {
  const { rows } = await desk.service.db.pool.query<{ id: string }>(`SELECT id FROM ${table} WHERE id = ANY ($1)`, [
    ids,
  ])
  return ids.filter((id) => rows.some((row) => row.id === id))
}

test('goes when it was kept so long, by whoever looked and by whoever was looked at; the ledger stays', async () => {
  const person = await desk.person({ as: 'dibao' })
  await desk.settle(person, { on: '2024-03-01', inScope: '10000.00' })
  const [ledger, changes] = [await rowCounts(desk.service), await changesNow()]
  // The day is 2024-05-05: a year before it is 2023-05-05, three years 2021-05-05, both from their first moment in China.
  const old = await looked({ at: '2023-05-04T23:59:59+08:00' })
  const kept = await looked({ at: '2023-05-05T00:00:00+08:00' })
  const nobody = await looked({ at: '2023-01-01T00:00:00Z', of: null })
  const elsewhere = await looked({ at: '2022-01-01T00:00:00Z', of: '990100' })
  const older = await looked({ at: '2021-01-01T00:00:00Z', of: '990100' })
  const theirs = await looked({ at: '2022-01-01T00:00:00Z', by: '990100' })
  const [event, young] = [await done({ at: '2022-12-31T00:00:00Z' }), await done({ at: '2023-06-01T00:00:00Z' })]
  const all = [old, kept, nobody, elsewhere, older, theirs]

  const counted = await endAudit(desk.service, { months: 12, dryRun: true })
  expect(counted).toMatchObject([{ region: '140500', months: 12, before: '2023-05-05', events: 1 }])
  expect(await left('lookups', all)).toEqual(all)

  expect(await endAudit(desk.service, { months: 12 })).toEqual([
    { region: '140500', months: 12, before: '2023-05-05', lookups: 3, events: 1 },
  ])
  expect(await left('lookups', all)).toEqual([kept, elsewhere, theirs])
  expect(await left('audit_events', [event, young])).toEqual([young])
  const { rows } = await desk.service.db.pool.query(
    `SELECT actor_region, target FROM audit_events WHERE operation = 'endAudit'`,
  )
  expect(rows).toEqual([{ actor_region: '140500', target: 'before=2023-05-05T00:00:00+08:00 lookups=3 events=1' }])
  expect([await rowCounts(desk.service), await changesNow()]).toEqual([ledger, changes])
  expect(await desk.differences()).toEqual([])
  // Again there is nothing.
  expect(await endAudit(desk.service, { months: 12 })).toEqual([])
})

async function changesNow() {
  const { rows } = await desk.service.db.pool.query('SELECT count(*) FROM register_changes')
  return rows
}

test('one that was asked to stop removes nothing more', async () => {
  const old = await looked({ at: '2020-01-01T00:00:00Z' })
  expect(await endAudit(desk.service, { months: 12, stopped: () => true })).toEqual([])
  expect(await left('lookups', [old])).toEqual([old])
})

test('nobody ends what is younger than six months, nor without the function, the owner neither', async () => {
  const owner = await desk.owner()
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  for (const id of [await looked({ at: yesterday, by: '370800' }), await done({ at: yesterday, by: '370800' })])
    expect(id).toHaveLength(36)
  const ending = `SELECT end_audit('370800', now() + INTERVAL '1 day', ARRAY['140502'], ARRAY[now() + INTERVAL '1 day'], 10)`
  await expect(desk.service.db.pool.query(ending)).rejects.toMatchObject({ code: '23001' })
  for (const table of ['lookups', 'audit_events']) {
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '23001' })
    await expect(desk.service.db.pool.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
    await desk.service.db.pool.query("SET yizhan.ends_audit = 'on'")
    await expect(desk.service.db.pool.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
  }
})
