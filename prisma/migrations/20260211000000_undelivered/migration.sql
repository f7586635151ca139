-- What has not arrived: for the list of dead letters, for sending them again together, and for the metrics that count
-- them. Of what has arrived, which is nearly all, it holds nothing.
CREATE INDEX webhook_deliveries_undelivered_idx ON webhook_deliveries (status, webhook_id, event_id) WHERE status <> 'delivered';
