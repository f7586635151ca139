import { everyRegion } from '../reconciliation/sums.ts'

/** Which entries are summed: of everybody, or of one year ($3) and of people insured in a range of regions ($4 to $5). */
export type SummedOf = 'ledger' | 'year'

/** Posted after $1 and up to $2, found in the index of the day of posting. */
const span = `e.region = ${everyRegion} AND e.posted_at > $1::timestamptz AND e.posted_at <= $2::timestamptz`
const ofYear = (...aliases: readonly string[]) => aliases.map((alias) => ` AND ${alias}.year = $3`).join('')
const insured = (alias: string) => ` AND ${alias}.insured_region BETWEEN $4 AND $5`

const amountColumns = ['assistance', 're_aid', 'tilt', 'hospital'] as const
const amounts = amountColumns.map((column) => `e.${column}`).join(', ')
const counted = `CASE e.kind WHEN 'settlement' THEN 1 WHEN 'reversal' THEN -1 ELSE 0 END AS settlements`
const own = (one: string, other: string) =>
  ['person_no', 'region', 'year', 'settlement_id'].map((key) => `${one}.${key} = ${other}.${key}`).join(' AND ')

/** Sums of entries, in yuan; nothing is `0.00`. */
export const sums = `coalesce(sum(settlements), 0)::bigint AS settlements, coalesce(sum(assistance), 0.00) AS assistance,
  coalesce(sum(re_aid), 0.00) AS re_aid, coalesce(sum(tilt), 0.00) AS tilt, coalesce(sum(hospital), 0.00) AS hospital`

/**
 * `cells`: what was posted in a span adds to the sums along each breakdown. A settlement knows where it belongs; of a correction
 * its settlement does. A settlement counts under the identity that it stands under: of one that was recalculated that is the
 * last adjustment's, and a reversal takes away from where the sum is. So what was corrected in the span is taken away
 * whole from where it stood and added to where it stands.
 */
export const cellsOf = (of: SummedOf) => {
  const made = of === 'year' ? ofYear('e') + insured('e') : ''
  const corrections = of === 'year' ? ofYear('e', 's') + insured('s') : ''
  return `posted AS (
    SELECT e.person_no, e.region, e.year, e.settlement_id, e.kind, e.posted_at, e.category, e.insured_region, e.care,
      e.hospital_code, ${counted}, ${amounts}
    FROM entries e WHERE e.kind = 'settlement' AND ${span}${made}
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.settlement_id, e.kind, e.posted_at, e.category, s.insured_region, s.care,
      s.hospital_code, ${counted}, ${amounts}
    FROM entries e JOIN entries s ON ${own('s', 'e')} AND s.kind = 'settlement'
    WHERE e.kind IN ('adjustment', 'reversal') AND ${span}${corrections}),
  corrected AS (
    SELECT DISTINCT person_no, region, year, settlement_id, insured_region FROM posted WHERE kind <> 'settlement'),
  history AS (
    SELECT insured_region, year, was, settlements, assistance, re_aid, tilt, hospital,
      first_value(category) OVER (PARTITION BY settlement_id ORDER BY kind = 'reversal', seq DESC) AS stands,
      first_value(category) OVER (PARTITION BY settlement_id ORDER BY NOT was, kind = 'reversal', seq DESC) AS stood
    FROM (SELECT c.insured_region, e.year, e.settlement_id, e.kind, e.seq, e.category, e.posted_at <= $1::timestamptz AS was, ${counted}, ${amounts}
      FROM corrected c JOIN entries e ON ${own('e', 'c')}
      WHERE e.posted_at <= $2::timestamptz${of === 'year' ? ofYear('e') : ''}) e),
  cells AS (
    SELECT year, insured_region, CASE grouping(month, care, hospital_code, region)
        WHEN 7 THEN 'month' WHEN 11 THEN 'care' WHEN 13 THEN 'hospital' ELSE 'region' END AS breakdown,
      coalesce(month, care, hospital_code, region) AS key, ${sums}
    FROM (SELECT p.*, to_char(posted_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') AS month FROM posted p) p
    GROUP BY GROUPING SETS (
      (year, insured_region, month), (year, insured_region, care), (year, insured_region, hospital_code), (year, insured_region, region))
    UNION ALL
    SELECT year, insured_region, 'category', coalesce(category, ''), ${sums}
    FROM (
      SELECT year, insured_region, category, settlements, assistance, re_aid, tilt, hospital FROM posted p
      WHERE kind = 'settlement' AND NOT EXISTS (SELECT FROM corrected c WHERE c.settlement_id = p.settlement_id)
      UNION ALL
      SELECT year, insured_region, stands, settlements, assistance, re_aid, tilt, hospital FROM history
      UNION ALL
      SELECT year, insured_region, stood, -settlements, -assistance, -re_aid, -tilt, -hospital FROM history WHERE was) one
    GROUP BY year, insured_region, coalesce(category, ''))`
}

/**
 * Which of the stored sums an answer takes that reads by itself what was posted after $1: none where that is everything, and the recent
 * ones where they end there.
 */
export const taken = (through: string) =>
  `${through}::timestamptz <> '-infinity' AND (NOT recent OR ${through}::timestamptz = (SELECT recent_through FROM aid_summed))`

/** Whether an account of a limit is kept for a period that may run over the year's end. */
export const isOverYears = (name: string) =>
  `(${name} LIKE '%/@%' AND split_part(${name}, '/@', 2) ~ '^(from |lifetime$|[0-9]+m to )')`

/** What is kept of a limit: that nothing is left of it, or what was used of one that other years use as well. */
const isKept = (used: string, cap: string, name: string) =>
  `(${used} >= ${cap} OR (${used} > 0 AND ${isOverYears(name)}))`
const movements =
  'unnest(e.limit_names, e.limit_amounts, e.limit_before, e.limit_caps) AS m (name, amount, used_before, cap)'

/**
 * `moved`: whose year something was posted to in a span, and so that the balances kept of it may not be those kept before. Of most
 * nothing is kept, neither before nor by any movement of the span; whichever movement is the last then leaves nothing to keep.
 */
export const movedOf = (of: SummedOf) => `posted_to AS MATERIALIZED (
    SELECT e.person_no, e.region, e.year,
      bool_or(EXISTS (SELECT FROM ${movements} WHERE ${isKept('m.used_before + m.amount', 'm.cap', 'm.name')})) AS keeps
    FROM entries e WHERE ${span}${of === 'year' ? ofYear('e') : ''} GROUP BY e.person_no, e.region, e.year),
  moved AS (
    SELECT person_no, region, year FROM posted_to WHERE keeps
    UNION
    SELECT t.person_no, t.region, t.year FROM posted_to t
    JOIN limit_balances u ON u.year = t.year AND u.region = t.region AND u.person_no = t.person_no)`

/** `balances`: of those, what is kept of the limits after the last movement up to the end of the span. */
export const balancesOf = (of: SummedOf) => `balances AS (
    SELECT year, region, person_no, name, used, cap FROM (
      SELECT DISTINCT ON (e.person_no, e.region, e.year, m.name) e.year, e.region, e.person_no, m.name,
        m.used_before + m.amount AS used, m.cap
      FROM moved t JOIN entries e ON e.person_no = t.person_no AND e.region = t.region AND e.year = t.year
      CROSS JOIN LATERAL ${movements}
      WHERE e.posted_at <= $2::timestamptz${of === 'year' ? ofYear('e') : ''}
      ORDER BY e.person_no, e.region, e.year, m.name, e.seq DESC) last
    WHERE ${isKept('used', 'cap', 'name')})`
