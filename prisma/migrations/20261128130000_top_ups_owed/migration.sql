-- What a top-up of the year comes to beyond the visit that brought it is owed for the year's earlier visits (G14): adjustments
-- of those, under the settlement or the run that brought it, paid to the person and never the hospital's.

-- Of re-aid and tilt, what goes to the person. A settlement's own top-ups come off its bill; corrections may hold some.
ALTER TABLE entries ADD COLUMN to_person numeric(16, 2) NOT NULL DEFAULT 0;
ALTER TABLE entries ADD CONSTRAINT entries_to_person CHECK (kind <> 'settlement' OR to_person = 0) NOT VALID;
ALTER TABLE entries DROP CONSTRAINT entries_cause;
ALTER TABLE entries ADD CONSTRAINT entries_cause CHECK (
  CASE
    WHEN cause IS NULL THEN cause_no IS NULL AND facts IS NULL AND (kind <> 'adjustment' OR reversal_no IS NOT NULL)
    ELSE kind = 'adjustment' AND reversal_no IS NULL AND coalesce(cause_no, '') <> ''
      AND cause IN ('resettle', 'year-end', 'top-up') AND (cause = 'resettle') = (facts IS NOT NULL)
      -- All that it moves is a top-up, from the person's share to the person.
      AND (cause <> 'top-up' OR (to_person > 0 AND re_aid + tilt = to_person AND person = -to_person
        AND basic = 0 AND critical_illness = 0 AND supplementary = 0 AND commercial = 0 AND social_aid = 0
        AND assistance = 0 AND hospital = 0))
  END
) NOT VALID;
-- What is owed to people, by region, without reading everything that was settled.
CREATE INDEX entries_to_person_idx ON entries (region) INCLUDE (to_person) WHERE to_person <> 0;

CREATE TYPE written_posting AS (
  person_no text, region text, year int, seq int, entry_id text, settlement_id text, kind text, reversal_no text,
  total text, outcome text, state text, trace_hash text, policy_hash text, posted_at text, caller_id text, basic text,
  critical_illness text, supplementary text, commercial text, social_aid text, assistance text, re_aid text,
  tilt text, hospital text, person text, cause text, cause_no text, facts text, to_person text, place int
);

-- A claim is what its entries say, of its own hospital, region and month, without what goes to people.
CREATE OR REPLACE FUNCTION check_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT clearing_id FROM cleared) c JOIN clearings k ON k.id = c.clearing_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e.kind = 'settlement') AS settlements,
        count(*) FILTER (WHERE e.kind = 'reversal') AS reversals,
        count(*) FILTER (WHERE e.kind = 'adjustment') AS adjustments,
        coalesce(sum(e.total), 0) AS total, coalesce(sum(e.basic), 0) AS basic,
        coalesce(sum(e.critical_illness), 0) AS critical_illness,
        coalesce(sum(e.supplementary + e.commercial + e.social_aid), 0) AS other,
        coalesce(sum(e.assistance + e.re_aid + e.tilt - e.to_person), 0) AS aid,
        coalesce(sum(e.hospital), 0) AS hospital, coalesce(sum(e.person + e.to_person), 0) AS person,
        bool_and(coalesce(e.region = k.region AND s.hospital_code = k.hospital_code
          AND to_char(e.posted_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') = k.month, false)) AS own
      FROM clearing_entries t LEFT JOIN entries e USING (person_no, region, year, seq)
      LEFT JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
      WHERE t.clearing_id = k.id) e
    WHERE NOT e.own OR (k.settlements, k.reversals, k.adjustments, k.total, k.basic_paid, k.critical_illness_paid,
        k.other_paid, k.aid_paid, k.hospital_paid, k.person_paid)
      IS DISTINCT FROM (e.settlements, e.reversals, e.adjustments, e.total, e.basic, e.critical_illness, e.other, e.aid,
        e.hospital, e.person)
  ) THEN
    RAISE EXCEPTION 'a clearing must be the sum of the entries it takes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
