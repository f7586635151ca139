-- The national messages of hospitals: which were answered and how, the visits they open, and what they tell of them.
--
-- No table here holds a name or the number of a certificate: a message is kept as its keyed hash, and what a visit needs
-- to be settled as facts.

-- The message number is the idempotency key of everything that a hospital writes. A message that was refused has no row.
CREATE TABLE hospital_messages (
  hospital_code text        COLLATE "C" NOT NULL,
  msgid         text        COLLATE "C" NOT NULL CHECK (length(msgid) = 30),
  infno         text        NOT NULL CHECK (infno ~ '^[0-9]{4}$'),
  -- Keyed, so that nobody finds out by trying what a message said of a person.
  body_hash     bytea       NOT NULL CHECK (octet_length(body_hash) = 32),
  refmsgid      text        NOT NULL,
  person_no     text        COLLATE "C",
  mdtrt_id      text        COLLATE "C",
  -- The answer as it went out; null where it is read from the ledger anew.
  output        json,
  warning       text,
  answered_at   timestamptz NOT NULL,
  caller_id     text        NOT NULL,
  CONSTRAINT hospital_messages_pkey PRIMARY KEY (hospital_code, msgid)
);
-- A sign-off names the number of its sign-in.
CREATE INDEX hospital_messages_sign_in_idx ON hospital_messages (hospital_code, refmsgid) WHERE infno = '9001';

CREATE SEQUENCE visit_numbers MAXVALUE 9999999999 CYCLE;

-- A visit is opened once and never changes hands. Its version counts its events and is the lock of what is told of it.
CREATE TABLE visits (
  mdtrt_id      text        COLLATE "C" NOT NULL CHECK (length(mdtrt_id) = 30),
  hospital_code text        COLLATE "C" NOT NULL,
  person_no     text        COLLATE "C" NOT NULL,
  setting       text        NOT NULL CHECK (setting IN ('outpatient', 'inpatient')),
  version       integer     NOT NULL CHECK (version > 0),
  opened_at     timestamptz NOT NULL,
  caller_id     text        NOT NULL,
  CONSTRAINT visits_pkey PRIMARY KEY (mdtrt_id)
);
CREATE INDEX visits_person_no_hospital_code_mdtrt_id_idx ON visits (person_no, hospital_code, mdtrt_id);

-- What was told of a visit, in order; the visit as it stands is all of them together.
CREATE TABLE visit_events (
  mdtrt_id text        COLLATE "C" NOT NULL,
  seq      integer     NOT NULL CHECK (seq > 0),
  kind     text        NOT NULL CHECK (kind IN ('opened', 'told', 'ended', 'end-undone', 'cancelled')),
  facts    json        NOT NULL,
  msgid    text        COLLATE "C" NOT NULL,
  at       timestamptz NOT NULL,
  CONSTRAINT visit_events_pkey PRIMARY KEY (mdtrt_id, seq),
  CONSTRAINT visit_events_mdtrt_id_fkey FOREIGN KEY (mdtrt_id) REFERENCES visits (mdtrt_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What a visit cost, line by line. A refund is a line of its own with negative amounts that names the line it gives back.
CREATE TABLE fee_lines (
  mdtrt_id       text           COLLATE "C" NOT NULL,
  id             uuid           NOT NULL,
  line_no        text           COLLATE "C" NOT NULL,
  refunded_no    text           COLLATE "C",
  batch_no       text           COLLATE "C",
  item_code      text,
  occurred_at    text           NOT NULL,
  count          numeric(16, 4) NOT NULL CHECK (count <> 0),
  price          numeric(16, 6) NOT NULL CHECK (price >= 0),
  total          numeric(16, 2) NOT NULL,
  off_catalogue  numeric(16, 2) NOT NULL,
  over_limit     numeric(16, 2) NOT NULL,
  pre_self_pay   numeric(16, 2) NOT NULL,
  in_scope       numeric(16, 2) NOT NULL,
  -- Who says of what the line is made up: its message, the catalogue, or, later, the message that settles the visit.
  parts_from     text           NOT NULL CHECK (parts_from IN ('message', 'catalogue', 'settlement')),
  msgid          text           COLLATE "C" NOT NULL,
  recorded_at    timestamptz    NOT NULL,
  withdrawn_at   timestamptz,
  withdrawn_by   text           COLLATE "C",
  CONSTRAINT fee_lines_pkey PRIMARY KEY (mdtrt_id, id),
  CONSTRAINT fee_lines_mdtrt_id_fkey FOREIGN KEY (mdtrt_id) REFERENCES visits (mdtrt_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fee_lines_sum CHECK (off_catalogue + over_limit + pre_self_pay + in_scope = total),
  CONSTRAINT fee_lines_refund CHECK ((count < 0) = (refunded_no IS NOT NULL)),
  CONSTRAINT fee_lines_sign CHECK (
    CASE WHEN count > 0 THEN least(off_catalogue, over_limit, pre_self_pay, in_scope) >= 0
         ELSE greatest(off_catalogue, over_limit, pre_self_pay, in_scope) <= 0 END),
  CONSTRAINT fee_lines_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX fee_lines_standing_key ON fee_lines (mdtrt_id, line_no) WHERE withdrawn_at IS NULL;

-- Which message set out to settle a visit, before it does: the last one of them stands for the visit. A message that settled
-- a visit is found again by its attempt: the settlement and what the message is answered with are then decided by one
-- commit, and no copy of it is kept beside.
CREATE TABLE visit_settlings (
  mdtrt_id      text        COLLATE "C" NOT NULL,
  round         integer     NOT NULL CHECK (round > 0),
  hospital_code text        COLLATE "C" NOT NULL,
  msgid         text        COLLATE "C" NOT NULL,
  infno         text        NOT NULL,
  refmsgid      text        COLLATE "C" NOT NULL,
  med_type      text,
  -- `exp_content` where a hospital writes text of its own there; four thousand characters nationally.
  note          text        CHECK (length(note) <= 4000),
  -- When a stay ended, where the message that settles it says so itself: no discharge is told of it besides.
  ended_at      text,
  -- The last day that a settlement in the middle of a stay covers.
  midway_until  text        COLLATE "C",
  -- Who sent it, as the message says: the number and the name of the hospital's clerk.
  opter_id      text        CHECK (length(opter_id) <= 30),
  opter_name    text        CHECK (length(opter_name) <= 50),
  body_hash     bytea       NOT NULL CHECK (octet_length(body_hash) = 32),
  begun_at      timestamptz NOT NULL,
  CONSTRAINT visit_settlings_pkey PRIMARY KEY (mdtrt_id, round),
  CONSTRAINT visit_settlings_mdtrt_id_fkey FOREIGN KEY (mdtrt_id) REFERENCES visits (mdtrt_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX visit_settlings_hospital_code_msgid_idx ON visit_settlings (hospital_code, msgid);

-- An attempt that was refused left nothing behind and stands in nobody's way.
CREATE TABLE refused_attempts (
  mdtrt_id   text        COLLATE "C" NOT NULL,
  round      integer     NOT NULL,
  refused_at timestamptz NOT NULL,
  CONSTRAINT refused_attempts_pkey PRIMARY KEY (mdtrt_id, round),
  CONSTRAINT refused_attempts_mdtrt_id_round_fkey FOREIGN KEY (mdtrt_id, round)
    REFERENCES visit_settlings (mdtrt_id, round) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What a visit was quoted, so that a settlement that comes out differently can say what changed.
CREATE TABLE visit_quotes (
  mdtrt_id  text        COLLATE "C" NOT NULL,
  id        uuid        NOT NULL,
  answer    json        NOT NULL,
  quoted_at timestamptz NOT NULL,
  CONSTRAINT visit_quotes_pkey PRIMARY KEY (mdtrt_id, id),
  CONSTRAINT visit_quotes_mdtrt_id_fkey FOREIGN KEY (mdtrt_id) REFERENCES visits (mdtrt_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Transfers to another hospital (转院备案). A stay outside the insured place is properly referred when one covers it.
CREATE TABLE referrals (
  person_no     text        COLLATE "C" NOT NULL,
  id            uuid        NOT NULL,
  from_hospital text        NOT NULL,
  to_hospital   text        NOT NULL,
  to_region     text        COLLATE "C",
  valid_from    date        NOT NULL,
  valid_to      date,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  cancelled_at  timestamptz,
  -- `filed` counts as it was sent. Any other waits for the bureau, for the reason beside it, and counts once it is confirmed.
  status        text        NOT NULL CHECK (status IN ('filed', 'pending', 'confirmed', 'refused')),
  waits_because text        CHECK (waits_because IN ('to-itself', 'late', 'from-elsewhere')),
  reason        text,
  decided_at    timestamptz,
  decided_by    text,
  CONSTRAINT referrals_waits CHECK ((status = 'filed') = (waits_because IS NULL)),
  CONSTRAINT referrals_decided CHECK (
    (status IN ('filed', 'pending')) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT referrals_reason CHECK (status <> 'refused' OR reason IS NOT NULL),
  CONSTRAINT referrals_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT referrals_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT referrals_period CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
-- What waits, in the order in which it came.
CREATE INDEX referrals_status_id_idx ON referrals (status, id) WHERE status <> 'filed';

CREATE TRIGGER append_only_update BEFORE UPDATE ON hospital_messages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON hospital_messages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON hospital_messages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON visit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON visit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON visit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON visit_settlings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON visit_settlings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON visit_settlings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON refused_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON refused_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refused_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON visit_quotes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON visit_quotes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON visit_quotes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of these rows one thing changes, once: the version moves on, a line is withdrawn, a referral is cancelled.
CREATE TRIGGER never_removed_delete BEFORE DELETE ON visits FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON visits FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON fee_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON fee_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON referrals FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON referrals FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON fee_lines
  FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL) EXECUTE FUNCTION refuse_change();

GRANT USAGE ON SEQUENCE visit_numbers TO yizhan_app;
GRANT SELECT, INSERT ON hospital_messages, visits, visit_events, fee_lines, visit_settlings, refused_attempts, visit_quotes, referrals TO yizhan_app;
GRANT UPDATE (version) ON visits TO yizhan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON fee_lines TO yizhan_app;
GRANT UPDATE (cancelled_at, status, reason, decided_at, decided_by) ON referrals TO yizhan_app;
