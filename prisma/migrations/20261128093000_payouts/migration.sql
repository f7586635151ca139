-- Money to people: what the ledger owes a person, to whom and into which account it is paid, in which batch, and what the bank
-- said of it. A payout holds entries of the ledger, each once, and is their sum; a batch holds payouts, each once as long as it
-- was not returned. So nothing is paid twice, and nothing that is not owed.

CREATE TABLE payouts (
  id               uuid           NOT NULL,
  payout_no        text           COLLATE "C" NOT NULL,
  region           text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  person_no        text           COLLATE "C" NOT NULL,
  payee_kind       text           NOT NULL CHECK (payee_kind IN ('person', 'guardian', 'heir')),
  payee_name       text           NOT NULL CHECK (payee_name <> ''),
  -- Why somebody else than the person is paid: the relation and the paper that shows it.
  grounds          text,
  amount           numeric(20, 2) NOT NULL CHECK (amount > 0),
  -- When the money was asked for, or, where nobody asked, when the oldest of its entries was posted.
  received_on      date           NOT NULL,
  input_hash       bytea          NOT NULL CHECK (octet_length(input_hash) = 32),
  made_at          timestamptz    NOT NULL,
  caller_id        text           NOT NULL,
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  withdrawn_reason text,
  CONSTRAINT payouts_pkey PRIMARY KEY (id),
  CONSTRAINT payouts_once UNIQUE (region, payout_no),
  CONSTRAINT payouts_grounds CHECK ((payee_kind = 'person') = (grounds IS NULL)),
  CONSTRAINT payouts_withdrawn CHECK (
    (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE INDEX payouts_region_id_idx ON payouts (region, id);
CREATE INDEX payouts_person_no_idx ON payouts (person_no, id);

-- Which entries a payout holds. As in clearings, a foreign key to the ledger would lock rows that are never written again.
CREATE TABLE payout_entries (
  payout_id   uuid           NOT NULL,
  person_no   text           COLLATE "C" NOT NULL,
  region      text           COLLATE "C" NOT NULL,
  year        smallint       NOT NULL,
  seq         integer        NOT NULL,
  amount      numeric(20, 2) NOT NULL CHECK (amount <> 0),
  released_at timestamptz,
  CONSTRAINT payout_entries_pkey PRIMARY KEY (payout_id, region, year, seq),
  CONSTRAINT payout_entries_payout_id_fkey FOREIGN KEY (payout_id) REFERENCES payouts (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX payout_entries_once ON payout_entries (person_no, region, year, seq) WHERE released_at IS NULL;

-- The account of a payout, and each that took its place. Sealed like ID numbers; `tail` is what an answer may show.
CREATE TABLE payout_accounts (
  payout_id    uuid        NOT NULL,
  round        smallint    NOT NULL CHECK (round > 0),
  account_enc  bytea       NOT NULL,
  account_kind text        NOT NULL CHECK (account_kind IN ('card', 'account')),
  tail         text        NOT NULL CHECK (length(tail) = 4),
  bank_name    text        NOT NULL CHECK (bank_name <> ''),
  bank_no      text        COLLATE "C" CHECK (bank_no ~ '^[0-9]{12}$'),
  reason       text,
  set_at       timestamptz NOT NULL,
  caller_id    text        NOT NULL,
  CONSTRAINT payout_accounts_pkey PRIMARY KEY (payout_id, round),
  CONSTRAINT payout_accounts_payout_id_fkey FOREIGN KEY (payout_id) REFERENCES payouts (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_accounts_reason CHECK ((round = 1) = (reason IS NULL))
);

CREATE TABLE payout_batches (
  id           uuid           NOT NULL,
  batch_no     text           COLLATE "C" NOT NULL,
  region       text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  status       text           NOT NULL CHECK (status IN ('made', 'approved', 'sent', 'closed', 'withdrawn')),
  lines        integer        NOT NULL CHECK (lines > 0),
  amount       numeric(20, 2) NOT NULL CHECK (amount > 0),
  input_hash   bytea          NOT NULL CHECK (octet_length(input_hash) = 32),
  made_at      timestamptz    NOT NULL,
  made_by      text           NOT NULL,
  approved_at  timestamptz,
  approved_by  text,
  sent_at      timestamptz,
  sent_by      text,
  -- The day on which the money is handed to the bank.
  sent_on      date,
  withdrawn_at timestamptz,
  withdrawn_by text,
  reason       text,
  CONSTRAINT payout_batches_pkey PRIMARY KEY (id),
  CONSTRAINT payout_batches_once UNIQUE (region, batch_no),
  -- Two pairs of eyes.
  CONSTRAINT payout_batches_second CHECK (approved_by <> made_by),
  CONSTRAINT payout_batches_steps CHECK (
    (approved_at IS NULL) = (approved_by IS NULL) AND (sent_at IS NULL) = (sent_by IS NULL) AND (sent_at IS NULL) = (sent_on IS NULL)
    AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (reason IS NULL)
    AND (status = 'withdrawn') = (withdrawn_at IS NOT NULL)
    AND CASE status WHEN 'made' THEN approved_at IS NULL WHEN 'withdrawn' THEN true ELSE approved_at IS NOT NULL END
    AND (status IN ('sent', 'closed')) = (sent_at IS NOT NULL))
);
CREATE INDEX payout_batches_region_id_idx ON payout_batches (region, id);

-- One answer of a bank, or of somebody who enters what it said: it posts what it confirms and what it returns.
CREATE TABLE payout_answers (
  id          uuid        NOT NULL,
  batch_id    uuid        NOT NULL,
  paid        integer     NOT NULL CHECK (paid >= 0),
  returned    integer     NOT NULL CHECK (returned >= 0),
  answered_at timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT payout_answers_pkey PRIMARY KEY (id),
  CONSTRAINT payout_answers_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES payout_batches (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_answers_some CHECK (paid + returned > 0)
);
CREATE INDEX payout_answers_batch_id_idx ON payout_answers (batch_id);

CREATE TABLE payout_batch_lines (
  batch_id        uuid           NOT NULL,
  line_no         integer        NOT NULL CHECK (line_no > 0),
  payout_id       uuid           NOT NULL,
  account_round   smallint       NOT NULL,
  amount          numeric(20, 2) NOT NULL CHECK (amount > 0),
  state           text           NOT NULL CHECK (state IN ('waiting', 'paid', 'returned', 'withdrawn')),
  paid_answer     uuid,
  paid_on         date,
  -- The bank's own number of the payment.
  bank_no         text,
  returned_answer uuid,
  returned_on     date,
  reason          text,
  CONSTRAINT payout_batch_lines_pkey PRIMARY KEY (batch_id, line_no),
  CONSTRAINT payout_batch_lines_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES payout_batches (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_batch_lines_account_fkey FOREIGN KEY (payout_id, account_round) REFERENCES payout_accounts (payout_id, round) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_batch_lines_paid_answer_fkey FOREIGN KEY (paid_answer) REFERENCES payout_answers (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_batch_lines_returned_answer_fkey FOREIGN KEY (returned_answer) REFERENCES payout_answers (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT payout_batch_lines_told CHECK (
    (paid_answer IS NULL) = (paid_on IS NULL) AND (returned_answer IS NULL) = (returned_on IS NULL)
    AND (returned_answer IS NULL) = (reason IS NULL)
    AND CASE state
      WHEN 'paid' THEN paid_answer IS NOT NULL AND returned_answer IS NULL
      WHEN 'returned' THEN returned_answer IS NOT NULL
      ELSE paid_answer IS NULL AND returned_answer IS NULL
    END)
);
-- A payout is under way or paid once. What was returned goes out again, but never to the account row that it came back from.
CREATE UNIQUE INDEX payout_batch_lines_once ON payout_batch_lines (payout_id) WHERE state IN ('waiting', 'paid');
CREATE UNIQUE INDEX payout_batch_lines_account_once ON payout_batch_lines (payout_id, account_round) WHERE state <> 'withdrawn';
CREATE INDEX payout_batch_lines_paid_answer_idx ON payout_batch_lines (paid_answer) WHERE paid_answer IS NOT NULL;
CREATE INDEX payout_batch_lines_returned_answer_idx ON payout_batch_lines (returned_answer) WHERE returned_answer IS NOT NULL;

-- How a region's bank wants its file, and how it answers. Each change is a new version; the newest counts.
CREATE TABLE payout_templates (
  region    text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  version   integer     NOT NULL CHECK (version > 0),
  content   json        NOT NULL,
  set_at    timestamptz NOT NULL,
  caller_id text        NOT NULL,
  CONSTRAINT payout_templates_pkey PRIMARY KEY (region, version)
);

-- When the transaction ends: a payout is the sum of the entries that it holds, each what the ledger says goes to this person.
CREATE FUNCTION check_payout(of_payout uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM payouts p CROSS JOIN LATERAL (
      SELECT coalesce(sum(t.amount), 0) AS amount, bool_and(coalesce(t.person_no = p.person_no AND p.region IN (e.region, s.insured_region)
        AND e.to_person = t.amount AND (t.released_at IS NULL) = (p.withdrawn_at IS NULL), false)) AS own
      FROM payout_entries t LEFT JOIN entries e USING (person_no, region, year, seq)
      LEFT JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
      WHERE t.payout_id = p.id) e
    WHERE p.id = of_payout AND (e.own IS NOT TRUE OR e.amount <> p.amount)
  ) THEN
    RAISE EXCEPTION 'a payout must be the sum of what the ledger owes the person' USING ERRCODE = 'check_violation', CONSTRAINT = 'payouts_sum';
  END IF;
END
$$;
CREATE FUNCTION check_payout_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_payout(NEW.id);
  RETURN NULL;
END
$$;
CREATE FUNCTION check_payout_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_payout(NEW.payout_id);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payouts_sum AFTER INSERT OR UPDATE ON payouts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payout_row();
CREATE CONSTRAINT TRIGGER payout_entries_sum AFTER INSERT OR UPDATE ON payout_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payout_entry();

CREATE FUNCTION payout_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
    OR (to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
      <> (to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason']) THEN
    RAISE EXCEPTION 'of a payout nothing changes but that it is withdrawn, once' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM payout_batch_lines l WHERE l.payout_id = OLD.id AND l.state IN ('waiting', 'paid')) THEN
    RAISE EXCEPTION 'payout % is under way or paid', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payouts_under_way';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payouts_forward BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION payout_forward();

CREATE FUNCTION payout_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL
    OR (to_jsonb(NEW) - 'released_at') <> (to_jsonb(OLD) - 'released_at') THEN
    RAISE EXCEPTION 'an entry is released once, with its payout' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_entries_released BEFORE UPDATE ON payout_entries FOR EACH ROW EXECUTE FUNCTION payout_released();

-- An account is another row; sealed with another key it is the same.
CREATE FUNCTION payout_account_resealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'account_enc') <> (to_jsonb(OLD) - 'account_enc') THEN
    RAISE EXCEPTION 'an account is mended by another row, never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_accounts_resealed BEFORE UPDATE ON payout_accounts FOR EACH ROW EXECUTE FUNCTION payout_account_resealed();

-- A payout enters a batch of its own fund, whole, with the newest of its accounts. The lock makes whoever withdraws it wait.
CREATE FUNCTION payout_line_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of payouts;
BEGIN
  SELECT * INTO of FROM payouts WHERE id = NEW.payout_id FOR SHARE;
  IF of.withdrawn_at IS NOT NULL OR of.amount <> NEW.amount OR NEW.state <> 'waiting'
    OR NOT EXISTS (SELECT FROM payout_batches b WHERE b.id = NEW.batch_id AND b.region = of.region AND b.status = 'made')
    OR NEW.account_round <> (SELECT max(round) FROM payout_accounts a WHERE a.payout_id = NEW.payout_id)
  THEN
    RAISE EXCEPTION 'payout % does not enter this batch', NEW.payout_id USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_batch_lines_enter';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_batch_lines_enter BEFORE INSERT ON payout_batch_lines FOR EACH ROW EXECUTE FUNCTION payout_line_enters();

-- A line waits, is paid, is returned. A bank may return what it had confirmed; what was returned never counts as paid again.
CREATE FUNCTION payout_line_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told CONSTANT text[] := ARRAY['state', 'paid_answer', 'paid_on', 'bank_no', 'returned_answer', 'returned_on', 'reason'];
  standing text := (SELECT status FROM payout_batches WHERE id = OLD.batch_id);
BEGIN
  IF (to_jsonb(NEW) - told) <> (to_jsonb(OLD) - told) OR NOT (
    (OLD.state = 'waiting' AND NEW.state IN ('paid', 'returned') AND standing = 'sent')
    OR (OLD.state = 'waiting' AND NEW.state = 'withdrawn' AND standing = 'withdrawn')
    OR (OLD.state = 'paid' AND NEW.state = 'returned' AND standing IN ('sent', 'closed')
      AND (NEW.paid_answer, NEW.paid_on) = (OLD.paid_answer, OLD.paid_on))
  ) THEN
    RAISE EXCEPTION 'line % of batch % cannot go from % to %', OLD.line_no, OLD.batch_id, OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_batch_lines_forward BEFORE UPDATE ON payout_batch_lines FOR EACH ROW EXECUTE FUNCTION payout_line_forward();

-- What is owed to a person by a fund, less what is under way to or has reached the person. Below nothing the person owes.
CREATE FUNCTION owed_to_person(of_person text, of_region text) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(e.to_person) FROM entries e
      JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
      WHERE e.person_no = of_person AND e.to_person <> 0 AND fund_of(e.region, s.insured_region) = of_region), 0.00)
    - coalesce((SELECT sum(l.amount) FROM payouts p JOIN payout_batch_lines l ON l.payout_id = p.id
      WHERE p.person_no = of_person AND p.region = of_region AND l.state IN ('waiting', 'paid')), 0.00)
$$;

-- A batch only goes forward. It is approved and sent while all of it is still owed: what was reversed meanwhile stops it.
CREATE FUNCTION payout_batch_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps CONSTANT text[] := ARRAY['status', 'approved_at', 'approved_by', 'sent_at', 'sent_by', 'sent_on', 'withdrawn_at', 'withdrawn_by', 'reason'];
BEGIN
  IF (to_jsonb(NEW) - steps) <> (to_jsonb(OLD) - steps) OR NOT (
    (OLD.status = 'made' AND NEW.status IN ('approved', 'withdrawn'))
    OR (OLD.status = 'approved' AND NEW.status IN ('sent', 'withdrawn') AND NEW.approved_by = OLD.approved_by)
    OR (OLD.status = 'sent' AND NEW.status = 'closed' AND (NEW.approved_by, NEW.sent_by, NEW.sent_on) = (OLD.approved_by, OLD.sent_by, OLD.sent_on))
  ) THEN
    RAISE EXCEPTION 'batch % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status IN ('approved', 'sent') AND EXISTS (
    SELECT FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
    WHERE l.batch_id = NEW.id AND owed_to_person(p.person_no, p.region) < 0
  ) THEN
    RAISE EXCEPTION 'batch % would pay more than is owed', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_batches_within';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_batches_forward BEFORE UPDATE ON payout_batches FOR EACH ROW EXECUTE FUNCTION payout_batch_forward();

-- When the transaction ends: a batch is the sum of its lines, they stand where it stands, and the journal says the same.
CREATE FUNCTION payout_booked(of_region text, of_kind text, of_reference text, of_account text) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(l.amount) FROM fund_entries e JOIN fund_lines l USING (entry_id)
    WHERE e.region = of_region AND e.kind = of_kind AND e.reference = of_reference AND l.account = of_account), 0.00)
$$;
CREATE FUNCTION check_payout_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM payout_batches b CROSS JOIN LATERAL (
      SELECT count(*) AS lines, sum(l.amount) AS amount, bool_or(l.state = 'waiting') AS waiting,
        bool_and((l.state = 'withdrawn') = (b.status = 'withdrawn')) AS together
      FROM payout_batch_lines l WHERE l.batch_id = b.id) l
    WHERE b.id = NEW.id AND (b.lines <> l.lines OR b.amount IS DISTINCT FROM l.amount OR l.together IS NOT TRUE
      OR (b.status = 'closed' AND l.waiting)
      OR payout_booked(b.region, 'payout-approved', b.id::text, 'people:' || b.region)
        <> CASE WHEN b.approved_at IS NULL THEN 0 ELSE -b.amount END
      OR payout_booked(b.region, 'payout-withdrawn', b.id::text, 'people:' || b.region)
        <> CASE WHEN b.status = 'withdrawn' AND b.approved_at IS NOT NULL THEN b.amount ELSE 0 END
      OR payout_booked(b.region, 'payout-sent', b.id::text, 'transit:' || b.region)
        <> CASE WHEN b.sent_at IS NULL THEN 0 ELSE b.amount END)
  ) THEN
    RAISE EXCEPTION 'batch %, its lines and the journal do not agree', NEW.batch_no USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_batches_agree';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payout_batches_agree AFTER INSERT OR UPDATE ON payout_batches DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payout_batch();

CREATE FUNCTION check_payout_answer(of_answer uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM payout_answers a JOIN payout_batches b ON b.id = a.batch_id CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE l.paid_answer = a.id) AS paid, count(*) FILTER (WHERE l.returned_answer = a.id) AS returned,
        coalesce(sum(l.amount) FILTER (WHERE l.paid_answer = a.id), 0) AS paid_sum,
        coalesce(sum(l.amount) FILTER (WHERE l.returned_answer = a.id), 0) AS returned_sum
      FROM payout_batch_lines l WHERE l.batch_id = a.batch_id) l
    WHERE a.id = of_answer AND ((a.paid, a.returned) <> (l.paid, l.returned)
      OR payout_booked(b.region, 'payout-paid', a.id::text, 'people:' || b.region) <> l.paid_sum
      OR payout_booked(b.region, 'payout-returned', a.id::text, 'fund:' || b.region) <> l.returned_sum)
  ) THEN
    RAISE EXCEPTION 'answer %, its lines and the journal do not agree', of_answer USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_answers_agree';
  END IF;
END
$$;
CREATE FUNCTION check_payout_answer_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_payout_answer(NEW.id);
  RETURN NULL;
END
$$;
CREATE FUNCTION check_answered_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_payout_answer(NEW.paid_answer);
  PERFORM check_payout_answer(NEW.returned_answer);
  RETURN NULL;
END
$$;
CREATE FUNCTION check_payout_entry_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind IN ('payout-paid', 'payout-returned') THEN
    IF NOT EXISTS (SELECT FROM payout_answers a JOIN payout_batches b ON b.id = a.batch_id WHERE a.id::text = NEW.reference AND b.region = NEW.region) THEN
      RAISE EXCEPTION 'no answer of a bank is behind entry %', NEW.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_entries_told';
    END IF;
    PERFORM check_payout_answer(NEW.reference::uuid);
  ELSIF NOT EXISTS (SELECT FROM payout_batches b WHERE b.id::text = NEW.reference AND b.region = NEW.region AND CASE NEW.kind
      WHEN 'payout-approved' THEN b.approved_at WHEN 'payout-sent' THEN b.sent_at ELSE b.withdrawn_at END IS NOT NULL) THEN
    RAISE EXCEPTION 'no batch is behind entry %', NEW.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_entries_told';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payout_answers_agree AFTER INSERT ON payout_answers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payout_answer_row();
CREATE CONSTRAINT TRIGGER payout_batch_lines_answered AFTER UPDATE ON payout_batch_lines DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state IN ('paid', 'returned')) EXECUTE FUNCTION check_answered_line();

-- Nothing stands in the journal of a fund that no batch or bank is behind.
CREATE CONSTRAINT TRIGGER fund_entries_payouts AFTER INSERT ON fund_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind LIKE 'payout-%') EXECUTE FUNCTION check_payout_entry_booked();

CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF account_enc ON payout_accounts
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('account_enc');

CREATE TRIGGER append_only_update BEFORE UPDATE ON payout_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON payout_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON payout_templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON payout_templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON payouts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payouts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON payout_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON payout_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON payout_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON payout_batch_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payout_batch_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON payouts, payout_entries, payout_accounts, payout_batches, payout_batch_lines, payout_answers, payout_templates TO yizhan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_reason) ON payouts TO yizhan_app;
GRANT UPDATE (released_at) ON payout_entries TO yizhan_app;
GRANT UPDATE (account_enc) ON payout_accounts TO yizhan_app;
GRANT UPDATE (status, approved_at, approved_by, sent_at, sent_by, sent_on, withdrawn_at, withdrawn_by, reason) ON payout_batches TO yizhan_app;
GRANT UPDATE (state, paid_answer, paid_on, bank_no, returned_answer, returned_on, reason) ON payout_batch_lines TO yizhan_app;
