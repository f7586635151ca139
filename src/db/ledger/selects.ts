import {
  causeColumns,
  chainColumns,
  entryColumns,
  fields,
  limitEntryColumns,
  payerColumns,
  settlementColumns,
} from './columns.ts'

/** The SQL of what is read back, each as a SELECT list over a named source. */

const payers = payerColumns.map(({ field, name }) => `'${field}', e.${name}::text`).join(', ')

/** Of `entries e`. */
export const entryFields = `${fields([...entryColumns, ...causeColumns], 'e')}, ${fields(chainColumns, 'e')},
  CASE WHEN e.kind <> 'settlement' THEN e.facts END AS facts, CASE e.kind WHEN 'opening' THEN e.input END AS opening, json_build_object(${payers}) AS payers`

/** Of `limit_movements l`. */
export const limitEntryFields = fields(limitEntryColumns, 'l')

/**
 * Settlements as they stand. `source` is a table or a bounded SELECT, so that a page looks up no more than a page.
 *
 * Reversals are counted, and not asked for with EXISTS: of that the planner may make a table of all reversals there are,
 * for which it reads every entry. Where all of them are of one person's year, `ofYear` says of which entries `e`, so that the
 * plan is of that year's partition alone.
 */
export function settlementsOf(
  source: string,
  ofYear = 'e.person_no = s.person_no AND e.region = s.region AND e.year = s.year',
): string {
  const ofSettlement = `${ofYear} AND e.settlement_id = s.settlement_id`
  return `SELECT ${fields(settlementColumns, 's')}, latest.outcome,
  'sha256:' || encode(latest.trace_hash, 'hex') AS "traceHash", undone.reversed, renewed.corrected,
  CASE WHEN undone.reversed THEN 'reversed' ELSE 'settled' END AS status
FROM ${source} s
CROSS JOIN LATERAL (
  SELECT e.outcome, e.trace_hash FROM entries e WHERE ${ofSettlement} AND e.kind <> 'reversal'
  ORDER BY e.seq DESC LIMIT 1) latest
CROSS JOIN LATERAL (
  SELECT count(*) > 0 AS reversed FROM entries e WHERE ${ofSettlement} AND e.kind = 'reversal') undone
LEFT JOIN LATERAL (
  SELECT e.facts -> 'corrected' AS corrected FROM entries e
  WHERE ${ofSettlement} AND e.kind = 'adjustment' AND e.facts IS NOT NULL ORDER BY e.seq DESC LIMIT 1) renewed ON true`
}

/** All rows of a SELECT as one JSON array, in order; an empty one when there are none. */
export function asArray(select: string, order: string, item = 'r'): string {
  return `(SELECT coalesce(json_agg(${item} ORDER BY ${order}), '[]') FROM (${select}) r)`
}
