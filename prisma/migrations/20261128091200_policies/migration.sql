-- The law as it was used: each pack that a settlement was computed with, found again by its hash.

CREATE TABLE policy_packs (
  policy_hash   text        NOT NULL,
  region        text        COLLATE "C" NOT NULL,
  -- json, not jsonb: the hash is of this very text, and jsonb would reorder it.
  content       json        NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT policy_packs_pkey PRIMARY KEY (policy_hash)
);
CREATE TRIGGER policy_packs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_packs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON policy_packs TO yizhan_app;
