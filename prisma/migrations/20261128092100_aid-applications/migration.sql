-- Applications for an identity, step by step.

-- One step of an application follows the other, and none is taken back. `status` is where the application stands after
-- the step; a step names the status that it started from, and the foreign key to the step before it makes that true.
CREATE TABLE applications (
  id             uuid        NOT NULL,
  -- For an identity, and the aid that goes with it; or for aid under an identity that is held.
  kind           text        NOT NULL CHECK (kind IN ('identity', 'aid')),
  region         text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  application_no text        COLLATE "C" NOT NULL CHECK (application_no <> ''),
  input_hash     bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  person_no      text        COLLATE "C" NOT NULL,
  category       text        NOT NULL,
  requested_from date        NOT NULL,
  -- The names of what was handed in, as a list. JSON, because it is read whole.
  documents      json        NOT NULL,
  -- The bills that an application for aid names, with their days. JSON, because it is read whole.
  bills          json        CHECK (bills IS NULL OR kind = 'aid'),
  -- Who is to be called, sealed as ID numbers are: not everybody who sees an application needs a telephone number.
  contact_enc    bytea,
  status         text        NOT NULL,
  -- How many steps were taken; the last of them is where the application stands.
  steps          integer     NOT NULL CHECK (steps > 0),
  -- The last day on which the next step is in time; null where the region's rules name no period, or nothing is to come.
  due_on         date,
  identity_id    uuid,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  CONSTRAINT applications_pkey PRIMARY KEY (id),
  CONSTRAINT applications_once UNIQUE (region, application_no),
  CONSTRAINT applications_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT applications_identity_fkey FOREIGN KEY (person_no, identity_id) REFERENCES identities (person_no, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT applications_status CHECK (status IN ('received', 'checked', 'publicised', 'approved', 'refused', 'withdrawn')),
  CONSTRAINT applications_approved CHECK ((status = 'approved') = (identity_id IS NOT NULL)),
  CONSTRAINT applications_ended CHECK (status NOT IN ('approved', 'refused', 'withdrawn') OR due_on IS NULL)
);
CREATE INDEX applications_person_no_id_idx ON applications (person_no, id);
CREATE INDEX applications_region_id_idx ON applications (region, id);
CREATE INDEX applications_due_idx ON applications (due_on, id) WHERE due_on IS NOT NULL;
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF contact_enc ON applications
  FOR EACH ROW WHEN (NEW.contact_enc IS NOT NULL) EXECUTE FUNCTION refuse_retired_data_key('contact_enc');

CREATE TABLE application_events (
  application_id uuid        NOT NULL,
  seq            integer     NOT NULL CHECK (seq > 0),
  previous_seq   integer     GENERATED ALWAYS AS (nullif(seq - 1, 0)) STORED,
  from_status    text,
  status         text        NOT NULL,
  -- A step onward, or what is done where it stands: papers that follow, to a department, the outcome told.
  kind           text        NOT NULL DEFAULT 'advanced' CHECK (kind IN ('advanced', 'documents', 'forwarded', 'told')),
  -- When it happened, and when it was recorded (000000/G10).
  happened_on    date        NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  -- What was found, where it was published, why it was refused: as the bureau puts it.
  reason         text,
  detail         json        NOT NULL,
  due_on         date,
  CONSTRAINT application_events_pkey PRIMARY KEY (application_id, seq),
  CONSTRAINT application_events_status_key UNIQUE (application_id, seq, status),
  CONSTRAINT application_events_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT application_events_previous_fkey FOREIGN KEY (application_id, previous_seq, from_status)
    REFERENCES application_events (application_id, seq, status) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT application_events_forward CHECK (
    CASE
      WHEN kind IN ('documents', 'forwarded')
        THEN coalesce(from_status IN ('received', 'checked', 'publicised') AND status = from_status, false)
      WHEN kind = 'told' THEN coalesce(from_status IN ('approved', 'refused') AND status = from_status, false)
      WHEN from_status = 'received' THEN status IN ('checked', 'refused', 'withdrawn')
      WHEN from_status = 'checked' THEN status IN ('publicised', 'approved', 'refused', 'withdrawn')
      WHEN from_status = 'publicised' THEN status IN ('approved', 'refused', 'withdrawn')
      ELSE from_status IS NULL AND seq = 1 AND status = 'received'
    END
  ),
  CONSTRAINT application_events_reason CHECK (status <> 'refused' OR kind <> 'advanced' OR coalesce(reason, '') <> ''),
  CONSTRAINT application_events_in_the_past CHECK (happened_on <= (recorded_at AT TIME ZONE INTERVAL '8 hours')::date)
);

-- Where an application stands is what its last step says: looked at when the transaction ends, because the row and the
-- step are written one after the other.
ALTER TABLE applications ADD CONSTRAINT applications_last_step_fkey FOREIGN KEY (id, steps, status)
  REFERENCES application_events (application_id, seq, status) DEFERRABLE INITIALLY DEFERRED;

-- A contact that is sealed with another key is the same contact: that alone is no step of the application.
CREATE FUNCTION application_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.contact_enc IS NOT NULL AND NEW.contact_enc IS NOT NULL
    AND to_jsonb(NEW) - 'contact_enc' = to_jsonb(OLD) - 'contact_enc' THEN
    RETURN NEW;
  END IF;
  IF NEW.steps <> OLD.steps + 1
    OR to_jsonb(NEW) - ARRAY['status', 'steps', 'due_on', 'identity_id'] <> to_jsonb(OLD) - ARRAY['status', 'steps', 'due_on', 'identity_id'] THEN
    RAISE EXCEPTION 'application % only takes its next step, and what was applied for never changes', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER applications_forward BEFORE UPDATE ON applications FOR EACH ROW EXECUTE FUNCTION application_forward();

-- A step that the application does not stand on would be a second future of it.
CREATE FUNCTION application_step_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM applications a WHERE a.id = NEW.application_id AND a.steps >= NEW.seq) THEN
    RAISE EXCEPTION 'step % of application % was recorded, but the application was not taken on', NEW.seq, NEW.application_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER application_events_taken AFTER INSERT ON application_events
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION application_step_taken();

-- A step happens on or after the one before it.
CREATE FUNCTION application_step_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM application_events e
    WHERE e.application_id = NEW.application_id AND e.seq = NEW.seq - 1 AND e.happened_on > NEW.happened_on
  ) THEN
    RAISE EXCEPTION 'step % of application % happened before the one before it', NEW.seq, NEW.application_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER application_events_in_order BEFORE INSERT ON application_events
  FOR EACH ROW EXECUTE FUNCTION application_step_in_order();

CREATE TRIGGER append_only_update BEFORE UPDATE ON application_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON application_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON application_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON applications FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON applications FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT ON application_events TO yizhan_app;
GRANT SELECT, INSERT, UPDATE ON applications TO yizhan_app;
