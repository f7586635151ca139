import { beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
const mdtrt = '140502202405051200000000000001'

beforeAll(async () => {
  desk = await openDesk()
  await desk.person()
  const owner = await desk.owner()
  await owner.query(
    `INSERT INTO hospital_messages VALUES ('H1', repeat('1', 30), '2401', sha256('x'), 'r', null, null, null, null, now(), 'c')`,
  )
  await owner.query(`INSERT INTO visits VALUES ($1, 'H1', 'P1', 'inpatient', 1, now(), 'c')`, [mdtrt])
  await owner.query(`INSERT INTO visit_events VALUES ($1, 1, 'opened', '{}', 'm', now())`, [mdtrt])
  await owner.query(
    `INSERT INTO visit_settlings (mdtrt_id, round, hospital_code, msgid, body_hash, begun_at, infno, refmsgid)
     VALUES ($1, 1, 'H1', 'm', sha256('x'), now(), '2304', 'r')`,
    [mdtrt],
  )
  await owner.query('INSERT INTO refused_attempts VALUES ($1, 1, now())', [mdtrt])
  await owner.query(`INSERT INTO visit_quotes VALUES ($1, gen_random_uuid(), '{}', now())`, [mdtrt])
  await owner.query(line('1', 1, [10, 0, 0, 90], null))
})

const line = (no: string, count: number, parts: readonly number[], refunded: string | null) =>
  `INSERT INTO fee_lines (mdtrt_id, id, line_no, refunded_no, occurred_at, count, price, total, off_catalogue, over_limit,
     pre_self_pay, in_scope, parts_from, msgid, recorded_at)
   VALUES ('${mdtrt}', gen_random_uuid(), '${no}', ${refunded === null ? 'NULL' : `'${refunded}'`}, '2023-03-01', ${count}, 1, 100 * sign(${count}), ${parts.join(', ')}, 'message', 'm', now())`

describe('what a hospital said is not rewritten, by nobody', () => {
  const appendOnly = ['hospital_messages', 'visit_events', 'visit_settlings', 'refused_attempts', 'visit_quotes']

  test.each(appendOnly)('%s refuses its owner', async (table) => {
    const owner = await desk.owner()
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only`)
    await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only')
  })

  test.each(['visits', 'fee_lines'])('%s loses no row', async (table) => {
    const owner = await desk.owner()
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow('never removed')
  })

  test.each([
    ['hospital_messages', 'output = NULL'],
    ['visits', "person_no = 'P2'"],
    ['fee_lines', 'total = 0'],
    ['referrals', "to_hospital = 'H2'"],
  ])('the service may not change %s', async (table, change) => {
    await expect(desk.service.db.pool.query(`UPDATE ${table} SET ${change}`)).rejects.toThrow('permission denied')
  })

  test('a line is withdrawn once', async () => {
    const { pool } = desk.service.db
    const withdraw = () =>
      pool.query(`UPDATE fee_lines SET withdrawn_at = now(), withdrawn_by = 'm' WHERE line_no = '1'`)
    await withdraw()
    await expect(withdraw()).rejects.toThrow('append-only')
    await expect(pool.query(`UPDATE fee_lines SET withdrawn_at = NULL, withdrawn_by = NULL`)).rejects.toThrow(
      'append-only',
    )
  })

  test.each([
    ['parts that do not add up', line('2', 1, [10, 0, 0, 80], null), 'fee_lines_sum'],
    ['a refund that names no line', line('3', -1, [-10, 0, 0, -90], null), 'fee_lines_refund'],
    ['a refund with a part above nothing', line('4', -1, [10, 0, 0, -110], '1'), 'fee_lines_sign'],
  ])('%s', async (_, sql, constraint) => {
    await expect(desk.service.db.pool.query(sql)).rejects.toMatchObject({ constraint })
  })

  test('one line of a number stands; after it is withdrawn, another may', async () => {
    const { pool } = desk.service.db
    await pool.query(line('5', 1, [10, 0, 0, 90], null))
    await expect(pool.query(line('5', 1, [10, 0, 0, 90], null))).rejects.toMatchObject({
      constraint: 'fee_lines_standing_key',
    })
    await pool.query(
      `UPDATE fee_lines SET withdrawn_at = now(), withdrawn_by = 'm' WHERE line_no = '5' AND withdrawn_at IS NULL`,
    )
    await pool.query(line('5', 1, [10, 0, 0, 90], null))
  })

  test('a number is void or settled under, never both', async () => {
    const { pool } = desk.service.db
    const number = `('H1', 'V1', sha256('x'), 'P1', 0, '00000000-0000-0000-0000-000000000000')`
    await pool.query(`INSERT INTO settlement_numbers VALUES ${number}`)
    await expect(pool.query(`INSERT INTO settlement_numbers VALUES ${number}`)).rejects.toMatchObject({ code: '23505' })
    expect(await desk.differences()).toEqual([])
  })
})
