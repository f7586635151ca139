-- Who is on a list in a line that was not taken is on record all the same, and stays watched in the lists to come.
ALTER TABLE roster_rows
  DROP CONSTRAINT roster_rows_action_check,
  ADD CONSTRAINT roster_rows_action_check CHECK (action IN ('open', 'end', 'keep', 'missing', 'refused'));
