-- What one operator asked for and a second one has to look at before it is done.

CREATE TABLE tasks (
  id              uuid        NOT NULL,
  region          text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  -- The request as it was made: the operation's id, method, address and body.
  operation       text        NOT NULL CHECK (length(operation) BETWEEN 1 AND 60),
  method          text        NOT NULL CHECK (method IN ('POST', 'PUT', 'PATCH', 'DELETE')),
  address         text        NOT NULL CHECK (length(address) BETWEEN 1 AND 2000),
  body            text        NOT NULL,
  made_by         uuid        NOT NULL REFERENCES operators (id),
  made_at         timestamptz NOT NULL,
  state           text        NOT NULL CHECK (state IN ('waiting', 'doing', 'done', 'failed', 'refused', 'withdrawn')),
  decided_by      uuid        REFERENCES operators (id),
  decided_at      timestamptz,
  reason          text        CHECK (length(reason) BETWEEN 1 AND 500),
  -- What doing it was answered with.
  status          smallint,
  answer          text,
  CONSTRAINT tasks_pkey PRIMARY KEY (id),
  CONSTRAINT tasks_decided CHECK ((state = 'waiting') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  -- Two pairs of eyes; whoever made it may only take it back.
  CONSTRAINT tasks_two_people CHECK (CASE state WHEN 'withdrawn' THEN decided_by = made_by ELSE decided_by <> made_by END),
  CONSTRAINT tasks_answered CHECK ((state IN ('done', 'failed')) = (status IS NOT NULL))
);
CREATE INDEX tasks_region_id_idx ON tasks (region, id);
CREATE INDEX tasks_waiting_idx ON tasks (region, id) WHERE state = 'waiting';

-- No DELETE: a task is decided, never erased.
GRANT SELECT, INSERT, UPDATE ON tasks TO yizhan_app;
