-- What people had used and borne of a year before this ledger began: entered with its source, approved by a second pair of eyes,
-- posted in the person's year, and taken back where it was wrong.
CREATE TABLE opening_balances (
  id           uuid        NOT NULL,
  -- Where the person is insured: whose bureau enters it.
  region       text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  -- The bureau's own number.
  opening_no   text        COLLATE "C" NOT NULL CHECK (opening_no <> ''),
  input_hash   bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  person_no    text        COLLATE "C" NOT NULL,
  -- Of the pack whose accounts it opens, and the year.
  law_region   text        COLLATE "C" NOT NULL CHECK (law_region ~ '^[0-9]{6}$'),
  year         smallint    NOT NULL,
  as_of        date        NOT NULL,
  source       text        NOT NULL CHECK (source <> ''),
  -- The year as it is opened, in the form of a year's state, with its source. JSON, because it is hashed and read whole.
  content      json        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('entered', 'approved', 'refused', 'withdrawn', 'reversed')),
  entered_at   timestamptz NOT NULL,
  entered_by   text        NOT NULL,
  decided_at   timestamptz,
  decided_by   text,
  reason       text,
  reversal_no  text,
  reversed_at  timestamptz,
  reversed_by  text,
  CONSTRAINT opening_balances_pkey PRIMARY KEY (id),
  CONSTRAINT opening_balances_once UNIQUE (region, opening_no),
  CONSTRAINT opening_balances_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT opening_balances_as_of CHECK (extract(year FROM as_of) = year AND as_of <= (entered_at AT TIME ZONE INTERVAL '8 hours')::date),
  CONSTRAINT opening_balances_decided CHECK ((status = 'entered') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT opening_balances_reversed CHECK ((status = 'reversed') = (reversed_at IS NOT NULL)
    AND (reversed_at IS NULL) = (reversed_by IS NULL) AND (reversed_at IS NULL) = (reversal_no IS NULL)),
  CONSTRAINT opening_balances_four_eyes CHECK (status NOT IN ('approved', 'reversed') OR decided_by <> entered_by)
);
CREATE INDEX opening_balances_region_id_idx ON opening_balances (region, id);
CREATE INDEX opening_balances_person_no_id_idx ON opening_balances (person_no, id);
-- A year begins once: what was wrong is taken back before it is entered anew.
CREATE UNIQUE INDEX opening_balances_standing ON opening_balances (person_no, law_region, year) WHERE status IN ('entered', 'approved');

CREATE FUNCTION opening_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps CONSTANT text[] := ARRAY['status', 'decided_at', 'decided_by', 'reason', 'reversal_no', 'reversed_at', 'reversed_by'];
BEGIN
  IF (to_jsonb(NEW) - steps) <> (to_jsonb(OLD) - steps) OR NOT (
    (OLD.status = 'entered' AND NEW.status IN ('approved', 'refused', 'withdrawn'))
    OR (OLD.status = 'approved' AND NEW.status = 'reversed' AND NEW.decided_by = OLD.decided_by)
  ) THEN
    RAISE EXCEPTION 'opening balance % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER opening_balances_forward BEFORE UPDATE ON opening_balances FOR EACH ROW EXECUTE FUNCTION opening_forward();
CREATE TRIGGER never_removed BEFORE DELETE ON opening_balances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON opening_balances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON opening_balances TO yizhan_app;
GRANT UPDATE (status, decided_at, decided_by, reason, reversal_no, reversed_at, reversed_by) ON opening_balances TO yizhan_app;
