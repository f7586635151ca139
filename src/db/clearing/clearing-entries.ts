import type pg from 'pg'
import type { DirectKind } from '../../domain/ledger/owed-for-earlier.ts'
import type { LedgerTotals } from '../../domain/reconciliation/totals.ts'
import type { PersonYearKey } from '../ledger/rows.ts'
import { chinaDayStart, figureSql } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

/** Whose entries of which month, of which kinds of care. */
export interface Due {
  readonly hospitalCode: string
  /** Of the fund that pays, and the region under whose law it does. */
  readonly region: string
  readonly law: string
  /** `2023-03`, by the day of posting in China. */
  readonly month: string
  readonly cares: readonly string[]
}

export interface DueSums extends LedgerTotals {
  readonly adjustments: number
  readonly basicPaid: string
  readonly criticalIllnessPaid: string
  readonly otherPaid: string
  readonly aidPaid: string
}

/**
 * What moves nothing between a fund or an insurer and the hospital: all of it goes to the person, or comes from there, also where
 * another insurer has paid the person in hand.
 */
const toPersonAlone = `(e.to_person <> 0 AND e.kind = 'adjustment' AND e.basic = 0 AND e.hospital = 0 AND ${figureSql.aidPaid('e')} = 0)`

/**
 * Entries that no clearing holds: settlements, reversals and adjustments alike, each in the month of its own posting. What is
 * paid to the person no hospital claims.
 */
const dueIn = (regions: string) => `FROM entries e
JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
LEFT JOIN clearing_entries c ON c.person_no = e.person_no AND c.region = e.region AND c.year = e.year AND c.seq = e.seq
  AND c.released_at IS NULL
WHERE s.hospital_code = $1 AND ${regions} AND e.posted_at >= ${chinaDayStart("($3::text || '-01')")}
  AND e.posted_at < ${chinaDayStart("(($3::text || '-01')::date + INTERVAL '1 month')")}
  AND s.care = ANY ($4::text[]) AND c.clearing_id IS NULL AND NOT ${toPersonAlone}`
const due = dueIn('e.region = $5 AND fund_of(e.region, s.insured_region) = $2')

const values = ({ hospitalCode, region, month, cares, law }: Due) => [hospitalCode, region, month, cares, law]

const amount = (sql: string, name: string) => `coalesce(sum(${sql}), 0.00)::text AS "${name}"`
const counted = (kind: string, name: string) => `count(*) FILTER (WHERE e.kind = '${kind}')::int AS ${name}`

export async function sumDue(client: Queryable, what: Due): Promise<DueSums> {
  const { rows } = await client.query<DueSums>(
    `SELECT ${counted('settlement', 'settlements')}, ${counted('reversal', 'reversals')}, ${counted('adjustment', 'adjustments')},
       ${amount('e.total', 'total')}, ${amount(figureSql.basicPaid('e'), 'basicPaid')},
       ${amount(figureSql.criticalIllnessPaid('e'), 'criticalIllnessPaid')}, ${amount(figureSql.otherPaid('e'), 'otherPaid')},
       ${amount(figureSql.aidPaid('e'), 'aidPaid')}, ${amount(figureSql.fundPaid('e'), 'fundPaid')},
       ${amount('e.hospital', 'hospitalPaid')}, ${amount(figureSql.personPaid('e'), 'personPaid')} ${due}`,
    values(what),
  )
  return rows[0] as DueSums
}

export interface DueElsewhere {
  readonly region: string
  readonly entries: number
}

/** How many entries of the month are for other funds to pay, under the law of these regions. */
export async function countElsewhere(
  client: Queryable,
  { hospitalCode, region, month, cares }: Due,
  regions: readonly string[],
): Promise<DueElsewhere[]> {
  const { rows } = await client.query<DueElsewhere>(
    `SELECT fund_of(e.region, s.insured_region) AS region, count(*)::int AS entries
     ${dueIn('e.region = ANY ($2::text[]) AND fund_of(e.region, s.insured_region) <> $5')} GROUP BY 1 ORDER BY 1`,
    [hospitalCode, regions, month, cares, region],
  )
  return rows
}

/** In the order of the key, so that two clearings of the same entries wait for each other. */
export async function takeDue(client: pg.ClientBase, clearingId: string, what: Due): Promise<void> {
  await client.query(
    `INSERT INTO clearing_entries (clearing_id, person_no, region, year, seq)
     SELECT $6::uuid, e.person_no, e.region, e.year, e.seq ${due} ORDER BY e.person_no, e.region, e.year, e.seq`,
    [...values(what), clearingId],
  )
}

export async function releaseEntries(client: pg.ClientBase, clearingId: string, at: string): Promise<void> {
  await client.query('UPDATE clearing_entries SET released_at = $2 WHERE clearing_id = $1', [clearingId, at])
}

/**
 * Settlements of a person's year that are between the fund and the person: their hospital has claimed them, they were handed in
 * paid, or a difference of them has gone to the person before. What comes out differently afterwards goes the same way.
 */
export async function readDirect(
  client: Queryable,
  { personNo, region, year }: PersonYearKey,
): Promise<Map<string, DirectKind>> {
  const { rows } = await client.query<{ settlementId: string; isHandedIn: boolean }>(
    `SELECT e.settlement_id AS "settlementId", bool_or(coalesce(e.hospital_code ~ '^BX[0-9]{6}$', false)) AS "isHandedIn" FROM entries e LEFT JOIN clearing_entries c ON c.person_no = e.person_no
       AND c.region = e.region AND c.year = e.year AND c.seq = e.seq AND c.released_at IS NULL
     WHERE e.person_no = $1 AND e.region = $2 AND e.year = $3 AND CASE e.kind
       WHEN 'settlement' THEN c.clearing_id IS NOT NULL OR e.hospital_code ~ '^BX[0-9]{6}$'
       WHEN 'adjustment' THEN e.cause = 'year-end' OR (e.cause IS DISTINCT FROM 'top-up' AND e.to_person <> 0 AND e.to_person = -e.person)
       ELSE false END GROUP BY e.settlement_id`,
    [personNo, region, year],
  )
  return new Map(rows.map(({ settlementId, isHandedIn }) => [settlementId, isHandedIn ? 'handed-in' : 'claimed']))
}
