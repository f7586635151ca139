-- The same write for fifty people from all over the tables. Two statements want the same fifty, in the same order, or
-- none in common, so they never wait in a circle.
\set first random(1, 200)
\set hospital random(1, 20)
WITH moved AS (
  UPDATE person_years y SET replaced_version = version, version = version + 1, state = :state::text::json
  FROM generate_series(14050000000020000000 + :first, 14050000000020000000 + :first + 9800, 200) AS wanted (person)
  WHERE y.person_no = wanted.person::text AND y.region = '140500' AND y.year = 2023
  RETURNING y.person_no, y.version, uuidv7() AS settlement_id, uuidv7()::text AS settlement_no, uuidv7() AS entry_id),
account AS (
  UPDATE limit_accounts a SET used_before = used, used = used + 10, version = a.version + 1
  FROM moved m WHERE a.person_no = m.person_no AND a.region = '140500' AND a.year = 2023 AND a.name = 'annual'
  RETURNING a.person_no, a.used_before, a.used),
number AS (
  INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
  SELECT 'H' || :hospital, settlement_no, decode(repeat('ab', 32), 'hex'), person_no, 2023, settlement_id FROM moved),
settlement AS (
  INSERT INTO settlements (person_no, year, settlement_id, region, insured_region, seq, hospital_code, settlement_no,
    care, event_on, input, facts, input_hash, settled_at, caller_id)
  SELECT person_no, 2023, settlement_id, '140500', '140502', version, 'H' || :hospital, settlement_no,
    'inpatient', DATE '2023-03-15', :input::text::json, :facts::text::json, decode(repeat('ab', 32), 'hex'), now(), 'bench'
  FROM moved),
entry AS (
  INSERT INTO entries (person_no, region, year, seq, entry_id, settlement_id, kind, basic, critical_illness,
    supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person, total, outcome, state, trace_hash,
    policy_hash, posted_at, caller_id)
  SELECT person_no, '140500', 2023, version, entry_id, settlement_id, 'settlement', :total::text::numeric - 10, 0,
    0, 0, 0, 10, 0, 0, 0, 0, :total::text::numeric, :outcome::text::json, :state::text::json,
    decode(repeat('ab', 32), 'hex'), 'sha256:' || repeat('ab', 32), now(), 'bench'
  FROM moved),
movement AS (
  INSERT INTO limit_entries (person_no, region, year, name, seq, entry_id, amount, used_before, used_after, limit_amount)
  SELECT person_no, '140500', 2023, 'annual', version, entry_id, 10, used_before, used, 1000000000
  FROM moved JOIN account USING (person_no))
SELECT count(*) FROM moved;
