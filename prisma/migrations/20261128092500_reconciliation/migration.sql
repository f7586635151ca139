-- The ledger against a hospital's own: uploaded lines, and what comparing them found.

-- What a hospital sent to be compared. The same bytes again are the same file.
CREATE TABLE uploaded_files (
  file_no       text        COLLATE "C" NOT NULL CHECK (length(file_no) BETWEEN 1 AND 30),
  hospital_code text        COLLATE "C" NOT NULL,
  content_hash  bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
  file_name     text        NOT NULL CHECK (file_name <> ''),
  bytes         integer     NOT NULL CHECK (bytes >= 0),
  rows          integer     NOT NULL CHECK (rows >= 0),
  faults        integer     NOT NULL CHECK (faults BETWEEN 0 AND rows),
  uploaded_at   timestamptz NOT NULL,
  caller_id     text        NOT NULL,
  CONSTRAINT uploaded_files_pkey PRIMARY KEY (file_no),
  CONSTRAINT uploaded_files_once UNIQUE (hospital_code, content_hash)
);
CREATE INDEX uploaded_files_uploaded_at_idx ON uploaded_files (uploaded_at);

-- The lines that could be read. `settlement` is as the file has it, the hospital's number or our id; `settlement_id` is
-- set where it has the form of an id. The file's own row is written last, when the lines are counted, in the same
-- transaction; a foreign key would look it up for each line.
CREATE TABLE uploaded_lines (
  file_no       text           COLLATE "C" NOT NULL,
  line_no       integer        NOT NULL CHECK (line_no > 0),
  settlement    text           COLLATE "C" NOT NULL CHECK (settlement <> ''),
  settlement_id uuid,
  visit_id      text,
  person_no     text           COLLATE "C",
  refunded      boolean        NOT NULL,
  total         numeric(16, 2) NOT NULL,
  fund_paid     numeric(16, 2) NOT NULL,
  account_paid  numeric(16, 2) NOT NULL,
  CONSTRAINT uploaded_lines_pkey PRIMARY KEY (file_no, line_no)
);

-- The lines that could not, each with the column at fault.
CREATE TABLE uploaded_line_faults (
  file_no     text    COLLATE "C" NOT NULL,
  line_no     integer NOT NULL CHECK (line_no > 0),
  column_name text    NOT NULL,
  reason      text    NOT NULL,
  CONSTRAINT uploaded_line_faults_pkey PRIMARY KEY (file_no, line_no)
);

-- One comparison of a file with the ledger of a period, as both stood at that moment. `region` is where the hospital was
-- then: the place that it moves to later does not see what was found before. Sums are wider than amounts.
CREATE TABLE reconciliations (
  id            uuid           NOT NULL,
  hospital_code text           COLLATE "C" NOT NULL,
  region        text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  from_on       date           NOT NULL,
  to_on         date           NOT NULL,
  -- Stays, outpatient care, or both.
  clearing_type text           NOT NULL,
  file_no       text           COLLATE "C" NOT NULL,
  result        text           NOT NULL CHECK (result IN ('balanced', 'here-more', 'there-more', 'differs')),
  here_count    integer        NOT NULL,
  here_total    numeric(20, 2) NOT NULL,
  here_fund     numeric(20, 2) NOT NULL,
  there_count   integer        NOT NULL,
  there_total   numeric(20, 2) NOT NULL,
  there_fund    numeric(20, 2) NOT NULL,
  faults        integer        NOT NULL CHECK (faults >= 0),
  differences   integer        NOT NULL CHECK (differences >= 0),
  compared_at   timestamptz    NOT NULL,
  caller_id     text           NOT NULL,
  CONSTRAINT reconciliations_pkey PRIMARY KEY (id),
  CONSTRAINT reconciliations_file_no_fkey FOREIGN KEY (file_no) REFERENCES uploaded_files (file_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT reconciliations_period CHECK (from_on <= to_on),
  CONSTRAINT reconciliations_clearing_type CHECK (clearing_type IN ('inpatient', 'outpatient', 'all')),
  CONSTRAINT reconciliations_balanced CHECK (
    result <> 'balanced'
    OR (differences = 0 AND faults = 0 AND here_total = there_total AND here_fund = there_fund)
  )
);
CREATE INDEX reconciliations_hospital_code_id_idx ON reconciliations (hospital_code, id);
CREATE INDEX reconciliations_region_id_idx ON reconciliations (region, id);
CREATE INDEX reconciliations_file_no_idx ON reconciliations (file_no);

-- `here` is this ledger, `there` is the hospital's file. Written with their reconciliation, in one transaction.
CREATE TABLE reconciliation_differences (
  reconciliation_id uuid           NOT NULL,
  seq               integer        NOT NULL CHECK (seq > 0),
  type              text           NOT NULL CHECK (type IN ('only-here', 'only-there', 'amounts-differ', 'person-differs', 'reversed-here', 'reversed-there', 'duplicate')),
  action            text           NOT NULL,
  refunded          boolean        NOT NULL,
  settlement_id     uuid,
  settlement_no     text           COLLATE "C",
  person_no         text           COLLATE "C",
  -- Whose it is in the file, where that is somebody else.
  there_person_no   text,
  visit_id          text,
  line_no           integer,
  posted_on         date,
  here_total        numeric(20, 2),
  here_fund         numeric(20, 2),
  here_account      numeric(20, 2),
  there_total       numeric(20, 2),
  there_fund        numeric(20, 2),
  there_account     numeric(20, 2),
  CONSTRAINT reconciliation_differences_pkey PRIMARY KEY (reconciliation_id, seq)
);

-- Uploads are kept for a time; a file that a reconciliation compared is evidence and stays. The file's own row is kept by
-- the reference of its reconciliations; its lines are looked at together, because a file has a million.
-- What was removed is taken out of the statement's own table first: Citus joins that with no stored one.
CREATE FUNCTION refuse_removal_of_compared() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  removed text[] := ARRAY(SELECT DISTINCT file_no FROM gone);
BEGIN
  IF EXISTS (SELECT FROM reconciliations r WHERE r.file_no = ANY (removed)) THEN
    RAISE EXCEPTION '%: a file that was compared is never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER compared_stay AFTER DELETE ON uploaded_lines REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_compared();
CREATE TRIGGER compared_stay AFTER DELETE ON uploaded_line_faults REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_compared();

-- Append-only, for the owner too, but for uploads whose time is over.
CREATE TRIGGER append_only_update BEFORE UPDATE ON uploaded_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON uploaded_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON uploaded_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON uploaded_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON uploaded_line_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON uploaded_line_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON reconciliations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON reconciliations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reconciliations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON reconciliation_differences FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON reconciliation_differences FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reconciliation_differences FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, DELETE ON uploaded_files, uploaded_lines, uploaded_line_faults TO yizhan_app;
GRANT SELECT, INSERT ON reconciliations, reconciliation_differences TO yizhan_app;
