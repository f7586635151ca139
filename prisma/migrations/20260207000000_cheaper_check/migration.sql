-- The same check of posted totals, at a lower price. It is paid once a statement, so it decides what a
-- group of one costs: three queries become two, without a cursor, and the planner is no longer switched over and back
-- around each call (the service's own connections never plan to read a whole table anyway).
CREATE OR REPLACE FUNCTION check_posted_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first_year smallint;
  last_year  smallint;
  corrects   boolean;
BEGIN
  SELECT min(year), max(year), bool_or(kind <> 'settlement') INTO first_year, last_year, corrects FROM posted;
  -- A group that lost every race posts nothing.
  IF first_year IS NULL THEN
    RETURN NULL;
  END IF;
  -- A year at a time, so that PostgreSQL opens that year's partition and not all of them. Most groups have one.
  FOR of_year IN first_year..last_year LOOP
    IF EXISTS (
      SELECT FROM posted p WHERE p.kind = 'settlement' AND p.year = of_year AND p.total IS DISTINCT FROM (
        SELECT s.total FROM settlements s
        WHERE s.person_no = p.person_no AND s.year = of_year AND s.settlement_id = p.settlement_id
          AND s.region = p.region AND s.seq = p.seq)
    ) THEN
      RAISE EXCEPTION 'the entry of a settlement must have the total of its claim' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF corrects THEN
    PERFORM check_corrected(person_no, region, year, settlement_id) FROM posted WHERE kind <> 'settlement';
  END IF;
  RETURN NULL;
END
$$;
