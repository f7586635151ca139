import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { type AlertRow, insertAlerts, insertEvents } from '../../db/alerts/raise-alerts.ts'
import type { PersonYearKey } from '../../db/ledger/rows.ts'
import type { Facts, YearState } from '../../domain/adjudication/types.ts'
import type { AlertCause, EventType } from '../../domain/alerts/alert-names.ts'
import { checkBy, earlyWarning, lowestLine, type Warning } from '../../domain/alerts/early-warning.ts'
import { chinaDay, chinaTime, covers, type Day } from '../../domain/calendar.ts'
import type { Law } from '../../domain/policies/law.ts'
import { maskName } from '../../domain/registers/id-number.ts'

/** An alert that is due, unless the person, region and year has one. */
export interface DueAlert {
  readonly key: PersonYearKey
  readonly warning: Warning
  readonly insuredRegion: string
  readonly policyHash: string
  readonly cause: AlertCause
  readonly settlementId: string | null
  /** Of the visit, or of the sweep. */
  readonly happenedOn: Day
}

/**
 * The alert that a settlement is due, by the identities in force on the day that the law is of (000000/G5). One comparison for
 * those below the line, which nearly everybody is.
 */
export function dueAlert(
  law: Law,
  { identities, person }: Pick<Facts, 'identities' | 'person'>,
  before: YearState,
  after: YearState,
  of: Pick<DueAlert, 'key' | 'cause' | 'settlementId' | 'happenedOn'>,
): DueAlert | null {
  const lowest = lowestLine(law)
  if (!lowest || !after.personBurden.gt(lowest)) return null
  const categories = identities.filter((held) => covers(held, law.on)).map(({ category }) => category)
  const warning = earlyWarning(law, categories, before.personBurden, after.personBurden)
  return warning && { warning, insuredRegion: person.insuredRegion, policyHash: law.policyHash, ...of }
}

/**
 * Writes the alerts that are due and not there yet, each with its event, in the transaction of what brought them about.
 * Answers how many were new.
 */
export async function raiseAlerts(client: pg.ClientBase, due: readonly DueAlert[], at: Date): Promise<number> {
  if (due.length === 0) return 0
  const rows = due.map((one) => rowOf(one, at))
  const names = await insertAlerts(client, rows)
  const raised = rows.filter(({ id }) => names.has(id))
  if (raised.length > 0)
    await insertEvents(
      client,
      raised.map((row) => eventOf(row, names.get(row.id) ?? '', at)),
    )
  return raised.length
}

function rowOf(
  { key, warning, policyHash, insuredRegion, cause, settlementId, happenedOn }: DueAlert,
  at: Date,
): AlertRow {
  const { personNo, region, year } = key
  const { alarm, line, category, burdenBefore, burden, clause, pushedTo } = warning
  const by = checkBy(chinaDay(at), warning.checkedWithinDays)
  return {
    ...{ personNo, region, year, id: uuidv7(), insuredRegion, cause, settlementId, category },
    ...{
      alarm,
      line,
      burdenBefore,
      burden,
      happenedOn,
      raisedAt: at.toISOString(),
      checkBy: by,
      clause,
      policyHash,
      pushedTo,
    },
  }
}

/** What webhooks are sent. The name is masked and no document number is in it: it leaves the service. */
function eventOf(row: AlertRow, name: string, at: Date) {
  const type: EventType = 'alert.raised'
  const { id, personNo, region, year, insuredRegion, cause, settlementId, category } = row
  const data = {
    ...{ alertId: id, personNo, name: maskName(name), region, year, insuredRegion, cause, settlementId, category },
    ...{
      alarm: row.alarm,
      checkBy: row.checkBy,
      line: row.line,
      burdenBefore: row.burdenBefore,
      burden: row.burden,
      happenedOn: row.happenedOn,
    },
    ...{ clause: row.clause, pushedTo: row.pushedTo },
  }
  const payload = JSON.stringify({ type, timestamp: chinaTime(at), data })
  return { id: uuidv7(), type, region: insuredRegion, payload, happenedAt: at.toISOString() }
}

const remembered = 100_000

/**
 * People who are known to have their alert of the year, so that each of their later settlements need not ask again. An
 * alert is never taken back, so the memory cannot be wrong; when it is full it begins anew, which costs one question each.
 */
export class KnownAlerts {
  readonly #known = new Set<string>()

  has(key: PersonYearKey): boolean {
    return this.#known.has(nameOf(key))
  }

  /** Only what is committed may be remembered. */
  add(keys: Iterable<PersonYearKey>): void {
    if (this.#known.size >= remembered) this.#known.clear()
    for (const key of keys) this.#known.add(nameOf(key))
  }
}

function nameOf({ personNo, region, year }: PersonYearKey): string {
  return `${personNo}|${region}|${year}`
}
