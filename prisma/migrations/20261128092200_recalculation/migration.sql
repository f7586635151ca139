-- A person's years recalculated with facts that were recorded late, once a number. The entries that it posted carry the
-- number as their cause; where nothing came out differently there are none.
CREATE TABLE resettlements (
  person_no      text        COLLATE "C" NOT NULL,
  resettle_no    text        COLLATE "C" NOT NULL CHECK (resettle_no <> ''),
  application_id uuid,
  first_year     smallint    NOT NULL,
  last_year      smallint    NOT NULL,
  reason         text        NOT NULL CHECK (reason <> ''),
  considered     integer     NOT NULL CHECK (considered >= 0),
  adjusted       integer     NOT NULL,
  resettled_at   timestamptz NOT NULL,
  caller_id      text        NOT NULL,
  CONSTRAINT resettlements_pkey PRIMARY KEY (person_no, resettle_no),
  CONSTRAINT resettlements_application_id_key UNIQUE (application_id),
  CONSTRAINT resettlements_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT resettlements_years CHECK (first_year <= last_year),
  CONSTRAINT resettlements_adjusted CHECK (adjusted BETWEEN 0 AND considered)
);

-- The entries are written before it, in the same transaction.
CREATE FUNCTION check_resettled() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF NEW.adjusted <> (
    SELECT count(*) FROM entries e
    WHERE e.person_no = NEW.person_no AND e.year BETWEEN NEW.first_year AND NEW.last_year AND e.kind = 'adjustment'
      AND e.cause = 'resettle' AND e.cause_no = NEW.resettle_no
  ) THEN
    RAISE EXCEPTION 'resettlement % must name as many adjustments as carry its number', NEW.resettle_no USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER resettlements_entries AFTER INSERT ON resettlements FOR EACH ROW EXECUTE FUNCTION check_resettled();

CREATE TRIGGER append_only_update BEFORE UPDATE ON resettlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON resettlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON resettlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON resettlements TO yizhan_app;
