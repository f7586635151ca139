-- The registers: who calls, which hospitals, which people, what they hold, and who changed any of it.

-- The service acts as this role, which owns nothing and therefore cannot lift what is forbidden to it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'yizhan_app') THEN
    CREATE ROLE yizhan_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of the same server made it at this moment
END
$$;

GRANT USAGE ON SCHEMA public TO yizhan_app;

-- Fires for the owner too: an owner can be careless, and a right that was granted by mistake must still do nothing.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Write a new row that corrects the old one.';
END
$$;

CREATE TABLE callers (
  id            uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('hospital', 'bureau', 'auditor')),
  name          text        NOT NULL CHECK (name <> ''),
  region        text        NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  hospital_code text,
  key_hash      bytea       NOT NULL CHECK (octet_length(key_hash) = 32),
  created_at    timestamptz NOT NULL DEFAULT now(),
  created_by    text        NOT NULL,
  revoked_at    timestamptz,
  CONSTRAINT callers_pkey PRIMARY KEY (id),
  CONSTRAINT callers_hospital CHECK ((kind = 'hospital') = (hospital_code IS NOT NULL))
);
CREATE UNIQUE INDEX callers_key_hash_key ON callers (key_hash);

CREATE TABLE hospitals (
  hospital_code               text        NOT NULL,
  name                        text        NOT NULL CHECK (name <> ''),
  region                      text        NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  level                       text        NOT NULL CHECK (level IN ('one', 'two', 'three')),
  fee_class                   text        NOT NULL CHECK (fee_class IN ('class-one', 'city-two', 'county-two', 'class-three')),
  designated                  boolean     NOT NULL,
  critical_disease_designated boolean     NOT NULL,
  recorded_at                 timestamptz NOT NULL DEFAULT now(),
  updated_at                  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hospitals_pkey PRIMARY KEY (hospital_code)
);

CREATE TABLE beneficiaries (
  person_no      text        NOT NULL,
  name           text        NOT NULL CHECK (name <> ''),
  id_type        text        NOT NULL,
  id_number_enc  bytea       NOT NULL,
  id_number_hmac bytea       NOT NULL CHECK (octet_length(id_number_hmac) = 32),
  birth_date     date        NOT NULL,
  insured_region text        NOT NULL CHECK (insured_region ~ '^[0-9]{6}$'),
  enrolled_tier  smallint    CHECK (enrolled_tier IN (1, 2)),
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT beneficiaries_pkey PRIMARY KEY (person_no)
);
-- Not unique: one person may be insured in two places while moving, and the bureau sorts that out.
CREATE INDEX beneficiaries_id_number_hmac_idx ON beneficiaries (id_number_hmac);
CREATE INDEX beneficiaries_insured_region_person_no_idx ON beneficiaries (insured_region, person_no);

CREATE TABLE identities (
  person_no      text        NOT NULL,
  id             uuid        NOT NULL,
  category       text        NOT NULL,
  valid_from     date        NOT NULL,
  valid_to       date,
  certified_by   text        NOT NULL,
  certificate_no text        NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  recorded_by    text        NOT NULL,
  ended_at       timestamptz,
  CONSTRAINT identities_pkey PRIMARY KEY (person_no, id),
  CONSTRAINT identities_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT identities_period CHECK (valid_to IS NULL OR valid_from <= valid_to)
);

CREATE TABLE registrations (
  person_no    text        NOT NULL,
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

CREATE TABLE premium_subsidies (
  person_no    text           NOT NULL,
  year         smallint       NOT NULL,
  tier         smallint       CHECK (tier IN (1, 2)),
  region       text           NOT NULL,
  category     text,
  contribution numeric(16, 2) NOT NULL CHECK (contribution >= 0),
  subsidy      numeric(16, 2) NOT NULL CHECK (subsidy >= 0),
  person_pays  numeric(16, 2) NOT NULL CHECK (person_pays >= 0),
  clause_id    text,
  policy       text           NOT NULL,
  policy_hash  text           NOT NULL,
  recorded_at  timestamptz    NOT NULL DEFAULT now(),
  recorded_by  text           NOT NULL,
  CONSTRAINT premium_subsidies_pkey PRIMARY KEY (person_no, year),
  CONSTRAINT premium_subsidies_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT premium_subsidies_sum CHECK (subsidy + person_pays = contribution)
);

CREATE TABLE policy_packs (
  policy_hash   text        NOT NULL,
  region        text        NOT NULL,
  -- json, not jsonb: the hash is of this very text, and jsonb would reorder it.
  content       json        NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT policy_packs_pkey PRIMARY KEY (policy_hash)
);

CREATE TABLE register_changes (
  id            bigserial   NOT NULL,
  at            timestamptz NOT NULL DEFAULT now(),
  caller_id     text        NOT NULL,
  person_no     text,
  hospital_code text,
  action        text        NOT NULL,
  detail        json        NOT NULL,
  CONSTRAINT register_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX register_changes_person_no_id_idx ON register_changes (person_no, id);
CREATE INDEX register_changes_hospital_code_id_idx ON register_changes (hospital_code, id);

CREATE TRIGGER register_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER premium_subsidies_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON premium_subsidies
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_packs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_packs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- No DELETE anywhere: registers are ended or revoked, never erased.
GRANT SELECT, INSERT, UPDATE ON callers, hospitals, beneficiaries, identities, registrations TO yizhan_app;
GRANT SELECT, INSERT ON register_changes, premium_subsidies, policy_packs TO yizhan_app;
GRANT USAGE ON SEQUENCE register_changes_id_seq TO yizhan_app;
