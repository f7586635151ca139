import { beforeAll, expect, test } from 'vitest'
import { settle } from '../../../src/application/settlement/settle.ts'
import { listed, mistaken, mistakenHash, postedOf } from '../../support/claims/policy-corrections.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
let owner: Awaited<ReturnType<Desk['owner']>>
beforeAll(async () => {
  desk = await openDesk()
  const wrong = await desk.under(mistaken)
  await settle(
    wrong,
    bureau,
    billOf(await desk.person({ as: 'dibao' }), { on: '2023-04-01', inScope: '1000.00' }),
    'en',
  )
  const { id } = await listed(desk.service)
  await postedOf(desk.service, id)
  owner = await desk.owner()
})

test.each([
  ['a correction', `UPDATE policy_corrections SET reason = 'x'`],
  ['a job of one', `DELETE FROM policy_correction_jobs`],
  ['a line', `UPDATE policy_correction_lines SET funds_pay = 0`],
  ['all lines', `TRUNCATE policy_correction_lines`],
])('%s is never rewritten, not by the owner either', async (_, change) => {
  await expect(owner.query(change)).rejects.toMatchObject({ code: '23001' })
})

const copied = (change: string) =>
  `INSERT INTO policy_correction_lines SELECT (jsonb_populate_record(l, ('{"seq": 99}'::jsonb || '${change}'::jsonb))).*
   FROM policy_correction_lines l WHERE l.stage = 'listing'`

test.each([
  ['what people get back is from the funds and the hospital', '{"funds_pay": 1}', 'policy_correction_lines_sum'],
  ['a line with a problem has no settlement', '{"problem": "figure-missing"}', 'policy_correction_lines_problem'],
  ['one without has one', '{"settlement_id": null}', 'policy_correction_lines_problem'],
])('%s', async (_, change, constraint) => {
  await expect(owner.query(copied(change))).rejects.toMatchObject({ constraint })
})

test('a pack is not corrected by itself', async () => {
  const same = `INSERT INTO policy_corrections SELECT gen_random_uuid(), region, policy_hash, policy_hash, reason, started_at, caller_id
    FROM policy_corrections WHERE policy_hash = $1 LIMIT 1`
  await expect(owner.query(same, [mistakenHash])).rejects.toMatchObject({ constraint: 'policy_corrections_differ' })
})
