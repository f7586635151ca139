-- What a draft of the law would have cost: person-years of the ledger settled again under it. Nothing here is posted.

CREATE TABLE what_if_runs (
  id         uuid        NOT NULL,
  region     text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  year       smallint    NOT NULL,
  -- The days whose visits are counted.
  from_on    date        NOT NULL,
  to_on      date        NOT NULL,
  title      text        NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  -- The pack in use when it was started, and the documents of the draft that take the place of its own.
  base_hash  text        NOT NULL,
  draft      json        NOT NULL,
  draft_hash text        NOT NULL,
  -- Whom else it counts, and what it looks at besides.
  asked      json        NOT NULL,
  started_at timestamptz NOT NULL,
  caller_id  text        NOT NULL,
  CONSTRAINT what_if_runs_pkey PRIMARY KEY (id),
  CONSTRAINT what_if_runs_base_hash_fkey FOREIGN KEY (base_hash) REFERENCES policy_packs (policy_hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT what_if_runs_days CHECK (from_on <= to_on)
);
CREATE INDEX what_if_runs_region_id_idx ON what_if_runs (region, id);

-- The jobs of a run, the last being the one that counts: one that was stopped is gone on with by the next.
CREATE TABLE what_if_jobs (
  job_id    uuid        NOT NULL,
  run_id    uuid        NOT NULL,
  asked_at  timestamptz NOT NULL,
  caller_id text        NOT NULL,
  CONSTRAINT what_if_jobs_pkey PRIMARY KEY (job_id),
  CONSTRAINT what_if_jobs_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT what_if_jobs_run_id_fkey FOREIGN KEY (run_id) REFERENCES what_if_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX what_if_jobs_run_id_idx ON what_if_jobs (run_id, job_id);

-- What a piece came to: sums over the people after one number and up to another. The last piece sums them all up, with no number
-- before it and none after.
CREATE TABLE what_if_parts (
  run_id  uuid NOT NULL,
  after   text COLLATE "C" NOT NULL,
  through text COLLATE "C" NOT NULL,
  tally   json NOT NULL,
  CONSTRAINT what_if_parts_pkey PRIMARY KEY (run_id, after, through),
  CONSTRAINT what_if_parts_run_id_fkey FOREIGN KEY (run_id) REFERENCES what_if_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Whom the draft gives what, a line a person. A line with a problem, the code of what kept the year from being reckoned, has no sums.
CREATE TABLE what_if_people (
  run_id        uuid           NOT NULL,
  person_no     text           COLLATE "C" NOT NULL,
  county        text           COLLATE "C" NOT NULL,
  category      text           COLLATE "C",
  visits        integer        NOT NULL CHECK (visits >= 0),
  aid_before    numeric(16, 2) NOT NULL,
  aid_after     numeric(16, 2) NOT NULL,
  burden_before numeric(16, 2) NOT NULL,
  burden_after  numeric(16, 2) NOT NULL,
  problem       text,
  CONSTRAINT what_if_people_pkey PRIMARY KEY (run_id, person_no),
  CONSTRAINT what_if_people_run_id_fkey FOREIGN KEY (run_id) REFERENCES what_if_runs (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TRIGGER append_only_update BEFORE UPDATE ON what_if_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON what_if_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON what_if_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON what_if_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON what_if_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON what_if_jobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON what_if_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON what_if_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON what_if_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON what_if_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON what_if_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON what_if_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON what_if_runs, what_if_jobs, what_if_parts, what_if_people TO yizhan_app;
