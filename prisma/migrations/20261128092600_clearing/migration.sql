-- Monthly clearing: what a hospital claims of one month by one region, how it is decided, and what is set off.

-- A hospital's application for what it is owed. Amounts are sums of the entries it takes, and so wider than amounts.
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
  total                 numeric(20, 2) NOT NULL,
  basic_paid            numeric(20, 2) NOT NULL,
  critical_illness_paid numeric(20, 2) NOT NULL,
  other_paid            numeric(20, 2) NOT NULL,
  aid_paid              numeric(20, 2) NOT NULL,
  hospital_paid         numeric(20, 2) NOT NULL,
  person_paid           numeric(20, 2) NOT NULL,
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

-- `paid_on` and `payment_no` are the bank's day and number of a payment.
CREATE TABLE clearing_decisions (
  clearing_id uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  decision    text        NOT NULL CHECK (decision IN ('approve', 'hold', 'pay', 'withdraw')),
  reason      text,
  paid_on     date,
  payment_no  text,
  decided_at  timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT clearing_decisions_pkey PRIMARY KEY (clearing_id, seq),
  CONSTRAINT clearing_decisions_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clearing_decisions_reason CHECK (decision <> 'hold' OR reason IS NOT NULL),
  CONSTRAINT clearing_decisions_payment CHECK (decision = 'pay' OR (paid_on IS NULL AND payment_no IS NULL))
);

-- A recovery names the settlements that it takes back (fund_recovered), so that a reversal of one of them does not take the
-- same money again: what came back is set off here, when the clearing with the reversal is approved.
CREATE TABLE clearing_set_offs (
  clearing_id   uuid           NOT NULL,
  settlement_id uuid           NOT NULL,
  amount        numeric(20, 2) NOT NULL CHECK (amount > 0),
  CONSTRAINT clearing_set_offs_pkey PRIMARY KEY (clearing_id, settlement_id),
  CONSTRAINT clearing_set_offs_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES clearings (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX clearing_set_offs_settlement_id_idx ON clearing_set_offs (settlement_id);

-- A claim is what its entries say, of its own hospital, region and month, without what goes to people. What was disallowed of it is
-- posted later and taken off the same claim.
-- What was written is taken out of the statement's own table first: Citus joins that with no stored one.
CREATE FUNCTION check_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written uuid[] := ARRAY(SELECT DISTINCT clearing_id FROM cleared);
BEGIN
  IF EXISTS (
    SELECT FROM unnest(written) AS c (clearing_id) JOIN clearings k ON k.id = c.clearing_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e.kind = 'settlement') AS settlements,
        count(*) FILTER (WHERE e.kind = 'reversal') AS reversals,
        count(*) FILTER (WHERE e.kind = 'adjustment') AS adjustments,
        coalesce(sum(e.total), 0) AS total, coalesce(sum(e.basic), 0) AS basic,
        coalesce(sum(e.critical_illness), 0) AS critical_illness,
        coalesce(sum(e.supplementary + e.commercial + e.social_aid), 0) AS other,
        coalesce(sum(e.assistance + e.re_aid + e.tilt - e.to_person), 0) AS aid,
        coalesce(sum(e.hospital), 0) AS hospital, coalesce(sum(e.person + e.to_person), 0) AS person,
        bool_and(coalesce(k.region IN (e.region, s.insured_region) AND s.hospital_code = k.hospital_code
          AND (to_char(e.posted_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') = k.month
            OR (e.cause = 'resettle' AND e.cause_no LIKE 'correction/%/disallowed:%')), false)) AS own
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

CREATE TRIGGER never_removed_delete BEFORE DELETE ON clearings FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON clearings FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON clearing_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON clearing_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER append_only_update BEFORE UPDATE ON clearing_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON clearing_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clearing_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON clearing_set_offs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON clearing_set_offs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clearing_set_offs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON clearings, clearing_entries, clearing_decisions, clearing_set_offs TO yizhan_app;
GRANT UPDATE (status) ON clearings TO yizhan_app;
GRANT UPDATE (released_at) ON clearing_entries TO yizhan_app;
