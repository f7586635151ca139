-- Uploads are kept for a time. What is evidence stays: a file that a reconciliation compared, and a list that was applied
-- or is being applied. A list that never was becomes `expired` and loses its lines and the people it would have registered;
-- its own row stays, because it says when the department's list came in.

DROP TRIGGER append_only ON uploaded_files;
DROP TRIGGER append_only ON uploaded_lines;
DROP TRIGGER append_only ON uploaded_line_faults;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON uploaded_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON uploaded_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON uploaded_line_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The file's own row is kept by the reference of its reconciliations; its lines are looked at together, because a file
-- has a million.
CREATE FUNCTION refuse_removal_of_compared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT file_no FROM gone) g JOIN reconciliations r USING (file_no)) THEN
    RAISE EXCEPTION '%: a file that was compared is never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER compared_stay AFTER DELETE ON uploaded_lines REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_compared();
CREATE TRIGGER compared_stay AFTER DELETE ON uploaded_line_faults REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_compared();
GRANT DELETE ON uploaded_files, uploaded_lines, uploaded_line_faults TO yizhan_app;
CREATE INDEX reconciliations_file_no_idx ON reconciliations (file_no);
CREATE INDEX uploaded_files_uploaded_at_idx ON uploaded_files (uploaded_at);

ALTER TABLE rosters
  DROP CONSTRAINT rosters_status_check,
  DROP CONSTRAINT rosters_encoding_check,
  DROP CONSTRAINT rosters_format_check,
  DROP CONSTRAINT rosters_job,
  DROP CONSTRAINT rosters_once,
  ADD CONSTRAINT rosters_status_check CHECK (status IN ('loaded', 'applying', 'applied', 'expired')),
  ADD CONSTRAINT rosters_encoding_check CHECK (encoding IN ('utf-8', 'gb18030', 'utf-16le', 'utf-16be')),
  ADD CONSTRAINT rosters_format_check CHECK (format IN ('csv', 'ndjson', 'xlsx')),
  ADD CONSTRAINT rosters_job CHECK (status IN ('loaded', 'expired') OR job_id IS NOT NULL);
-- A list that expired may be sent again.
CREATE UNIQUE INDEX rosters_once ON rosters (region, month, department, content_hash) WHERE status <> 'expired';
CREATE INDEX rosters_loaded_idx ON rosters (uploaded_at) WHERE status = 'loaded';

CREATE OR REPLACE FUNCTION roster_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - ARRAY['status', 'job_id', 'applied_through', 'applied', 'conflicts', 'applied_at'])
    IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['status', 'job_id', 'applied_through', 'applied', 'conflicts', 'applied_at']) THEN
    RAISE EXCEPTION 'what a department sent never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status IN ('applied', 'expired') OR (OLD.status = 'applying' AND NEW.status IN ('loaded', 'expired'))
    OR (OLD.status = 'loaded' AND NEW.status = 'applied') THEN
    RAISE EXCEPTION 'roster % goes from loaded to applying to applied, or expires before', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.applied < OLD.applied OR NEW.conflicts < OLD.conflicts
    OR (OLD.applied_through IS NOT NULL AND (NEW.applied_through IS NULL OR NEW.applied_through < OLD.applied_through)) THEN
    RAISE EXCEPTION 'roster % was applied further than that', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

DROP TRIGGER append_only ON roster_rows;
DROP TRIGGER append_only ON roster_faults;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON roster_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON roster_faults FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_removal_of_unexpired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT roster_id FROM gone) g JOIN rosters r ON r.id = g.roster_id WHERE r.status <> 'expired') THEN
    RAISE EXCEPTION '%: only an expired list loses its lines', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER unexpired_stay AFTER DELETE ON roster_rows REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_unexpired();
CREATE TRIGGER unexpired_stay AFTER DELETE ON roster_faults REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_unexpired();
GRANT DELETE ON roster_rows, roster_faults TO yizhan_app;
