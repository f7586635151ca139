-- The same write for fifty people from all over the tables. Two statements want the same fifty, in the same order, or
-- none in common, so they never wait in a circle.
\set first random(1, 200)
\set hospital random(1, 20)
WITH moved AS (
  UPDATE person_years y SET replaced_head = head, replaced_version = version, used_before = used,
    version = version + 1, state = :state::text::json, head = decode(repeat('ab', 32), 'hex'),
    used = jsonb_build_object('annual', (coalesce((used ->> 'annual')::numeric, 0) + 10)::text)
  FROM generate_series(14050000000020000000 + :first, 14050000000020000000 + :first + 9800, 200) AS wanted (person)
  WHERE y.person_no = wanted.person::text AND y.region = '140500' AND y.year = 2023
  RETURNING y.person_no, y.version, uuidv7() AS settlement_id, uuidv7()::text AS settlement_no, uuidv7() AS entry_id,
    coalesce((used_before ->> 'annual')::numeric, 0) AS used_before),
number AS (
  INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
  SELECT 'H' || :hospital, settlement_no, decode(repeat('ab', 32), 'hex'), person_no, 2023, settlement_id FROM moved),
entry AS (
  INSERT INTO entries (person_no, region, year, seq, entry_id, settlement_id, kind, basic, critical_illness,
    supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person, total, insured_region, hospital_code,
    settlement_no, care, admitted_on, event_on, input, input_hash, facts, limit_names, limit_amounts, limit_before, limit_caps, outcome,
    state, trace_hash, policy_hash, posted_at, caller_id, previous_hash)
  SELECT person_no, '140500', 2023, version, entry_id, settlement_id, 'settlement', :total::text::numeric - 10, 0,
    0, 0, 0, 10, 0, 0, 0, 0, :total::text::numeric, '140502', 'H' || :hospital,
    settlement_no, 'inpatient', DATE '2023-03-01', DATE '2023-03-15', :input::text::json, decode(repeat('ab', 32), 'hex'), :facts::text::json,
    '{annual}', '{10}', ARRAY[used_before], '{1000000000}', :outcome::text::json,
    :state::text::json, decode(repeat('ab', 32), 'hex'), 'sha256:' || repeat('ab', 32), now(), 'bench',
    CASE WHEN version > 1 THEN decode(repeat('ab', 32), 'hex') END
  FROM moved)
SELECT count(*) FROM moved;
