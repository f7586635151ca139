-- The same write as a textbook has it: lock the person's year, insert, move the balances on, commit.
\set person random(1, 10000)
\set hospital random(1, 20)
BEGIN;
SELECT version + 1 AS seq FROM person_years
WHERE person_no = (14050000000020000000 + :person)::text AND region = '140500' AND year = 2023 FOR UPDATE \gset
INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
VALUES ('H' || :hospital, uuidv7()::text, decode(repeat('ab', 32), 'hex'), (14050000000020000000 + :person)::text, 2023, uuidv7())
RETURNING settlement_id, settlement_no \gset
INSERT INTO settlements (person_no, year, settlement_id, region, insured_region, seq, hospital_code, settlement_no,
  care, event_on, input, facts, input_hash, settled_at, caller_id)
VALUES ((14050000000020000000 + :person)::text, 2023, :settlement_id::uuid, '140500', '140502', :seq, 'H' || :hospital, :settlement_no::text,
  'inpatient', DATE '2023-03-15', :input::text::json, :facts::text::json, decode(repeat('ab', 32), 'hex'), now(), 'bench');
INSERT INTO entries (person_no, region, year, seq, entry_id, settlement_id, kind, basic, critical_illness,
  supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person, total, outcome, state, trace_hash,
  policy_hash, posted_at, caller_id)
VALUES ((14050000000020000000 + :person)::text, '140500', 2023, :seq, uuidv7(), :settlement_id::uuid, 'settlement', :total::text::numeric - 10, 0,
  0, 0, 0, 10, 0, 0, 0, 0, :total::text::numeric, :outcome::text::json, :state::text::json,
  decode(repeat('ab', 32), 'hex'), 'sha256:' || repeat('ab', 32), now(), 'bench')
RETURNING entry_id \gset
UPDATE limit_accounts SET used_before = used, used = used + 10, version = version + 1
WHERE person_no = (14050000000020000000 + :person)::text AND region = '140500' AND year = 2023 AND name = 'annual'
RETURNING used_before, used AS used_after \gset
INSERT INTO limit_entries (person_no, region, year, name, seq, entry_id, amount, used_before, used_after, limit_amount)
VALUES ((14050000000020000000 + :person)::text, '140500', 2023, 'annual', :seq, :entry_id::uuid, 10, :used_before::text::numeric, :used_after::text::numeric, 1000000000);
UPDATE person_years SET replaced_version = version, version = version + 1, state = :state::text::json
WHERE person_no = (14050000000020000000 + :person)::text AND region = '140500' AND year = 2023;
COMMIT;
