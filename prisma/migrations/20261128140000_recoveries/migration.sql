-- A recovery of a clearing names the settlements that it takes back, so that a reversal of one of them does not take the
-- same money again: what came back is set off when the clearing with the reversal is approved.
CREATE TABLE fund_recovered (
  entry_id      uuid           NOT NULL,
  settlement_id uuid           NOT NULL,
  amount        numeric(20, 2) NOT NULL CHECK (amount > 0),
  CONSTRAINT fund_recovered_pkey PRIMARY KEY (entry_id, settlement_id),
  CONSTRAINT fund_recovered_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX fund_recovered_settlement_id_idx ON fund_recovered (settlement_id);

CREATE TABLE clearing_set_offs (
  clearing_id   uuid           NOT NULL,
  settlement_id uuid           NOT NULL,
  amount        numeric(20, 2) NOT NULL CHECK (amount > 0),
  CONSTRAINT clearing_set_offs_pkey PRIMARY KEY (clearing_id, settlement_id),
  CONSTRAINT clearing_set_offs_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX clearing_set_offs_settlement_id_idx ON clearing_set_offs (settlement_id);

-- The bank's day and number of a payment.
ALTER TABLE clearing_decisions
  ADD COLUMN paid_on date,
  ADD COLUMN payment_no text,
  ADD CONSTRAINT clearing_decisions_payment CHECK (decision = 'pay' OR (paid_on IS NULL AND payment_no IS NULL));
ALTER TABLE fund_entries
  ADD COLUMN payment_no text,
  ADD CONSTRAINT fund_entries_payment_no CHECK (payment_no IS NULL OR kind = 'clearing-paid');

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

-- What a clearing sets off was recovered, and was taken back by this clearing.
CREATE FUNCTION check_set_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount) FROM clearing_set_offs WHERE settlement_id = NEW.settlement_id)
    > coalesce((SELECT sum(amount) FROM fund_recovered WHERE settlement_id = NEW.settlement_id), 0)
    OR NEW.amount > coalesce((
      SELECT -sum(e.assistance + e.re_aid + e.tilt - e.to_person) FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq)
      WHERE k.clearing_id = NEW.clearing_id AND e.settlement_id = NEW.settlement_id), 0)
  THEN
    RAISE EXCEPTION 'a clearing sets off what was recovered of what it takes back'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_set_offs_within';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER clearing_set_offs_within AFTER INSERT ON clearing_set_offs DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_set_off();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_recovered FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON clearing_set_offs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON fund_recovered, clearing_set_offs TO yizhan_app;

-- Of a clearing the settlements bound what comes back, see above; of other payments the payment itself does.
CREATE OR REPLACE FUNCTION post_fund_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM fund_lines l WHERE l.entry_id IN (SELECT entry_id FROM moved)
    GROUP BY l.entry_id HAVING sum(l.amount) <> 0 OR count(*) < 2
  ) THEN
    RAISE EXCEPTION 'the lines of a journal entry must cancel out' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_lines_balanced';
  END IF;
  IF EXISTS (
    SELECT FROM moved m JOIN fund_entries e USING (entry_id)
    WHERE m.account LIKE 'fund:%' AND m.account <> 'fund:' || e.region
  ) THEN
    RAISE EXCEPTION 'an entry moves the fund of its own region' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_lines_own';
  END IF;
  -- First a row of nothing, then its lock, then the sum: an INSERT that carried the amount would be measured against the
  -- constraint by itself.
  INSERT INTO fund_balances (region, account, balance)
  SELECT DISTINCT e.region, m.account, 0 FROM moved m JOIN fund_entries e USING (entry_id) ORDER BY e.region, m.account
  ON CONFLICT (region, account) DO NOTHING;
  PERFORM FROM fund_balances b
  WHERE (b.region, b.account) IN (SELECT e.region, m.account FROM moved m JOIN fund_entries e USING (entry_id))
  ORDER BY b.region, b.account FOR UPDATE;
  UPDATE fund_balances b SET balance = b.balance + s.amount
  FROM (SELECT e.region, m.account, sum(m.amount) AS amount FROM moved m JOIN fund_entries e USING (entry_id)
    GROUP BY e.region, m.account) s
  WHERE b.region = s.region AND b.account = s.account;
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT e.recovers FROM moved m JOIN fund_entries e USING (entry_id) WHERE e.recovers IS NOT NULL) r
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
