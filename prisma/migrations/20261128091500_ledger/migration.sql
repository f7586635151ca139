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

-- What a row says of its limits: every movement starts and ends at nothing or more, and a payment does not end above its limit;
-- giving back may, because a change of category can lower the limit (000000/G7). Each limit is moved once.
CREATE FUNCTION limits_hold(names text[], amounts numeric[], before numeric[], caps numeric[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF cardinality(names) <> cardinality(amounts) OR cardinality(names) <> cardinality(before) OR cardinality(names) <> cardinality(caps) THEN
    RETURN false;
  END IF;
  FOR at IN 1..cardinality(names) LOOP
    IF NOT coalesce(before[at] >= 0 AND before[at] + amounts[at] >= 0
        AND (amounts[at] <= 0 OR caps[at] IS NULL OR before[at] + amounts[at] <= caps[at])
        AND (at = 1 OR names[at] > names[at - 1] COLLATE "C"), false) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;

-- Where a person's year stands under one region's pack. The head is the lock of everything below it: entries
-- are only written by the statement that moved it on from the head that was read.
-- fillfactor 60: the row is rewritten by every settlement and no index holds what changes, so the free 40% lets the
-- new version lie on the same page (HOT) and neither index nor vacuum sees it.
CREATE TABLE person_years (
  person_no        text     COLLATE "C" NOT NULL,
  region           text     COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year             smallint NOT NULL,
  version          integer  NOT NULL CHECK (version > 0),
  state            json     NOT NULL,
  -- The hash of the year's last entry. With what each entry holds of the one before it, the year is a chain.
  head             bytea    NOT NULL CHECK (octet_length(head) = 32),
  -- What is used of each limit, in yuan by the name of its account; one of which nothing is used is left out. jsonb, because it
  -- is compared as a whole.
  used             jsonb    NOT NULL CHECK (jsonb_typeof(used) = 'object'),
  -- The version, the head and the balances that this row was written over; a new year has none. The head brings the expected
  -- one into ON CONFLICT, which sees only the columns of the row proposed, and so spares the write a second look at the table.
  replaced_version integer  NOT NULL CHECK (replaced_version >= 0),
  replaced_head    bytea    CHECK (octet_length(replaced_head) = 32),
  used_before      jsonb    NOT NULL CHECK (jsonb_typeof(used_before) = 'object'),
  CONSTRAINT person_years_pkey PRIMARY KEY (person_no, region, year),
  CONSTRAINT person_years_forward CHECK (version > replaced_version)
) WITH (
  fillfactor = 60,
  -- A province's year is tens of millions of rows: the default 20% would leave millions of dead rows between visits.
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02
);


-- One row a posting: a settlement with the claim as the hospital sent it and the facts as the registers stood, or a correction
-- of one; what each payer bears; what it moved of each limit; the explanation; and the year's state after it. The ten payers
-- always sum to the total. Partitioned by the year of the visit: a closed year is vacuumed and frozen once, dumped once, and
-- can move to cheaper disks without touching the rest.
CREATE TABLE entries (
  person_no        text           COLLATE "C" NOT NULL,
  region           text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
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
  -- What goes to the person. A settlement's own aid comes off its bill, but where the bill was handed in paid; corrections may hold some.
  to_person        numeric(16, 2) NOT NULL DEFAULT 0,
  -- The identity that the explanation counts. The overview sums by it. A reversal explains nothing and has none.
  category         text           COLLATE "C",
  -- Of a settlement alone: whose it is, what was sent and when it happened.
  insured_region   text           COLLATE "C" CHECK (length(insured_region) = 6),
  hospital_code    text           COLLATE "C",
  settlement_no    text           COLLATE "C",
  care             text,
  -- The first day of a stay; the last, or the day of any other visit.
  admitted_on      date,
  event_on         date,
  -- Null for residents.
  insurance        text           COLLATE "C",
  -- Care elsewhere on the hospital's word, with nothing on file (000000/G8): true, or null.
  unfiled          boolean,
  input            json,
  input_hash       bytea          CHECK (octet_length(input_hash) = 32),
  -- Those that the outcome was computed from: of a settlement always, of an adjustment where they are no longer those of before.
  facts            json,
  -- Every movement of a limit, by name: what it took or gave back, what was used before it, and the limit that it was held
  -- to, null where the text states none. Arrays of one length.
  limit_names      text[]           NOT NULL DEFAULT '{}',
  limit_amounts    numeric(16, 2)[] NOT NULL DEFAULT '{}',
  limit_before     numeric(20, 2)[] NOT NULL DEFAULT '{}',
  limit_caps       numeric(16, 2)[] NOT NULL DEFAULT '{}',
  outcome          json,
  state            json           NOT NULL,
  trace_hash       bytea          CHECK (octet_length(trace_hash) = 32),
  policy_hash      text,
  posted_at        timestamptz    NOT NULL,
  caller_id        text           NOT NULL,
  -- Why an adjustment was posted, where no reversal was the reason: facts recorded late, the end of the year, a top-up
  -- that a later visit of the year brought, or an opening balance that came or went after it.
  cause            text,
  cause_no         text,
  -- The hash of the entry before it in the year, over every column and over all that was posted with it: whoever changes what
  -- was posted, past every trigger, leaves a chain that no longer holds (ledger:verify). The year's first entry has none.
  previous_hash    bytea          CHECK (octet_length(previous_hash) = 32),
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
      -- What was used elsewhere before the ledger began: it moves limits and sums, and no money.
      WHEN 'opening' THEN
        total = 0
        AND least(basic, critical_illness, supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person) = 0
        AND greatest(basic, critical_illness, supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person) = 0
      ELSE false
    END
  ),
  -- A settlement has a claim, and nothing else has one.
  CONSTRAINT entries_claim CHECK (
    CASE kind
      WHEN 'settlement' THEN
        num_nulls(insured_region, hospital_code, settlement_no, care, event_on, input, input_hash, facts) = 0
        AND year = extract(year FROM event_on) AND coalesce(admitted_on <= event_on, true)
      -- What is opened stands in `input`; taken back it is the same with its number.
      WHEN 'opening' THEN
        num_nonnulls(insured_region, hospital_code, settlement_no, care, admitted_on, event_on, insurance, unfiled, facts) = 0
        AND (reversal_no IS NULL) = (input IS NOT NULL) AND (input IS NULL) = (input_hash IS NULL)
      ELSE num_nonnulls(insured_region, hospital_code, settlement_no, care, admitted_on, event_on, insurance, unfiled, input, input_hash) = 0
    END
  ),
  -- What a top-up of the year comes to beyond the visit that brought it is owed for the year's earlier visits (000000/G14):
  -- adjustments of those, under the settlement or the run that brought it, paid to the person and never the hospital's.
  CONSTRAINT entries_cause CHECK (
    CASE
      WHEN cause IS NULL THEN cause_no IS NULL AND (facts IS NULL OR kind = 'settlement') AND (kind <> 'adjustment' OR reversal_no IS NOT NULL)
      ELSE kind = 'adjustment' AND reversal_no IS NULL AND coalesce(cause_no, '') <> ''
        AND cause IN ('resettle', 'year-end', 'top-up', 'opening') AND (cause = 'resettle') = (facts IS NOT NULL)
        -- All that it moves is a top-up, from the person's share to the person.
        AND (cause <> 'top-up' OR (to_person > 0 AND re_aid + tilt = to_person AND person = -to_person
          AND basic = 0 AND critical_illness = 0 AND supplementary = 0 AND commercial = 0 AND social_aid = 0
          AND assistance = 0 AND hospital = 0))
    END
  ),
  CONSTRAINT entries_chained CHECK ((seq = 1) = (previous_hash IS NULL)),
  -- What a hospital bills comes off the bill; a bill that was paid already and handed in (BX140500) goes to the person, all of its aid.
  CONSTRAINT entries_to_person CHECK (
    kind <> 'settlement' OR to_person = CASE WHEN hospital_code ~ '^BX[0-9]{6}$' THEN assistance + re_aid + tilt ELSE 0 END
  ),
  CONSTRAINT entries_explained CHECK (
    kind IN ('reversal', 'opening') OR (outcome IS NOT NULL AND trace_hash IS NOT NULL AND policy_hash IS NOT NULL)
  ),
  CONSTRAINT entries_limits CHECK (limits_hold(limit_names, limit_amounts, limit_before, limit_caps))
) PARTITION BY RANGE (year);
-- A hospital's own list, newest first. The hospital leads, so every insertion lands on that hospital's last page.
CREATE INDEX entries_hospital_code_event_on_settlement_id_idx ON entries (hospital_code, event_on, settlement_id)
  WHERE kind = 'settlement';
-- A bureau's list, newest first; its region is filtered on the way. Days come almost in order, so it grows at its end.
CREATE INDEX entries_event_on_settlement_id_idx ON entries (event_on, settlement_id) WHERE kind = 'settlement';
-- Few, and looked for by the bureau.
CREATE INDEX entries_unfiled_idx ON entries (insured_region, settlement_id) WHERE unfiled;
-- Days and months are closed by the day of posting, which no table is ordered by. The region leads, because a fund asks for
-- its own and a hospital's lines lie in few regions; the three amounts are what a fund owes, read from the index alone.
CREATE INDEX entries_region_posted_at_idx ON entries (region, posted_at) INCLUDE (assistance, re_aid, tilt);
-- Few, and asked for by each settlement that is compared: without it every entry of the person's year would be read.
CREATE INDEX entries_adjustments_idx ON entries (person_no, region, year, settlement_id) WHERE kind = 'adjustment';
-- What is owed to people, by region, without reading everything that was settled.
CREATE INDEX entries_to_person_idx ON entries (region) INCLUDE (to_person) WHERE to_person <> 0;

-- The entries that settle, as lists and other capabilities ask for them. No rows of their own.
CREATE VIEW settlements AS
  SELECT person_no, year, settlement_id, region, insured_region, seq, hospital_code, settlement_no, care, admitted_on, event_on, insurance,
    unfiled, input, facts, input_hash, posted_at AS settled_at, caller_id, total
  FROM entries WHERE kind = 'settlement';

-- What entries moved of limits, a row a movement.
CREATE VIEW limit_movements AS
  SELECT e.person_no, e.region, e.year, m.name, e.seq, e.entry_id, m.amount, m.used_before, m.used_before + m.amount AS used_after, m.limit_amount
  FROM entries e CROSS JOIN LATERAL unnest(e.limit_names, e.limit_amounts, e.limit_before, e.limit_caps)
    AS m (name, amount, used_before, limit_amount);

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

-- What no single row can tell is looked at as each entry is written, where it lies: the year that it moves, and for the few that
-- move a limit twice or correct something, the entries around it. No set of new rows is joined with a stored table, so this runs
-- on one server and spread over several.

-- An entry goes with its person's year, under its version. A movement starts from the balance that the year had before the
-- write, and ends at the one that it has now; where several entries of one write move a limit, each from the one before.
CREATE FUNCTION check_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_year person_years;
  starts  numeric;
  ends    numeric;
BEGIN
  SELECT * INTO of_year FROM person_years y
  WHERE y.person_no = NEW.person_no AND y.region = NEW.region AND y.year = NEW.year;
  IF NOT FOUND OR NEW.seq > of_year.version OR NEW.seq <= of_year.replaced_version THEN
    RAISE EXCEPTION 'entry % of person % does not go with its year', NEW.seq, NEW.person_no USING ERRCODE = 'check_violation';
  END IF;
  FOR at IN 1..cardinality(NEW.limit_names) LOOP
    starts := coalesce((of_year.used_before ->> NEW.limit_names[at])::numeric, 0);
    ends := coalesce((of_year.used ->> NEW.limit_names[at])::numeric, 0);
    IF of_year.version - of_year.replaced_version > 1 THEN
      SELECT m.used_after INTO starts FROM limit_movements m
      WHERE m.person_no = NEW.person_no AND m.region = NEW.region AND m.year = NEW.year AND m.name = NEW.limit_names[at]
        AND m.seq > of_year.replaced_version AND m.seq < NEW.seq ORDER BY m.seq DESC LIMIT 1;
      starts := coalesce(starts, (of_year.used_before ->> NEW.limit_names[at])::numeric, 0);
      SELECT m.used_before INTO ends FROM limit_movements m
      WHERE m.person_no = NEW.person_no AND m.region = NEW.region AND m.year = NEW.year AND m.name = NEW.limit_names[at]
        AND m.seq > NEW.seq ORDER BY m.seq LIMIT 1;
      ends := coalesce(ends, (of_year.used ->> NEW.limit_names[at])::numeric, 0);
    END IF;
    IF NEW.limit_before[at] <> starts OR NEW.limit_before[at] + NEW.limit_amounts[at] <> ends THEN
      RAISE EXCEPTION 'a movement of a limit does not start from, or end at, the balance of its account' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;

CREATE TRIGGER entries_agree AFTER INSERT ON entries FOR EACH ROW EXECUTE FUNCTION check_posted();

-- Corrections: something was settled, no payer ends below nothing, a reversal leaves nothing of any payer and is the last,
-- and the end of the year aids a visit once, whoever runs what at the same time.
CREATE FUNCTION check_corrected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT count(*) FILTER (WHERE kind = 'settlement') <> 1
      OR count(*) FILTER (WHERE kind = 'reversal') > 1
      OR count(*) FILTER (WHERE cause = 'year-end') > 1
      OR least(sum(basic), sum(critical_illness), sum(supplementary), sum(commercial), sum(social_aid), sum(assistance),
               sum(re_aid), sum(tilt), sum(hospital), sum(person)) < 0
      OR (count(*) FILTER (WHERE kind = 'reversal') = 1 AND sum(total) <> 0)
    FROM entries
    WHERE person_no = NEW.person_no AND region = NEW.region AND year = NEW.year AND settlement_id = NEW.settlement_id
  ) THEN
    RAISE EXCEPTION 'the entries of settlement % do not correct it: a reversal must negate it exactly and be the last, and the end of the year aids it once', NEW.settlement_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER entries_correct AFTER INSERT ON entries FOR EACH ROW
  WHEN (NEW.kind NOT IN ('settlement', 'opening')) EXECUTE FUNCTION check_corrected();

-- A person's year is only ever replaced by one that names what it replaces. The conditions stand in WHEN, where they cost
-- nothing as long as they are false. In SQL of ours this never fires; a stale year or balance written by anyone's SQL raises
-- here instead of overwriting.
CREATE FUNCTION refuse_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of person % is not what the write started from', TG_TABLE_NAME, NEW.person_no USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER starts_empty AFTER INSERT ON person_years FOR EACH ROW
  WHEN (NEW.replaced_head IS NOT NULL OR NEW.replaced_version <> 0 OR NEW.used_before <> '{}') EXECUTE FUNCTION refuse_stale();
CREATE TRIGGER starts_from_head AFTER UPDATE ON person_years FOR EACH ROW
  WHEN (NEW.replaced_head IS DISTINCT FROM OLD.head OR NEW.replaced_version <> OLD.version OR NEW.used_before <> OLD.used)
  EXECUTE FUNCTION refuse_stale();

-- Makes one year's partitions. A function, because each partition needs what it does not inherit: its storage settings
-- and its own refusal of changes, since a statement that names the partition itself does not fire the parent's triggers.
CREATE FUNCTION ledger_partition(parent regclass, suffix text, bounds text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := format('%s_%s', parent, suffix);
  change    text;
BEGIN
  -- Rows never change, so a vacuum has nothing to remove and only freezes: early and often, in small portions as rows
  -- come in, rather than once over the whole year when the transaction counter runs out. fillfactor stays 100.
  -- A row of three kilobytes stays as it is: to make two of it would compress the claim and the facts too, or put the
  -- explanation into a row of another table, for each settlement.
  EXECUTE format(
    'CREATE TABLE %I PARTITION OF %s %s WITH (autovacuum_vacuum_insert_scale_factor = 0.05,'
    ' autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.05, toast_tuple_target = 4096)', partition, parent, bounds);
  -- A trigger for each, because one that names several was silently missing on the shards of a distributed schema.
  FOREACH change IN ARRAY ARRAY['UPDATE', 'DELETE', 'TRUNCATE'] LOOP
    EXECUTE format('CREATE TRIGGER append_only_%s BEFORE %s ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      lower(change), change, partition);
  END LOOP;
END
$$;

CREATE FUNCTION ledger_open_year(year integer) RETURNS void LANGUAGE sql AS $$
  SELECT ledger_partition('entries', year::text, format('FOR VALUES FROM (%s) TO (%s)', year, year + 1))
$$;

-- Twenty-one years now. A later or an earlier year is never refused: it goes to the default partition. Open 2036 and
-- on with ledger_open_year before their first day, while the default partition has no row of them to move.
SELECT ledger_open_year(year) FROM generate_series(2015, 2035) AS year;
SELECT ledger_partition('entries', 'other', 'DEFAULT');

-- Append-only, for the owner too.
CREATE TRIGGER append_only_update BEFORE UPDATE ON settlement_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON settlement_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON settlement_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON reversals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON reversals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reversals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Years move on but are never taken away.
CREATE TRIGGER never_removed_delete BEFORE DELETE ON person_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON person_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- What the settlement path writes travels as rows: one parameter a table instead of an array a column, each of which cost
-- a scan of its own. The columns are texts and integers, cast where they are inserted. `place` says which person-year of
-- the group a row belongs to, counted from 1. A type is never changed, because processes of the version before may still
-- be writing rows of it: other columns are another type.
CREATE TYPE written_year AS (
  person_no text, region text, year int, version int, state text, used text, replaced_version int, used_before text,
  replaced_head text, head text
);
CREATE TYPE written_entry AS (
  person_no text, region text, year int, seq int, entry_id text, settlement_id text, kind text, reversal_no text,
  total text, category text, outcome text, state text, trace_hash text, policy_hash text, posted_at text, caller_id text,
  basic text, critical_illness text, supplementary text, commercial text, social_aid text, assistance text, re_aid text,
  tilt text, hospital text, person text, insured_region text, hospital_code text, settlement_no text, care text,
  admitted_on text, event_on text, insurance text, unfiled text, input text, input_hash text, facts text, limit_names text, limit_amounts text, limit_before text,
  limit_caps text, previous_hash text, cause text, cause_no text, to_person text, place int
);
CREATE TYPE written_reversal AS (
  hospital_code text, reversal_no text, settlement_no text, settlement_id text, person_no text, region text, year int,
  seq int, reason text, resettle_later text, reversed_at text, caller_id text, place int
);

-- No right on the partitions themselves: the service writes through the parents only, past their triggers.
GRANT SELECT, INSERT ON settlement_numbers, reversals, entries TO yizhan_app;
GRANT SELECT ON settlements, limit_movements TO yizhan_app;
GRANT SELECT, INSERT, UPDATE ON person_years TO yizhan_app;
