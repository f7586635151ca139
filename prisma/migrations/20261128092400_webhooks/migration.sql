-- The outbox that tells others what happened, who wants to be told, and what became of each delivery.

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
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF secret_enc ON webhooks
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('secret_enc');

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
-- What has not arrived: for the list of dead letters, for sending them again together, and for the metrics that count
-- them. Of what has arrived, which is nearly all, it holds nothing.
CREATE INDEX webhook_deliveries_undelivered_idx ON webhook_deliveries (status, webhook_id, event_id) WHERE status <> 'delivered';

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

CREATE TRIGGER never_removed_delete BEFORE DELETE ON outbox_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON outbox_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON webhooks FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON webhooks FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_delete BEFORE DELETE ON webhook_deliveries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER never_removed_truncate BEFORE TRUNCATE ON webhook_deliveries FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

GRANT SELECT, INSERT ON outbox_events, webhooks, webhook_deliveries TO yizhan_app;
GRANT UPDATE (relayed_at) ON outbox_events TO yizhan_app;
GRANT UPDATE (secret_enc, disabled_at, deleted_at) ON webhooks TO yizhan_app;
GRANT UPDATE (status, attempts, answer_status, problem, last_attempt_at, delivered_at) ON webhook_deliveries TO yizhan_app;

-- The queue that pushes. After a failure it waits 5 s, then about twice as long each time: fifteen tries in about a day
-- and a half. A push takes at most ten seconds, so one that is still open after thirty was killed and is tried again.
-- What fails to the end is passed on to `webhooks-dead`, whose worker says so in the row of its delivery.
SELECT pgboss.create_queue('webhooks-dead', '{"policy": "standard", "retryLimit": 20, "retryDelay": 30}');
SELECT pgboss.create_queue('webhooks',
  '{"policy": "standard", "retryLimit": 14, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 30, "deadLetter": "webhooks-dead"}');
