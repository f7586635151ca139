-- A run meets people who died before the year. NOT VALID: the rows that are there satisfy what is only wider.
ALTER TABLE premium_subsidy_lines DROP CONSTRAINT premium_subsidy_lines_status;
ALTER TABLE premium_subsidy_lines ADD CONSTRAINT premium_subsidy_lines_status CHECK (coalesce(
  CASE status
    WHEN 'recorded' THEN before IS NULL AND due > 0 AND amount = due
    WHEN 'corrected' THEN amount = due - before
    WHEN 'unchanged' THEN due = before AND amount = 0
    WHEN 'not-enrolled' THEN NOT enrolled AND due > 0 AND before IS NULL AND amount = 0
    WHEN 'died' THEN due > 0 AND before IS NULL AND amount = 0
    WHEN 'nothing' THEN due = 0 AND before IS NULL AND amount = 0
    WHEN 'elsewhere' THEN before IS NOT NULL AND amount = 0
    WHEN 'failed' THEN due IS NULL AND amount = 0
    ELSE false
  END, false)) NOT VALID;
