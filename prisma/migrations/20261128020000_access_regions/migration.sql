-- Where the hospital was when its books were compared: the place that it moves to later does not see what was found before.
-- Rows from before this column are given the place of today, the only one that is known.
ALTER TABLE reconciliations ADD COLUMN region text COLLATE "C" CHECK (length(region) = 6);
ALTER TABLE reconciliations DISABLE TRIGGER append_only;
UPDATE reconciliations r SET region = (SELECT h.region FROM hospitals h WHERE h.hospital_code = r.hospital_code);
ALTER TABLE reconciliations ENABLE TRIGGER append_only;
ALTER TABLE reconciliations ALTER COLUMN region SET NOT NULL;
CREATE INDEX reconciliations_region_id_idx ON reconciliations (region, id);
