-- Where several places hold the people of several regions: whom this place has seen that another one holds.

-- Written when somebody of another place is first asked for here, and true from then on: a person stays where they are.
CREATE TABLE people_elsewhere (
  person_no text        COLLATE "C" NOT NULL,
  place     text        COLLATE "C" NOT NULL CHECK (place ~ '^[a-z][a-z0-9-]{0,39}$'),
  found_at  timestamptz NOT NULL,
  CONSTRAINT people_elsewhere_pkey PRIMARY KEY (person_no)
);
CREATE TRIGGER append_only_update BEFORE UPDATE ON people_elsewhere FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON people_elsewhere FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON people_elsewhere FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON people_elsewhere TO yizhan_app;
