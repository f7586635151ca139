-- What hospitals ask the bureau to register (2503), and of which kind of care a reconciliation is.

-- A hospital gains by a registration, so it asks and the bureau decides. A request that is confirmed becomes a
-- registration with the same id; until then nothing is settled by it.
CREATE TABLE registration_requests (
  person_no     text        NOT NULL,
  id            uuid        NOT NULL,
  hospital_code text        COLLATE "C" NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('chronic', 'special-drug', 'special-disease', 'critical-disease')),
  disease_code  text        NOT NULL,
  disease_name  text        NOT NULL,
  management    text        CHECK (management IN ('visit', 'quota')),
  package_code  text,
  valid_from    date        NOT NULL,
  valid_to      date,
  requested_at  timestamptz NOT NULL,
  requested_by  text        NOT NULL,
  status        text        NOT NULL CHECK (status IN ('pending', 'confirmed', 'refused', 'withdrawn')),
  reason        text,
  decided_at    timestamptz,
  decided_by    text,
  CONSTRAINT registration_requests_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT registration_requests_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT registration_requests_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT registration_requests_decided CHECK (
    (status = 'pending') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT registration_requests_reason CHECK (status <> 'refused' OR reason IS NOT NULL)
);
-- A hospital asks once for a disease of a person.
CREATE UNIQUE INDEX registration_requests_pending_key ON registration_requests (person_no, hospital_code, kind, disease_code)
  WHERE status = 'pending';
-- What waits, in the order in which it came.
CREATE INDEX registration_requests_status_id_idx ON registration_requests (status, id);

-- Decided once, and nothing else of it changes.
CREATE FUNCTION decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'pending' OR NEW.status = 'pending' OR
    to_jsonb(NEW) - ARRAY['status', 'reason', 'decided_at', 'decided_by']
      <> to_jsonb(OLD) - ARRAY['status', 'reason', 'decided_at', 'decided_by'] THEN
    RAISE EXCEPTION 'a request is decided once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER decided_once AFTER UPDATE ON registration_requests FOR EACH ROW EXECUTE FUNCTION decided_once();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON registration_requests
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT ON registration_requests TO yizhan_app;
GRANT UPDATE (status, reason, decided_at, decided_by) ON registration_requests TO yizhan_app;

-- Stays, outpatient care, or both. What was compared before was everything.
ALTER TABLE reconciliations ADD COLUMN clearing_type text NOT NULL DEFAULT 'all'
  CONSTRAINT reconciliations_clearing_type CHECK (clearing_type IN ('inpatient', 'outpatient', 'all'));
ALTER TABLE reconciliations ALTER COLUMN clearing_type DROP DEFAULT;
