-- A plain double-entry ledger in SQL functions, as one would write it to keep any money: accounts with a balance,
-- transfers between two of them, two entries a transfer. A settlement is four transfers, from the person's accounts
-- with basic insurance, critical-illness insurance, assistance and themselves, to the hospital's.
CREATE TABLE accounts (
  id            integer        PRIMARY KEY,
  balance       numeric(16, 2) NOT NULL DEFAULT 0,
  version       integer        NOT NULL DEFAULT 0,
  allow_negative boolean       NOT NULL DEFAULT true,
  CHECK (allow_negative OR balance >= 0)
) WITH (fillfactor = 60);

CREATE TABLE transfers (
  id            uuid           PRIMARY KEY,
  settlement_no text           NOT NULL,
  line          smallint       NOT NULL,
  from_account  integer        NOT NULL REFERENCES accounts,
  to_account    integer        NOT NULL REFERENCES accounts,
  amount        numeric(16, 2) NOT NULL CHECK (amount > 0),
  body          json,
  created_at    timestamptz    NOT NULL DEFAULT now(),
  UNIQUE (settlement_no, line),
  CHECK (from_account <> to_account)
);

CREATE TABLE entries (
  id             uuid           PRIMARY KEY,
  transfer_id    uuid           NOT NULL REFERENCES transfers,
  account_id     integer        NOT NULL REFERENCES accounts,
  amount         numeric(16, 2) NOT NULL,
  balance_before numeric(16, 2) NOT NULL,
  balance_after  numeric(16, 2) NOT NULL,
  version        integer        NOT NULL,
  created_at     timestamptz    NOT NULL DEFAULT now(),
  UNIQUE (account_id, version)
);

-- Four accounts for each of 10,000 people, from 1; then 200 hospitals, from 40,001.
INSERT INTO accounts (id) SELECT generate_series(1, 40200);

CREATE FUNCTION post_entry(of_account integer, of_transfer uuid, of_amount numeric) RETURNS void LANGUAGE sql AS $$
  WITH moved AS (
    UPDATE accounts SET balance = balance + of_amount, version = version + 1 WHERE id = of_account
    RETURNING balance, version)
  INSERT INTO entries (id, transfer_id, account_id, amount, balance_before, balance_after, version)
  SELECT uuidv7(), of_transfer, of_account, of_amount, balance - of_amount, balance, version FROM moved
$$;

CREATE FUNCTION create_transfer(number text, line smallint, source integer, target integer, amount numeric, body json)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  made uuid := uuidv7();
BEGIN
  INSERT INTO transfers (id, settlement_no, line, from_account, to_account, amount, body)
  VALUES (made, number, line, source, target, amount, body);
  PERFORM post_entry(source, made, -amount);
  PERFORM post_entry(target, made, amount);
  RETURN made;
END
$$;

-- The account rows are locked in the order of their ids first, so that no two settlements wait in a circle.
CREATE FUNCTION settle(number text, person integer, hospital integer, amounts numeric[], body json)
RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  made uuid[] := '{}';
BEGIN
  PERFORM FROM accounts WHERE id = hospital OR id BETWEEN person * 4 - 3 AND person * 4 ORDER BY id FOR UPDATE;
  FOR line IN 1..4 LOOP
    made := made || create_transfer(number, line::smallint, person * 4 - 4 + line, hospital, amounts[line],
      CASE line WHEN 1 THEN body END);
  END LOOP;
  RETURN made;
END
$$;
