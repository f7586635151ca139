-- The registers: which hospitals, which people, what they hold, what holds of them, and who changed any of it.
--
-- Keys that the registers share with the ledger are COLLATE "C" here too. Of two columns of different collations PostgreSQL
-- compares by the one that is named, for which the other's index is of no use.

CREATE TABLE hospitals (
  hospital_code               text        COLLATE "C" NOT NULL,
  name                        text        NOT NULL CHECK (name <> ''),
  region                      text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  level                       text        NOT NULL CHECK (level IN ('one', 'two', 'three')),
  -- A word of the region's pack; a place may have none.
  fee_class                   text        CHECK (fee_class ~ '^[a-z][a-z0-9-]{0,39}$'),
  designated                  boolean     NOT NULL,
  critical_disease_designated boolean     NOT NULL,
  recorded_at                 timestamptz NOT NULL DEFAULT now(),
  updated_at                  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hospitals_pkey PRIMARY KEY (hospital_code)
);

-- What a hospital was from day to day, where that ever changed. Nothing is rewritten: of two of one day the one recorded last
-- tells. The first day is -infinity for what held before the first change.
CREATE TABLE hospital_terms (
  hospital_code               text        COLLATE "C" NOT NULL,
  id                          uuid        NOT NULL,
  valid_from                  date        NOT NULL,
  level                       text        NOT NULL CHECK (level IN ('one', 'two', 'three')),
  fee_class                   text        CHECK (fee_class ~ '^[a-z][a-z0-9-]{0,39}$'),
  designated                  boolean     NOT NULL,
  critical_disease_designated boolean     NOT NULL,
  reason                      text,
  recorded_at                 timestamptz NOT NULL,
  recorded_by                 text        NOT NULL,
  CONSTRAINT hospital_terms_pkey PRIMARY KEY (hospital_code, id),
  CONSTRAINT hospital_terms_hospital_code_fkey FOREIGN KEY (hospital_code) REFERENCES hospitals (hospital_code) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX hospital_terms_from_idx ON hospital_terms (hospital_code, valid_from, id);
CREATE TRIGGER append_only_update BEFORE UPDATE ON hospital_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON hospital_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON hospital_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ID numbers are sealed, and found by their keyed hash.
CREATE TABLE beneficiaries (
  person_no      text        COLLATE "C" NOT NULL,
  name           text        NOT NULL CHECK (name <> ''),
  id_type        text        NOT NULL,
  id_number_enc  bytea       NOT NULL,
  id_number_hmac bytea       NOT NULL CHECK (octet_length(id_number_hmac) = 32),
  birth_date     date        NOT NULL,
  -- Where the person is insured by now, which bureaus' lists go by.
  insured_region text        COLLATE "C" NOT NULL CHECK (insured_region ~ '^[0-9]{6}$'),
  -- Where that was before the first dated fact; null where no dated fact was ever recorded.
  first_region   text        COLLATE "C" CHECK (first_region ~ '^[0-9]{6}$'),
  enrolled_tier  smallint    CHECK (enrolled_tier IN (1, 2)),
  -- One human under several numbers: the first of them, which all of them bear; null for whoever has one number (000000/G26).
  joined_as      text        COLLATE "C",
  insurance      text        NOT NULL DEFAULT 'residents' CHECK (insurance IN ('residents', 'employees')),
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT beneficiaries_pkey PRIMARY KEY (person_no)
);
-- Not unique: one person may be insured in two places while moving, and the bureau sorts that out.
CREATE INDEX beneficiaries_id_number_hmac_idx ON beneficiaries (id_number_hmac);
-- The bureau finds people by their whole names too.
CREATE INDEX beneficiaries_name_person_no_idx ON beneficiaries (name, person_no);
CREATE INDEX beneficiaries_joined_as_idx ON beneficiaries (joined_as, person_no) WHERE joined_as IS NOT NULL;
-- Two numbers of one human are looked for by birth and name too.
CREATE INDEX beneficiaries_birth_date_idx ON beneficiaries (birth_date, person_no);
CREATE INDEX beneficiaries_insured_region_person_no_idx ON beneficiaries (insured_region, person_no);
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF id_number_enc ON beneficiaries
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('id_number_enc');

CREATE TABLE identities (
  person_no      text        COLLATE "C" NOT NULL,
  id             uuid        NOT NULL,
  category       text        NOT NULL,
  valid_from     date        NOT NULL,
  valid_to       date,
  certified_by   text        NOT NULL,
  certificate_no text        NOT NULL,
  -- The department's own word where the category is another (农村低保, 孤儿), and its word for the end (死亡, 迁出).
  listed_as      text,
  end_reason     text,
  -- Null: the insured region of the day.
  certified_region text      COLLATE "C" CHECK (certified_region ~ '^[0-9]{6}$'),
  -- Of a household that was certified together: its number, the same for all its members.
  household_no   text        COLLATE "C" CHECK (household_no <> ''),
  -- 丧失劳动能力, as the department marks it; null where it does not.
  unable_to_work boolean,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  recorded_by    text        NOT NULL,
  ended_at       timestamptz,
  -- Recorded for the wrong person, or not at all as it should have been: it never held, and stays on record with its reason.
  annulled_at    timestamptz,
  CONSTRAINT identities_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT identities_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT identities_period CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
-- Whom a region certified, wherever they are insured.
CREATE INDEX identities_certified_region_idx ON identities (certified_region, person_no) WHERE certified_region IS NOT NULL;
CREATE INDEX identities_household_no_idx ON identities (household_no, person_no) WHERE household_no IS NOT NULL;
CREATE TRIGGER annulled_stays BEFORE UPDATE ON identities
  FOR EACH ROW WHEN (OLD.annulled_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- What people hold or held. Whatever asks which identity counts reads this, and so never one that was annulled.
CREATE VIEW valid_identities AS SELECT * FROM identities WHERE annulled_at IS NULL;

-- Each correction of an identity, with why and with what stood there before, so that nothing is overwritten unseen.
CREATE TABLE identity_corrections (
  person_no         text        COLLATE "C" NOT NULL,
  id                uuid        NOT NULL,
  identity_id       uuid        NOT NULL,
  kind              text        NOT NULL CHECK (kind IN ('reopened', 'annulled')),
  reason            text        NOT NULL CHECK (reason <> ''),
  valid_to_before   date,
  ended_at_before   timestamptz,
  end_reason_before text,
  recorded_at       timestamptz NOT NULL,
  recorded_by       text        NOT NULL,
  CONSTRAINT identity_corrections_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT identity_corrections_identity_fkey FOREIGN KEY (person_no, identity_id) REFERENCES identities (person_no, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER append_only_update BEFORE UPDATE ON identity_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON identity_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON identity_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE registrations (
  person_no    text        COLLATE "C" NOT NULL,
  id           uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('chronic', 'special-drug', 'special-disease', 'critical-disease')),
  disease_code text        NOT NULL,
  disease_name text        NOT NULL,
  management   text        CHECK (management IN ('visit', 'quota')),
  package_code text,
  valid_from   date        NOT NULL,
  valid_to     date,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  recorded_by  text        NOT NULL,
  ended_at     timestamptz,
  CONSTRAINT registrations_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT registrations_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT registrations_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT registrations_chronic CHECK (kind <> 'chronic' OR management IS NOT NULL),
  CONSTRAINT registrations_package CHECK (kind <> 'critical-disease' OR package_code IS NOT NULL)
);

-- A hospital gains by a registration, so it asks (2503) and the bureau decides. A request that is confirmed becomes a
-- registration with the same id; until then nothing is settled by it.
CREATE TABLE registration_requests (
  person_no     text        COLLATE "C" NOT NULL,
  id            uuid        NOT NULL,
  hospital_code text        COLLATE "C" NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('chronic', 'special-drug', 'special-disease', 'critical-disease')),
  disease_code  text        NOT NULL,
  disease_name  text        NOT NULL,
  management    text        CHECK (management IN ('visit', 'quota')),
  package_code  text,
  valid_from    date        NOT NULL,
  valid_to      date,
  requested_at  timestamptz NOT NULL,
  requested_by  text        NOT NULL,
  status        text        NOT NULL CHECK (status IN ('pending', 'confirmed', 'refused', 'withdrawn')),
  reason        text,
  decided_at    timestamptz,
  decided_by    text,
  CONSTRAINT registration_requests_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT registration_requests_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT registration_requests_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT registration_requests_decided CHECK (
    (status = 'pending') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT registration_requests_reason CHECK (status <> 'refused' OR reason IS NOT NULL)
);
-- A hospital asks once for a disease of a person.
CREATE UNIQUE INDEX registration_requests_pending_key ON registration_requests (person_no, hospital_code, kind, disease_code)
  WHERE status = 'pending';
-- What waits, in the order in which it came.
CREATE INDEX registration_requests_status_id_idx ON registration_requests (status, id);

-- Decided once, and nothing else of it changes but how a chronic disease is aided, which the bureau says.
CREATE FUNCTION decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'pending' OR NEW.status = 'pending' OR
    to_jsonb(NEW) - ARRAY['status', 'reason', 'management', 'decided_at', 'decided_by']
      <> to_jsonb(OLD) - ARRAY['status', 'reason', 'management', 'decided_at', 'decided_by'] THEN
    RAISE EXCEPTION 'a request is decided once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER decided_once AFTER UPDATE ON registration_requests FOR EACH ROW EXECUTE FUNCTION decided_once();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON registration_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON registration_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- What holds of a person from day to day: enrolment, death, where a person is insured, and further numbers of the person. A fact is never rewritten. One that was wrong is corrected by
-- another, which names it and says why; the first is kept and no longer stands.
CREATE TABLE person_facts (
  person_no     text        COLLATE "C" NOT NULL,
  id            uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('enrolment', 'death', 'insured-region', 'join', 'aid-approval', 'filing')),
  -- The first day; of a death, its day.
  valid_from    date        NOT NULL,
  valid_to      date,
  -- Of an enrolment: its year, and its tier, null for whoever is not enrolled in these days.
  year          smallint,
  tier          smallint    CHECK (tier IN (1, 2)),
  -- Of an approved application for aid: the identity for which, and whose bill under which number, where it covers one alone.
  category      text,
  -- Of an approval, whose bill; of a filing, to which hospital.
  hospital_code text        COLLATE "C",
  settlement_no text        COLLATE "C",
  -- Of what was filed for care elsewhere: its kind, and to which region.
  filing        text        CHECK (filing IN ('residence', 'temporary', 'referral', 'emergency')),
  to_region     text        COLLATE "C" CHECK (to_region ~ '^[0-9]{6}$'),
  -- Of an enrolment, where it names one: residents' or employees' insurance.
  insurance     text        CHECK (insurance IN ('residents', 'employees')),
  -- Of an enrolment: the group of insured people, as the place's packs name them, and whether the year passed without a claim.
  insured_group  text       CHECK (insured_group ~ '^[a-z][a-z0-9-]{0,39}$'),
  without_claims boolean,
  -- Of an insured region: which. It holds until the next one begins.
  region        text        COLLATE "C" CHECK (region ~ '^[0-9]{6}$'),
  -- Of a join: the other number of the same human.
  other_no      text        COLLATE "C" CHECK (other_no <> person_no),
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
  CONSTRAINT person_facts_category CHECK ((kind = 'aid-approval') = (category IS NOT NULL)),
  CONSTRAINT person_facts_bill CHECK (settlement_no IS NULL OR (kind = 'aid-approval' AND hospital_code IS NOT NULL)),
  CONSTRAINT person_facts_filing CHECK ((kind = 'filing') = (filing IS NOT NULL) AND (to_region IS NULL OR kind = 'filing')),
  CONSTRAINT person_facts_enrolment CHECK ((kind = 'enrolment') = (year IS NOT NULL AND valid_to IS NOT NULL)),
  CONSTRAINT person_facts_insurance CHECK (kind = 'enrolment' OR (insurance IS NULL AND insured_group IS NULL AND without_claims IS NULL)),
  CONSTRAINT person_facts_insured_region CHECK (kind <> 'insured-region' OR (region IS NOT NULL AND valid_to IS NULL)),
  CONSTRAINT person_facts_join CHECK ((kind = 'join') = (other_no IS NOT NULL)),
  CONSTRAINT person_facts_other_no_fkey FOREIGN KEY (other_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT person_facts_reason CHECK ((corrects IS NULL) = (reason IS NULL)),
  CONSTRAINT person_facts_withdrawn CHECK (NOT withdrawn OR corrects IS NOT NULL)
);
-- The dead of a region are looked for by the bureau; there are few beside the enrolments.
CREATE INDEX person_facts_deaths_idx ON person_facts (person_no) WHERE kind = 'death' AND standing AND NOT withdrawn;
-- Moves whose day has come are looked for; there are few beside the enrolments.
CREATE INDEX person_facts_moves_idx ON person_facts (person_no, valid_from) WHERE kind = 'insured-region' AND standing AND NOT withdrawn;
CREATE INDEX person_facts_joins_idx ON person_facts (other_no) WHERE kind = 'join' AND standing AND NOT withdrawn;

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

-- Who changed what of the registers, and when. An id of its own, because two changes may be of the same instant.
CREATE TABLE register_changes (
  id            bigserial   NOT NULL,
  at            timestamptz NOT NULL DEFAULT now(),
  caller_id     text        NOT NULL,
  person_no     text        COLLATE "C",
  hospital_code text        COLLATE "C",
  action        text        NOT NULL,
  detail        json        NOT NULL,
  CONSTRAINT register_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX register_changes_person_no_id_idx ON register_changes (person_no, id);
CREATE INDEX register_changes_hospital_code_id_idx ON register_changes (hospital_code, id);
CREATE TRIGGER register_changes_append_only_update BEFORE UPDATE ON register_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_changes_append_only_delete BEFORE DELETE ON register_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_changes_append_only_truncate BEFORE TRUNCATE ON register_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a person or a hospital was registered as until a correction: what was settled before is printed as it was known then.
-- Nothing is rewritten but the seal of an ID number, when data keys are changed.
CREATE TABLE person_versions (
  person_no      text        COLLATE "C" NOT NULL,
  id             uuid        NOT NULL,
  name           text        NOT NULL,
  id_type        text        NOT NULL,
  id_number_enc  bytea       NOT NULL,
  id_number_hmac bytea       NOT NULL CHECK (octet_length(id_number_hmac) = 32),
  birth_date     date        NOT NULL,
  until          timestamptz NOT NULL,
  reason         text,
  replaced_by    text        NOT NULL,
  CONSTRAINT person_versions_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT person_versions_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER never_removed_delete BEFORE DELETE ON person_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON person_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF id_number_enc ON person_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('id_number_enc');

CREATE TABLE hospital_versions (
  hospital_code text        COLLATE "C" NOT NULL,
  id            uuid        NOT NULL,
  name          text        NOT NULL,
  until         timestamptz NOT NULL,
  reason        text,
  replaced_by   text        NOT NULL,
  CONSTRAINT hospital_versions_pkey PRIMARY KEY (hospital_code, id),
  CONSTRAINT hospital_versions_hospital_code_fkey FOREIGN KEY (hospital_code) REFERENCES hospitals (hospital_code) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER append_only_update BEFORE UPDATE ON hospital_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON hospital_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON hospital_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- No DELETE anywhere: registers are ended or revoked, never erased.
CREATE TRIGGER never_removed_delete BEFORE DELETE ON hospitals FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON hospitals FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON beneficiaries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON beneficiaries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON identities FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON identities FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON registrations FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON registrations FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT, UPDATE ON hospitals, beneficiaries, identities, registrations TO yizhan_app;
GRANT SELECT, INSERT ON person_versions, hospital_versions TO yizhan_app;
GRANT UPDATE (id_number_enc, id_number_hmac) ON person_versions TO yizhan_app;
GRANT SELECT, INSERT ON hospital_terms, identity_corrections, registration_requests, person_facts, register_changes TO yizhan_app;
GRANT SELECT ON valid_identities TO yizhan_app;
GRANT UPDATE (status, reason, management, decided_at, decided_by) ON registration_requests TO yizhan_app;
GRANT UPDATE (standing) ON person_facts TO yizhan_app;
GRANT USAGE ON SEQUENCE register_changes_id_seq TO yizhan_app;
