import { beforeAll, describe, expect, test } from 'vitest'
import type { FoundDifference } from '../../../src/application/ledger/verify-ledger.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

interface Damage {
  readonly what: string
  /** `$1` is the person: entries 1 and 2 settle without an identity, 3 and 4 adjust both to tekun, recorded late. */
  readonly sql: string
  readonly named: readonly string[]
}

const setFacts = (path: string, value: string) =>
  `UPDATE entries SET facts = (SELECT json_build_object('person', f->'person', 'hospital', f->'hospital', 'identities', f->'identities',
     'registrations', f->'registrations') FROM jsonb_set(facts::jsonb, '${path}', '${value}') f) WHERE person_no = $1 AND seq = 3`

const damages: readonly Damage[] = [
  {
    what: 'the identity that the new outcome came from',
    sql: setFacts('{identities,0,category}', '"dibao"'),
    named: ['outcome', 'payers'],
  },
  { what: 'no identity in the facts', sql: setFacts('{identities}', '[]'), named: ['adjusted settlements'] },
  {
    what: 'other facts than identities',
    sql: setFacts('{hospital,level}', '"one"'),
    named: ['facts besides those recorded late'],
  },
  {
    what: 'the amounts of an adjustment',
    sql: 'UPDATE entries SET assistance = 1, person = -1 WHERE person_no = $1 AND seq = 3',
    named: ['payers'],
  },
  {
    what: 'the number of an adjustment',
    sql: "UPDATE entries SET cause_no = 'OTHER' WHERE person_no = $1 AND seq = 4",
    named: ['state after', 'adjustment without its resettlement'],
  },
  {
    what: 'the cause of the adjustments gone',
    sql: 'UPDATE entries SET cause = NULL, cause_no = NULL, facts = NULL WHERE person_no = $1 AND seq > 2',
    named: ['adjustment without a cause'],
  },
  {
    what: 'the resettlement gone',
    sql: 'DELETE FROM resettlements WHERE person_no = $1',
    named: ['adjustment without its resettlement'],
  },
  {
    what: 'the last adjustment gone',
    sql: 'DELETE FROM entries WHERE person_no = $1 AND seq = 4',
    named: ['state after', 'adjustments of resettlement RS', 'version of the year'],
  },
]

let desk: Desk
const people = new Map<Damage, string>()
let found: readonly FoundDifference[]

async function resettled(): Promise<string> {
  const personNo = await desk.person()
  for (const inScope of ['1000.00', '2000.00']) await desk.settle(personNo, { inScope })
  await desk.identity(personNo, { category: 'tekun' })
  await recalculate(desk.service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo: 'RS' })
  return personNo
}

beforeAll(async () => {
  desk = await openDesk()
  await resettled()
  for (const damage of damages) people.set(damage, await resettled())
  expect(await desk.differences()).toEqual([])
  const owner = await desk.owner()
  await owner.query('SET session_replication_role = replica')
  await owner.query('ALTER TABLE entries DROP CONSTRAINT entries_cause')
  for (const [{ sql, what }, personNo] of people)
    expect((await owner.query(sql, [personNo])).rowCount, what).toBeGreaterThan(0)
  found = await desk.differences()
})

describe('the check of the ledger names', () => {
  test.each(damages)('$what', (damage) => {
    const differences = found.filter((difference) => difference.personNo === people.get(damage))
    const names = differences.map(({ what }) => what)
    expect(names, JSON.stringify(differences, null, 1)).toEqual(expect.arrayContaining([...damage.named]))
  })

  test('nobody else', () => {
    expect(new Set(found.map(({ personNo }) => personNo))).toEqual(new Set(people.values()))
  })
})
