-- Fifty people from all over the table. Two statements want the same fifty, in the same order, or none in common, so
-- they never wait in a circle.
\set first random(1, 200)
\set hospital random(1, 20)
WITH moved AS (
  UPDATE accounts SET used = used + 10, version = version + 1
  FROM generate_series(:first, :first + 9800, 200) AS wanted (person)
  WHERE person_no = wanted.person AND used + 10 <= 1000000000 RETURNING person_no, version),
settled AS (
  INSERT INTO settlements
  SELECT uuidv7(), 'H' || :hospital, uuidv7()::text, person_no, version,
    :body::text::json, decode(repeat('ab', 32), 'hex'), now()
  FROM moved RETURNING settlement_id, person_no, settled_at)
INSERT INTO entries
SELECT uuidv7(), settlement_id, person_no, payer, amount, settled_at
FROM settled, (VALUES ('basic', 1800), ('criticalIllness', 0), ('assistance', 10), ('person', 1390)) AS p (payer, amount);
