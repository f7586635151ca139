import type { Database } from '../database.ts'
import { voidSettlement } from '../settlement/void-number.ts'
import type { FoundDifference } from './found-difference.ts'

/** Entries without a year, settlements without a number, numbers without a settlement: found by sets, not year by year. */
export async function orphans(db: Database, { hasOtherPlaces = false } = {}): Promise<FoundDifference[]> {
  // A number that a claim of another place uses is here without its settlement; `numbersElsewhere` looks after those.
  const ofHere = hasOtherPlaces ? 'AND EXISTS (SELECT FROM beneficiaries b WHERE b.person_no = n.person_no)' : ''
  const { rows } = await db.pool.query<FoundDifference>(`
    SELECT n.person_no AS "personNo", '' AS region, n.year, NULL AS seq, 'number without its settlement' AS what,
      n.hospital_code || ' ' || n.settlement_no AS stored, 'none' AS computed
    FROM settlement_numbers n LEFT JOIN settlements s USING (person_no, year, settlement_id)
    WHERE s.settlement_id IS NULL AND n.settlement_id <> '${voidSettlement}' ${ofHere}
    UNION ALL
    SELECT s.person_no, s.region, s.year, s.seq, 'settlement without its number', s.settlement_id::text, 'none'
    FROM settlements s LEFT JOIN settlement_numbers n USING (hospital_code, settlement_no) WHERE n.settlement_id IS DISTINCT FROM s.settlement_id
    UNION ALL
    SELECT s.person_no, s.region, s.year, s.seq, 'input hash beside the number', encode(n.input_hash, 'hex'), encode(s.input_hash, 'hex')
    FROM settlements s JOIN settlement_numbers n USING (hospital_code, settlement_no) WHERE n.input_hash <> s.input_hash
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'entry without its year', e.entry_id::text, 'none'
    FROM entries e LEFT JOIN person_years y USING (person_no, region, year) WHERE y.version IS NULL
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'reversal entry without its reversal', coalesce(e.reversal_no, ''), 'none'
    FROM entries e LEFT JOIN reversals r USING (person_no, region, year, seq, settlement_id, reversal_no)
    WHERE e.kind = 'reversal' AND r.hospital_code IS NULL
    UNION ALL
    SELECT r.person_no, r.region, r.year, r.seq, 'reversal without its entry', r.hospital_code || ' ' || r.reversal_no, 'none'
    FROM reversals r LEFT JOIN entries e USING (person_no, region, year, seq, settlement_id, reversal_no)
    WHERE e.kind IS DISTINCT FROM 'reversal'
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'adjustment without its resettlement', e.cause_no, 'none'
    FROM entries e LEFT JOIN resettlements r ON (r.person_no, r.resettle_no) = (e.person_no, e.cause_no)
      AND e.year BETWEEN r.first_year AND r.last_year
    WHERE e.kind = 'adjustment' AND e.cause = 'resettle' AND r.caller_id IS NULL
    UNION ALL
    SELECT r.person_no, '', r.first_year, NULL, 'adjustments of resettlement ' || r.resettle_no, r.adjusted::text, count(e.entry_id)::text
    FROM resettlements r LEFT JOIN entries e ON (e.person_no, e.cause_no) = (r.person_no, r.resettle_no)
      AND e.kind = 'adjustment' AND e.cause = 'resettle' AND e.year BETWEEN r.first_year AND r.last_year
    GROUP BY r.person_no, r.resettle_no HAVING r.adjusted <> count(e.entry_id)
    UNION ALL
    SELECT e.person_no, e.region, e.year, e.seq, 'top-up without what brought it', e.cause_no, 'none'
    FROM entries e WHERE e.cause = 'top-up' AND NOT EXISTS (SELECT FROM settlements s
      WHERE s.person_no = e.person_no AND s.year = e.year AND s.settlement_id::text = e.cause_no)
      AND NOT EXISTS (SELECT FROM year_end_lines l WHERE l.person_no = e.person_no AND l.run_id::text = e.cause_no)
    UNION ALL
    SELECT e.person_no, e.region, e.year, min(e.seq), 'year-end aid of run ' || e.cause_no, sum(e.assistance + e.re_aid + e.tilt)::text,
      coalesce((l.assistance + l.re_aid + l.tilt)::text, 'no line')
    FROM entries e LEFT JOIN year_end_lines l ON (l.run_id::text, l.person_no) = (e.cause_no, e.person_no)
    WHERE e.kind = 'adjustment' AND e.cause = 'year-end'
    GROUP BY e.person_no, e.region, e.year, e.cause_no, l.visits, l.assistance, l.re_aid, l.tilt
    HAVING (count(*), sum(e.assistance), sum(e.re_aid), sum(e.tilt)) IS DISTINCT FROM (l.visits, l.assistance, l.re_aid, l.tilt)
    UNION ALL
    SELECT l.person_no, r.region, r.year, NULL, 'year-end line of run ' || r.id, l.assistance::text, 'none'
    FROM year_end_lines l JOIN year_end_runs r ON r.id = l.run_id AND NOT r.dry_run AND r.kind = 'quota'
    WHERE l.problem IS NULL AND NOT EXISTS (SELECT FROM entries e
      WHERE e.person_no = l.person_no AND e.region = r.region AND e.year = r.year AND e.kind = 'adjustment' AND e.cause = 'year-end'
        AND e.cause_no = r.id::text)
    UNION ALL
    SELECT l.person_no, r.region, r.year, NULL, 'year-end line of run ' || r.id, l.assistance::text, 'none'
    FROM year_end_lines l JOIN year_end_runs r ON r.id = l.run_id AND NOT r.dry_run AND r.kind <> 'quota'
    WHERE l.problem IS NULL AND NOT EXISTS (SELECT FROM resettlements t
      WHERE t.person_no = l.person_no AND t.resettle_no = 'year-aid/' || r.id)
  `)
  return rows
}
