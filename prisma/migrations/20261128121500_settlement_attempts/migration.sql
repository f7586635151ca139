-- A message that settled a visit is found again by its attempt: the settlement and what the message is answered with are
-- then decided by one commit, and no copy of it is kept beside.
ALTER TABLE visit_settlings
  ADD COLUMN infno    text NOT NULL,
  ADD COLUMN refmsgid text COLLATE "C" NOT NULL,
  ADD COLUMN med_type text;

-- An attempt that was refused left nothing behind and stands in nobody's way.
CREATE TABLE refused_attempts (
  mdtrt_id   text        COLLATE "C" NOT NULL,
  round      integer     NOT NULL,
  refused_at timestamptz NOT NULL,
  CONSTRAINT refused_attempts_pkey PRIMARY KEY (mdtrt_id, round),
  CONSTRAINT refused_attempts_mdtrt_id_round_fkey FOREIGN KEY (mdtrt_id, round)
    REFERENCES visit_settlings (mdtrt_id, round) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON refused_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON refused_attempts TO yizhan_app;
