-- The same kind of write as one settlement, with no law, no JSON of an explanation and no HTTP: one account, moved on
-- under a guard; one settlement whose hospital and number are unique; four entries.
CREATE TABLE accounts (
  person_no integer        PRIMARY KEY,
  used      numeric(16, 2) NOT NULL DEFAULT 0 CHECK (used >= 0),
  version   integer        NOT NULL DEFAULT 0
) WITH (fillfactor = 60);

CREATE TABLE settlements (
  settlement_id uuid        PRIMARY KEY,
  hospital_code text        NOT NULL,
  settlement_no text        NOT NULL,
  person_no     integer     NOT NULL,
  version       integer     NOT NULL,
  body          json        NOT NULL,
  body_hash     bytea       NOT NULL,
  settled_at    timestamptz NOT NULL,
  UNIQUE (hospital_code, settlement_no),
  UNIQUE (person_no, version)
);

CREATE TABLE entries (
  entry_id      uuid           PRIMARY KEY,
  settlement_id uuid           NOT NULL,
  person_no     integer        NOT NULL,
  payer         text           NOT NULL,
  amount        numeric(16, 2) NOT NULL,
  posted_at     timestamptz    NOT NULL
);
CREATE INDEX entries_person_no_idx ON entries (person_no);

INSERT INTO accounts (person_no) SELECT generate_series(1, 10000);
