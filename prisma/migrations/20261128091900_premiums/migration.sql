-- Premium subsidies: what was recorded of each person's year, what was posted of it, the runs over a region, and a line a
-- person of each.

-- Recorded once a person and year; never changed.
CREATE TABLE premium_subsidies (
  person_no    text           COLLATE "C" NOT NULL,
  year         smallint       NOT NULL,
  tier         smallint       CHECK (tier IN (1, 2)),
  region       text           COLLATE "C" NOT NULL,
  category     text,
  contribution numeric(16, 2) NOT NULL CHECK (contribution >= 0),
  subsidy      numeric(16, 2) NOT NULL CHECK (subsidy >= 0),
  person_pays  numeric(16, 2) NOT NULL CHECK (person_pays >= 0),
  clause_id    text,
  policy       text           NOT NULL,
  policy_hash  text           NOT NULL,
  recorded_at  timestamptz    NOT NULL DEFAULT now(),
  recorded_by  text           NOT NULL,
  CONSTRAINT premium_subsidies_pkey PRIMARY KEY (person_no, year),
  CONSTRAINT premium_subsidies_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT premium_subsidies_sum CHECK (subsidy + person_pays = contribution)
);

-- Every posting of a person's subsidy of a year. The first is the record in premium_subsidies, as its trigger writes it;
-- each next is a correction, with what stands after it and the difference it posts. The sum is what stands.
CREATE TABLE premium_subsidy_entries (
  person_no      text           COLLATE "C" NOT NULL,
  year           smallint       NOT NULL,
  seq            integer        NOT NULL CHECK (seq > 0),
  region         text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  -- Where the person was insured then: a county's figures must not move when a person does.
  insured_region text           COLLATE "C" NOT NULL CHECK (length(insured_region) = 6),
  category       text,
  tier           smallint       CHECK (tier IN (1, 2)),
  contribution   numeric(16, 2) NOT NULL,
  subsidy        numeric(16, 2) NOT NULL CHECK (subsidy >= 0),
  person_pays    numeric(16, 2) NOT NULL CHECK (person_pays >= 0),
  amount         numeric(16, 2) NOT NULL,
  clause_id      text,
  policy         text           NOT NULL,
  policy_hash    text           NOT NULL,
  recorded_at    timestamptz    NOT NULL,
  recorded_by    text           NOT NULL,
  CONSTRAINT premium_subsidy_entries_pkey PRIMARY KEY (person_no, year, seq),
  CONSTRAINT premium_subsidy_entries_subsidy_fkey FOREIGN KEY (person_no, year) REFERENCES premium_subsidies (person_no, year) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT premium_subsidy_entries_sum CHECK (subsidy + person_pays = contribution),
  CONSTRAINT premium_subsidy_entries_first CHECK (seq > 1 OR amount = subsidy)
);
CREATE INDEX premium_subsidy_entries_region_year_idx ON premium_subsidy_entries (region, year);

-- Whoever records a subsidy, by whichever way, posts it with that.
-- What was written is taken out of the statement's own table first: Citus joins that with no stored one.
CREATE FUNCTION post_subsidies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written premium_subsidies[] := ARRAY(SELECT s::text::premium_subsidies FROM recorded s);
BEGIN
  INSERT INTO premium_subsidy_entries (person_no, year, seq, region, insured_region, category, tier, contribution, subsidy,
    person_pays, amount, clause_id, policy, policy_hash, recorded_at, recorded_by)
  SELECT s.person_no, s.year, 1, s.region, b.insured_region, s.category, s.tier, s.contribution, s.subsidy, s.person_pays,
    s.subsidy, s.clause_id, s.policy, s.policy_hash, s.recorded_at, s.recorded_by
  FROM unnest(written) s JOIN beneficiaries b USING (person_no);
  RETURN NULL;
END
$$;
CREATE TRIGGER premium_subsidies_post AFTER INSERT ON premium_subsidies
  REFERENCING NEW TABLE AS recorded FOR EACH STATEMENT EXECUTE FUNCTION post_subsidies();

-- The first entry is the record; a correction starts from the entry before it, in the same fund, posts exactly the
-- difference, and changes something. Two that started from the same entry meet in the primary key.
CREATE FUNCTION check_subsidy_entries() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  written premium_subsidy_entries[] := ARRAY(SELECT e::text::premium_subsidy_entries FROM posted e);
BEGIN
  IF EXISTS (
    SELECT FROM unnest(written) e WHERE e.seq > 1 AND NOT coalesce((
      SELECT p.region = e.region AND e.amount = e.subsidy - p.subsidy
        AND (p.category, p.tier, p.contribution, p.subsidy) IS DISTINCT FROM (e.category, e.tier, e.contribution, e.subsidy)
      FROM premium_subsidy_entries p WHERE p.person_no = e.person_no AND p.year = e.year AND p.seq = e.seq - 1), false)
  ) THEN
    RAISE EXCEPTION 'a correction of a subsidy must post the difference to the entry before it' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM unnest(written) e WHERE e.seq = 1 AND NOT coalesce((
      SELECT (s.region, s.category, s.tier, s.contribution, s.subsidy) IS NOT DISTINCT FROM (e.region, e.category, e.tier, e.contribution, e.subsidy)
      FROM premium_subsidies s WHERE s.person_no = e.person_no AND s.year = e.year), false)
  ) THEN
    RAISE EXCEPTION 'the first entry of a subsidy must be what was recorded' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER premium_subsidy_entries_chain AFTER INSERT ON premium_subsidy_entries
  REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION check_subsidy_entries();

-- A run over the people of a region for a year. Where it stands is its job's to say.
CREATE TABLE premium_subsidy_runs (
  id           uuid        NOT NULL,
  job_id       uuid        NOT NULL,
  region       text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year         smallint    NOT NULL,
  dry_run      boolean     NOT NULL,
  requested_at timestamptz NOT NULL,
  requested_by text        NOT NULL,
  CONSTRAINT premium_subsidy_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX premium_subsidy_runs_region_year_idx ON premium_subsidy_runs (region, year, id);

-- What a run found of each person, once: `due` is what the law gives, `before` what stood, `amount` what the run posted
-- (in a dry run: would have posted). Why nothing is due, or why it could not be said, is in `reasons`.
CREATE TABLE premium_subsidy_lines (
  run_id         uuid           NOT NULL,
  person_no      text           COLLATE "C" NOT NULL,
  status         text           COLLATE "C" NOT NULL,
  insured_region text           COLLATE "C" NOT NULL,
  category       text,
  department     text,
  enrolled       boolean        NOT NULL,
  tier           smallint,
  contribution   numeric(16, 2),
  due            numeric(16, 2) CHECK (due >= 0),
  before         numeric(16, 2) CHECK (before >= 0),
  amount         numeric(16, 2) NOT NULL,
  clause_id      text,
  reasons        json           NOT NULL,
  CONSTRAINT premium_subsidy_lines_pkey PRIMARY KEY (run_id, person_no),
  CONSTRAINT premium_subsidy_lines_run_id_fkey FOREIGN KEY (run_id) REFERENCES premium_subsidy_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- An amount that is missing makes a comparison neither true nor false, and a CHECK would let it pass.
  CONSTRAINT premium_subsidy_lines_status CHECK (coalesce(
    CASE status
      WHEN 'recorded' THEN before IS NULL AND due > 0 AND amount = due
      WHEN 'corrected' THEN amount = due - before
      WHEN 'unchanged' THEN due = before AND amount = 0
      WHEN 'not-enrolled' THEN NOT enrolled AND due > 0 AND before IS NULL AND amount = 0
      WHEN 'died' THEN due > 0 AND before IS NULL AND amount = 0
      WHEN 'nothing' THEN due = 0 AND before IS NULL AND amount = 0
      WHEN 'left-open' THEN due = 0 AND before IS NULL AND amount = 0
      WHEN 'elsewhere' THEN before IS NOT NULL AND amount = 0
      WHEN 'failed' THEN due IS NULL AND amount = 0
      ELSE false
    END, false))
);
CREATE INDEX premium_subsidy_lines_status_idx ON premium_subsidy_lines (run_id, status, person_no);

CREATE TRIGGER premium_subsidies_append_only_update BEFORE UPDATE ON premium_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER premium_subsidies_append_only_delete BEFORE DELETE ON premium_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER premium_subsidies_append_only_truncate BEFORE TRUNCATE ON premium_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON premium_subsidy_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON premium_subsidy_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON premium_subsidy_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON premium_subsidy_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON premium_subsidy_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON premium_subsidy_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON premium_subsidy_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON premium_subsidy_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON premium_subsidy_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON premium_subsidies, premium_subsidy_entries, premium_subsidy_runs, premium_subsidy_lines TO yizhan_app;
