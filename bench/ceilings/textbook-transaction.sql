-- The same write as a textbook has it: lock the person's year, insert, move the balances on, commit.
\set person random(1, 10000)
\set hospital random(1, 20)
BEGIN;
SELECT version + 1 AS seq FROM person_years
WHERE person_no = (14050000000020000000 + :person)::text AND region = '140500' AND year = 2023 FOR UPDATE \gset
INSERT INTO settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
VALUES ('H' || :hospital, uuidv7()::text, decode(repeat('ab', 32), 'hex'), (14050000000020000000 + :person)::text, 2023, uuidv7())
RETURNING settlement_id, settlement_no \gset
UPDATE person_years SET replaced_head = head, replaced_version = version, used_before = used,
  version = version + 1, state = :state::text::json, head = decode(repeat('ab', 32), 'hex'),
  used = jsonb_build_object('annual', (coalesce((used ->> 'annual')::numeric, 0) + 10)::text)
WHERE person_no = (14050000000020000000 + :person)::text AND region = '140500' AND year = 2023
RETURNING coalesce((used_before ->> 'annual')::numeric, 0) AS used_before \gset
INSERT INTO entries (person_no, region, year, seq, entry_id, settlement_id, kind, basic, critical_illness,
  supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person, total, insured_region, hospital_code,
  settlement_no, care, admitted_on, event_on, input, input_hash, facts, limit_names, limit_amounts, limit_before, limit_caps, outcome,
  state, trace_hash, policy_hash, posted_at, caller_id, previous_hash)
VALUES ((14050000000020000000 + :person)::text, '140500', 2023, :seq, uuidv7(), :settlement_id::uuid, 'settlement', :total::text::numeric - 10, 0,
  0, 0, 0, 10, 0, 0, 0, 0, :total::text::numeric, '140502', 'H' || :hospital,
  :settlement_no::text, 'inpatient', DATE '2023-03-01', DATE '2023-03-15', :input::text::json, decode(repeat('ab', 32), 'hex'), :facts::text::json,
  '{annual}', '{10}', ARRAY[:used_before::text::numeric], '{1000000000}', :outcome::text::json,
  :state::text::json, decode(repeat('ab', 32), 'hex'), 'sha256:' || repeat('ab', 32), now(), 'bench', decode(repeat('ab', 32), 'hex'));
COMMIT;
