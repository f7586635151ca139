-- Persons who sign in, beside the keys of machines, and their sessions.

CREATE TABLE operators (
  id              uuid        NOT NULL,
  username        text        COLLATE "C" NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  name            text        NOT NULL CHECK (name <> ''),
  kind            text        NOT NULL CHECK (kind IN ('hospital', 'bureau', 'auditor')),
  region          text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  hospital_code   text        COLLATE "C",
  posts           text[]      NOT NULL CHECK (
    cardinality(posts) BETWEEN 1 AND 5 AND posts <@ ARRAY['clerk', 'reviewer', 'finance', 'auditor', 'admin']
  ),
  -- scrypt with its own parameters and salt; never the password.
  password_hash   text        NOT NULL CHECK (password_hash LIKE 'scrypt$%'),
  -- A password that somebody else chose opens nothing but the change of it.
  must_change     boolean     NOT NULL,
  password_set_at timestamptz NOT NULL,
  created_at      timestamptz NOT NULL,
  created_by      text        NOT NULL,
  withdrawn_at    timestamptz,
  withdrawn_by    text,
  -- What the sign-in of a province or a bureau calls them; null where they have a password alone.
  subject         text        COLLATE "C" CHECK (subject ~ '^[\x21-\x7e]{1,255}$'),
  CONSTRAINT operators_pkey PRIMARY KEY (id),
  CONSTRAINT operators_hospital CHECK ((kind = 'hospital') = (hospital_code IS NOT NULL)),
  CONSTRAINT operators_auditor CHECK (kind <> 'auditor' OR posts = ARRAY['auditor']),
  CONSTRAINT operators_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX operators_username_key ON operators (username);
CREATE UNIQUE INDEX operators_subject_key ON operators (subject);

-- The cookie is stored hashed: whoever reads the table can act as nobody.
CREATE TABLE sessions (
  id          uuid        NOT NULL,
  token_hash  bytea       NOT NULL CHECK (octet_length(token_hash) = 32),
  operator_id uuid        NOT NULL REFERENCES operators (id),
  created_at  timestamptz NOT NULL,
  -- The last request, to the minute.
  seen_at     timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  ended_at    timestamptz,
  ended_by    text,
  address     text        NOT NULL CHECK (length(address) <= 64),
  agent       text        NOT NULL CHECK (length(agent) <= 200),
  -- Opened on the word of that sign-in: no password of ours was asked for.
  by_provider boolean     NOT NULL DEFAULT false,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_order CHECK (created_at < ends_at AND (ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX sessions_token_hash_key ON sessions (token_hash);
CREATE INDEX sessions_operator_id_idx ON sessions (operator_id, id);

-- No DELETE: an operator is withdrawn and a session ended, never erased.
GRANT SELECT, INSERT, UPDATE ON operators, sessions TO yizhan_app;
