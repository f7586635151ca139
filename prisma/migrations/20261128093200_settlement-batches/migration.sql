-- Claims that were sent by thousands and are settled by a job. Kept for a time, as uploads are; what they came to is the ledger's.

-- A batch is a job, and has its id. `caller_kind`, `region` and `hospital_code` are those of the key that sent it, in whose
-- name its claims are settled.
CREATE TABLE settlement_batches (
  id            uuid        NOT NULL,
  region        text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  caller_id     text        NOT NULL,
  caller_kind   text        NOT NULL CHECK (caller_kind IN ('hospital', 'bureau')),
  hospital_code text        COLLATE "C",
  content_hash  bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
  lines         integer     NOT NULL CHECK (lines > 0),
  received_at   timestamptz NOT NULL,
  CONSTRAINT settlement_batches_pkey PRIMARY KEY (id),
  CONSTRAINT settlement_batches_id_fkey FOREIGN KEY (id) REFERENCES jobs (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT settlement_batches_hospital CHECK ((caller_kind = 'hospital') = (hospital_code IS NOT NULL))
);
CREATE INDEX settlement_batches_caller_id_idx ON settlement_batches (caller_id, content_hash);
CREATE INDEX settlement_batches_received_at_idx ON settlement_batches (received_at);

-- The claims that could be read, in the order in which they are settled: of each person by the day of discharge or service.
CREATE TABLE settlement_batch_claims (
  batch_id  uuid    NOT NULL,
  person_no text    COLLATE "C" NOT NULL,
  event_on  date    NOT NULL,
  line_no   integer NOT NULL CHECK (line_no > 0),
  input     jsonb   NOT NULL,
  CONSTRAINT settlement_batch_claims_pkey PRIMARY KEY (batch_id, person_no, event_on, line_no)
);

-- What each line came to: the sums of its settlement, or why it was refused. Of a line that could not be read, at once.
CREATE TABLE settlement_batch_answers (
  batch_id      uuid    NOT NULL,
  line_no       integer NOT NULL CHECK (line_no > 0),
  settlement_no text    COLLATE "C",
  replayed      boolean NOT NULL,
  settlement    json,
  problem       json,
  CONSTRAINT settlement_batch_answers_pkey PRIMARY KEY (batch_id, line_no),
  CONSTRAINT settlement_batch_answers_one CHECK (num_nonnulls(settlement, problem) = 1),
  CONSTRAINT settlement_batch_answers_replayed CHECK (settlement IS NOT NULL OR NOT replayed)
);

-- Never rewritten, for the owner too; removed when their time is over.
CREATE TRIGGER append_only_update BEFORE UPDATE ON settlement_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON settlement_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON settlement_batch_claims FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON settlement_batch_claims FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON settlement_batch_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON settlement_batch_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, DELETE ON settlement_batches, settlement_batch_claims, settlement_batch_answers TO yizhan_app;
