\set person random(1, 10000)
\set hospital random(1, 20)
BEGIN;
SELECT used, version FROM accounts WHERE person_no = :person FOR UPDATE \gset
INSERT INTO settlements VALUES (uuidv7(), 'H' || :hospital, uuidv7()::text, :person, :version + 1,
  :body::text::json, decode(repeat('ab', 32), 'hex'), now()) RETURNING settlement_id \gset
INSERT INTO entries VALUES
  (uuidv7(), :settlement_id::uuid, :person, 'basic', 1800, now()), (uuidv7(), :settlement_id::uuid, :person, 'criticalIllness', 0, now()),
  (uuidv7(), :settlement_id::uuid, :person, 'assistance', 10, now()), (uuidv7(), :settlement_id::uuid, :person, 'person', 1390, now());
UPDATE accounts SET used = used + 10, version = version + 1 WHERE person_no = :person AND version = :version;
COMMIT;
