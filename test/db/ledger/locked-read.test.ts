import pg from 'pg'
import { expect, test } from 'vitest'
import { Random } from '../../../bench/faults/random.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import type { ClaimKey } from '../../../src/db/ledger/rows.ts'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { writePersonYears } from '../../../src/db/ledger/write-postings.ts'
import { freshDatabase } from '../../support/database/database.ts'
import { posting, someone } from '../../support/database/ledger-rows.ts'

const options = Object.entries(ledgerSession).map(([name, value]) => `-c ${name}=${value}`)
const people = Array.from({ length: 12 }, (_, at) => `P${at}`)
const years = [2022, 2023, 2024]
const hospital = { hospitalCode: 'H1', settlementNo: 'S1' }
const days = { from: '2023-03-01', to: '2023-03-20' }

/**
 * Many at once on few person-years of several years. What changed while a lock was waited for is looked at again
 * (EvalPlanQual): where the same statement also chose partitions while it ran, PostgreSQL 18.4 ended with signal 11
 * within the first hundred rounds.
 */
test('under locks, what was committed meanwhile is read, and each takes the year from where the other left it', async () => {
  const { url } = await freshDatabase()
  const client = await connected(url)
  const all = people.flatMap((personNo) => years.map((year) => ({ ...hospital, personNo, year, days })))
  expect(await postOnce(client, all)).toBe(all.length)
  const posted = await Promise.all(Array.from({ length: 8 }, (_, at) => postInTurns(url, new Random(at + 1))))
  const { rows } = await client.query('SELECT sum(version)::int AS versions FROM person_years')
  await client.end()
  expect(rows).toEqual([{ versions: posted.reduce((sum, one) => sum + one, all.length) }])
})

async function postInTurns(url: string, random: Random): Promise<number> {
  const client = await connected(url)
  let posted = 0
  for (let round = 0; round < 30; round++) {
    const some = people.filter(() => random.chance(0.4))
    const keys = some.map((personNo) => ({ ...hospital, personNo, days, year: random.pick(years) }))
    await client.query('BEGIN')
    expect(await postOnce(client, keys)).toBe(keys.length)
    await client.query('COMMIT')
    posted += keys.length
  }
  await client.end()
  return posted
}

/** How many were posted. */
async function postOnce(client: pg.Client, keys: readonly ClaimKey[]): Promise<number> {
  const reads = await readClaims(client, keys, { lock: true })
  const writes = keys.map(({ personNo, year }, at) => {
    const before = reads[at]?.years[0]
    const version = before?.version ?? 0
    const limits = { usedBefore: `${version * 10}.00`, usedAfter: `${version * 10 + 10}.00` }
    return { ...posting({ ...someone(personNo), year }, version, limits), expectedHead: before?.head ?? null }
  })
  return (await writePersonYears(client, writes)).filter(Boolean).length
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: options.join(' ') })
  await client.connect()
  return client
}
