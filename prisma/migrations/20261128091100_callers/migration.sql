-- Who may call, and for which place.

-- The key itself is never stored, only its SHA-256.
CREATE TABLE callers (
  id            uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('hospital', 'bureau', 'auditor')),
  name          text        NOT NULL CHECK (name <> ''),
  region        text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  hospital_code text        COLLATE "C",
  key_hash      bytea       NOT NULL CHECK (octet_length(key_hash) = 32),
  created_at    timestamptz NOT NULL DEFAULT now(),
  created_by    text        NOT NULL,
  revoked_at    timestamptz,
  CONSTRAINT callers_pkey PRIMARY KEY (id),
  CONSTRAINT callers_hospital CHECK ((kind = 'hospital') = (hospital_code IS NOT NULL))
);
CREATE UNIQUE INDEX callers_key_hash_key ON callers (key_hash);

-- No DELETE: a key is revoked, never erased.
GRANT SELECT, INSERT, UPDATE ON callers TO yizhan_app;
