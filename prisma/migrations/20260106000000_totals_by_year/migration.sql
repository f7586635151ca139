-- The same check as before, a year at a time: with the year known, PostgreSQL opens that year's partition and its index,
-- and not those of all twenty-two for every group that is written. A group has one year, at new year two.
CREATE OR REPLACE FUNCTION check_posted_totals() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  of_year smallint;
BEGIN
  FOR of_year IN SELECT DISTINCT year FROM posted WHERE kind = 'settlement' LOOP
    IF EXISTS (
      SELECT FROM posted p WHERE p.kind = 'settlement' AND p.year = of_year AND p.total IS DISTINCT FROM (
        SELECT s.total FROM settlements s
        WHERE s.person_no = p.person_no AND s.year = of_year AND s.settlement_id = p.settlement_id
          AND s.region = p.region AND s.seq = p.seq)
    ) THEN
      RAISE EXCEPTION 'the entry of a settlement must have the total of its claim' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM posted WHERE kind <> 'settlement') THEN
    PERFORM check_corrected(person_no, region, year, settlement_id) FROM posted WHERE kind <> 'settlement';
  END IF;
  RETURN NULL;
END
$$;
