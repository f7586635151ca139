-- What postings come to, so that the overview reads sums and not a year. All of it is made of `entries` alone; it may be thrown
-- away at any time and is made again, so nothing here is a record and nothing refuses a change.

-- Up to which instant of posting the ledger is summed up, that instant included. No row before anything was.
CREATE TABLE aid_summed (
  through     timestamptz NOT NULL,
  -- Entries posted up to it, and those of them posted after an instant not long before it: one that came late shows by them.
  entries     bigint      NOT NULL CHECK (entries >= 0),
  lately      bigint      NOT NULL CHECK (lately BETWEEN 0 AND entries),
  lately_from timestamptz NOT NULL CHECK (lately_from < through),
  -- What was posted after it may be summed up too, up to this instant, and how many entries that are; an entry that comes late to them
  -- is nothing unusual there, so these sums stand apart and are soon made again.
  recent_through timestamptz NOT NULL CHECK (recent_through >= through),
  recent      bigint      NOT NULL CHECK (recent >= 0),
  only_row    boolean     NOT NULL DEFAULT true CHECK (only_row),
  CONSTRAINT aid_summed_pkey PRIMARY KEY (only_row)
);

-- The aid of a year's visits of people insured in a place, along one breakdown: by month of posting in China, by the identity that
-- settlements stand under ('' for nobody's), by care, by hospital, and by the region whose fund pays.
CREATE TABLE aid_sums (
  year           smallint       NOT NULL,
  insured_region text           COLLATE "C" NOT NULL CHECK (length(insured_region) = 6),
  breakdown      text           COLLATE "C" NOT NULL CHECK (breakdown IN ('month', 'category', 'care', 'hospital', 'region')),
  key            text           COLLATE "C" NOT NULL,
  -- Made less reversed.
  settlements    bigint         NOT NULL,
  assistance     numeric(20, 2) NOT NULL,
  re_aid         numeric(20, 2) NOT NULL,
  tilt           numeric(20, 2) NOT NULL,
  hospital       numeric(20, 2) NOT NULL,
  -- Of what was posted after `through` and up to `recent_through`; it adds to the rest.
  recent         boolean        NOT NULL DEFAULT false,
  CONSTRAINT aid_sums_pkey PRIMARY KEY (year, insured_region, breakdown, key, recent)
);
-- A fund's, over all years.
CREATE INDEX aid_sums_key_idx ON aid_sums (key, insured_region) WHERE breakdown = 'region';

-- Where limits stand whose last movement left nothing, or whose period runs over the year's end.
CREATE TABLE limit_balances (
  year      smallint NOT NULL,
  region    text     COLLATE "C" NOT NULL CHECK (length(region) = 6),
  person_no text     COLLATE "C" NOT NULL,
  name      text     COLLATE "C" NOT NULL,
  used      numeric(20, 2) NOT NULL,
  cap       numeric(16, 2),
  CONSTRAINT limit_balances_pkey PRIMARY KEY (year, region, person_no, name)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON aid_summed, aid_sums, limit_balances TO yizhan_app;

-- The transactions that wrote what people are counted by. A count that a process keeps is right for as long as none of them is seen that
-- its own snapshot did not see. A row a transaction, so nobody waits for anybody; rows of yesterday are of no use and go.
CREATE TABLE register_writes (
  -- As pg_current_xact_id() tells it.
  transaction bigint      NOT NULL,
  written_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT register_writes_pkey PRIMARY KEY (transaction)
);
CREATE INDEX register_writes_written_at_idx ON register_writes (written_at);

CREATE FUNCTION note_register_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- In a database that was restored a number may be there from before; its own statements find their row as it is.
  INSERT INTO register_writes AS w (transaction) VALUES (pg_current_xact_id()::text::bigint)
  ON CONFLICT (transaction) DO UPDATE SET written_at = excluded.written_at WHERE w.written_at <> excluded.written_at;
  RETURN NULL;
END
$$;
CREATE TRIGGER noted_insert AFTER INSERT ON beneficiaries FOR EACH STATEMENT EXECUTE FUNCTION note_register_write();
CREATE TRIGGER noted_update AFTER UPDATE OF person_no, insured_region, first_region, enrolled_tier, joined_as ON beneficiaries
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_write();
CREATE TRIGGER noted_delete AFTER DELETE ON beneficiaries FOR EACH STATEMENT EXECUTE FUNCTION note_register_write();
CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON identities FOR EACH STATEMENT EXECUTE FUNCTION note_register_write();
CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON person_facts FOR EACH STATEMENT EXECUTE FUNCTION note_register_write();

GRANT SELECT, INSERT, UPDATE, DELETE ON register_writes TO yizhan_app;
