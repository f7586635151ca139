-- What a settlement was given wrongly or late is put right by its number and a number of the correction. What it changed of the
-- year stands in the ledger, under the resettlement that carries its number; a settlement of the wrong person is reversed and
-- settled again, under the correction's number.
CREATE TABLE settlement_corrections (
  id             uuid        NOT NULL,
  settlement_id  uuid        NOT NULL,
  correction_no  text        COLLATE "C" NOT NULL CHECK (correction_no <> ''),
  person_no      text        COLLATE "C" NOT NULL,
  year           smallint    NOT NULL,
  insured_region text        COLLATE "C" NOT NULL CHECK (insured_region ~ '^[0-9]{6}$'),
  hospital_code  text        COLLATE "C" NOT NULL,
  settlement_no  text        COLLATE "C" NOT NULL,
  -- What takes the place of what was stated, and what is taken back.
  changes        json        NOT NULL,
  -- Whom somebody else has paid since: nothing moves at the hospital where it was the person.
  paid_to        text        CHECK (paid_to IN ('hospital', 'person')),
  -- Whose the settlement was; then nothing else changes.
  new_person_no  text        COLLATE "C",
  reason         text        NOT NULL CHECK (reason <> ''),
  input_hash     bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  corrected_at   timestamptz NOT NULL,
  caller_id      text        NOT NULL,
  CONSTRAINT settlement_corrections_pkey PRIMARY KEY (id),
  CONSTRAINT settlement_corrections_once UNIQUE (settlement_id, correction_no)
);
CREATE INDEX settlement_corrections_person_no_idx ON settlement_corrections (person_no, id);
CREATE INDEX settlement_corrections_insured_region_idx ON settlement_corrections (insured_region, id);
-- A settlement is somebody else's once.
CREATE UNIQUE INDEX settlement_corrections_moved_once ON settlement_corrections (settlement_id) WHERE new_person_no IS NOT NULL;
CREATE TRIGGER append_only_update BEFORE UPDATE ON settlement_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON settlement_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON settlement_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON settlement_corrections TO yizhan_app;
