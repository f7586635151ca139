-- 稽核: what the bureau takes out of a hospital's clearing, by which clause; what the hospital says to it; and how it ends. What is
-- upheld is a correction of the settlement, which the ledger holds, under a number of its own.
CREATE TABLE disallowances (
  id              uuid           NOT NULL,
  disallowance_no text           COLLATE "C" NOT NULL CHECK (disallowance_no <> ''),
  clearing_id     uuid           NOT NULL,
  -- Of the fund that pays the clearing.
  region          text           COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  hospital_code   text           COLLATE "C" NOT NULL,
  settlement_id   uuid           NOT NULL,
  settlement_no   text           COLLATE "C" NOT NULL,
  person_no       text           COLLATE "C" NOT NULL,
  -- One item of the bill; null is the settlement as a whole.
  item            text           CHECK (item <> ''),
  amount          numeric(16, 2) NOT NULL CHECK (amount > 0),
  reason          text           NOT NULL CHECK (reason <> ''),
  clause          text           NOT NULL CHECK (clause <> ''),
  -- The last day on which the hospital answers.
  answer_by       date           NOT NULL,
  input_hash      bytea          NOT NULL CHECK (octet_length(input_hash) = 32),
  raised_at       timestamptz    NOT NULL,
  caller_id       text           NOT NULL,
  CONSTRAINT disallowances_pkey PRIMARY KEY (id),
  CONSTRAINT disallowances_once UNIQUE (region, disallowance_no),
  CONSTRAINT disallowances_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX disallowances_region_id_idx ON disallowances (region, id);
CREATE INDEX disallowances_hospital_code_id_idx ON disallowances (hospital_code, id);
CREATE INDEX disallowances_clearing_id_idx ON disallowances (clearing_id);
CREATE INDEX disallowances_settlement_id_idx ON disallowances (settlement_id);

-- The hospital answers once, and one decision ends it.
CREATE TABLE disallowance_steps (
  disallowance_id uuid        NOT NULL,
  step            text        NOT NULL CHECK (step IN ('answered', 'upheld', 'dropped')),
  -- Of an answer: whether the hospital agrees.
  agrees          boolean,
  words           text        NOT NULL CHECK (words <> ''),
  taken_at        timestamptz NOT NULL,
  caller_id       text        NOT NULL,
  CONSTRAINT disallowance_steps_pkey PRIMARY KEY (disallowance_id, step),
  CONSTRAINT disallowance_steps_disallowance_id_fkey FOREIGN KEY (disallowance_id) REFERENCES disallowances (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT disallowance_steps_agrees CHECK ((step = 'answered') = (agrees IS NOT NULL))
);
CREATE UNIQUE INDEX disallowance_steps_decided_once ON disallowance_steps (disallowance_id) WHERE step <> 'answered';

CREATE TRIGGER append_only_update BEFORE UPDATE ON disallowances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON disallowances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON disallowances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON disallowance_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON disallowance_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON disallowance_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON disallowances, disallowance_steps TO yizhan_app;
