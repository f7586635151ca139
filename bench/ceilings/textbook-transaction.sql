\set person random(1, 10000)
\set hospital random(1, 20)
BEGIN;
SELECT used, version FROM accounts WHERE person_no = :person FOR UPDATE \gset
INSERT INTO settlements VALUES (uuidv7(), 'H' || :hospital, uuidv7()::text, :person, :version + 1,
  '{"settlementNo":"H140500000012023031512000001","personNo":"14050000000000000001","hospitalCode":"H14050000001","care":"inpatient","admittedOn":"2023-03-01","dischargedOn":"2023-03-15","referral":"proper","diseaseCode":"M01.000","costs":{"total":"3200.00","offCatalogue":"200.00","overLimit":"0.00","preSelfPay":"0.00","inScope":"3000.00"},"paid":{"basic":"1800.00","criticalIllness":"0.00"}}', decode(repeat('ab', 32), 'hex'), now()) RETURNING settlement_id \gset
INSERT INTO entries VALUES
  (uuidv7(), :settlement_id::uuid, :person, 'basic', 1800, now()), (uuidv7(), :settlement_id::uuid, :person, 'criticalIllness', 0, now()),
  (uuidv7(), :settlement_id::uuid, :person, 'assistance', 10, now()), (uuidv7(), :settlement_id::uuid, :person, 'person', 1390, now());
UPDATE accounts SET used = used + 10, version = version + 1 WHERE person_no = :person AND version = :version;
COMMIT;
