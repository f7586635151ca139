-- The books against a hospital's own: uploaded lines, reconciliations, monthly clearing, and the fund that pays.

-- Days and months are closed by the day of posting, which no table was ordered by. The region leads, because a fund
-- asks for its own and a hospital's lines lie in few regions; the three amounts are what a fund owes, read from the
-- index alone.
CREATE INDEX entries_region_posted_at_idx ON entries (region, posted_at) INCLUDE (assistance, re_aid, tilt);
-- Few, and asked for by each settlement that is compared: without it every entry of the person's year would be read.
CREATE INDEX entries_adjustments_idx ON entries (person_no, region, year, settlement_id) WHERE kind = 'adjustment';

-- What a hospital sent to be compared. The same bytes again are the same file.
CREATE TABLE uploaded_files (
  file_no       text        COLLATE "C" NOT NULL CHECK (length(file_no) BETWEEN 1 AND 30),
  hospital_code text        COLLATE "C" NOT NULL,
  content_hash  bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
  file_name     text        NOT NULL CHECK (file_name <> ''),
  bytes         integer     NOT NULL CHECK (bytes >= 0),
  rows          integer     NOT NULL CHECK (rows >= 0),
  faults        integer     NOT NULL CHECK (faults BETWEEN 0 AND rows),
  uploaded_at   timestamptz NOT NULL,
  caller_id     text        NOT NULL,
  CONSTRAINT uploaded_files_pkey PRIMARY KEY (file_no),
  CONSTRAINT uploaded_files_once UNIQUE (hospital_code, content_hash)
);

-- The lines that could be read. `settlement` is as the file has it, the hospital's number or our id; `settlement_id` is
-- set where it has the form of an id. The file's own row is written last, when the lines are counted, in the same
-- transaction; a foreign key would look it up for each line.
CREATE TABLE uploaded_lines (
  file_no       text           COLLATE "C" NOT NULL,
  line_no       integer        NOT NULL CHECK (line_no > 0),
  settlement    text           COLLATE "C" NOT NULL CHECK (settlement <> ''),
  settlement_id uuid,
  visit_id      text,
  person_no     text           COLLATE "C",
  refunded      boolean        NOT NULL,
  total         numeric(16, 2) NOT NULL,
  fund_paid     numeric(16, 2) NOT NULL,
  account_paid  numeric(16, 2) NOT NULL,
  CONSTRAINT uploaded_lines_pkey PRIMARY KEY (file_no, line_no)
);

-- The lines that could not, each with the column at fault.
CREATE TABLE uploaded_line_faults (
  file_no     text    COLLATE "C" NOT NULL,
  line_no     integer NOT NULL CHECK (line_no > 0),
  column_name text    NOT NULL,
  reason      text    NOT NULL,
  CONSTRAINT uploaded_line_faults_pkey PRIMARY KEY (file_no, line_no)
);

-- One comparison of a file with the books of a period, as both stood at that moment.
CREATE TABLE reconciliations (
  id            uuid           NOT NULL,
  hospital_code text           COLLATE "C" NOT NULL,
  from_on       date           NOT NULL,
  to_on         date           NOT NULL,
  file_no       text           COLLATE "C" NOT NULL,
  result        text           NOT NULL CHECK (result IN ('balanced', 'here-more', 'there-more', 'differs')),
  here_count    integer        NOT NULL,
  here_total    numeric(16, 2) NOT NULL,
  here_fund     numeric(16, 2) NOT NULL,
  there_count   integer        NOT NULL,
  there_total   numeric(16, 2) NOT NULL,
  there_fund    numeric(16, 2) NOT NULL,
  faults        integer        NOT NULL CHECK (faults >= 0),
  differences   integer        NOT NULL CHECK (differences >= 0),
  compared_at   timestamptz    NOT NULL,
  caller_id     text           NOT NULL,
  CONSTRAINT reconciliations_pkey PRIMARY KEY (id),
  CONSTRAINT reconciliations_file_no_fkey FOREIGN KEY (file_no) REFERENCES uploaded_files (file_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT reconciliations_period CHECK (from_on <= to_on),
  CONSTRAINT reconciliations_balanced CHECK (
    result <> 'balanced'
    OR (differences = 0 AND faults = 0 AND here_total = there_total AND here_fund = there_fund)
  )
);
CREATE INDEX reconciliations_hospital_code_id_idx ON reconciliations (hospital_code, id);

-- `here` is this ledger, `there` is the hospital's file. Written with their reconciliation, in one transaction.
CREATE TABLE reconciliation_differences (
  reconciliation_id uuid           NOT NULL,
  seq               integer        NOT NULL CHECK (seq > 0),
  type              text           NOT NULL CHECK (type IN ('only-here', 'only-there', 'amounts-differ', 'reversed-here', 'reversed-there', 'duplicate')),
  action            text           NOT NULL,
  refunded          boolean        NOT NULL,
  settlement_id     uuid,
  settlement_no     text           COLLATE "C",
  person_no         text           COLLATE "C",
  visit_id          text,
  line_no           integer,
  posted_on         date,
  here_total        numeric(16, 2),
  here_fund         numeric(16, 2),
  here_account      numeric(16, 2),
  there_total       numeric(16, 2),
  there_fund        numeric(16, 2),
  there_account     numeric(16, 2),
  CONSTRAINT reconciliation_differences_pkey PRIMARY KEY (reconciliation_id, seq)
);

-- A hospital's application for what it is owed of one month by one region. Amounts are sums of the entries it takes.
CREATE TABLE clearings (
  id                    uuid           NOT NULL,
  hospital_code         text           COLLATE "C" NOT NULL,
  region                text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  month                 text           COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  clearing_type         text           NOT NULL CHECK (clearing_type IN ('inpatient', 'outpatient', 'all')),
  application_no        text           COLLATE "C" NOT NULL,
  input_hash            bytea          NOT NULL CHECK (octet_length(input_hash) = 32),
  settlements           integer        NOT NULL CHECK (settlements >= 0),
  reversals             integer        NOT NULL CHECK (reversals >= 0),
  adjustments           integer        NOT NULL CHECK (adjustments >= 0),
  total                 numeric(16, 2) NOT NULL,
  basic_paid            numeric(16, 2) NOT NULL,
  critical_illness_paid numeric(16, 2) NOT NULL,
  other_paid            numeric(16, 2) NOT NULL,
  aid_paid              numeric(16, 2) NOT NULL,
  hospital_paid         numeric(16, 2) NOT NULL,
  person_paid           numeric(16, 2) NOT NULL,
  status                text           NOT NULL,
  applied_at            timestamptz    NOT NULL,
  caller_id             text           NOT NULL,
  CONSTRAINT clearings_pkey PRIMARY KEY (id),
  CONSTRAINT clearings_once UNIQUE (hospital_code, application_no),
  CONSTRAINT clearings_status CHECK (status IN ('applied', 'held', 'approved', 'paid', 'withdrawn')),
  CONSTRAINT clearings_sum CHECK (
    basic_paid + critical_illness_paid + other_paid + aid_paid + hospital_paid + person_paid = total)
);
CREATE INDEX clearings_region_id_idx ON clearings (region, id);
CREATE INDEX clearings_hospital_code_id_idx ON clearings (hospital_code, id);

-- Which entries a clearing takes. An entry is cleared once: a second clearing may take it only after the first was
-- withdrawn, which releases it. That the entry exists is looked at with the sum: a foreign key would lock, and so
-- write, each row of a ledger that is never written again.
CREATE TABLE clearing_entries (
  clearing_id uuid        NOT NULL,
  person_no   text        COLLATE "C" NOT NULL,
  region      text        COLLATE "C" NOT NULL,
  year        smallint    NOT NULL,
  seq         integer     NOT NULL,
  released_at timestamptz,
  CONSTRAINT clearing_entries_pkey PRIMARY KEY (clearing_id, person_no, region, year, seq),
  CONSTRAINT clearing_entries_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX clearing_entries_once ON clearing_entries (person_no, region, year, seq) WHERE released_at IS NULL;

CREATE TABLE clearing_decisions (
  clearing_id uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  decision    text        NOT NULL CHECK (decision IN ('approve', 'hold', 'pay', 'withdraw')),
  reason      text,
  decided_at  timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT clearing_decisions_pkey PRIMARY KEY (clearing_id, seq),
  CONSTRAINT clearing_decisions_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clearing_decisions_reason CHECK (decision <> 'hold' OR reason IS NOT NULL)
);

-- A claim is what its entries say, of its own hospital, region and month.
CREATE FUNCTION check_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT clearing_id FROM cleared) c JOIN clearings k ON k.id = c.clearing_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e.kind = 'settlement') AS settlements,
        count(*) FILTER (WHERE e.kind = 'reversal') AS reversals,
        count(*) FILTER (WHERE e.kind = 'adjustment') AS adjustments,
        coalesce(sum(e.total), 0) AS total, coalesce(sum(e.basic), 0) AS basic,
        coalesce(sum(e.critical_illness), 0) AS critical_illness,
        coalesce(sum(e.supplementary + e.commercial + e.social_aid), 0) AS other,
        coalesce(sum(e.assistance + e.re_aid + e.tilt), 0) AS aid,
        coalesce(sum(e.hospital), 0) AS hospital, coalesce(sum(e.person), 0) AS person,
        bool_and(coalesce(e.region = k.region AND s.hospital_code = k.hospital_code
          AND to_char(e.posted_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') = k.month, false)) AS own
      FROM clearing_entries t LEFT JOIN entries e USING (person_no, region, year, seq)
      LEFT JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
      WHERE t.clearing_id = k.id) e
    WHERE NOT e.own OR (k.settlements, k.reversals, k.adjustments, k.total, k.basic_paid, k.critical_illness_paid,
        k.other_paid, k.aid_paid, k.hospital_paid, k.person_paid)
      IS DISTINCT FROM (e.settlements, e.reversals, e.adjustments, e.total, e.basic, e.critical_illness, e.other, e.aid,
        e.hospital, e.person)
  ) THEN
    RAISE EXCEPTION 'a clearing must be the sum of the entries it takes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER clearing_entries_sum AFTER INSERT ON clearing_entries
  REFERENCING NEW TABLE AS cleared FOR EACH STATEMENT EXECUTE FUNCTION check_cleared();

-- A clearing only goes forward, and nothing of it changes but where it stands.
CREATE FUNCTION clearing_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'status') <> (to_jsonb(OLD) - 'status') OR NOT (
    (OLD.status = 'applied' AND NEW.status IN ('held', 'approved', 'withdrawn'))
    OR (OLD.status = 'held' AND NEW.status IN ('approved', 'withdrawn'))
    OR (OLD.status = 'approved' AND NEW.status = 'paid')
  ) THEN
    RAISE EXCEPTION 'clearing % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER clearings_forward AFTER UPDATE ON clearings FOR EACH ROW EXECUTE FUNCTION clearing_forward();

-- Entries are released with their clearing, and never without it.
CREATE FUNCTION clearing_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL
    OR (to_jsonb(NEW) - 'released_at') <> (to_jsonb(OLD) - 'released_at')
    OR NOT EXISTS (SELECT FROM clearings c WHERE c.id = OLD.clearing_id AND c.status = 'withdrawn') THEN
    RAISE EXCEPTION 'an entry is released only by withdrawing its clearing' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER clearing_entries_released AFTER UPDATE ON clearing_entries FOR EACH ROW EXECUTE FUNCTION clearing_released();

-- The fund's journal: double entry. A line above nothing is a debit, below it a credit.
--   fund:<region>        the money in the fund's account          source:<name>      where it came from
--   payable:<hospital>   approved and not yet paid                 purpose:<name>     what it was spent on
-- `happened_on` is the day of the bank's slip, `posted_at` when it was written here.
CREATE TABLE fund_entries (
  entry_id    uuid        NOT NULL,
  region      text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  kind        text        NOT NULL CHECK (kind IN ('receipt', 'clearing-approved', 'clearing-paid', 'subsidy-paid', 'recovery')),
  reference   text        COLLATE "C" NOT NULL CHECK (reference <> ''),
  recovers    uuid,
  happened_on date        NOT NULL,
  posted_at   timestamptz NOT NULL,
  note        text        NOT NULL,
  input_hash  bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  caller_id   text        NOT NULL,
  CONSTRAINT fund_entries_pkey PRIMARY KEY (entry_id),
  -- A bank's slip, a clearing or a payment is booked once.
  CONSTRAINT fund_entries_once UNIQUE (region, kind, reference),
  CONSTRAINT fund_entries_recovers_fkey FOREIGN KEY (recovers) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fund_entries_recovery CHECK ((kind = 'recovery') = (recovers IS NOT NULL))
);
-- Over all regions: no other fund pays a clearing again.
CREATE UNIQUE INDEX fund_entries_clearing_once ON fund_entries (kind, reference) WHERE kind IN ('clearing-approved', 'clearing-paid');
CREATE INDEX fund_entries_region_happened_on_idx ON fund_entries (region, happened_on, entry_id);
CREATE INDEX fund_entries_recovers_idx ON fund_entries (recovers) WHERE recovers IS NOT NULL;

CREATE TABLE fund_lines (
  entry_id uuid           NOT NULL,
  line_no  smallint       NOT NULL CHECK (line_no > 0),
  account  text           COLLATE "C" NOT NULL CHECK (account ~ '^(fund:[0-9]{6}|source:(central|provincial|city|county|lottery|donation|interest)|purpose:(aid|premium-subsidy)|payable:.+)$'),
  amount   numeric(16, 2) NOT NULL CHECK (amount <> 0),
  CONSTRAINT fund_lines_pkey PRIMARY KEY (entry_id, line_no),
  CONSTRAINT fund_lines_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Kept by the trigger below and by nobody else: the service may only read it.
CREATE TABLE fund_balances (
  region  text           COLLATE "C" NOT NULL,
  account text           COLLATE "C" NOT NULL,
  balance numeric(16, 2) NOT NULL,
  CONSTRAINT fund_balances_pkey PRIMARY KEY (region, account),
  CONSTRAINT fund_never_overdrawn CHECK (account NOT LIKE 'fund:%' OR balance >= 0)
);

-- Recorded premium subsidies that the fund has paid: each once.
CREATE TABLE fund_subsidies (
  person_no text     COLLATE "C" NOT NULL,
  year      smallint NOT NULL,
  entry_id  uuid     NOT NULL,
  CONSTRAINT fund_subsidies_pkey PRIMARY KEY (person_no, year),
  CONSTRAINT fund_subsidies_subsidy_fkey FOREIGN KEY (person_no, year) REFERENCES premium_subsidies (person_no, year) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT fund_subsidies_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fund_entries (entry_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX fund_subsidies_entry_id_idx ON fund_subsidies (entry_id);

-- Lines of an entry come in one statement and cancel out; they move money of their own region only. The balances follow
-- in the order of their keys, so that two movements wait for each other instead of deadlocking. What was recovered is
-- looked at after that wait, and so counts the recovery that was first.
-- SECURITY DEFINER: the balances are the trigger's; the role of the service has no right to write them.
CREATE FUNCTION post_fund_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
    WHERE (SELECT -sum(l.amount) FROM fund_lines l WHERE l.entry_id = paid.entry_id AND l.account = 'fund:' || paid.region)
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

-- Append-only, for the owner too. Clearings and their entries change in one way only, see above, and are never removed.
DO $$
DECLARE
  kept regclass;
BEGIN
  FOREACH kept IN ARRAY ARRAY['uploaded_files', 'uploaded_lines', 'uploaded_line_faults', 'reconciliations',
    'reconciliation_differences', 'clearing_decisions', 'fund_entries', 'fund_lines', 'fund_subsidies']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s'
      ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
  FOREACH kept IN ARRAY ARRAY['clearings', 'clearing_entries', 'fund_balances']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON %s'
      ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', kept);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON uploaded_files, uploaded_lines, uploaded_line_faults, reconciliations, reconciliation_differences,
  clearings, clearing_entries, clearing_decisions, fund_entries, fund_lines, fund_subsidies TO yizhan_app;
GRANT UPDATE (status) ON clearings TO yizhan_app;
GRANT UPDATE (released_at) ON clearing_entries TO yizhan_app;
GRANT SELECT ON fund_balances TO yizhan_app;
