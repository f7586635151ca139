import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FoundDifference } from '../../../src/application/ledger/verify-ledger.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'

/** Damage to one person's year, done by the owner of the database past every trigger, and what must be named. */
interface Damage {
  readonly what: string
  /** `$1` is the person. The year has two settlements, 700.00 and 1400.00 of aid, then one of 350.00 that was reversed. */
  readonly sql: readonly string[]
  readonly named: readonly string[]
}

const setOutcome = (path: string, value: string) =>
  `UPDATE entries SET outcome = jsonb_set(outcome::jsonb, '${path}', '${value}')::json WHERE person_no = $1 AND seq = 1`
const setInput = (path: string, value: string) =>
  `UPDATE entries SET input = jsonb_set(input::jsonb, '${path}', '${value}')::json WHERE person_no = $1 AND seq = 1`
const setState = (table: string, where: string) =>
  `UPDATE ${table} SET state = jsonb_set(state::jsonb, '{selfPay}', '"1.00"')::json WHERE person_no = $1 ${where}`

/** The second and the third, each under the other's number. */
const exchanged = [
  [99, 2],
  [2, 3],
  [3, 99],
].map(([to, from]) => `UPDATE entries SET seq = ${to} WHERE person_no = $1 AND seq = ${from}`)

const damages: readonly Damage[] = [
  {
    what: 'the amounts of an entry',
    sql: ['UPDATE entries SET assistance = 690, person = 310 WHERE person_no = $1 AND seq = 1'],
    named: ['payers'],
  },
  {
    what: 'the amounts of a reversal',
    sql: ['UPDATE entries SET assistance = -340, person = -160 WHERE person_no = $1 AND seq = 4'],
    named: ['payers'],
  },
  {
    what: 'an amount together with its balance, its movement and the year',
    sql: [
      'UPDATE entries SET assistance = 690, person = 310 WHERE person_no = $1 AND seq = 1',
      "UPDATE entries SET limit_amounts = '{690}' WHERE person_no = $1 AND seq = 1",
      `UPDATE person_years SET used = '{"annual": "2090.00"}' WHERE person_no = $1`,
      `UPDATE person_years SET state = jsonb_set(state::jsonb, '{used,annual}', '"2090.00"')::json WHERE person_no = $1`,
    ],
    named: ['payers', 'state of the year', 'account annual', 'movements of account annual'],
  },
  { what: 'an explanation', sql: [setOutcome('{lines,0,2}', '"1.00"')], named: ['outcome', 'trace hash'] },
  {
    what: 'an explanation with its hash',
    sql: [
      setOutcome('{of,2}', '"tekun"'),
      "UPDATE entries SET trace_hash = sha256(convert_to(outcome::text, 'UTF8')) WHERE person_no = $1 AND seq = 1",
    ],
    named: ['outcome'],
  },
  {
    what: 'an explanation that is empty',
    sql: ["UPDATE entries SET outcome = '{}' WHERE person_no = $1 AND seq = 1"],
    named: ['trace hash'],
  },
  {
    what: 'the pack that an explanation names',
    sql: [setOutcome('{by,1}', '"sha256:00"')],
    named: ['trace hash'],
  },
  {
    what: 'the pack that an entry names',
    sql: ["UPDATE entries SET policy_hash = sha256('x') WHERE person_no = $1 AND seq = 1"],
    named: ['policy hash'],
  },
  { what: 'the state after an entry', sql: [setState('entries', 'AND seq = 2')], named: ['state after'] },
  { what: 'the state of the year', sql: [setState('person_years', '')], named: ['state of the year'] },
  {
    what: 'the state of the year, left empty',
    sql: ["UPDATE person_years SET state = '{}' WHERE person_no = $1"],
    named: ['state of the year'],
  },
  {
    what: 'the version of the year',
    sql: ['UPDATE person_years SET version = 9 WHERE person_no = $1'],
    named: ['version of the year'],
  },
  {
    what: 'the balance of an account',
    sql: ["UPDATE person_years SET used = jsonb_set(used, '{annual}', '\"0.00\"') WHERE person_no = $1"],
    named: ['account annual'],
  },
  {
    what: 'an account gone',
    sql: ["UPDATE person_years SET used = '{}' WHERE person_no = $1"],
    named: ['account annual'],
  },
  {
    what: 'a movement of an account',
    sql: ["UPDATE entries SET limit_amounts = '{1}' WHERE person_no = $1 AND seq = 2"],
    named: ['movements of account annual'],
  },
  {
    what: 'the balances of a movement',
    sql: ['UPDATE entries SET limit_before[1] = limit_before[1] + 1 WHERE person_no = $1 AND seq = 2'],
    named: ['balance before the movement of annual'],
  },
  {
    what: 'a movement gone',
    sql: [
      "UPDATE entries SET limit_names = '{}', limit_amounts = '{}', limit_before = '{}', limit_caps = '{}' WHERE person_no = $1 AND seq = 2",
    ],
    named: ['movements of account annual'],
  },
  {
    what: 'the number of a settlement gone',
    sql: ['DELETE FROM settlement_numbers WHERE person_no = $1'],
    named: ['settlement without its number'],
  },
  {
    what: 'the hash beside a number',
    sql: ["UPDATE settlement_numbers SET input_hash = sha256('x') WHERE person_no = $1"],
    named: ['input hash beside the number'],
  },
  {
    what: 'an entry gone',
    sql: ['DELETE FROM entries WHERE person_no = $1 AND seq = 2'],
    named: ['number without its settlement', 'number of the entry', 'entry missing before'],
  },
  {
    what: 'the last entries gone',
    sql: ['DELETE FROM entries WHERE person_no = $1 AND seq > 2'],
    named: ['version of the year'],
  },
  { what: 'the year gone', sql: ['DELETE FROM person_years WHERE person_no = $1'], named: ['entry without its year'] },
  {
    what: 'a reversal gone',
    sql: ['DELETE FROM reversals WHERE person_no = $1'],
    named: ['reversal entry without its reversal'],
  },
  {
    what: 'the entry of a reversal gone',
    sql: ['DELETE FROM entries WHERE person_no = $1 AND seq = 4'],
    named: ['reversal without its entry'],
  },
  { what: 'the claim', sql: [setInput('{paid,commercial}', '"10.00"')], named: ['input hash', 'outcome'] },
  {
    what: 'a claim that the engine refuses',
    sql: [setInput('{paid,basic}', '"5000.00"')],
    named: ['input hash', 'settling it again'],
  },
  {
    what: 'a claim without its parts',
    sql: [`UPDATE entries SET input = '{"costs":{"total":"1000.00"}}' WHERE person_no = $1 AND seq = 1`],
    named: ['input hash', 'settling it again'],
  },
  {
    what: 'the day of a visit',
    sql: ["UPDATE entries SET event_on = '2023-12-31' WHERE person_no = $1 AND seq = 1"],
    named: ['day of the visit'],
  },
  {
    what: 'the care of a visit',
    sql: ["UPDATE entries SET care = 'outpatient-chronic' WHERE person_no = $1 AND seq = 1"],
    named: ['care'],
  },
  {
    what: 'the facts',
    sql: [
      `UPDATE entries SET facts = jsonb_set(facts::jsonb, '{identities,0,category}', '"tekun"')::json WHERE person_no = $1 AND seq = 1`,
    ],
    named: ['outcome'],
  },
  {
    what: 'facts without their parts',
    sql: ["UPDATE entries SET facts = '{}' WHERE person_no = $1 AND seq = 1"],
    named: ['settling it again'],
  },
  {
    what: 'two entries exchanged',
    sql: exchanged,
    named: ['hash in the entry after it'],
  },
  {
    what: 'the balances before the last write',
    sql: [`UPDATE person_years SET used_before = '{"annual": "1.00"}' WHERE person_no = $1`],
    named: ['balances before the last write'],
  },
  {
    what: 'the version before the last write',
    sql: ['UPDATE person_years SET replaced_version = replaced_version - 1 WHERE person_no = $1'],
    named: ['head before the last write'],
  },
  {
    what: 'the total of a claim',
    sql: [setInput('{costs,total}', '"999.00"')],
    named: ['input hash', 'total'],
  },
  {
    what: 'the total of an entry',
    sql: ['UPDATE entries SET total = total + 1, person = person + 1 WHERE person_no = $1 AND seq = 1'],
    named: ['payers', 'total'],
  },
  {
    what: 'the first day of a stay',
    sql: ['UPDATE entries SET admitted_on = admitted_on - 1 WHERE person_no = $1 AND seq = 1'],
    named: ['first day of the stay'],
  },
  {
    what: 'the insurance',
    sql: ["UPDATE entries SET insurance = 'employees' WHERE person_no = $1 AND seq = 1"],
    named: ['insurance'],
  },
  {
    what: 'what the bureau looks for',
    sql: ['UPDATE entries SET unfiled = true WHERE person_no = $1 AND seq = 1'],
    named: ['referral not filed'],
  },
  {
    what: 'the identity that an entry counts',
    sql: ["UPDATE entries SET category = 'tekun' WHERE person_no = $1 AND seq = 1"],
    named: ['identity'],
  },
  {
    what: 'the reason of a reversal',
    sql: ["UPDATE reversals SET reason = reason || '。' WHERE person_no = $1"],
    named: ['hash in the head of the year'],
  },
  {
    what: 'the moment of an entry',
    sql: ["UPDATE entries SET posted_at = posted_at + interval '1 ms' WHERE person_no = $1 AND seq = 2"],
    named: ['hash in the entry after it'],
  },
]

let desk: Desk
const people = new Map<Damage, string>()
let untouched: string
let found: readonly FoundDifference[]

async function busyPerson(): Promise<string> {
  const personNo = await desk.person({ as: 'dibao' })
  for (const inScope of ['1000.00', '2000.00', '500.00'])
    await desk.settle(personNo, { settlementNo: `${personNo}-${inScope}`, inScope })
  const reversal = { settlementNo: `${personNo}-500.00`, reversalNo: `R-${personNo}`, reason: '测试' }
  await reverse(desk.service, bureau, { hospitalCode: cityHospital, ...reversal })
  return personNo
}

async function harm(owner: pg.Client, { sql, what }: Damage, personNo: string): Promise<void> {
  for (const statement of sql) {
    const { rowCount } = await owner.query(statement, [personNo])
    expect(rowCount, what).toBeGreaterThan(0)
  }
}

beforeAll(async () => {
  desk = await openDesk()
  untouched = await busyPerson()
  await Promise.all(damages.map(async (damage) => people.set(damage, await busyPerson())))
  expect(await desk.differences()).toEqual([])
  const owner = await desk.owner()
  await owner.query('SET session_replication_role = replica')
  for (const [damage, personNo] of people) await harm(owner, damage, personNo)
  found = await desk.differences()
})

describe('the check of the ledger names', () => {
  test.each(damages)('$what', (damage) => {
    const differences = found.filter((difference) => difference.personNo === people.get(damage))
    const names = differences.map(({ what }) => what)
    expect(names, JSON.stringify(differences, null, 1)).toEqual(expect.arrayContaining([...damage.named]))
    for (const { year, stored, computed } of differences) expect([year, stored === computed]).toEqual([2023, false])
  })

  test('nobody else', () => {
    expect(found.filter(({ personNo }) => personNo === untouched)).toEqual([])
    expect(new Set(found.map(({ personNo }) => personNo))).toEqual(new Set(people.values()))
  })
})
