-- Settlements of one person with days in common, each with the one that was there before: for the bureau to look into.
CREATE TABLE overlapping_stays (
  person_no           text        COLLATE "C" NOT NULL,
  settlement_id       uuid        NOT NULL,
  hospital_code       text        COLLATE "C" NOT NULL,
  settlement_no       text        COLLATE "C" NOT NULL,
  other_hospital_code text        COLLATE "C" NOT NULL,
  other_settlement_no text        COLLATE "C" NOT NULL,
  other_from          date        NOT NULL,
  other_to            date        NOT NULL,
  insured_region      text        COLLATE "C" NOT NULL CHECK (insured_region ~ '^[0-9]{6}$'),
  found_at            timestamptz NOT NULL,
  CONSTRAINT overlapping_stays_pkey PRIMARY KEY (person_no, settlement_id, other_hospital_code, other_settlement_no)
);
CREATE INDEX overlapping_stays_insured_region_idx ON overlapping_stays (insured_region, settlement_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON overlapping_stays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON overlapping_stays TO yizhan_app;
