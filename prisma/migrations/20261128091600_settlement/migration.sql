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
CREATE TRIGGER append_only_update BEFORE UPDATE ON overlapping_stays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON overlapping_stays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON overlapping_stays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON overlapping_stays TO yizhan_app;

-- Amounts that a bureau gave by hand of a settlement whose rule the program cannot compute, each with its grounds. The last
-- of a payer counts; what they came to stands in the ledger, under the resettlement that carries their number.
CREATE TABLE hand_decisions (
  settlement_id uuid           NOT NULL,
  decision_no   text           COLLATE "C" NOT NULL CHECK (decision_no <> ''),
  person_no     text           COLLATE "C" NOT NULL,
  payer         text           NOT NULL CHECK (payer IN ('assistance', 'reAid', 'tilt', 'household', 'secondAid')),
  amount        numeric(16, 2) NOT NULL CHECK (amount >= 0),
  grounds       text           NOT NULL CHECK (grounds <> ''),
  decided_at    timestamptz    NOT NULL,
  caller_id     text           NOT NULL,
  position      bigint         GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT hand_decisions_pkey PRIMARY KEY (settlement_id, decision_no)
);
CREATE INDEX hand_decisions_person_no_idx ON hand_decisions (person_no);
CREATE TRIGGER append_only_update BEFORE UPDATE ON hand_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON hand_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON hand_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON hand_decisions TO yizhan_app;
