-- Ten thousand people whose year has begun, in the ledger's own table, so that a ceiling has balances to move on.
INSERT INTO person_years (person_no, region, year, version, state, head, used, replaced_version, used_before)
SELECT (14050000000020000000 + person)::text, '140500', 2023, 1, '{}', decode(repeat('ab', 32), 'hex'), '{}', 0, '{}'
FROM generate_series(1, 10000) AS person;
