import { findRecalculation } from '../../db/recalculation/recalculations.ts'
import type { HandDecisionRow } from '../../db/settlement/hand-decisions.ts'
import type { Queryable } from '../../db/sql.ts'
import type { YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import type { RunAid } from '../../domain/adjudication/types.ts'
import { type BorneVisit, givenBefore, sharedOut, yearAidDue } from '../../domain/adjudication/year-aid.ts'
import { add, type Decimal, decimal, less, max, sum, yuan, zero } from '../../domain/money.ts'
import type { Law, YearAidRow } from '../../domain/policies/law.ts'
import type { Caller } from '../callers/caller.ts'
import { posted } from '../recalculation/recalculation-answer.ts'
import type { Service } from '../service.ts'

/** A run over the year that aids households, or people out of what the fund has left. */
export interface YearAidRun {
  readonly runId: string
  readonly region: string
  readonly year: number
  readonly aid: RunAid
  readonly dryRun: boolean
  readonly callerId: string
  readonly law: Law
}

/** What is aided together: a household, or one person. */
export interface Together {
  readonly householdNo: string | null
  readonly row: YearAidRow
  readonly borne: readonly BorneVisit[]
}

/**
 * Of the rows that name an identity, the one under which most is due: one counts (000000/G4), and who is in the other insurance has
 * nothing under a row that is not for it. The first of those that come to the same; null where no row names anybody.
 */
export async function underBestRow(
  rows: readonly YearAidRow[],
  law: Law,
  borneUnder: (row: YearAidRow) => Promise<Together>,
): Promise<Together | null> {
  let best: Together | null = null
  for (const row of rows) {
    const other = await borneUnder(row)
    if (best === null || yearAidDue(row, other.borne, law).gt(yearAidDue(best.row, best.borne, law))) best = other
  }
  return best
}

/** What is due now, beyond what runs have given before. */
export function furtherDue({ row, borne }: Together, law: Law): Decimal {
  return less(yearAidDue(row, borne, law), givenBefore(borne))
}

/** Gives an amount to those that are aided together, and says it in a line a person. */
export async function give(
  service: Service,
  client: Queryable,
  run: YearAidRun,
  together: Together,
  amount: Decimal,
): Promise<YearEndLineRow[]> {
  const open = together.borne.map((one) => ({ ...one, left: one.left.minus(one.given) }))
  const more = sharedOut(open, amount)
  const people = [...new Set(together.borne.map(({ personNo }) => personNo))]
  const lines: YearEndLineRow[] = []
  for (const personNo of people) {
    const own = together.borne.filter((one) => one.personNo === personNo)
    const line = lineOf(run, together, personNo, own, sum(own.map((one) => more.get(one.settlementId) ?? zero)))
    if (run.dryRun) {
      if (!decimal(line.due).isZero()) lines.push(line)
      continue
    }
    const grants = own.flatMap((one) => grantOf(run, together.row, one, more.get(one.settlementId) ?? zero))
    if (await isPosted(service, client, run, personNo, grants)) lines.push(await postedLine(service, run, line))
  }
  return lines
}

const numberOf = ({ runId }: YearAidRun) => `year-aid/${runId}`

function grantOf(run: YearAidRun, row: YearAidRow, visit: BorneVisit, more: Decimal): HandDecisionRow[] {
  if (more.isZero()) return []
  const { settlementId, personNo, given } = visit
  const amount = yuan(add(given, more))
  const of = { settlementId, personNo, payer: run.aid, amount, decisionNo: numberOf(run) }
  return [{ ...of, grounds: row.clause.cite, decidedAt: '', callerId: run.callerId }]
}

/** Whether the run has given the person anything, now or when it was at this person before. */
async function isPosted(
  service: Service,
  client: Queryable,
  run: YearAidRun,
  personNo: string,
  grants: readonly HandDecisionRow[],
): Promise<boolean> {
  const resettleNo = numberOf(run)
  if (grants.length === 0) return (await findRecalculation(client, { personNo, resettleNo })) !== null
  const { year } = run
  const reason = (grants[0] as HandDecisionRow).grounds
  const of = { personNo, resettleNo, firstYear: year, lastYear: year, reason, applicationId: null }
  await service.ledger.recalculate({ caller: callerOf(run), ...of, grants })
  return true
}

/** Who started the run acts for its region. */
function callerOf({ callerId, region }: YearAidRun): Caller {
  return { id: callerId, kind: 'bureau', region, hospitalCode: null }
}

function lineOf(
  { aid }: YearAidRun,
  { householdNo }: Together,
  personNo: string,
  own: readonly BorneVisit[],
  more: Decimal,
): YearEndLineRow {
  const nothing = { assistance: '0.00', reAid: '0.00', tilt: '0.00' }
  const base = yuan(sum(own.map(({ left, given }) => left.minus(given))))
  const paid = { [aid === 'household' ? 'assistance' : 'reAid']: yuan(more) }
  return {
    ...{ personNo, householdNo, visits: own.length, base, due: yuan(more), ...nothing, ...paid },
    ...{ remaining: null, problem: null },
  }
}

/** The line as the ledger has it, the first time and every time after. */
async function postedLine(service: Service, run: YearAidRun, line: YearEndLineRow): Promise<YearEndLineRow> {
  const { settlements } = await posted(service.db.pool, { personNo: line.personNo, resettleNo: numberOf(run) })
  const gained = (payer: 'assistance' | 'reAid' | 'tilt') =>
    yuan(max(zero, sum(settlements.map(({ difference }) => decimal(difference[payer])))))
  const paid = { assistance: gained('assistance'), reAid: gained('reAid'), tilt: gained('tilt') }
  const together = sum(Object.values(paid).map(decimal))
  return { ...line, ...paid, due: yuan(together), base: yuan(max(decimal(line.base), together)) }
}
