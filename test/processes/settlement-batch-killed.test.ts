import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import { getSettlementBatch } from '../../src/application/settlement-batches/read-batches.ts'
import { receiveSettlementBatch } from '../../src/application/settlement-batches/receive-batch.ts'
import { findJob } from '../../src/db/jobs/jobs.ts'
import { listAnswers } from '../../src/db/settlement-batches/answers.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../support/database/desk.ts'
import { runJob } from '../support/database/jobs.ts'
import { type CrashPoint, crashWorker } from '../support/processes/crash.ts'

/** Two pieces, the second of them short. */
const claims = 1200
const people = 60

/** Twenty days of each person, the last first. */
function claimOf(at: number, persons: readonly string[]): ClaimBody {
  const day = `2023-05-${String(20 - Math.floor(at / people)).padStart(2, '0')}`
  const inScope = `${1000 + at}.00`
  return {
    ...{ settlementNo: `K${at}`, personNo: persons[at % people] as string, hospitalCode: cityHospital },
    ...{ care: 'inpatient', admittedOn: day, dischargedOn: day },
    costs: { total: inScope, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope },
    paid: { basic: '500.00', criticalIllness: '0.00' },
  }
}

async function startedOn(desk: Desk): Promise<string> {
  const persons: string[] = []
  for (let no = 0; no < people; no++) persons.push(await desk.person({ as: 'dibao' }))
  const text = Array.from({ length: claims }, (_, at) => JSON.stringify(claimOf(at, persons))).join('\n')
  const read = (line: Buffer) => {
    const body = JSON.parse(line.toString()) as ClaimBody
    return { body, settlementNo: body.settlementNo ?? null }
  }
  const content = Readable.from([Buffer.from(text)])
  const received = await receiveSettlementBatch(desk.service, bureau, { content, read, asJob: true })
  return received.batch?.id ?? ''
}

/** Who was paid what by which line, and in which order of the person's year. */
async function stateOf(desk: Desk, id: string) {
  const answers = await listAnswers(desk.service.db.pool, id, { after: 0, take: claims })
  const { rows } = await desk.service.db.pool.query(
    `SELECT settlement_no AS "no", row_number() OVER (PARTITION BY person_no ORDER BY settled_at, settlement_id) AS place
     FROM settlements ORDER BY settlement_no`,
  )
  return { sums: answers.map(({ lineNo, settlement }) => [lineNo, settlement?.payers]), places: rows }
}

let undisturbed: Awaited<ReturnType<typeof stateOf>>
beforeAll(async () => {
  const desk = await openDesk()
  const id = await startedOn(desk)
  await runJob(desk.service, id)
  undisturbed = await stateOf(desk, id)
  const shown = await getSettlementBatch(desk.service, bureau, id)
  expect(shown).toMatchObject({
    status: 'succeeded',
    lines: claims,
    done: claims,
    settled: claims,
    replayed: 0,
    refused: 0,
  })
})

test('an undisturbed batch is settled by each person’s days, whatever the order of its lines', () => {
  expect(undisturbed.places).toHaveLength(claims)
  // The first sixty lines are of the last day.
  const placeOf = new Map(undisturbed.places.map(({ no, place }) => [no, Number(place)]))
  expect([placeOf.get('K0'), placeOf.get('K1199')]).toEqual([20, 1])
})

const points: readonly (readonly [string, CrashPoint, number])[] = [
  ['before its second piece', { piece: 2, when: 'before' }, 1000],
  ['with its first piece posted and not committed', { piece: 1, when: 'uncommitted' }, 0],
  ['in the middle of its second piece', { posting: 1100 }, 1000],
]

test.each(points)('a batch killed %s ends as an undisturbed one', async (_, crash, done) => {
  const desk = await openDesk()
  const id = await startedOn(desk)
  await crashWorker(desk.database, { crash })
  expect(await findJob(desk.service.db.pool, id)).toMatchObject({ status: 'running', done })
  await runJob(desk.service, id)
  expect(await stateOf(desk, id)).toEqual(undisturbed)
  const shown = await getSettlementBatch(desk.service, bureau, id)
  // What was posted before the kill is found by its number.
  expect(shown).toMatchObject({ status: 'succeeded', done: claims, refused: 0 })
  expect(shown.settled + shown.replayed).toBe(claims)
  expect(await desk.differences()).toEqual([])
})
