-- Ten thousand people whose year has begun, in the ledger's own tables, so that a ceiling has balances to move on.
INSERT INTO person_years (person_no, region, year, version, replaced_version, state)
SELECT (14050000000020000000 + person)::text, '140500', 2023, 1, 0, '{}' FROM generate_series(1, 10000) AS person;

INSERT INTO limit_accounts (person_no, region, year, name, used, used_before, version)
SELECT person_no, region, year, 'annual', 0, 0, 1 FROM person_years;
