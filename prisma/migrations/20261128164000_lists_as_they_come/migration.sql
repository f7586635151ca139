-- Lists as departments send them: how each was read, the department's own words, people without a number of their own.

-- `read_as`: the line of the header, and the columns and lines that were passed over. `numbers_made`: new people who had no
-- person number in the list.
ALTER TABLE rosters
  ADD COLUMN read_as      jsonb   NOT NULL DEFAULT '{"headerLine":1,"columnsPassedOver":[],"linesPassedOver":0}',
  ADD COLUMN numbers_made integer NOT NULL DEFAULT 0 CHECK (numbers_made BETWEEN 0 AND new_people);
ALTER TABLE rosters ALTER COLUMN read_as DROP DEFAULT;

-- `listed_as` is the department's word for a category where it is another (农村低保, 孤儿), `end_reason` its word for a
-- removal (死亡, 迁出).
ALTER TABLE roster_rows
  ADD COLUMN listed_as  text,
  ADD COLUMN end_reason text;
ALTER TABLE identities
  ADD COLUMN listed_as  text,
  ADD COLUMN end_reason text;

ALTER TABLE roster_people
  ADD COLUMN id_type     text    NOT NULL DEFAULT '01',
  ADD COLUMN number_made boolean NOT NULL DEFAULT false;

-- A far last day was written for "no end".
UPDATE identities SET valid_to = NULL WHERE valid_to >= '2099-12-31';
UPDATE registrations SET valid_to = NULL WHERE valid_to >= '2099-12-31';
