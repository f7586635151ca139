-- People whose facts of a year are known otherwise by now, such as after a list with days that lie back: what recalculating them comes
-- to, first as a list, then as postings that another key approved.

CREATE TABLE recalculation_runs (
  id            uuid        NOT NULL,
  -- Whose bureau recalculates.
  region        text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  -- The bureau's own number, and what was asked for under it.
  run_no        text        COLLATE "C" NOT NULL CHECK (run_no <> ''),
  input_hash    bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  year          smallint    NOT NULL,
  -- Who is looked at: whom a list changed, of whom something was recorded on the days, or whom the bureau named. Where all three are left
  -- out, everybody with a year.
  roster_id     uuid,
  recorded_from date,
  recorded_to   date,
  names_people  boolean     NOT NULL,
  reason        text        NOT NULL CHECK (reason <> ''),
  started_at    timestamptz NOT NULL,
  caller_id     text        NOT NULL,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  withdrawn_for text        CHECK (withdrawn_for <> ''),
  CONSTRAINT recalculation_runs_pkey PRIMARY KEY (id),
  CONSTRAINT recalculation_runs_once UNIQUE (region, run_no),
  CONSTRAINT recalculation_runs_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES rosters (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT recalculation_runs_recorded CHECK ((recorded_from IS NULL) = (recorded_to IS NULL) AND recorded_from <= recorded_to),
  CONSTRAINT recalculation_runs_cause CHECK (num_nonnulls(roster_id, recorded_from) + names_people::int <= 1),
  CONSTRAINT recalculation_runs_withdrawn CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawn_for) IN (0, 3))
);
CREATE INDEX recalculation_runs_region_id_idx ON recalculation_runs (region, id);

-- Who is looked at, found by the first piece of the list or named by the bureau.
CREATE TABLE recalculation_run_people (
  run_id    uuid NOT NULL,
  person_no text COLLATE "C" NOT NULL,
  CONSTRAINT recalculation_run_people_pkey PRIMARY KEY (run_id, person_no),
  CONSTRAINT recalculation_run_people_run_id_fkey FOREIGN KEY (run_id) REFERENCES recalculation_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The jobs of a run, the last of a stage being the one that counts: one that was stopped is gone on with by the next.
CREATE TABLE recalculation_run_jobs (
  job_id      uuid        NOT NULL,
  run_id      uuid        NOT NULL,
  stage       text        NOT NULL CHECK (stage IN ('listing', 'posting')),
  asked_at    timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  -- Who approved the posting: never the one who started the run.
  approved_by text        CHECK (approved_by <> caller_id),
  CONSTRAINT recalculation_run_jobs_pkey PRIMARY KEY (job_id),
  CONSTRAINT recalculation_run_jobs_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT recalculation_run_jobs_run_id_fkey FOREIGN KEY (run_id) REFERENCES recalculation_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT recalculation_run_jobs_approved CHECK ((stage = 'posting') = (approved_by IS NOT NULL))
);
CREATE INDEX recalculation_run_jobs_run_id_idx ON recalculation_run_jobs (run_id, stage, job_id);

-- As the lines of a policy correction.
CREATE TABLE recalculation_run_lines (
  run_id           uuid           NOT NULL,
  stage            text           COLLATE "C" NOT NULL CHECK (stage IN ('listing', 'posting')),
  person_no        text           COLLATE "C" NOT NULL,
  seq              integer        NOT NULL CHECK (seq >= 0),
  year             smallint       NOT NULL,
  settlement_id    uuid,
  settlement_no    text           COLLATE "C",
  hospital_code    text           COLLATE "C",
  insured_region   text           COLLATE "C",
  care             text,
  event_on         date,
  before           json,
  after            json,
  person_gets_back numeric(16, 2) NOT NULL,
  funds_pay        numeric(16, 2) NOT NULL,
  hospital_bears   numeric(16, 2) NOT NULL,
  owed_to_person   numeric(16, 2) NOT NULL,
  problem          text,
  detail           json,
  CONSTRAINT recalculation_run_lines_pkey PRIMARY KEY (run_id, stage, person_no, seq),
  CONSTRAINT recalculation_run_lines_run_id_fkey FOREIGN KEY (run_id) REFERENCES recalculation_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT recalculation_run_lines_sum CHECK (person_gets_back = funds_pay + hospital_bears),
  CONSTRAINT recalculation_run_lines_problem CHECK (
    (problem IS NULL) = (detail IS NULL) AND
    CASE WHEN problem IS NULL THEN num_nulls(settlement_id, settlement_no, hospital_code, insured_region, care, event_on, before, after) = 0
      ELSE num_nonnulls(settlement_id, settlement_no, hospital_code, insured_region, care, event_on, before, after) = 0
        AND person_gets_back = 0 AND funds_pay = 0 AND hospital_bears = 0 AND owed_to_person = 0 END
  )
);
CREATE INDEX recalculation_run_lines_hospital_code_idx ON recalculation_run_lines (run_id, stage, hospital_code)
  INCLUDE (person_no, person_gets_back, funds_pay, hospital_bears, owed_to_person) WHERE problem IS NULL;

-- What was asked for never changes. A run whose postings were not approved may be withdrawn, once; one that is withdrawn gets no more jobs.
CREATE FUNCTION recalculation_run_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps CONSTANT text[] := ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_for'];
BEGIN
  IF (to_jsonb(NEW) - steps) <> (to_jsonb(OLD) - steps) OR OLD.withdrawn_at IS NOT NULL
    OR EXISTS (SELECT FROM recalculation_run_jobs j WHERE j.run_id = OLD.id AND j.stage = 'posting') THEN
    RAISE EXCEPTION 'recalculation run % is only withdrawn, once and before it is posted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER recalculation_runs_forward BEFORE UPDATE ON recalculation_runs FOR EACH ROW EXECUTE FUNCTION recalculation_run_forward();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON recalculation_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON recalculation_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE FUNCTION check_recalculation_run_job() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  run recalculation_runs;
BEGIN
  SELECT * INTO run FROM recalculation_runs r WHERE r.id = NEW.run_id;
  IF run.withdrawn_at IS NOT NULL OR NEW.approved_by = run.caller_id THEN
    RAISE EXCEPTION 'recalculation run % is withdrawn, or approved by who started it', NEW.run_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER recalculation_run_jobs_allowed AFTER INSERT ON recalculation_run_jobs
  FOR EACH ROW EXECUTE FUNCTION check_recalculation_run_job();

CREATE TRIGGER append_only_update BEFORE UPDATE ON recalculation_run_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON recalculation_run_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON recalculation_run_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON recalculation_run_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON recalculation_run_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON recalculation_run_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON recalculation_run_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON recalculation_run_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON recalculation_run_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON recalculation_runs, recalculation_run_people, recalculation_run_jobs, recalculation_run_lines TO yizhan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_for) ON recalculation_runs TO yizhan_app;
