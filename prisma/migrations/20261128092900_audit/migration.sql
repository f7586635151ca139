-- Who looked at whom: a line for every reading of a person's data, and for every one that was refused or found nobody.
-- Posting a bill writes none: the settlement itself says who sent it.
CREATE TABLE lookups (
  id             uuid        NOT NULL,
  at             timestamptz NOT NULL,
  caller_id      text        COLLATE "C" NOT NULL,
  caller_kind    text        NOT NULL CHECK (caller_kind IN ('hospital', 'bureau', 'auditor')),
  -- Of the key, as it was: who answers for the caller sees the line, wherever the person is insured.
  caller_region  text        COLLATE "C" NOT NULL CHECK (length(caller_region) = 6),
  hospital_code  text        COLLATE "C",
  -- The number that was asked for, or the one that was found; null where the look was by a certificate that is nobody's,
  -- or at a list.
  person_no      text        COLLATE "C",
  -- Where the person was insured at that time; null where the number is nobody's.
  insured_region text        COLLATE "C" CHECK (length(insured_region) = 6),
  operation      text        NOT NULL CHECK (length(operation) BETWEEN 1 AND 60),
  outcome        text        NOT NULL CHECK (outcome IN ('shown', 'refused', 'not-found', 'throttled')),
  -- What allowed it.
  basis          text        CHECK (basis IN ('certificate', 'visit', 'settlement', 'region')),
  request_id     text        CHECK (length(request_id) <= 128),
  CONSTRAINT lookups_pkey PRIMARY KEY (id),
  CONSTRAINT lookups_of_a_person CHECK (insured_region IS NULL OR person_no IS NOT NULL),
  CONSTRAINT lookups_basis CHECK (basis IS NULL OR outcome = 'shown')
);
CREATE INDEX lookups_at_id_idx ON lookups (at, id);
CREATE INDEX lookups_person_no_at_id_idx ON lookups (person_no, at, id);
CREATE INDEX lookups_caller_id_at_id_idx ON lookups (caller_id, at, id);
-- Asked before each reading by a hospital: when it last had the person's certificate at hand.
CREATE INDEX lookups_certificates_idx ON lookups (person_no, hospital_code, at)
  WHERE outcome = 'shown' AND operation IN ('1101', 'certificate-read');
-- Counted before each look-up by ID number: those of one caller that found nobody, or were refused for it, of late.
CREATE INDEX lookups_failed_idx ON lookups (caller_id, outcome, at) WHERE outcome IN ('not-found', 'throttled');

CREATE TRIGGER append_only_update BEFORE UPDATE ON lookups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON lookups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON lookups TO yizhan_app;

-- What was done and tried beside looking: sign-ins, changes, exports, refusals. Posting a bill by a key writes none, as above.
CREATE TABLE audit_events (
  id            uuid        NOT NULL,
  at            timestamptz NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('sign-in', 'sign-in-failed', 'sign-out', 'session-ended', 'change', 'export', 'refused', 'opened')),
  -- A caller or an operator; of a failed sign-in the operator whose name was sent, null where it is nobody's.
  actor_id      text        COLLATE "C",
  actor_kind    text        CHECK (actor_kind IN ('hospital', 'bureau', 'auditor')),
  actor_name    text,
  actor_region  text        COLLATE "C" CHECK (length(actor_region) = 6),
  hospital_code text        COLLATE "C",
  -- The id of the operation in the OpenAPI document.
  operation     text        NOT NULL CHECK (length(operation) BETWEEN 1 AND 60),
  -- Which one it was done to, by the places of the address.
  target        text        CHECK (length(target) <= 400),
  person_no     text        COLLATE "C",
  status        smallint    NOT NULL,
  -- The code of the problem it was answered with.
  code          text,
  -- The second pair of eyes.
  approved_by   text        COLLATE "C",
  address       text        NOT NULL CHECK (length(address) <= 64),
  request_id    text        CHECK (length(request_id) <= 128),
  CONSTRAINT audit_events_pkey PRIMARY KEY (id),
  -- What a patient did with a statement in hand has nobody's name, and the region of the person.
  CONSTRAINT audit_events_actor CHECK ((actor_id IS NULL) = (actor_kind IS NULL) AND (actor_id IS NULL OR actor_region IS NOT NULL))
);
CREATE INDEX audit_events_at_id_idx ON audit_events (at, id);
CREATE INDEX audit_events_actor_id_at_id_idx ON audit_events (actor_id, at, id);
CREATE INDEX audit_events_person_no_at_id_idx ON audit_events (person_no, at, id) WHERE person_no IS NOT NULL;
-- Counted before each sign-in.
CREATE INDEX audit_events_sign_ins_idx ON audit_events (actor_id, at) WHERE kind IN ('sign-in', 'sign-in-failed');

CREATE TRIGGER append_only_update BEFORE UPDATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON audit_events TO yizhan_app;

-- What goes of the audit when its time is over. Looks at people and lines of what was done go through this function alone, never within
-- six months (网络安全法 第二十一条（三）), and never the ledger, nor what was changed in the registers.

CREATE FUNCTION refuse_audit_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('yizhan.ends_audit', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'restrict_violation', HINT = 'Lines go when their time is over: npm run audit:end.';
  END IF;
  RETURN NULL;
END
$$;

-- Whatever a region says, and whoever asks.
CREATE FUNCTION refuse_young_audit_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at > now() - INTERVAL '6 months' THEN
    RAISE EXCEPTION 'a line of % is kept six months at least', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER append_only_delete BEFORE DELETE ON lookups FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_removal();
CREATE TRIGGER append_only_delete BEFORE DELETE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_removal();
CREATE TRIGGER kept_six_months BEFORE DELETE ON lookups FOR EACH ROW EXECUTE FUNCTION refuse_young_audit_removal();
CREATE TRIGGER kept_six_months BEFORE DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_young_audit_removal();

-- Of the callers of one region, the oldest lines before an instant, `most` of each kind at once. A look at somebody insured elsewhere
-- stays as long as that region keeps it too: `regions` and `befores` say how long each does.
CREATE FUNCTION end_audit(of_region text, before timestamptz, regions text[], befores timestamptz[], most integer,
  OUT lookups bigint, OUT events bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Not a SET of the function: only a superuser may give it one of a parameter that the server does not know.
  PERFORM set_config('yizhan.ends_audit', 'on', true);
  DELETE FROM public.lookups l WHERE l.id IN (
    SELECT o.id FROM public.lookups o
    WHERE o.caller_region = of_region AND o.at < before AND (o.insured_region IS NULL OR o.insured_region = of_region
      OR EXISTS (SELECT FROM unnest(regions, befores) AS k (region, until) WHERE k.region = o.insured_region AND o.at < k.until))
    ORDER BY o.at LIMIT most);
  GET DIAGNOSTICS lookups = ROW_COUNT;
  DELETE FROM public.audit_events e WHERE e.id IN (
    SELECT o.id FROM public.audit_events o WHERE coalesce(o.actor_region, '000000') = of_region AND o.at < before ORDER BY o.at LIMIT most);
  GET DIAGNOSTICS events = ROW_COUNT;
  PERFORM set_config('yizhan.ends_audit', 'off', true);
END
$$;
REVOKE EXECUTE ON FUNCTION end_audit(text, timestamptz, text[], timestamptz[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_audit(text, timestamptz, text[], timestamptz[], integer) TO yizhan_app;
