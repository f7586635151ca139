-- The fund's journal: double entry. A line above nothing is a debit, below it a credit.
--   fund:<region>        the money in the fund's account          source:<name>      where it came from
--   payable:<hospital>   approved and not yet paid                 purpose:<name>     what it was spent on
--   people:<region>      promised to people and not arrived        transit:<region>   handed to the bank

-- `happened_on` is the day of the bank's slip, `posted_at` when it was written here, `payment_no` the bank's number of a
-- clearing's payment. A receipt that was entered wrongly is taken back, once, by an entry with the negated lines; the slip's
-- number is then entered again, in another round.
CREATE TABLE fund_entries (
  entry_id    uuid        NOT NULL,
  region      text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  kind        text        NOT NULL CHECK (
    kind IN ('receipt', 'receipt-withdrawn', 'clearing-approved', 'clearing-paid', 'subsidy-paid', 'recovery', 'payout-approved',
      'payout-withdrawn', 'payout-sent', 'payout-paid', 'payout-returned')),
  reference   text        COLLATE "C" NOT NULL CHECK (reference <> ''),
  round       smallint    NOT NULL DEFAULT 1 CHECK (round > 0),
  recovers    uuid,
  withdraws   uuid,
  happened_on date        NOT NULL,
  payment_no  text,
  posted_at   timestamptz NOT NULL,
  note        text        NOT NULL,
  input_hash  bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  caller_id   text        NOT NULL,
  CONSTRAINT fund_entries_pkey PRIMARY KEY (entry_id),
  -- A bank's slip, a clearing or a payment is booked once.
  CONSTRAINT fund_entries_once UNIQUE (region, kind, reference, round),
  CONSTRAINT fund_entries_withdrawn_once UNIQUE (withdraws),
  CONSTRAINT fund_entries_recovers_fkey FOREIGN KEY (recovers) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fund_entries_withdraws_fkey FOREIGN KEY (withdraws) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fund_entries_recovery CHECK ((kind = 'recovery') = (recovers IS NOT NULL)),
  CONSTRAINT fund_entries_withdrawal CHECK ((kind = 'receipt-withdrawn') = (withdraws IS NOT NULL)),
  CONSTRAINT fund_entries_rounds CHECK (round = 1 OR kind IN ('receipt', 'receipt-withdrawn')),
  CONSTRAINT fund_entries_payment_no CHECK (payment_no IS NULL OR kind = 'clearing-paid')
);
-- Over all regions: no other fund pays a clearing again.
CREATE UNIQUE INDEX fund_entries_clearing_once ON fund_entries (kind, reference) WHERE kind IN ('clearing-approved', 'clearing-paid');
CREATE INDEX fund_entries_region_happened_on_idx ON fund_entries (region, happened_on, entry_id);
CREATE INDEX fund_entries_recovers_idx ON fund_entries (recovers) WHERE recovers IS NOT NULL;

CREATE TABLE fund_lines (
  entry_id uuid           NOT NULL,
  line_no  smallint       NOT NULL CHECK (line_no > 0),
  account  text           COLLATE "C" NOT NULL CHECK (account ~ '^((fund|people|transit):[0-9]{6}|source:(central|provincial|city|county|lottery|donation|interest)|purpose:(aid|premium-subsidy)|payable:.+)$'),
  amount   numeric(20, 2) NOT NULL CHECK (amount <> 0),
  CONSTRAINT fund_lines_pkey PRIMARY KEY (entry_id, line_no),
  CONSTRAINT fund_lines_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Kept by the trigger below and by nobody else: the service may only read it.
CREATE TABLE fund_balances (
  region  text           COLLATE "C" NOT NULL,
  account text           COLLATE "C" NOT NULL,
  balance numeric(20, 2) NOT NULL,
  CONSTRAINT fund_balances_pkey PRIMARY KEY (region, account),
  CONSTRAINT fund_never_overdrawn CHECK (account NOT LIKE 'fund:%' OR balance >= 0)
);

-- A fund's budget of a year, by source and purpose in yuan; entered again it is a new version, and the last one counts.
CREATE TABLE fund_budgets (
  region      text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  year        smallint    NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  document_no text        NOT NULL CHECK (document_no <> ''),
  note        text        NOT NULL,
  sources     json        NOT NULL,
  purposes    json        NOT NULL,
  entered_at  timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT fund_budgets_pkey PRIMARY KEY (region, year, version)
);
CREATE TRIGGER append_only_update BEFORE UPDATE ON fund_budgets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON fund_budgets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON fund_budgets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON fund_budgets TO yizhan_app;

-- Premium subsidies that the fund has paid. A payment takes entries, so that a correction is paid as well, and each once.
CREATE TABLE fund_subsidies (
  person_no text     COLLATE "C" NOT NULL,
  year      smallint NOT NULL,
  seq       integer  NOT NULL DEFAULT 1,
  entry_id  uuid     NOT NULL,
  CONSTRAINT fund_subsidies_pkey PRIMARY KEY (person_no, year, seq),
  CONSTRAINT fund_subsidies_subsidy_fkey FOREIGN KEY (person_no, year, seq) REFERENCES premium_subsidy_entries (person_no, year, seq) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fund_subsidies_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX fund_subsidies_entry_id_idx ON fund_subsidies (entry_id);

-- The settlements that a recovery of a clearing takes back, each with what came back of it.
CREATE TABLE fund_recovered (
  entry_id      uuid           NOT NULL,
  settlement_id uuid           NOT NULL,
  amount        numeric(20, 2) NOT NULL CHECK (amount > 0),
  CONSTRAINT fund_recovered_pkey PRIMARY KEY (entry_id, settlement_id),
  CONSTRAINT fund_recovered_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX fund_recovered_settlement_id_idx ON fund_recovered (settlement_id);

-- Lines of an entry come in one statement and cancel out; they move money of their own region only. The balances follow
-- in the order of their keys, so that two movements wait for each other instead of deadlocking. What was recovered is
-- looked at after that wait, and so counts the recovery that was first. Of a clearing the settlements bound what comes back
-- (see check_recovered); of other payments the payment itself does.
-- What was written is taken out of the statement's own table first: Citus joins that with no stored one.
-- SECURITY DEFINER: the balances are the trigger's; the role of the service has no right to write them.
CREATE FUNCTION post_fund_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  written fund_lines[] := ARRAY(SELECT m::text::fund_lines FROM moved m);
BEGIN
  IF EXISTS (
    SELECT FROM fund_lines l WHERE l.entry_id IN (SELECT entry_id FROM unnest(written))
    GROUP BY l.entry_id HAVING sum(l.amount) <> 0 OR count(*) < 2
  ) THEN
    RAISE EXCEPTION 'the lines of a journal entry must cancel out' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_lines_balanced';
  END IF;
  IF EXISTS (
    SELECT FROM unnest(written) m JOIN fund_entries e USING (entry_id)
    WHERE m.account LIKE 'fund:%' AND m.account <> 'fund:' || e.region
  ) THEN
    RAISE EXCEPTION 'an entry moves the fund of its own region' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_lines_own';
  END IF;
  -- First a row of nothing, then its lock, then the sum: an INSERT that carried the amount would be measured against the
  -- constraint by itself.
  INSERT INTO fund_balances (region, account, balance)
  SELECT DISTINCT e.region, m.account, 0 FROM unnest(written) m JOIN fund_entries e USING (entry_id) ORDER BY e.region, m.account
  ON CONFLICT (region, account) DO NOTHING;
  PERFORM FROM fund_balances b
  WHERE (b.region, b.account) IN (SELECT e.region, m.account FROM unnest(written) m JOIN fund_entries e USING (entry_id))
  ORDER BY b.region, b.account FOR UPDATE;
  UPDATE fund_balances b SET balance = b.balance + s.amount
  FROM (SELECT e.region, m.account, sum(m.amount) AS amount FROM unnest(written) m JOIN fund_entries e USING (entry_id)
    GROUP BY e.region, m.account) s
  WHERE b.region = s.region AND b.account = s.account;
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT e.recovers FROM unnest(written) m JOIN fund_entries e USING (entry_id) WHERE e.recovers IS NOT NULL) r
    JOIN fund_entries paid ON paid.entry_id = r.recovers
    WHERE paid.kind <> 'clearing-paid' AND (SELECT -sum(l.amount) FROM fund_lines l WHERE l.entry_id = paid.entry_id AND l.account = 'fund:' || paid.region)
      < (SELECT sum(l.amount) FROM fund_entries back JOIN fund_lines l USING (entry_id)
         WHERE back.recovers = paid.entry_id AND l.account = 'fund:' || paid.region)
  ) THEN
    RAISE EXCEPTION 'more would be recovered than was paid, or into another fund' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_recovered_within';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER fund_lines_post AFTER INSERT ON fund_lines
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION post_fund_lines();

-- An entry without lines would be a promise that nothing happened; it is looked at when the transaction ends.
CREATE FUNCTION check_fund_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM fund_lines l WHERE l.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'journal entry % has no lines', NEW.entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER fund_entries_lined AFTER INSERT ON fund_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_fund_entry();

-- A second round follows a first one that was taken back, and what is taken back is the receipt whole.
CREATE FUNCTION check_receipt_rounds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'receipt' AND NEW.round > 1 AND NOT EXISTS (
    SELECT FROM fund_entries before JOIN fund_entries back ON back.withdraws = before.entry_id
    WHERE before.region = NEW.region AND before.kind = 'receipt' AND before.reference = NEW.reference AND before.round = NEW.round - 1
  ) THEN
    RAISE EXCEPTION 'receipt % is entered again only after it was taken back', NEW.reference USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_receipt_rounds';
  END IF;
  IF NEW.withdraws IS NOT NULL AND (
    NOT EXISTS (
      SELECT FROM fund_entries of WHERE of.entry_id = NEW.withdraws AND of.kind = 'receipt' AND of.region = NEW.region
        AND of.reference = NEW.reference AND of.round = NEW.round)
    OR EXISTS (
      SELECT FROM (SELECT account, amount FROM fund_lines WHERE entry_id = NEW.withdraws) of
      FULL JOIN (SELECT account, -amount AS amount FROM fund_lines WHERE entry_id = NEW.entry_id) back USING (account, amount)
      WHERE of.account IS NULL OR back.account IS NULL)
  ) THEN
    RAISE EXCEPTION 'receipt % is taken back whole', NEW.reference USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_receipt_whole';
  END IF;
  RETURN NULL;
END
$$;
-- At the end of the transaction, when its lines are there.
CREATE CONSTRAINT TRIGGER fund_entries_receipts AFTER INSERT ON fund_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('receipt', 'receipt-withdrawn')) EXECUTE FUNCTION check_receipt_rounds();

-- Aid of a settlement that left the fund: what was paid, less what an approved clearing takes back, and back again what of
-- that was set off.
CREATE FUNCTION settlement_aid_paid(settlement uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT sum(t.aid) FROM (
      SELECT c.status, sum(e.assistance + e.re_aid + e.tilt - e.to_person) AS aid
      FROM (SELECT DISTINCT n.person_no, n.year FROM settlement_numbers n WHERE n.settlement_id = settlement) n
      JOIN entries e ON e.person_no = n.person_no AND e.year = n.year AND e.settlement_id = settlement
      JOIN clearing_entries k ON k.person_no = e.person_no AND k.region = e.region AND k.year = e.year AND k.seq = e.seq
        AND k.released_at IS NULL
      JOIN clearings c ON c.id = k.clearing_id GROUP BY c.id) t
    WHERE t.status = 'paid' OR (t.status = 'approved' AND t.aid < 0)), 0.00)
    + coalesce((SELECT sum(o.amount) FROM clearing_set_offs o WHERE o.settlement_id = settlement), 0.00)
$$;

-- When the transaction ends: a recovery of a clearing is the sum of what it names, and takes back of no settlement more than
-- was paid for it.
CREATE FUNCTION check_recovered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT kind FROM fund_entries WHERE entry_id = NEW.recovers) = 'clearing-paid' AND
    (SELECT coalesce(sum(amount), 0) FROM fund_recovered WHERE entry_id = NEW.entry_id)
    <> (SELECT coalesce(sum(amount), 0) FROM fund_lines WHERE entry_id = NEW.entry_id AND account = 'fund:' || NEW.region)
  THEN
    RAISE EXCEPTION 'recovery % is the sum of the settlements that it names', NEW.reference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_recovered_named';
  END IF;
  IF (SELECT region FROM fund_entries WHERE entry_id = NEW.recovers) <> NEW.region OR EXISTS (
    SELECT FROM fund_recovered r WHERE r.entry_id = NEW.entry_id AND settlement_aid_paid(r.settlement_id)
      < (SELECT sum(a.amount) FROM fund_recovered a WHERE a.settlement_id = r.settlement_id)
  ) THEN
    RAISE EXCEPTION 'more would be recovered of a settlement than was paid for it, or into another fund'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_recovered_within';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER fund_entries_recovered AFTER INSERT ON fund_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'recovery') EXECUTE FUNCTION check_recovered();

-- Append-only, for the owner too. Balances change by the trigger alone, and none is taken away.
CREATE TRIGGER append_only_update BEFORE UPDATE ON fund_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON fund_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON fund_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON fund_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON fund_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON fund_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON fund_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON fund_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON fund_subsidies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON fund_recovered FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON fund_recovered FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON fund_recovered FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON fund_balances FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON fund_balances FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT ON fund_entries, fund_lines, fund_subsidies, fund_recovered TO yizhan_app;
GRANT SELECT ON fund_balances TO yizhan_app;
