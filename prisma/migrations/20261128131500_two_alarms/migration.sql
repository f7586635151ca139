-- Two alarms, and a day by which each is to be checked. Alerts that are there were raised by the lines of before: 6000 was for
-- those watched against falling back, and departments answer with the month after.
ALTER TABLE alerts
  ADD COLUMN alarm    text CHECK (alarm IN ('return', 'fall')),
  ADD COLUMN check_by date;
ALTER TABLE alerts DISABLE TRIGGER USER;
UPDATE alerts SET alarm = CASE WHEN category IS NULL THEN 'fall' ELSE 'return' END,
  check_by = (date_trunc('month', raised_at AT TIME ZONE INTERVAL '8 hours') + INTERVAL '2 months - 1 day')::date;
ALTER TABLE alerts ENABLE TRIGGER USER;
ALTER TABLE alerts ALTER COLUMN alarm SET NOT NULL, ALTER COLUMN check_by SET NOT NULL;
