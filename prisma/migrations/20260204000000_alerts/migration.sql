-- Early warning (J17): who passed the region's line, what was done about it, and the outbox that tells others.

-- One alert a person, region and year: the key is the promise. `region` is the pack's, as in person_years;
-- `insured_region` is where the person lives, which the lists and files of a county go by.
CREATE TABLE alerts (
  person_no      text           COLLATE "C" NOT NULL,
  region         text           COLLATE "C" NOT NULL CHECK (length(region) = 6),
  year           smallint       NOT NULL,
  id             uuid           NOT NULL,
  insured_region text           COLLATE "C" NOT NULL CHECK (length(insured_region) = 6),
  cause          text           NOT NULL CHECK (cause IN ('settlement', 'settled-anew', 'sweep')),
  -- What took the person past the line; a sweep finds those whom no settlement did.
  settlement_id  uuid,
  -- The category that the line is for; null for everyone else.
  category       text,
  line           numeric(16, 2) NOT NULL CHECK (line >= 0),
  burden_before  numeric(16, 2) NOT NULL CHECK (burden_before >= 0),
  burden         numeric(16, 2) NOT NULL,
  happened_on    date           NOT NULL,
  raised_at      timestamptz    NOT NULL,
  clause         json           NOT NULL,
  policy_hash    text           NOT NULL,
  -- The departments that the clause names.
  pushed_to      text[]         NOT NULL,
  status         text           NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'checked', 'included', 'not-included')),
  CONSTRAINT alerts_pkey PRIMARY KEY (person_no, region, year),
  CONSTRAINT alerts_id_key UNIQUE (id),
  CONSTRAINT alerts_above CHECK (burden > line),
  CONSTRAINT alerts_settlement CHECK ((cause = 'sweep') = (settlement_id IS NULL))
);
CREATE INDEX alerts_insured_region_id_idx ON alerts (insured_region, id);

-- What was done about an alert, in order; the last says where it stands.
CREATE TABLE alert_follow_ups (
  alert_id    uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  result      text        NOT NULL CHECK (result IN ('checked', 'included', 'not-included')),
  happened_on date        NOT NULL,
  included_from date,
  category    text,
  reason      text,
  recorded_at timestamptz NOT NULL,
  caller_id   text        NOT NULL,
  CONSTRAINT alert_follow_ups_pkey PRIMARY KEY (alert_id, seq),
  CONSTRAINT alert_follow_ups_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT alert_follow_ups_included CHECK ((result = 'included') = (included_from IS NOT NULL AND category IS NOT NULL)),
  CONSTRAINT alert_follow_ups_not_included CHECK (result <> 'not-included' OR reason IS NOT NULL)
);

-- What happened and must be told, written with it in one transaction. `payload` is the very text that is sent and signed,
-- with no ID number in it. `relayed_at`: handed to the queue, a delivery for each webhook.
CREATE TABLE outbox_events (
  id          uuid        NOT NULL,
  type        text        COLLATE "C" NOT NULL CHECK (type ~ '^[a-z-]+\.[a-z-]+$'),
  region      text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  payload     text        NOT NULL,
  happened_at timestamptz NOT NULL,
  relayed_at  timestamptz,
  CONSTRAINT outbox_events_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_events_waiting_idx ON outbox_events (id) WHERE relayed_at IS NULL;

-- Who wants to be told. The secret that signs is sealed with the data key.
CREATE TABLE webhooks (
  id              uuid        NOT NULL,
  region          text        COLLATE "C" NOT NULL CHECK (length(region) = 6),
  url             text        NOT NULL CHECK (url ~ '^https?://'),
  events          text[]      NOT NULL CHECK (cardinality(events) > 0),
  secret_enc      bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  created_by      text        NOT NULL,
  -- The receiver answered 410: it wants no more.
  disabled_at     timestamptz,
  deleted_at      timestamptz,
  CONSTRAINT webhooks_pkey PRIMARY KEY (id)
);

-- One event for one webhook. An event goes by its own id to every receiver, however often it is sent.
CREATE TABLE webhook_deliveries (
  webhook_id      uuid        NOT NULL,
  event_id        uuid        NOT NULL,
  status          text        NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  answer_status   integer,
  problem         text,
  created_at      timestamptz NOT NULL,
  last_attempt_at timestamptz,
  delivered_at    timestamptz,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (webhook_id, event_id),
  CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT webhook_deliveries_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox_events (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT webhook_deliveries_delivered CHECK ((status = 'delivered') = (delivered_at IS NOT NULL))
);

-- Of an alert only its status changes, and only to what its last follow-up says.
CREATE FUNCTION alert_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'status') <> (to_jsonb(OLD) - 'status') OR NEW.status IS DISTINCT FROM (
    SELECT f.result FROM alert_follow_ups f WHERE f.alert_id = OLD.id ORDER BY f.seq DESC LIMIT 1) THEN
    RAISE EXCEPTION 'an alert stands where its last follow-up says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER alerts_follow AFTER UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alert_follows();

-- An event is handed over once and never rewritten.
CREATE FUNCTION outbox_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'relayed_at') <> (to_jsonb(OLD) - 'relayed_at') OR OLD.relayed_at IS NOT NULL THEN
    RAISE EXCEPTION 'event % is not rewritten', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_events_forward AFTER UPDATE ON outbox_events FOR EACH ROW EXECUTE FUNCTION outbox_forward();

-- What arrived stays arrived, and a delivery is of one event to one webhook for ever.
CREATE FUNCTION delivery_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.webhook_id, NEW.event_id) IS DISTINCT FROM (OLD.webhook_id, OLD.event_id) OR OLD.status = 'delivered' THEN
    RAISE EXCEPTION 'the delivery of % does not go back', OLD.event_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER webhook_deliveries_forward AFTER UPDATE ON webhook_deliveries FOR EACH ROW EXECUTE FUNCTION delivery_forward();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_follow_ups
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$
DECLARE
  kept regclass;
BEGIN
  FOREACH kept IN ARRAY ARRAY['alerts', 'outbox_events', 'webhooks', 'webhook_deliveries']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON %s'
      ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', kept);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON alerts, alert_follow_ups, outbox_events, webhooks, webhook_deliveries TO yizhan_app;
GRANT UPDATE (status) ON alerts TO yizhan_app;
GRANT UPDATE (relayed_at) ON outbox_events TO yizhan_app;
GRANT UPDATE (disabled_at, deleted_at) ON webhooks TO yizhan_app;
GRANT UPDATE (status, attempts, answer_status, problem, last_attempt_at, delivered_at) ON webhook_deliveries TO yizhan_app;

-- The queue that pushes. After a failure it waits 5 s, then about twice as long each time: fifteen tries in about a day
-- and a half. A push takes at most ten seconds, so one that is still open after thirty was killed and is tried again.
-- What fails to the end is passed on to `webhooks-dead`, whose worker says so in the row of its delivery.
SELECT pgboss.create_queue('webhooks-dead', '{"policy": "standard", "retryLimit": 20, "retryDelay": 30}');
SELECT pgboss.create_queue('webhooks',
  '{"policy": "standard", "retryLimit": 14, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 30, "deadLetter": "webhooks-dead"}');
