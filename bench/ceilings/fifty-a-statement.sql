-- The people of a statement lie side by side, so two statements want the same fifty, in the same order, or none in common.
\set first random(0, 199) * 50 + 1
\set hospital random(1, 20)
WITH moved AS (
  UPDATE accounts SET used = used + 10, version = version + 1
  WHERE person_no >= :first AND person_no < :first + 50 AND used + 10 <= 1000000000 RETURNING person_no, version),
settled AS (
  INSERT INTO settlements
  SELECT uuidv7(), 'H' || :hospital, uuidv7()::text, person_no, version,
    '{"settlementNo":"H140500000012023031512000001","personNo":"14050000000000000001","hospitalCode":"H14050000001","care":"inpatient","admittedOn":"2023-03-01","dischargedOn":"2023-03-15","referral":"proper","diseaseCode":"M01.000","costs":{"total":"3200.00","offCatalogue":"200.00","overLimit":"0.00","preSelfPay":"0.00","inScope":"3000.00"},"paid":{"basic":"1800.00","criticalIllness":"0.00"}}', decode(repeat('ab', 32), 'hex'), now()
  FROM moved RETURNING settlement_id, person_no, settled_at)
INSERT INTO entries
SELECT uuidv7(), settlement_id, person_no, payer, amount, settled_at
FROM settled, (VALUES ('basic', 1800), ('criticalIllness', 0), ('assistance', 10), ('person', 1390)) AS p (payer, amount);
