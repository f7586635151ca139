-- The keys that seal what the database keeps from its readers. Without this table nobody could tell whether a key belongs
-- to the database, and a wrong one would leave two keys in one register.

CREATE TABLE data_keys (
  -- Derived from the key, and of no use for guessing it. Every sealed value names the key it was sealed with.
  key_id        text        COLLATE "C" NOT NULL CHECK (key_id ~ '^[0-9a-f]{8}$'),
  -- What this key finds and signs with, sealed: under itself, and under a newer key once that has taken its place. What was
  -- hashed and signed for ever, such as a printed receipt, is told from a forgery by it when the key itself is gone.
  secrets_enc   bytea       NOT NULL,
  first_used_at timestamptz NOT NULL,
  -- When nothing was held by the key any more. From then on nothing may be sealed with it.
  retired_at    timestamptz,
  CONSTRAINT data_keys_pkey PRIMARY KEY (key_id)
);

CREATE FUNCTION data_key_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.key_id, NEW.first_used_at) IS DISTINCT FROM (OLD.key_id, OLD.first_used_at)
    OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at) THEN
    RAISE EXCEPTION 'a data key is used once and retired once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER data_keys_forward BEFORE UPDATE ON data_keys FOR EACH ROW EXECUTE FUNCTION data_key_forward();
CREATE TRIGGER never_deleted BEFORE DELETE ON data_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON data_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- A sealed value is version 2, the four bytes of its key's id, nonce, tag and text. Version 1 named no key.
--
-- A process that was started before a key was retired still has it in its memory. What it sealed with it could not be
-- opened once the key is taken out, so the database refuses it: each table with a sealed column calls this. The lock makes
-- a key that is being retired wait for whoever seals with it at this moment, and the other way round.
CREATE FUNCTION refuse_retired_data_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  sealed  bytea;
  retired timestamptz;
BEGIN
  IF TG_ARGV[0] = 'id_number_enc' THEN
    sealed := NEW.id_number_enc;
  ELSIF TG_ARGV[0] = 'contact_enc' THEN
    sealed := NEW.contact_enc;
  ELSIF TG_ARGV[0] = 'secret_enc' THEN
    sealed := NEW.secret_enc;
  ELSIF TG_ARGV[0] = 'account_enc' THEN
    sealed := NEW.account_enc;
  ELSIF TG_ARGV[0] = 'content_enc' THEN
    sealed := NEW.content_enc;
  ELSE
    RAISE EXCEPTION 'the column % is not known here', TG_ARGV[0];
  END IF;
  IF octet_length(sealed) < 5 OR get_byte(sealed, 0) <> 2 THEN
    RETURN NULL;
  END IF;
  SELECT k.retired_at INTO retired FROM data_keys k WHERE k.key_id = encode(substr(sealed, 2, 4), 'hex') FOR SHARE;
  IF retired IS NOT NULL THEN
    RAISE EXCEPTION 'the data key % was retired on %', encode(substr(sealed, 2, 4), 'hex'), retired
      USING ERRCODE = 'restrict_violation', HINT = 'Restart the process that still writes with it.';
  END IF;
  RETURN NULL;
END
$$;

GRANT SELECT, INSERT ON data_keys TO yizhan_app;
GRANT UPDATE (secrets_enc, retired_at) ON data_keys TO yizhan_app;
