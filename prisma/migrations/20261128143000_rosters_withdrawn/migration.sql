-- A list whose job was cancelled or failed halfway may be given up: what it changed stays, the rest is not done, and the
-- department's next list is in nobody's way. Its content may be sent again, as another list.
ALTER TABLE rosters
  DROP CONSTRAINT rosters_status_check,
  ADD CONSTRAINT rosters_status_check CHECK (status IN ('loaded', 'applying', 'applied', 'expired', 'withdrawn'));
DROP INDEX rosters_once;
CREATE UNIQUE INDEX rosters_once ON rosters (region, month, department, content_hash) WHERE status NOT IN ('expired', 'withdrawn');

CREATE OR REPLACE FUNCTION roster_forward() RETURNS trigger LANGUAGE plpgsql AS $$
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
