-- What all tables share: the role that the service acts as, and the two refusals that stand behind what is never rewritten
-- and what is never taken away.

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

-- For what changes but is never taken away, such as balances: a missing row would read as an unused limit.
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never removed: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'A missing row would read as an unused limit.';
END
$$;
