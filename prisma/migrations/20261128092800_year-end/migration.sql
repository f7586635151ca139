-- The year-end run: what waited for the end of the year is aided once, as adjustments of the visits themselves.

-- A run is a job, and has its id.
CREATE TABLE year_end_runs (
  id         uuid        NOT NULL,
  region     text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year       smallint    NOT NULL,
  -- quota: what waited for the end of the year. household, second-aid: aid that is reckoned over the year, given as decisions.
  kind       text        NOT NULL CHECK (kind IN ('quota', 'household', 'second-aid')),
  dry_run    boolean     NOT NULL,
  -- What the fund has left for it.
  available  numeric(20, 2) CHECK (available >= 0),
  started_at timestamptz NOT NULL,
  caller_id  text        NOT NULL,
  CONSTRAINT year_end_runs_pkey PRIMARY KEY (id),
  CONSTRAINT year_end_runs_id_fkey FOREIGN KEY (id) REFERENCES jobs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- A run gives money; asking what it would give may happen at any time.
  CONSTRAINT year_end_runs_available CHECK ((kind = 'second-aid') = (available IS NOT NULL)),
  CONSTRAINT year_end_runs_after_the_year CHECK (dry_run OR extract(year FROM started_at AT TIME ZONE INTERVAL '8 hours') > year)
);
CREATE INDEX year_end_runs_region_id_idx ON year_end_runs (region, id);

-- What a run aided, or would aid, a line a person. `due` is what the rates came to, before the limit. `problem` is the code
-- of what kept a person from being aided; nothing was posted then. Sums over a year, and so wider than amounts.
CREATE TABLE year_end_lines (
  run_id     uuid           NOT NULL,
  person_no  text           COLLATE "C" NOT NULL,
  visits     integer        NOT NULL CHECK (visits >= 0),
  base       numeric(20, 2) NOT NULL CHECK (base >= 0),
  due        numeric(20, 2) NOT NULL CHECK (due >= 0),
  assistance numeric(20, 2) NOT NULL CHECK (assistance >= 0),
  re_aid     numeric(20, 2) NOT NULL CHECK (re_aid >= 0),
  tilt       numeric(20, 2) NOT NULL CHECK (tilt >= 0),
  -- Of the aid to a household: whose member the person is.
  household_no text        COLLATE "C",
  -- Null where the text states no limit.
  remaining  numeric(16, 2) CHECK (remaining >= 0),
  problem    text,
  CONSTRAINT year_end_lines_pkey PRIMARY KEY (run_id, person_no),
  CONSTRAINT year_end_lines_run_id_fkey FOREIGN KEY (run_id) REFERENCES year_end_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT year_end_lines_problem CHECK (
    CASE WHEN problem IS NULL THEN visits > 0 ELSE visits = 0 AND base = 0 AND due = 0 AND assistance = 0 AND re_aid = 0 AND tilt = 0 END
  ),
  CONSTRAINT year_end_lines_within CHECK (assistance + re_aid + tilt <= base)
);

-- A line says what was posted under its run, to the fen. The entries are written before it, in the same transaction; a dry
-- run, and a line with a problem, have posted nothing.
-- What was written is taken out of the statement's own table first: Citus joins that with no stored one.
CREATE FUNCTION check_closed() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  written year_end_lines[] := ARRAY(SELECT l::text::year_end_lines FROM lines l);
BEGIN
  IF EXISTS (
    SELECT FROM unnest(written) l JOIN year_end_runs r ON r.id = l.run_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS visits, coalesce(sum(e.assistance), 0) AS assistance, coalesce(sum(e.re_aid), 0) AS re_aid,
        coalesce(sum(e.tilt), 0) AS tilt
      FROM entries e
      WHERE e.person_no = l.person_no AND e.region = r.region AND e.year = r.year AND e.kind = 'adjustment'
        AND e.cause = 'year-end' AND e.cause_no = l.run_id::text) e
    -- The other kinds are posted by recalculating the year, which may change more than their own.
    WHERE r.kind = 'quota' AND CASE WHEN r.dry_run THEN e.visits <> 0
      ELSE (e.visits, e.assistance, e.re_aid, e.tilt) <> (l.visits, l.assistance, l.re_aid, l.tilt) END
  ) THEN
    RAISE EXCEPTION 'a line of a year-end run must be what was posted under it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER year_end_lines_posted AFTER INSERT ON year_end_lines
  REFERENCING NEW TABLE AS lines FOR EACH STATEMENT EXECUTE FUNCTION check_closed();

CREATE TRIGGER append_only_update BEFORE UPDATE ON year_end_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON year_end_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON year_end_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON year_end_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON year_end_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON year_end_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON year_end_runs, year_end_lines TO yizhan_app;
