-- What holds of a person from day to day: enrolment, death, where a person is insured, and what was filed for care elsewhere.
-- A fact is never rewritten. One that was wrong is corrected by another, which names it and says why; the first is kept and
-- no longer stands.
CREATE TABLE person_facts (
  person_no     text        COLLATE "C" NOT NULL,
  id            uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('enrolment', 'death')),
  -- The first day; of a death, its day.
  valid_from    date        NOT NULL,
  valid_to      date,
  -- Of an enrolment: its year, and its tier, null for whoever is not enrolled in these days.
  year          smallint,
  tier          smallint    CHECK (tier IN (1, 2)),
  source        text        NOT NULL CHECK (source <> ''),
  -- The fact that this one takes the place of, and why. `withdrawn`: it takes it away and puts nothing in its place.
  corrects      uuid,
  reason        text,
  withdrawn     boolean     NOT NULL DEFAULT false,
  standing      boolean     NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  CONSTRAINT person_facts_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT person_facts_corrected_once UNIQUE (person_no, corrects),
  CONSTRAINT person_facts_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT person_facts_corrects_fkey FOREIGN KEY (person_no, corrects) REFERENCES person_facts (person_no, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT person_facts_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT person_facts_enrolment CHECK ((kind = 'enrolment') = (year IS NOT NULL AND valid_to IS NOT NULL)),
  CONSTRAINT person_facts_reason CHECK ((corrects IS NULL) = (reason IS NULL)),
  CONSTRAINT person_facts_withdrawn CHECK (NOT withdrawn OR corrects IS NOT NULL)
);
-- The dead of a region are looked for by the bureau; there are few beside the enrolments.
CREATE INDEX person_facts_deaths_idx ON person_facts (person_no) WHERE kind = 'death' AND standing AND NOT withdrawn;

CREATE FUNCTION only_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.standing OR to_jsonb(NEW) - 'standing' <> to_jsonb(OLD) - 'standing' THEN
    RAISE EXCEPTION 'a fact is corrected by another, never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER only_superseded BEFORE UPDATE ON person_facts FOR EACH ROW EXECUTE FUNCTION only_superseded();
CREATE TRIGGER never_removed BEFORE DELETE ON person_facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON person_facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT ON person_facts TO yizhan_app;
GRANT UPDATE (standing) ON person_facts TO yizhan_app;
