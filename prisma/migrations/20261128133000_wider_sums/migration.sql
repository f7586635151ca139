-- Sums get four digits more than amounts have, so that a sum of allowed amounts always fits. A wider numeric of the same
-- scale writes no table anew.
ALTER TABLE alerts
  ALTER COLUMN burden_before TYPE numeric(20, 2),
  ALTER COLUMN burden TYPE numeric(20, 2);
-- A trigger holds the type of the columns that it looks at, so these two are made anew around the change.
DROP TRIGGER starts_empty ON limit_accounts;
DROP TRIGGER starts_from_balance ON limit_accounts;
ALTER TABLE limit_accounts
  ALTER COLUMN used TYPE numeric(20, 2),
  ALTER COLUMN used_before TYPE numeric(20, 2);
CREATE TRIGGER starts_empty AFTER INSERT ON limit_accounts
  FOR EACH ROW WHEN (NEW.used_before <> 0) EXECUTE FUNCTION refuse_stale();
CREATE TRIGGER starts_from_balance AFTER UPDATE ON limit_accounts
  FOR EACH ROW WHEN (NEW.used_before <> OLD.used OR NEW.version <= OLD.version) EXECUTE FUNCTION refuse_stale();
ALTER TABLE limit_entries
  ALTER COLUMN used_before TYPE numeric(20, 2),
  ALTER COLUMN used_after TYPE numeric(20, 2);
ALTER TABLE reconciliations
  ALTER COLUMN here_total TYPE numeric(20, 2),
  ALTER COLUMN here_fund TYPE numeric(20, 2),
  ALTER COLUMN there_total TYPE numeric(20, 2),
  ALTER COLUMN there_fund TYPE numeric(20, 2);
ALTER TABLE reconciliation_differences
  ALTER COLUMN here_total TYPE numeric(20, 2),
  ALTER COLUMN here_fund TYPE numeric(20, 2),
  ALTER COLUMN here_account TYPE numeric(20, 2),
  ALTER COLUMN there_total TYPE numeric(20, 2),
  ALTER COLUMN there_fund TYPE numeric(20, 2),
  ALTER COLUMN there_account TYPE numeric(20, 2);
ALTER TABLE clearings
  ALTER COLUMN total TYPE numeric(20, 2),
  ALTER COLUMN basic_paid TYPE numeric(20, 2),
  ALTER COLUMN critical_illness_paid TYPE numeric(20, 2),
  ALTER COLUMN other_paid TYPE numeric(20, 2),
  ALTER COLUMN aid_paid TYPE numeric(20, 2),
  ALTER COLUMN hospital_paid TYPE numeric(20, 2),
  ALTER COLUMN person_paid TYPE numeric(20, 2);
ALTER TABLE fund_lines ALTER COLUMN amount TYPE numeric(20, 2);
ALTER TABLE fund_balances ALTER COLUMN balance TYPE numeric(20, 2);
ALTER TABLE year_end_lines
  ALTER COLUMN base TYPE numeric(20, 2),
  ALTER COLUMN due TYPE numeric(20, 2),
  ALTER COLUMN assistance TYPE numeric(20, 2),
  ALTER COLUMN re_aid TYPE numeric(20, 2),
  ALTER COLUMN tilt TYPE numeric(20, 2);

-- A receipt that was entered wrongly is taken back by an entry with the negated lines; the slip's number is then entered
-- again, in another round. A receipt is taken back once.
ALTER TABLE fund_entries
  ADD COLUMN round smallint NOT NULL DEFAULT 1 CHECK (round > 0),
  ADD COLUMN withdraws uuid,
  DROP CONSTRAINT fund_entries_kind_check,
  ADD CONSTRAINT fund_entries_kind_check CHECK (
    kind IN ('receipt', 'receipt-withdrawn', 'clearing-approved', 'clearing-paid', 'subsidy-paid', 'recovery')),
  DROP CONSTRAINT fund_entries_once,
  ADD CONSTRAINT fund_entries_once UNIQUE (region, kind, reference, round),
  ADD CONSTRAINT fund_entries_withdraws_fkey FOREIGN KEY (withdraws) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT fund_entries_withdrawn_once UNIQUE (withdraws),
  ADD CONSTRAINT fund_entries_withdrawal CHECK ((kind = 'receipt-withdrawn') = (withdraws IS NOT NULL)),
  ADD CONSTRAINT fund_entries_rounds CHECK (round = 1 OR kind IN ('receipt', 'receipt-withdrawn'));

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
