import type pg from 'pg'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import type { JobRow } from '../../../src/db/jobs/jobs.ts'
import { findSettlement } from '../../../src/db/ledger/history.ts'
import { listYearEndLines, type YearEndLineRow } from '../../../src/db/year-end/year-end-runs.ts'
import type { SettlementOutcome } from '../../../src/domain/adjudication/types.ts'
import { type Bill, bureau, type Desk } from '../database/desk.ts'
import { runJob } from '../database/jobs.ts'

/** A chronic visit under a quota. The patient has to be registered so: see `underQuota`. */
export const quotaVisit = (inScope: string, more: Partial<Bill> = {}): Bill => ({
  care: 'outpatient-chronic',
  on: '2023-05-10',
  inScope,
  registered: { management: 'quota' },
  ...more,
})

export const stay = (inScope: string, more: Partial<Bill> = {}): Bill => ({ on: '2023-04-01', inScope, ...more })

/** As a person of the desk is registered. */
export const underQuota = [{ management: 'quota' }] as const

export interface Ran {
  readonly id: string
  readonly job: JobRow
  readonly lines: readonly YearEndLineRow[]
}

/** Starts a run of Jincheng's 2023 and brings it to its end. */
export async function closeYears(desk: Desk, { dryRun = false }: { dryRun?: boolean } = {}): Promise<Ran> {
  const { id } = await startYearEndRun(desk.service, bureau, { region: '140500', year: 2023, dryRun })
  const job = await runJob(desk.service, id)
  return { id, job, lines: await linesOf(desk, id) }
}

export function linesOf(desk: Desk, id: string): Promise<YearEndLineRow[]> {
  return listYearEndLines(desk.service.db.pool, id, { after: null, take: 100_000 })
}

export const lineFor = (lines: readonly YearEndLineRow[], personNo: string) =>
  lines.find((line) => line.personNo === personNo)

/** Who bears what of a settlement, as it stands now. */
export async function payersOf(desk: Desk, settlementId: string): Promise<SettlementOutcome['payers']> {
  const found = await findSettlement(desk.service.db.pool, { settlementId })
  if (!found) throw new Error(`${settlementId} is not in the ledger`)
  return found.settlement.outcome.payers
}

/** Settles a bill and answers the settlement's id. */
export async function settled(desk: Desk, personNo: string, bill: Bill): Promise<string> {
  const { id } = await desk.settle(personNo, bill)
  if (id === null) throw new Error('a settlement has an id')
  return id
}

/** Everything of the ledger that does not name an id or a moment: equal where the same was posted. */
export async function postedTo(client: pg.ClientBase): Promise<unknown> {
  const { rows: entries } = await client.query(
    `SELECT person_no, region, year, seq, kind, cause, assistance, re_aid, tilt, person, state::text, md5((outcome::jsonb #- '{of,3}' #- '{more,owedToPerson,settlements}')::text) AS outcome
     FROM entries ORDER BY 1, 2, 3, 4`,
  )
  const { rows: limits } = await client.query(
    `SELECT person_no, region, year, name, seq, amount, used_before, used_after FROM limit_movements ORDER BY 1, 2, 3, 4, 5`,
  )
  const { rows: years } = await client.query(
    `SELECT person_no, region, year, version, state::text FROM person_years ORDER BY 1, 2, 3`,
  )
  const { rows: accounts } = await client.query(
    `SELECT person_no, region, year, used::text FROM person_years ORDER BY 1, 2, 3`,
  )
  return { entries, limits, years, accounts }
}
