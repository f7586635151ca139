-- Work that goes on behind the requests: what a job is and how far it is, and the queue that hands it to a process.

-- A job is a chain of short pieces. `cursor` is where the next piece begins and is written with what the piece wrote, so
-- a killed process leaves a whole number of pieces. `input` and `result` hold no ID number and no name.
CREATE TABLE jobs (
  id          uuid        NOT NULL,
  kind        text        COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z-]{1,39}$'),
  region      text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  input       jsonb       NOT NULL,
  status      text        COLLATE "C" NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  cursor      jsonb,
  done        bigint      NOT NULL DEFAULT 0 CHECK (done >= 0),
  total       bigint      CHECK (total >= 0),
  failures    bigint      NOT NULL DEFAULT 0 CHECK (failures >= 0),
  problem     jsonb,
  result      jsonb,
  created_at  timestamptz NOT NULL,
  created_by  text        NOT NULL,
  started_at  timestamptz,
  updated_at  timestamptz NOT NULL,
  finished_at timestamptz,
  attempts    integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  CONSTRAINT jobs_pkey PRIMARY KEY (id),
  CONSTRAINT jobs_finished CHECK ((status IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT jobs_failed CHECK (status <> 'failed' OR problem IS NOT NULL)
);
CREATE INDEX jobs_region_id_idx ON jobs (region, id);
CREATE INDEX jobs_open_idx ON jobs (kind, region) WHERE status IN ('queued', 'running');

-- What a job is never changes, and one that has ended stays as it ended: two processes may hold it for a moment, and the
-- slower one must not undo what the faster one said.
CREATE FUNCTION job_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.kind, NEW.region, NEW.input, NEW.created_at, NEW.created_by)
    IS DISTINCT FROM (OLD.id, OLD.kind, OLD.region, OLD.input, OLD.created_at, OLD.created_by) THEN
    RAISE EXCEPTION 'what a job is never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.finished_at IS NOT NULL THEN
    RAISE EXCEPTION 'job % has ended', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER jobs_forward BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION job_forward();

GRANT SELECT, INSERT, UPDATE ON jobs TO yizhan_app;

-- The tables of pg-boss 10, version 24 of its schema, as `PgBoss.getConstructionPlans()` prints them without its own BEGIN,
-- lock and COMMIT. They are made here because the service acts as a role that may make nothing; it compares the version at
-- each start, and a test compares this text with the library's.
CREATE SCHEMA IF NOT EXISTS pgboss;

    CREATE TYPE pgboss.job_state AS ENUM (
      'created',
      'retry',
      'active',
      'completed',
      'cancelled',
      'failed'
    );

    CREATE TABLE pgboss.version (
      version int primary key,
      maintained_on timestamp with time zone,
      cron_on timestamp with time zone,
      monitored_on timestamp with time zone
    );

    CREATE TABLE pgboss.queue (
      name text,
      policy text,
      retry_limit int,
      retry_delay int,
      retry_backoff bool,
      expire_seconds int,
      retention_minutes int,
      dead_letter text REFERENCES pgboss.queue (name),
      partition_name text,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
    );

    CREATE TABLE pgboss.schedule (
      name text REFERENCES pgboss.queue ON DELETE CASCADE,
      cron text not null,
      timezone text,
      data jsonb,
      options jsonb,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
    );

    CREATE TABLE pgboss.subscription (
      event text not null,
      name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY(event, name)
    );

    CREATE TABLE pgboss.job (
      id uuid not null default gen_random_uuid(),
      name text not null,
      priority integer not null default(0),
      data jsonb,
      state pgboss.job_state not null default('created'),
      retry_limit integer not null default(2),
      retry_count integer not null default(0),
      retry_delay integer not null default(0),
      retry_backoff boolean not null default false,
      start_after timestamp with time zone not null default now(),
      started_on timestamp with time zone,
      singleton_key text,
      singleton_on timestamp without time zone,
      expire_in interval not null default interval '15 minutes',
      created_on timestamp with time zone not null default now(),
      completed_on timestamp with time zone,
      keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
      output jsonb,
      dead_letter text,
      policy text
    ) PARTITION BY LIST (name);
ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);
CREATE TABLE pgboss.archive (LIKE pgboss.job);
ALTER TABLE pgboss.archive ADD PRIMARY KEY (name, id);
ALTER TABLE pgboss.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON pgboss.archive(archived_on);

    CREATE FUNCTION pgboss.create_queue(queue_name text, options json)
    RETURNS VOID AS
    $$
    DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
      INSERT INTO pgboss.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

      EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
    END;
    $$
    LANGUAGE plpgsql;;

    CREATE FUNCTION pgboss.delete_queue(queue_name text)
    RETURNS VOID AS
    $$
    DECLARE
      table_name varchar;
    BEGIN
      WITH deleted as (
        DELETE FROM pgboss.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;

      EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
    END;
    $$
    LANGUAGE plpgsql;;
INSERT INTO pgboss.version(version) VALUES ('24');

-- How a task is retried and taken over, for every process alike. A worker holds a task for a third of `expireInSeconds` and
-- hands the rest of the job on in a new one; a task that is held longer has lost its worker. It is tried again five times,
-- after 1 to 2, 2 to 4, … 16 to 32 seconds. One that failed for good, by errors or because its workers died, is passed on to
-- `jobs-abandoned`, whose worker says so in the row of its job.
SELECT pgboss.create_queue('jobs-abandoned', '{"policy": "standard", "retryLimit": 20, "retryDelay": 5, "expireInSeconds": 45}');
SELECT pgboss.create_queue('jobs', '{"policy": "standard", "retryLimit": 5, "retryDelay": 2, "retryBackoff": true, "expireInSeconds": 45, "deadLetter": "jobs-abandoned"}');

-- What fetching, completing, failing and tidying up need; the service makes and drops no queue.
REVOKE ALL ON FUNCTION pgboss.create_queue(text, json), pgboss.delete_queue(text) FROM PUBLIC;
GRANT USAGE ON SCHEMA pgboss TO yizhan_app;
GRANT SELECT ON pgboss.queue TO yizhan_app;
GRANT SELECT, UPDATE ON pgboss.version TO yizhan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON pgboss.job TO yizhan_app;
GRANT SELECT, INSERT, DELETE ON pgboss.archive TO yizhan_app;
