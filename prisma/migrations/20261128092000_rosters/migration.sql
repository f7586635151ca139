-- Departments' monthly lists of the people they certify: what was sent, what is wrong with it, what it would change, and
-- how far it has been applied.

-- The same bytes again for a region, month and department are the same roster. `previous_id` is the list of the department
-- that was applied last before this month; `members` are the people listed as added or standing, and `numbers_made` the new
-- people who had no person number in the list. `read_as`: the line of the header, and the columns and lines that were
-- passed over.
CREATE TABLE rosters (
  id               uuid        NOT NULL,
  region           text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  month            text        NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  department       text        NOT NULL,
  content_hash     bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
  format           text        NOT NULL CHECK (format IN ('csv', 'ndjson', 'xlsx')),
  encoding         text        NOT NULL CHECK (encoding IN ('utf-8', 'gb18030', 'utf-16le', 'utf-16be')),
  read_as          jsonb       NOT NULL,
  lines            integer     NOT NULL CHECK (lines > 0),
  accepted         integer     NOT NULL CHECK (accepted >= 0),
  rejected         integer     NOT NULL CHECK (rejected >= 0),
  new_people       integer     NOT NULL CHECK (new_people >= 0),
  opened           integer     NOT NULL CHECK (opened >= 0),
  ended            integer     NOT NULL CHECK (ended >= 0),
  standing         integer     NOT NULL CHECK (standing >= 0),
  missing          integer     NOT NULL CHECK (missing >= 0),
  counting_changes integer     NOT NULL CHECK (counting_changes >= 0),
  members          integer     NOT NULL CHECK (members BETWEEN 0 AND lines),
  numbers_made     integer     NOT NULL DEFAULT 0 CHECK (numbers_made BETWEEN 0 AND new_people),
  previous_id      uuid,
  status           text        NOT NULL CHECK (status IN ('loaded', 'applying', 'applied', 'expired', 'withdrawn')),
  uploaded_at      timestamptz NOT NULL,
  caller_id        text        NOT NULL,
  job_id           uuid,
  -- The last person of whom everything was applied; people are taken in the order of their numbers.
  applied_through  text,
  applied          integer     NOT NULL DEFAULT 0,
  conflicts        integer     NOT NULL DEFAULT 0,
  applied_at       timestamptz,
  CONSTRAINT rosters_pkey PRIMARY KEY (id),
  CONSTRAINT rosters_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES rosters (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT rosters_all_lines CHECK (accepted + rejected = lines),
  CONSTRAINT rosters_all_accepted CHECK (opened + ended + standing = accepted),
  -- Nothing is applied twice and nothing is left out: a roster is done when each of its changes was made or reported.
  CONSTRAINT rosters_applied_within CHECK (applied >= 0 AND conflicts >= 0 AND applied + conflicts <= opened + ended),
  CONSTRAINT rosters_applied_whole CHECK (status <> 'applied' OR applied + conflicts = opened + ended),
  CONSTRAINT rosters_applied_at CHECK ((status = 'applied') = (applied_at IS NOT NULL)),
  CONSTRAINT rosters_job CHECK (status IN ('loaded', 'expired') OR job_id IS NOT NULL)
);
-- A list that expired or was given up may be sent again.
CREATE UNIQUE INDEX rosters_once ON rosters (region, month, department, content_hash) WHERE status NOT IN ('expired', 'withdrawn');
CREATE INDEX rosters_region_month_id_idx ON rosters (region, month, id);
CREATE INDEX rosters_loaded_idx ON rosters (uploaded_at) WHERE status = 'loaded';
-- One list of a department at a time.
CREATE UNIQUE INDEX rosters_applying_key ON rosters (region, department) WHERE status = 'applying';

-- Good lines, and people of the list before who are not in this one (`missing`, without a line). A person stands in a list
-- once with a category. `identity_id` is the identity on record that is kept or ended. `refused`: who is on the list in a
-- line that was not taken is on record all the same, and stays watched in the lists to come.
CREATE TABLE roster_rows (
  roster_id       uuid    NOT NULL,
  person_no       text    COLLATE "C" NOT NULL,
  category        text    NOT NULL,
  line_no         integer CHECK (line_no > 0),
  change          text    NOT NULL CHECK (change IN ('added', 'removed', 'standing')),
  valid_from      date,
  valid_to        date,
  certificate_no  text,
  -- The department's word for a category where it is another (农村低保, 孤儿), and its word for a removal (死亡, 迁出).
  listed_as       text,
  end_reason      text,
  -- 丧失劳动能力, where the list has it.
  unable_to_work  boolean,
  action          text    NOT NULL CHECK (action IN ('open', 'end', 'keep', 'missing', 'refused')),
  identity_id     uuid,
  new_person      boolean NOT NULL,
  counting_before text,
  counting_after  text,
  CONSTRAINT roster_rows_pkey PRIMARY KEY (roster_id, person_no, category),
  CONSTRAINT roster_rows_line CHECK ((action = 'missing') = (line_no IS NULL)),
  CONSTRAINT roster_rows_open CHECK (action <> 'open' OR (valid_from IS NOT NULL AND identity_id IS NULL)),
  CONSTRAINT roster_rows_end CHECK (action <> 'end' OR (valid_to IS NOT NULL AND identity_id IS NOT NULL)),
  CONSTRAINT roster_rows_period CHECK (valid_from <= valid_to)
);

-- People of a list whom the register does not know. They move into the register when the list is applied, so rows are taken
-- away from this table. ID numbers are sealed as in the register. `number_made`: the list had no person number; such people
-- are looked at one by one or together, and taken or refused, before the list is applied.
CREATE TABLE roster_people (
  roster_id      uuid     NOT NULL,
  person_no      text     COLLATE "C" NOT NULL,
  number_made    boolean  NOT NULL DEFAULT false,
  name           text     NOT NULL CHECK (name <> ''),
  id_type        text     NOT NULL DEFAULT '01',
  id_number_enc  bytea    NOT NULL,
  id_number_hmac bytea    NOT NULL CHECK (octet_length(id_number_hmac) = 32),
  birth_date     date     NOT NULL,
  insured_region text     COLLATE "C" NOT NULL CHECK (insured_region ~ '^[0-9]{6}$'),
  enrolled_tier  smallint CHECK (enrolled_tier IN (1, 2)),
  decision       text     CHECK (decision IN ('taken', 'refused')),
  decided_reason text,
  decided_at     timestamptz,
  decided_by     text,
  CONSTRAINT roster_people_pkey PRIMARY KEY (roster_id, person_no),
  CONSTRAINT roster_people_decided CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  CONSTRAINT roster_people_refused CHECK (decision IS DISTINCT FROM 'refused' OR decided_reason IS NOT NULL)
);
CREATE INDEX roster_people_undecided_idx ON roster_people (roster_id) WHERE number_made AND decision IS NULL;
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF id_number_enc ON roster_people
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('id_number_enc');

-- Lines that were not taken, with the column at fault; `value` is masked. `found_at` is `apply` for a good line that the
-- register no longer allowed.
CREATE TABLE roster_faults (
  roster_id   uuid    NOT NULL,
  line_no     integer NOT NULL CHECK (line_no > 0),
  column_name text    NOT NULL,
  reason      text    NOT NULL,
  value       text,
  other_line  integer CHECK (other_line > 0),
  found_at    text    NOT NULL CHECK (found_at IN ('load', 'apply')),
  CONSTRAINT roster_faults_pkey PRIMARY KEY (roster_id, line_no)
);

-- A roster goes one way, and what was sent never changes. One whose job was cancelled or failed halfway may be given up:
-- what it changed stays, the rest is not done, and the department's next list is in nobody's way.
CREATE FUNCTION roster_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - ARRAY['status', 'job_id', 'applied_through', 'applied', 'conflicts', 'applied_at'])
    IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['status', 'job_id', 'applied_through', 'applied', 'conflicts', 'applied_at']) THEN
    RAISE EXCEPTION 'what a department sent never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status IN ('applied', 'expired', 'withdrawn') OR (OLD.status = 'applying' AND NEW.status IN ('loaded', 'expired'))
    OR (OLD.status = 'loaded' AND NEW.status IN ('applied', 'withdrawn')) THEN
    RAISE EXCEPTION 'roster % goes from loaded to applying to applied, expires before or is given up in between', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.applied < OLD.applied OR NEW.conflicts < OLD.conflicts
    OR (OLD.applied_through IS NOT NULL AND (NEW.applied_through IS NULL OR NEW.applied_through < OLD.applied_through)) THEN
    RAISE EXCEPTION 'roster % was applied further than that', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER rosters_forward BEFORE UPDATE ON rosters FOR EACH ROW EXECUTE FUNCTION roster_forward();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON rosters FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON rosters FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- Uploads are kept for a time. A list that was applied or is being applied is evidence and stays. One that never was becomes
-- `expired` and loses its lines and the people it would have registered; its own row stays, because it says when the
-- department's list came in.
-- What was removed is taken out of the statement's own table first: Citus joins that with no stored one.
CREATE FUNCTION refuse_removal_of_unexpired() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  removed uuid[] := ARRAY(SELECT DISTINCT roster_id FROM gone);
BEGIN
  IF EXISTS (SELECT FROM rosters r WHERE r.id = ANY (removed) AND r.status <> 'expired') THEN
    RAISE EXCEPTION '%: only an expired list loses its lines', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER append_only_update BEFORE UPDATE ON roster_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON roster_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON roster_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON roster_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unexpired_stay AFTER DELETE ON roster_rows REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_unexpired();
CREATE TRIGGER unexpired_stay AFTER DELETE ON roster_faults REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_unexpired();

GRANT SELECT, INSERT ON rosters TO yizhan_app;
GRANT SELECT, INSERT, DELETE ON roster_rows, roster_people, roster_faults TO yizhan_app;
GRANT UPDATE (status, job_id, applied_through, applied, conflicts, applied_at) ON rosters TO yizhan_app;
GRANT UPDATE (id_number_enc, id_number_hmac, decision, decided_reason, decided_at, decided_by) ON roster_people TO yizhan_app;
