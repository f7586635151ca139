-- A pack that had a mistake: who was settled by it and what the mended pack gives them, first as a list, then as postings.

CREATE TABLE policy_corrections (
  id             uuid        NOT NULL,
  region         text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  -- The pack with the mistake, and the one that was in use when the run was started.
  policy_hash    text        NOT NULL,
  corrected_hash text        NOT NULL,
  reason         text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  started_at     timestamptz NOT NULL,
  caller_id      text        NOT NULL,
  CONSTRAINT policy_corrections_pkey PRIMARY KEY (id),
  CONSTRAINT policy_corrections_policy_hash_fkey FOREIGN KEY (policy_hash) REFERENCES policy_packs (policy_hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT policy_corrections_corrected_hash_fkey FOREIGN KEY (corrected_hash) REFERENCES policy_packs (policy_hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT policy_corrections_differ CHECK (policy_hash <> corrected_hash)
);
CREATE INDEX policy_corrections_region_id_idx ON policy_corrections (region, id);

-- The jobs of a run, the last of a stage being the one that counts: one that was stopped is gone on with by the next.
CREATE TABLE policy_correction_jobs (
  job_id      uuid        NOT NULL,
  run_id      uuid        NOT NULL,
  stage       text        NOT NULL CHECK (stage IN ('listing', 'posting')),
  asked_at    timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  -- The second person who approved the posting; null for the list, and where a key of a machine asked.
  approved_by text        CHECK (approved_by <> caller_id),
  CONSTRAINT policy_correction_jobs_pkey PRIMARY KEY (job_id),
  CONSTRAINT policy_correction_jobs_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT policy_correction_jobs_run_id_fkey FOREIGN KEY (run_id) REFERENCES policy_corrections (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX policy_correction_jobs_run_id_idx ON policy_correction_jobs (run_id, stage, job_id);

-- What comes out differently, a line a settlement, as the list foresaw it and as it was posted. A line with a problem, the code of
-- what kept a person from being recalculated, has no settlement; `seq` counts a person's lines.
CREATE TABLE policy_correction_lines (
  run_id           uuid           NOT NULL,
  stage            text           COLLATE "C" NOT NULL CHECK (stage IN ('listing', 'posting')),
  person_no        text           COLLATE "C" NOT NULL,
  seq              integer        NOT NULL CHECK (seq >= 0),
  year             smallint       NOT NULL,
  settlement_id    uuid,
  settlement_no    text           COLLATE "C",
  hospital_code    text           COLLATE "C",
  -- Where the person was insured then: whose funds pay.
  insured_region   text           COLLATE "C",
  care             text,
  event_on         date,
  -- Who bore what, before and after.
  before           json,
  after            json,
  person_gets_back numeric(16, 2) NOT NULL,
  funds_pay        numeric(16, 2) NOT NULL,
  hospital_bears   numeric(16, 2) NOT NULL,
  owed_to_person   numeric(16, 2) NOT NULL,
  problem          text,
  -- What to do about it, in both languages.
  detail           json,
  CONSTRAINT policy_correction_lines_pkey PRIMARY KEY (run_id, stage, person_no, seq),
  CONSTRAINT policy_correction_lines_run_id_fkey FOREIGN KEY (run_id) REFERENCES policy_corrections (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT policy_correction_lines_sum CHECK (person_gets_back = funds_pay + hospital_bears),
  CONSTRAINT policy_correction_lines_problem CHECK (
    (problem IS NULL) = (detail IS NULL) AND
    CASE WHEN problem IS NULL THEN num_nulls(settlement_id, settlement_no, hospital_code, insured_region, care, event_on, before, after) = 0
      ELSE num_nonnulls(settlement_id, settlement_no, hospital_code, insured_region, care, event_on, before, after) = 0
        AND person_gets_back = 0 AND funds_pay = 0 AND hospital_bears = 0 AND owed_to_person = 0 END
  )
);
CREATE INDEX policy_correction_lines_hospital_code_idx ON policy_correction_lines (run_id, stage, hospital_code)
  INCLUDE (person_no, person_gets_back, funds_pay, hospital_bears, owed_to_person) WHERE problem IS NULL;

CREATE TRIGGER append_only_update BEFORE UPDATE ON policy_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON policy_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON policy_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON policy_correction_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON policy_correction_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON policy_correction_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON policy_correction_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON policy_correction_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON policy_correction_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON policy_corrections, policy_correction_jobs, policy_correction_lines TO yizhan_app;
