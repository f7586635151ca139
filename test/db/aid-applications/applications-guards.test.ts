import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { receiveApplication } from '../../../src/application/aid-applications/receive-application.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { copyEntries } from '../../support/database/ledger-rows.ts'

let desk: Desk
let owner: pg.Client
let personNo: string
let id: string
let identityId: string
beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  personNo = await desk.person()
  await desk.settle(personNo, { inScope: '1000.00' })
  identityId = await desk.identity(personNo, { category: 'tekun' })
  await recalculate(desk.service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo: 'RS' })
  id = await received()
})

let count = 0
async function received(of = personNo): Promise<string> {
  const body = {
    applicationNo: `G${++count}`,
    personNo: of,
    category: 'dibao-marginal',
    requestedFrom: '2023-01-01',
  } as const
  const sent = { ...body, receivedOn: '2023-05-04', documents: ['x'] }
  return (await receiveApplication(desk.service, bureau, sent, 'en')).answer.id
}

/** One transaction of the service's own role. */
async function inOne(...statements: string[]): Promise<unknown> {
  const client = await desk.service.db.pool.connect()
  try {
    await client.query('BEGIN')
    for (const sql of statements) await client.query(sql)
    return await client.query('COMMIT')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const move = (change: string) => `UPDATE applications SET ${change} WHERE id = '${id}'`
const step = (
  seq: number,
  from: string,
  to: string,
  { on = '2023-05-10', reason = 'NULL', of = id, kind = 'advanced' } = {},
) =>
  `INSERT INTO application_events (application_id, seq, from_status, status, happened_on, recorded_at, recorded_by, reason, detail, kind)
   VALUES ('${of}', ${seq}, ${from === 'NULL' ? from : `'${from}'`}, '${to}', '${on}', now(), 'c', ${reason}, '{}', '${kind}')`

describe('an application goes forward, one step after the other', () => {
  const refused: readonly [string, string, readonly (() => string)[]][] = [
    ['a step without the application', 'check_violation', [() => step(2, 'received', 'checked')]],
    ['the application without a step', 'foreign_key_violation', [() => move("status = 'checked', steps = 2")]],
    ['two steps at once', 'restrict_violation', [() => move("status = 'publicised', steps = 3")]],
    ['no step at all', 'restrict_violation', [() => move("status = 'checked'")]],
    ['what was applied for', 'restrict_violation', [() => move("steps = 2, category = 'tekun'")]],
    ['another person', 'restrict_violation', [() => move("steps = 2, person_no = 'x'")]],
    ['a status of nobody’s', 'check_violation', [() => move("status = 'lost', steps = 2")]],
    [
      'a step over one',
      'check_violation',
      [() => move("status = 'publicised', steps = 2"), () => step(2, 'received', 'publicised')],
    ],
    [
      'a step from where it does not stand',
      'foreign_key_violation',
      [() => move("status = 'publicised', steps = 2"), () => step(2, 'checked', 'publicised')],
    ],
    [
      'a step that ends elsewhere than the application says',
      'foreign_key_violation',
      [() => move("status = 'checked', steps = 2"), () => step(2, 'received', 'withdrawn')],
    ],
    ['papers after the end', 'check_violation', [() => step(2, 'withdrawn', 'withdrawn', { kind: 'documents' })]],
    [
      'an outcome that is told before there is one',
      'check_violation',
      [() => step(2, 'received', 'received', { kind: 'told' })],
    ],
    ['a step onward that stays', 'check_violation', [() => step(2, 'received', 'received')]],
    ['papers that lead onward', 'check_violation', [() => step(2, 'received', 'checked', { kind: 'documents' })]],
    [
      'what is done where it stood before it began',
      'check_violation',
      [() => step(2, 'NULL', 'received', { kind: 'forwarded' })],
    ],
    ['a second beginning', 'check_violation', [() => step(2, 'NULL', 'received')]],
    [
      'a refusal without a reason',
      'check_violation',
      [() => move("status = 'refused', steps = 2"), () => step(2, 'received', 'refused')],
    ],
    [
      'a step before the one before it',
      'check_violation',
      [() => move("status = 'checked', steps = 2"), () => step(2, 'received', 'checked', { on: '2023-05-03' })],
    ],
    [
      'a step in the future',
      'check_violation',
      [() => move("status = 'checked', steps = 2"), () => step(2, 'received', 'checked', { on: '2999-01-01' })],
    ],
    ['an approval without an identity', 'check_violation', [() => move("status = 'approved', steps = 2")]],
    [
      'an identity without an approval',
      'check_violation',
      [() => move(`status = 'checked', steps = 2, identity_id = '${identityId}'`)],
    ],
    [
      'a deadline of what has ended',
      'check_violation',
      [() => move("status = 'withdrawn', steps = 2, due_on = '2023-06-01'")],
    ],
  ]
  const codes: Record<string, string> = {
    check_violation: '23514',
    foreign_key_violation: '23503',
    restrict_violation: '23001',
  }
  test.each(refused)('%s is refused (%s)', async (_, code, statements) => {
    await expect(inOne(...statements.map((sql) => sql()))).rejects.toMatchObject({ code: codes[code] })
  })

  test('a right step is taken, once', async () => {
    // Of somebody else: one person has one open application for an identity.
    const of = await received(await desk.person())
    const to = (change: string) => `UPDATE applications SET ${change} WHERE id = '${of}'`
    const right = [to("status = 'withdrawn', steps = 2"), step(2, 'received', 'withdrawn', { of })]
    await expect(inOne(...right)).resolves.toMatchObject({ command: 'COMMIT' })
    await expect(inOne(...right)).rejects.toMatchObject({ code: '23001' })
    const onward = [to("status = 'checked', steps = 3"), step(3, 'withdrawn', 'checked', { of })]
    await expect(inOne(...onward)).rejects.toMatchObject({ code: '23514' })
  })

  test('nothing of it is removed or rewritten', async () => {
    for (const sql of ['DELETE FROM applications', 'TRUNCATE applications CASCADE', 'DELETE FROM application_events']) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
      await expect(desk.service.db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
    await expect(owner.query('UPDATE application_events SET reason = NULL')).rejects.toMatchObject({ code: '23001' })
  })
})

const copyOf = (kind: string) => (change: string) =>
  copyEntries(`'${change}'`, `person_no = '${personNo}' AND kind = '${kind}'`)
const copy = copyOf('adjustment')
const copySettled = copyOf('settlement')

describe('an adjustment says what caused it', () => {
  test.each([
    ['two causes', () => copy('{"seq": 9, "reversal_no": "R"}')],
    ['no cause', () => copy('{"seq": 9, "cause": null, "cause_no": null, "facts": null}')],
    ['a cause without its number', () => copy('{"seq": 9, "cause_no": null}')],
    ['another cause', () => copy('{"seq": 9, "cause": "gift"}')],
    ['facts recorded late, and no facts', () => copy('{"seq": 9, "facts": null}')],
    ['the end of the year with facts of its own', () => copy('{"seq": 9, "cause": "year-end"}')],
    ['a settlement with a cause', () => copySettled('{"seq": 9, "cause": "resettle", "cause_no": "RS", "facts": {}}')],
  ])('%s is refused', async (_, sql) => {
    await expect(owner.query(sql())).rejects.toMatchObject({ code: '23514', constraint: 'entries_cause' })
  })

  test('a resettlement names as many adjustments as carry its number, once', async () => {
    const row = (no: string, adjusted: number) =>
      `INSERT INTO resettlements (person_no, resettle_no, first_year, last_year, reason, considered, adjusted, resettled_at, caller_id)
       VALUES ('${personNo}', '${no}', 2023, 2023, 'x', 5, ${adjusted}, now(), 'c')`
    await expect(owner.query(row('NONE', 1))).rejects.toMatchObject({ code: '23514', message: /as many adjustments/ })
    await expect(owner.query(row('RS', 1))).rejects.toMatchObject({ code: '23505' })
    await expect(owner.query(row('NONE', 6))).rejects.toMatchObject({
      code: '23514',
      constraint: 'resettlements_adjusted',
    })
    for (const sql of ['UPDATE resettlements SET adjusted = 0', 'DELETE FROM resettlements']) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
      await expect(desk.service.db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})
