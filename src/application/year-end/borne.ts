import { readHistory } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import type { Queryable } from '../../db/sql.ts'
import { correctedCosts } from '../../domain/adjudication/corrected.ts'
import { givenByRuns } from '../../domain/adjudication/steps/year-aid.ts'
import type { RunAid } from '../../domain/adjudication/types.ts'
import { isOfInsurance } from '../../domain/adjudication/visit.ts'
import type { BorneVisit } from '../../domain/adjudication/year-aid.ts'
import { covers, type Period } from '../../domain/calendar.ts'
import { add, decimal, less, sum } from '../../domain/money.ts'
import type { YearAidRow } from '../../domain/policies/law.ts'

export interface BorneAsked {
  readonly region: string
  readonly year: number
  readonly aid: RunAid
  readonly row: YearAidRow
}

/** What the year's visits of a person leave to be aided by a row, those that stand, while one of these identities was in force. */
export async function borneBy(
  client: Queryable,
  personNo: string,
  held: readonly Period[],
  { region, year, aid, row }: BorneAsked,
): Promise<BorneVisit[]> {
  const history = await readHistory(client, { personNo, region, year, lock: false })
  return history.settlements.filter((one) => !one.reversed && isAsked(one, held, row)).map((one) => borne(one, aid))
}

function isAsked({ care, eventOn, facts }: StoredSettlement, held: readonly Period[], row: YearAidRow): boolean {
  if (!row.care.some((one) => one === care) || !isOfInsurance(row, facts.person)) return false
  return row.visits === 'year' || held.some((one) => covers(one, eventOn))
}

/** In scope, less all who paid of it; what runs of the kind gave before is added back. */
function borne(
  { personNo, settlementId, eventOn, input, corrected, outcome }: StoredSettlement,
  aid: RunAid,
): BorneVisit {
  const { payers, assistanceParts } = outcome
  const { basic, criticalIllness, supplementary, commercial, socialAid, reAid, tilt } = payers
  const insured = [basic, criticalIllness, supplementary, commercial, socialAid, reAid, tilt]
  const paid = sum([...insured, assistanceParts.main, assistanceParts.floor].map(decimal))
  const given = decimal(givenByRuns(outcome.lines, aid))
  const { inScope } = correctedCosts(input.costs, corrected)
  return { personNo, settlementId, on: eventOn, left: add(less(decimal(inScope), paid), given), given }
}
