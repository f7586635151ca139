-- What postings come to, so that the overview reads sums and not a year. All of it is made of `entries` alone; it may be thrown
-- away at any time and is made again, so nothing here is a record and nothing refuses a change.

-- Up to which instant of posting the ledger is summed up, that instant included. No row before anything was.
CREATE TABLE aid_summed (
  through     timestamptz NOT NULL,
  -- Entries posted up to it, and those of them posted after an instant not long before it: one that came late shows by them.
  entries     bigint      NOT NULL CHECK (entries >= 0),
  lately      bigint      NOT NULL CHECK (lately BETWEEN 0 AND entries),
  lately_from timestamptz NOT NULL CHECK (lately_from < through),
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
  CONSTRAINT aid_sums_pkey PRIMARY KEY (year, insured_region, breakdown, key)
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
