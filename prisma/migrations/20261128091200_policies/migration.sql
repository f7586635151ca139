-- The law as it was used: each pack that a settlement was computed with, found again by its hash.

CREATE TABLE policy_packs (
  policy_hash   text        NOT NULL,
  region        text        COLLATE "C" NOT NULL,
  -- json, not jsonb: the hash is of this very text, and jsonb would reorder it.
  content       json        NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT policy_packs_pkey PRIMARY KEY (policy_hash)
);
CREATE TRIGGER policy_packs_append_only_update BEFORE UPDATE ON policy_packs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_packs_append_only_delete BEFORE DELETE ON policy_packs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_packs_append_only_truncate BEFORE TRUNCATE ON policy_packs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON policy_packs TO yizhan_app;

-- Regions under whose law the counties keep the funds, as the packs in use say. Kept at each start.
CREATE TABLE county_funds (
  region text COLLATE "C" NOT NULL,
  CONSTRAINT county_funds_pkey PRIMARY KEY (region)
);
GRANT SELECT, INSERT, DELETE ON county_funds TO yizhan_app;

-- The fund that pays an entry under a region's law for somebody insured in a place.
CREATE FUNCTION fund_of(law text, place text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM county_funds c WHERE c.region = law) THEN place ELSE law END
$$;
