-- Accounts of pgledger's for the same settlement as double-entry.sql: four for each of 10,000 people and one for each of 200
-- hospitals, found by their number.
CREATE TABLE account_numbers (no integer PRIMARY KEY, id text NOT NULL);
INSERT INTO account_numbers
SELECT no, (SELECT id FROM pgledger_create_account('account ' || no, 'CNY')) FROM generate_series(1, 40200) AS no;
