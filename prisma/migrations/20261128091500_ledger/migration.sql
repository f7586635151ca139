-- The ledger: what was settled, what each limit has been used for, and where each person's year stands.
--
-- Every key of a table that grows leads with the person, so that the tables can be spread over servers by person_no
-- as they are. The two exceptions are the hospitals' own numbers, which lead with the hospital.
-- Keys are COLLATE "C": bytes compare faster than words, and every process sorts (and so locks) in the same order,
-- whatever language the server was installed in.
-- JSON is json, not jsonb: it is hashed, stored and read whole, so taking it apart on every write would buy nothing.

-- A hospital uses a settlement number once. Not partitioned, because the promise spans years.
CREATE TABLE settlement_numbers (
  hospital_code text     COLLATE "C" NOT NULL,
  settlement_no text     COLLATE "C" NOT NULL,
  input_hash    bytea    NOT NULL CHECK (octet_length(input_hash) = 32),
  person_no     text     COLLATE "C" NOT NULL,
  year          smallint NOT NULL,
  settlement_id uuid     NOT NULL,
  CONSTRAINT settlement_numbers_pkey PRIMARY KEY (hospital_code, settlement_no)
);
-- GET /v1/settlements/{id} knows neither person nor year. The ids rise with time, so this index grows at its right
-- end only and costs little. It is here, not on settlements, because there it would be one index a year to search.
CREATE INDEX settlement_numbers_settlement_id_idx ON settlement_numbers (settlement_id);

-- A hospital's reversal number is used once, and a settlement is reversed once.
CREATE TABLE reversals (
  hospital_code  text        COLLATE "C" NOT NULL,
  reversal_no    text        COLLATE "C" NOT NULL,
  settlement_no  text        COLLATE "C" NOT NULL,
  settlement_id  uuid        NOT NULL,
  person_no      text        COLLATE "C" NOT NULL,
  region         text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year           smallint    NOT NULL,
  seq            integer     NOT NULL CHECK (seq > 0),
  reason         text        NOT NULL,
  resettle_later boolean     NOT NULL,
  reversed_at    timestamptz NOT NULL,
  caller_id      text        NOT NULL,
  CONSTRAINT reversals_pkey PRIMARY KEY (hospital_code, reversal_no),
  CONSTRAINT reversals_once UNIQUE (hospital_code, settlement_no)
);

-- Where a person's year stands under one region's pack. The version is the lock of everything below it: accounts,
-- settlements and entries are only written by the statement that moved it on from the version that was read.
-- fillfactor 60: the row is rewritten by every settlement and no index holds what changes, so the free 40% lets the
-- new version lie on the same page (HOT) and neither index nor vacuum sees it.
CREATE TABLE person_years (
  person_no        text     COLLATE "C" NOT NULL,
  region           text     COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year             smallint NOT NULL,
  version          integer  NOT NULL,
  -- The version that this one was written over. It brings the expected version into ON CONFLICT, which sees only
  -- the columns of the row proposed, and so spares the write a second look at the table.
  replaced_version integer  NOT NULL CHECK (replaced_version >= 0),
  state            json     NOT NULL,
  CONSTRAINT person_years_pkey PRIMARY KEY (person_no, region, year),
  CONSTRAINT person_years_forward CHECK (version > replaced_version)
) WITH (
  fillfactor = 60,
  -- A province's year is tens of millions of rows: the default 20% would leave millions of dead rows between visits.
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02
);


-- What is used of each limit. No payment takes it past the limit: see limit_entries.
-- `used_before` is the balance that the last write started from; it brings the expected balance into ON CONFLICT.
-- Sums have four digits more than amounts, so that a sum of allowed amounts always fits.
-- fillfactor 70 for the same reason as above; the rows are shorter.
CREATE TABLE limit_accounts (
  person_no   text           COLLATE "C" NOT NULL,
  region      text           COLLATE "C" NOT NULL,
  year        smallint       NOT NULL,
  name        text           COLLATE "C" NOT NULL,
  used        numeric(20, 2) NOT NULL CHECK (used >= 0),
  used_before numeric(20, 2) NOT NULL CHECK (used_before >= 0),
  version     integer        NOT NULL,
  CONSTRAINT limit_accounts_pkey PRIMARY KEY (person_no, region, year, name)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- One row a settlement, as the hospital sent it and as the registers stood. Partitioned by the year of the visit:
-- a closed year is vacuumed and frozen once, dumped once, and can move to cheaper disks without touching the rest.
CREATE TABLE settlements (
  person_no      text           COLLATE "C" NOT NULL,
  year           smallint       NOT NULL,
  settlement_id  uuid           NOT NULL,
  region         text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  insured_region text           COLLATE "C" NOT NULL CHECK (length(insured_region) = 6),
  seq            integer        NOT NULL CHECK (seq > 0),
  hospital_code  text           COLLATE "C" NOT NULL,
  settlement_no  text           COLLATE "C" NOT NULL,
  care           text           NOT NULL,
  event_on       date           NOT NULL,
  input          json           NOT NULL,
  facts          json           NOT NULL,
  input_hash     bytea          NOT NULL CHECK (octet_length(input_hash) = 32),
  settled_at     timestamptz    NOT NULL,
  caller_id      text           NOT NULL,
  -- Taken from the claim itself, so that nobody can write one total and post another.
  total          numeric(16, 2) NOT NULL GENERATED ALWAYS AS ((input #>> '{costs,total}')::numeric(16, 2)) STORED CHECK (total >= 0),
  CONSTRAINT settlements_pkey PRIMARY KEY (person_no, year, settlement_id),
  CONSTRAINT settlements_year CHECK (year = extract(year FROM event_on))
) PARTITION BY RANGE (year);
-- A hospital's own list, newest first. The hospital leads, so every insertion lands on that hospital's last page.
CREATE INDEX settlements_hospital_code_event_on_settlement_id_idx ON settlements (hospital_code, event_on, settlement_id);
-- A bureau's list, newest first; its region is filtered on the way. Days come almost in order, so it grows at its end.
CREATE INDEX settlements_event_on_settlement_id_idx ON settlements (event_on, settlement_id);
-- Care outside the insured city on the hospital's word, with nothing on file: few, and looked for by the bureau (000000/G8).
CREATE INDEX settlements_unfiled_idx ON settlements (insured_region, settlement_id)
  WHERE input ->> 'referral' = 'proper' AND facts -> 'filings' IS NULL
    AND left(facts #>> '{hospital,region}', 4) <> left(insured_region, 4);

-- What each payer bears. The ten payers always sum to the total.
CREATE TABLE entries (
  person_no        text           COLLATE "C" NOT NULL,
  region           text           COLLATE "C" NOT NULL,
  year             smallint       NOT NULL,
  seq              integer        NOT NULL CHECK (seq > 0),
  entry_id         uuid           NOT NULL,
  settlement_id    uuid           NOT NULL,
  kind             text           NOT NULL,
  reversal_no      text,
  basic            numeric(16, 2) NOT NULL,
  critical_illness numeric(16, 2) NOT NULL,
  supplementary    numeric(16, 2) NOT NULL,
  commercial       numeric(16, 2) NOT NULL,
  social_aid       numeric(16, 2) NOT NULL,
  assistance       numeric(16, 2) NOT NULL,
  re_aid           numeric(16, 2) NOT NULL,
  tilt             numeric(16, 2) NOT NULL,
  hospital         numeric(16, 2) NOT NULL,
  person           numeric(16, 2) NOT NULL,
  total            numeric(16, 2) NOT NULL,
  outcome          json,
  state            json           NOT NULL,
  trace_hash       bytea          CHECK (octet_length(trace_hash) = 32),
  policy_hash      text,
  posted_at        timestamptz    NOT NULL,
  caller_id        text           NOT NULL,
  -- Why an adjustment was posted, where no reversal was the reason: facts recorded late, the end of the year, or a top-up
  -- that a later visit of the year brought. `facts` are those that an outcome was computed from where they are no longer
  -- those of the settlement's own row.
  cause            text,
  cause_no         text,
  facts            json,
  -- The identity that an entry counts, taken from its own explanation, so that nobody can write one and explain another.
  -- The overview sums by it. A reversal explains nothing and has none.
  category         text           COLLATE "C" GENERATED ALWAYS AS (outcome ->> 'category') STORED,
  -- Of re-aid and tilt, what goes to the person. A settlement's own top-ups come off its bill; corrections may hold some.
  to_person        numeric(16, 2) NOT NULL DEFAULT 0,
  -- The person-year and its running number: two processes that settled from the same state collide here at the latest.
  -- It also finds the entries of a settlement, since a person's year has few.
  CONSTRAINT entries_pkey PRIMARY KEY (person_no, region, year, seq),
  CONSTRAINT entries_balanced CHECK (
    basic + critical_illness + supplementary + commercial + social_aid + assistance + re_aid + tilt + hospital + person = total
  ),
  CONSTRAINT entries_kind CHECK (
    CASE kind
      WHEN 'settlement' THEN
        reversal_no IS NULL AND total >= 0
        AND least(basic, critical_illness, supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person) >= 0
      WHEN 'reversal' THEN
        reversal_no IS NOT NULL AND total <= 0
        AND greatest(basic, critical_illness, supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person) <= 0
      WHEN 'adjustment' THEN total = 0
      ELSE false
    END
  ),
  -- What a top-up of the year comes to beyond the visit that brought it is owed for the year's earlier visits (000000/G14):
  -- adjustments of those, under the settlement or the run that brought it, paid to the person and never the hospital's.
  CONSTRAINT entries_cause CHECK (
    CASE
      WHEN cause IS NULL THEN cause_no IS NULL AND facts IS NULL AND (kind <> 'adjustment' OR reversal_no IS NOT NULL)
      ELSE kind = 'adjustment' AND reversal_no IS NULL AND coalesce(cause_no, '') <> ''
        AND cause IN ('resettle', 'year-end', 'top-up') AND (cause = 'resettle') = (facts IS NOT NULL)
        -- All that it moves is a top-up, from the person's share to the person.
        AND (cause <> 'top-up' OR (to_person > 0 AND re_aid + tilt = to_person AND person = -to_person
          AND basic = 0 AND critical_illness = 0 AND supplementary = 0 AND commercial = 0 AND social_aid = 0
          AND assistance = 0 AND hospital = 0))
    END
  ),
  CONSTRAINT entries_to_person CHECK (kind <> 'settlement' OR to_person = 0),
  CONSTRAINT entries_explained CHECK (
    kind = 'reversal' OR (outcome IS NOT NULL AND trace_hash IS NOT NULL AND policy_hash IS NOT NULL)
  )
) PARTITION BY RANGE (year);
-- Days and months are closed by the day of posting, which no table is ordered by. The region leads, because a fund asks for
-- its own and a hospital's lines lie in few regions; the three amounts are what a fund owes, read from the index alone.
CREATE INDEX entries_region_posted_at_idx ON entries (region, posted_at) INCLUDE (assistance, re_aid, tilt);
-- Few, and asked for by each settlement that is compared: without it every entry of the person's year would be read.
CREATE INDEX entries_adjustments_idx ON entries (person_no, region, year, settlement_id) WHERE kind = 'adjustment';
-- What is owed to people, by region, without reading everything that was settled.
CREATE INDEX entries_to_person_idx ON entries (region) INCLUDE (to_person) WHERE to_person <> 0;

-- An outcome is some three kilobytes of text. lz4 packs it with less work than pglz; groups were written faster with it
-- in each of three interleaved runs.
-- A server built without lz4, as the embedded one is, stays with pglz.
DO $$
BEGIN
  ALTER TABLE entries ALTER COLUMN outcome SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END
$$;

-- Every movement of every limit, with the balance before and after. limit_amount null: the text states no limit.
-- A payment may not end above its limit; giving back may, because a change of category can lower the limit (000000/G7).
CREATE TABLE limit_entries (
  person_no    text           COLLATE "C" NOT NULL,
  region       text           COLLATE "C" NOT NULL,
  year         smallint       NOT NULL,
  name         text           COLLATE "C" NOT NULL,
  seq          integer        NOT NULL CHECK (seq > 0),
  entry_id     uuid           NOT NULL,
  amount       numeric(16, 2) NOT NULL,
  used_before  numeric(20, 2) NOT NULL,
  used_after   numeric(20, 2) NOT NULL,
  limit_amount numeric(16, 2),
  CONSTRAINT limit_entries_pkey PRIMARY KEY (person_no, region, year, name, seq),
  CONSTRAINT limit_entries_sum CHECK (used_after = used_before + amount AND used_before >= 0 AND used_after >= 0),
  CONSTRAINT limit_entries_within CHECK (amount <= 0 OR limit_amount IS NULL OR used_after <= limit_amount)
) PARTITION BY RANGE (year);

-- What no single row can tell is checked once a statement, so that a group pays for it once. The check of posted totals
-- decides what a group of one costs: two queries, without a cursor, and the planner is not switched over and back around
-- each call, since the service's own connections never plan to read a whole table.

-- A settlement's entry is as large as its claim.
CREATE FUNCTION check_posted_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first_year smallint;
  last_year  smallint;
  corrects   boolean;
BEGIN
  SELECT min(year), max(year), bool_or(kind <> 'settlement') INTO first_year, last_year, corrects FROM posted;
  -- A group that lost every race posts nothing.
  IF first_year IS NULL THEN
    RETURN NULL;
  END IF;
  -- A year at a time, so that PostgreSQL opens that year's partition and not all of them. Most groups have one.
  FOR of_year IN first_year..last_year LOOP
    IF EXISTS (
      SELECT FROM posted p WHERE p.kind = 'settlement' AND p.year = of_year AND p.total IS DISTINCT FROM (
        SELECT s.total FROM settlements s
        WHERE s.person_no = p.person_no AND s.year = of_year AND s.settlement_id = p.settlement_id
          AND s.region = p.region AND s.seq = p.seq)
    ) THEN
      RAISE EXCEPTION 'the entry of a settlement must have the total of its claim' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF corrects THEN
    PERFORM check_corrected(person_no, region, year, settlement_id) FROM posted WHERE kind <> 'settlement';
  END IF;
  RETURN NULL;
END
$$;

-- Corrections: something was settled, no payer ends below nothing, a reversal leaves nothing of any payer and is the last,
-- and the end of the year aids a visit once, whoever runs what at the same time.
CREATE FUNCTION check_corrected(of_person text, of_region text, of_year smallint, of_settlement uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT count(*) FILTER (WHERE kind = 'settlement') <> 1
      OR count(*) FILTER (WHERE kind = 'reversal') > 1
      OR count(*) FILTER (WHERE cause = 'year-end') > 1
      OR least(sum(basic), sum(critical_illness), sum(supplementary), sum(commercial), sum(social_aid), sum(assistance),
               sum(re_aid), sum(tilt), sum(hospital), sum(person)) < 0
      OR (count(*) FILTER (WHERE kind = 'reversal') = 1 AND sum(total) <> 0)
    FROM entries
    WHERE person_no = of_person AND region = of_region AND year = of_year AND settlement_id = of_settlement
  ) THEN
    RAISE EXCEPTION 'the entries of settlement % do not correct it: a reversal must negate it exactly and be the last, and the end of the year aids it once', of_settlement
      USING ERRCODE = 'check_violation';
  END IF;
END
$$;

CREATE TRIGGER entries_agree AFTER INSERT ON entries
  REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION check_posted_totals();

-- The movements of an account form a chain: the first starts from the balance that was there, each next from the one
-- before, and the last ends at the balance that is there now.
CREATE FUNCTION check_moved_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT m.*, lag(used_after) OVER chain AS previous, lead(seq) OVER chain AS following FROM moved m
      WINDOW chain AS (PARTITION BY person_no, region, year, name ORDER BY seq)
    ) m
    WHERE (previous IS NOT NULL AND previous <> used_before)
      OR ((previous IS NULL OR following IS NULL) AND NOT coalesce((
        SELECT (m.previous IS NOT NULL OR a.used_before = m.used_before) AND (m.following IS NOT NULL OR a.used = m.used_after)
        FROM limit_accounts a
        WHERE a.person_no = m.person_no AND a.region = m.region AND a.year = m.year AND a.name = m.name), false))
  ) THEN
    RAISE EXCEPTION 'a movement of a limit does not start from, or end at, the balance of its account' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER limit_entries_chain AFTER INSERT ON limit_entries
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION check_moved_limits();

-- A balance, and a person's year, is only ever replaced by one that names what it replaces. The conditions stand in
-- WHEN, where they cost nothing as long as they are false. In SQL of ours this never fires; a stale balance written by
-- anyone's SQL raises here instead of overwriting.
CREATE FUNCTION refuse_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of person % is not what the write started from', TG_TABLE_NAME, NEW.person_no USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER starts_empty AFTER INSERT ON limit_accounts
  FOR EACH ROW WHEN (NEW.used_before <> 0) EXECUTE FUNCTION refuse_stale();
CREATE TRIGGER starts_from_balance AFTER UPDATE ON limit_accounts
  FOR EACH ROW WHEN (NEW.used_before <> OLD.used OR NEW.version <= OLD.version) EXECUTE FUNCTION refuse_stale();
CREATE TRIGGER starts_empty AFTER INSERT ON person_years
  FOR EACH ROW WHEN (NEW.replaced_version <> 0) EXECUTE FUNCTION refuse_stale();
CREATE TRIGGER starts_from_version AFTER UPDATE ON person_years
  FOR EACH ROW WHEN (NEW.replaced_version <> OLD.version) EXECUTE FUNCTION refuse_stale();

-- Makes one year's partitions. A function, because each partition needs what it does not inherit: its storage settings
-- and its own refusal of changes, since a statement that names the partition itself does not fire the parent's triggers.
CREATE FUNCTION ledger_partition(parent regclass, suffix text, bounds text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := format('%s_%s', parent, suffix);
BEGIN
  -- Rows never change, so a vacuum has nothing to remove and only freezes: early and often, in small portions as rows
  -- come in, rather than once over the whole year when the transaction counter runs out. fillfactor stays 100.
  EXECUTE format(
    'CREATE TABLE %I PARTITION OF %s %s WITH (autovacuum_vacuum_insert_scale_factor = 0.05,'
    ' autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.05)', partition, parent, bounds);
  EXECUTE format(
    'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
    ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', partition);
END
$$;

CREATE FUNCTION ledger_open_year(year integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parent regclass;
BEGIN
  FOREACH parent IN ARRAY ARRAY['settlements', 'entries', 'limit_entries']::regclass[] LOOP
    PERFORM ledger_partition(parent, year::text, format('FOR VALUES FROM (%s) TO (%s)', year, year + 1));
  END LOOP;
END
$$;

-- Twenty-one years now. A later or an earlier year is never refused: it goes to the default partition. Open 2036 and
-- on with ledger_open_year before their first day, while the default partition has no row of them to move.
DO $$
DECLARE
  parent regclass;
BEGIN
  PERFORM ledger_open_year(year) FROM generate_series(2015, 2035) AS year;
  FOREACH parent IN ARRAY ARRAY['settlements', 'entries', 'limit_entries']::regclass[] LOOP
    PERFORM ledger_partition(parent, 'other', 'DEFAULT');
  END LOOP;
END
$$;

-- Append-only, for the owner too.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reversals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON settlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON limit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Balances change but are never taken away.
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON person_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON limit_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- What the settlement path writes travels as rows: one parameter a table instead of an array a column, each of which cost
-- a scan of its own. The columns are texts and integers, cast where they are inserted. `place` says which person-year of
-- the group a row belongs to, counted from 1. A type is never changed, because processes of the version before may still
-- be writing rows of it: other columns are another type.
CREATE TYPE written_year AS (
  person_no text, region text, year int, replaced_version int, version int, state text
);
CREATE TYPE written_account AS (
  person_no text, region text, year int, name text, used text, used_before text, version int, place int
);
CREATE TYPE written_settlement AS (
  person_no text, region text, year int, settlement_id text, insured_region text, seq int, hospital_code text,
  settlement_no text, care text, event_on text, input text, facts text, input_hash text, settled_at text,
  caller_id text, place int
);
CREATE TYPE written_entry AS (
  person_no text, region text, year int, seq int, entry_id text, settlement_id text, kind text, reversal_no text,
  total text, outcome text, state text, trace_hash text, policy_hash text, posted_at text, caller_id text, basic text,
  critical_illness text, supplementary text, commercial text, social_aid text, assistance text, re_aid text,
  tilt text, hospital text, person text, cause text, cause_no text, facts text, to_person text, place int
);
CREATE TYPE written_limit_entry AS (
  person_no text, region text, year int, name text, seq int, entry_id text, amount text, used_before text,
  used_after text, limit_amount text, place int
);
CREATE TYPE written_reversal AS (
  hospital_code text, reversal_no text, settlement_no text, settlement_id text, person_no text, region text, year int,
  seq int, reason text, resettle_later text, reversed_at text, caller_id text, place int
);

-- No right on the partitions themselves: the service writes through the parents only, past their triggers.
GRANT SELECT, INSERT ON settlement_numbers, reversals, settlements, entries, limit_entries TO yizhan_app;
GRANT SELECT, INSERT, UPDATE ON person_years, limit_accounts TO yizhan_app;
