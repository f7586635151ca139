-- Who looked at whom: a line for every reading of a person's data, and for every one that was refused or found nobody.
-- Posting a bill writes none: the settlement itself says who sent it.
CREATE TABLE lookups (
  id             uuid        NOT NULL,
  at             timestamptz NOT NULL,
  caller_id      text        COLLATE "C" NOT NULL,
  caller_kind    text        NOT NULL CHECK (caller_kind IN ('hospital', 'bureau', 'auditor')),
  -- Of the key, as it was: who answers for the caller sees the line, wherever the person is insured.
  caller_region  text        COLLATE "C" NOT NULL CHECK (length(caller_region) = 6),
  hospital_code  text        COLLATE "C",
  -- The number that was asked for, or the one that was found; null where the look was by a certificate that is nobody's,
  -- or at a list.
  person_no      text        COLLATE "C",
  -- Where the person was insured at that time; null where the number is nobody's.
  insured_region text        COLLATE "C" CHECK (length(insured_region) = 6),
  operation      text        NOT NULL CHECK (length(operation) BETWEEN 1 AND 60),
  outcome        text        NOT NULL CHECK (outcome IN ('shown', 'refused', 'not-found', 'throttled')),
  -- What allowed it.
  basis          text        CHECK (basis IN ('certificate', 'visit', 'settlement', 'region')),
  request_id     text        CHECK (length(request_id) <= 128),
  CONSTRAINT lookups_pkey PRIMARY KEY (id),
  CONSTRAINT lookups_of_a_person CHECK (insured_region IS NULL OR person_no IS NOT NULL),
  CONSTRAINT lookups_basis CHECK (basis IS NULL OR outcome = 'shown')
);
CREATE INDEX lookups_at_id_idx ON lookups (at, id);
CREATE INDEX lookups_person_no_at_id_idx ON lookups (person_no, at, id);
CREATE INDEX lookups_caller_id_at_id_idx ON lookups (caller_id, at, id);
-- Asked before each reading by a hospital: when it last had the person's certificate at hand.
CREATE INDEX lookups_certificates_idx ON lookups (person_no, hospital_code, at)
  WHERE outcome = 'shown' AND operation IN ('1101', 'certificate-read');
-- Counted before each look-up by ID number: those of one caller that found nobody, or were refused for it, of late.
CREATE INDEX lookups_failed_idx ON lookups (caller_id, outcome, at) WHERE outcome IN ('not-found', 'throttled');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lookups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON lookups TO yizhan_app;
