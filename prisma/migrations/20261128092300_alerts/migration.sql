-- Early warning (140500/J17): who passed the region's line, and what was done about it.

-- One alert a person, region and year: the key is the promise. `region` is the pack's, as in person_years;
-- `insured_region` is where the person lives, which the lists and files of a county go by.
CREATE TABLE alerts (
  person_no      text           COLLATE "C" NOT NULL,
  region         text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year           smallint       NOT NULL,
  id             uuid           NOT NULL,
  insured_region text           COLLATE "C" NOT NULL CHECK (length(insured_region) = 6),
  -- There are two lines: for those who are watched against falling back, and for everyone else.
  alarm          text           NOT NULL CHECK (alarm IN ('return', 'fall')),
  cause          text           NOT NULL CHECK (cause IN ('settlement', 'settled-anew', 'sweep')),
  -- What took the person past the line; a sweep finds those whom no settlement did.
  settlement_id  uuid,
  -- The category that the line is for; null for everyone else.
  category       text,
  line           numeric(16, 2) NOT NULL CHECK (line >= 0),
  -- Sums over a year, and so wider than amounts.
  burden_before  numeric(20, 2) NOT NULL CHECK (burden_before >= 0),
  burden         numeric(20, 2) NOT NULL,
  happened_on    date           NOT NULL,
  raised_at      timestamptz    NOT NULL,
  -- The last day on which the departments have answered in time.
  check_by       date           NOT NULL,
  clause         json           NOT NULL,
  policy_hash    text           NOT NULL,
  -- The departments that the clause names.
  pushed_to      text[]         NOT NULL,
  status         text           NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'checked', 'included', 'not-included')),
  CONSTRAINT alerts_pkey PRIMARY KEY (person_no, region, year),
  CONSTRAINT alerts_id_key UNIQUE (id),
  CONSTRAINT alerts_above CHECK (burden > line),
  CONSTRAINT alerts_settlement CHECK ((cause = 'sweep') = (settlement_id IS NULL))
);
CREATE INDEX alerts_insured_region_id_idx ON alerts (insured_region, id);

-- What was done about an alert, in order; the last says where it stands.
CREATE TABLE alert_follow_ups (
  alert_id    uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  result      text        NOT NULL CHECK (result IN ('checked', 'included', 'not-included')),
  happened_on date        NOT NULL,
  included_from date,
  category    text,
  reason      text,
  recorded_at timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT alert_follow_ups_pkey PRIMARY KEY (alert_id, seq),
  CONSTRAINT alert_follow_ups_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT alert_follow_ups_included CHECK ((result = 'included') = (included_from IS NOT NULL AND category IS NOT NULL)),
  CONSTRAINT alert_follow_ups_not_included CHECK (result <> 'not-included' OR reason IS NOT NULL)
);

-- Of an alert only its status changes, and only to what its last follow-up says.
CREATE FUNCTION alert_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'status') <> (to_jsonb(OLD) - 'status') OR NEW.status IS DISTINCT FROM (
    SELECT f.result FROM alert_follow_ups f WHERE f.alert_id = OLD.id ORDER BY f.seq DESC LIMIT 1) THEN
    RAISE EXCEPTION 'an alert stands where its last follow-up says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER alerts_follow AFTER UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alert_follows();

CREATE TRIGGER never_removed_delete BEFORE DELETE ON alerts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON alerts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER append_only_update BEFORE UPDATE ON alert_follow_ups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON alert_follow_ups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON alert_follow_ups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON alerts, alert_follow_ups TO yizhan_app;
GRANT UPDATE (status) ON alerts TO yizhan_app;
