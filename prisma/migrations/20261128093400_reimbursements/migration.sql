-- Bills that people have paid already and hand in: what was handed in, its invoices, and its papers.

CREATE TABLE reimbursements (
  id               uuid        NOT NULL,
  -- Where the person is insured: whose bureau takes it.
  region           text        COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
  -- The bureau's own number. The settlement has the same, in a space of numbers that no hospital has (BX140500).
  reimbursement_no text        COLLATE "C" NOT NULL CHECK (reimbursement_no <> ''),
  -- What the person holds and asks with; nobody guesses it.
  receipt_no       text        COLLATE "C" NOT NULL CHECK (length(receipt_no) = 25),
  input_hash       bytea       NOT NULL CHECK (octet_length(input_hash) = 32),
  person_no        text        COLLATE "C" NOT NULL,
  -- The claim, the hospital, the proof of what insurance paid. JSON, because it is read whole.
  content          json        NOT NULL,
  total            numeric(16, 2) NOT NULL CHECK (total > 0),
  status           text        NOT NULL CHECK (status IN ('received', 'checked', 'approved', 'refused', 'withdrawn', 'reversed')),
  -- The day on which it was handed in, and when that was recorded (000000/G10).
  received_on      date        NOT NULL,
  received_at      timestamptz NOT NULL,
  received_by      text        NOT NULL,
  checked_at       timestamptz,
  checked_by       text,
  -- What was found, or why it was refused or withdrawn: as the bureau puts it.
  findings         text,
  decided_at       timestamptz,
  decided_by       text,
  settlement_id    uuid,
  reversed_at      timestamptz,
  CONSTRAINT reimbursements_pkey PRIMARY KEY (id),
  CONSTRAINT reimbursements_once UNIQUE (region, reimbursement_no),
  CONSTRAINT reimbursements_receipt_no_key UNIQUE (receipt_no),
  CONSTRAINT reimbursements_person_no_fkey FOREIGN KEY (person_no) REFERENCES beneficiaries (person_no) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT reimbursements_settled CHECK ((status IN ('approved', 'reversed')) = (settlement_id IS NOT NULL)),
  CONSTRAINT reimbursements_decided CHECK ((status IN ('received', 'checked')) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT reimbursements_checked CHECK ((checked_at IS NULL) = (checked_by IS NULL) AND (status NOT IN ('checked', 'approved', 'reversed') OR checked_at IS NOT NULL)),
  CONSTRAINT reimbursements_reversed CHECK ((status = 'reversed') = (reversed_at IS NOT NULL)),
  -- Who approves is neither who took it nor who checked it.
  CONSTRAINT reimbursements_four_eyes CHECK (status NOT IN ('approved', 'reversed') OR decided_by NOT IN (received_by, checked_by)),
  CONSTRAINT reimbursements_in_the_past CHECK (received_on <= (received_at AT TIME ZONE INTERVAL '8 hours')::date)
);
CREATE INDEX reimbursements_region_id_idx ON reimbursements (region, id);
CREATE INDEX reimbursements_person_no_id_idx ON reimbursements (person_no, id);
CREATE UNIQUE INDEX reimbursements_settlement_id_key ON reimbursements (settlement_id);

-- An invoice is used once in all of this service, whatever region it was handed in; one that was refused, withdrawn or reversed is free again.
CREATE TABLE reimbursement_invoices (
  reimbursement_id uuid           NOT NULL,
  line_no          smallint       NOT NULL CHECK (line_no > 0),
  -- Printed before the number on paper and on medical invoices; fully digital ones have none.
  invoice_code     text           COLLATE "C" NOT NULL CHECK (invoice_code ~ '^[0-9]{0,12}$'),
  invoice_no       text           COLLATE "C" NOT NULL CHECK (invoice_no ~ '^[0-9]{6,20}$'),
  amount           numeric(16, 2) NOT NULL CHECK (amount > 0),
  issued_on        date,
  released_at      timestamptz,
  CONSTRAINT reimbursement_invoices_pkey PRIMARY KEY (reimbursement_id, line_no),
  CONSTRAINT reimbursement_invoices_reimbursement_id_fkey FOREIGN KEY (reimbursement_id) REFERENCES reimbursements (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
-- Numbers have leading zeros that spreadsheets and programs lose: with them or without it is the same invoice.
CREATE UNIQUE INDEX reimbursement_invoices_once ON reimbursement_invoices (ltrim(invoice_no, '0'), invoice_code) WHERE released_at IS NULL;

-- Papers, sealed with the data key in pieces, so that keys are changed piece by piece.
CREATE TABLE reimbursement_documents (
  id               uuid        NOT NULL,
  reimbursement_id uuid        NOT NULL,
  kind             text        NOT NULL CHECK (kind IN ('invoice', 'insurance-statement', 'discharge-summary', 'identity', 'account', 'other')),
  -- By its content, whatever it was called.
  media_type       text        NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'application/ofd')),
  bytes            integer     NOT NULL CHECK (bytes > 0),
  content_hash     bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
  added_at         timestamptz NOT NULL,
  added_by         text        NOT NULL,
  CONSTRAINT reimbursement_documents_pkey PRIMARY KEY (id),
  CONSTRAINT reimbursement_documents_once UNIQUE (reimbursement_id, content_hash, kind),
  CONSTRAINT reimbursement_documents_reimbursement_id_fkey FOREIGN KEY (reimbursement_id) REFERENCES reimbursements (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE reimbursement_document_parts (
  document_id uuid     NOT NULL,
  part        smallint NOT NULL CHECK (part > 0),
  content_enc bytea    NOT NULL,
  CONSTRAINT reimbursement_document_parts_pkey PRIMARY KEY (document_id, part),
  CONSTRAINT reimbursement_document_parts_document_id_fkey FOREIGN KEY (document_id) REFERENCES reimbursement_documents (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER data_key_in_use AFTER INSERT OR UPDATE OF content_enc ON reimbursement_document_parts
  FOR EACH ROW EXECUTE FUNCTION refuse_retired_data_key('content_enc');

-- What was handed in never changes; it only goes forward.
CREATE FUNCTION reimbursement_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps CONSTANT text[] := ARRAY['status', 'checked_at', 'checked_by', 'findings', 'decided_at', 'decided_by', 'settlement_id', 'reversed_at'];
BEGIN
  IF (to_jsonb(NEW) - steps) <> (to_jsonb(OLD) - steps) OR NOT (
    (OLD.status = 'received' AND NEW.status IN ('checked', 'refused', 'withdrawn'))
    OR (OLD.status = 'checked' AND NEW.status IN ('approved', 'refused', 'withdrawn') AND NEW.checked_by = OLD.checked_by)
    OR (OLD.status = 'approved' AND NEW.status = 'reversed'
      AND (NEW.checked_by, NEW.decided_by, NEW.settlement_id) = (OLD.checked_by, OLD.decided_by, OLD.settlement_id))
  ) THEN
    RAISE EXCEPTION 'reimbursement % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reimbursements_forward BEFORE UPDATE ON reimbursements FOR EACH ROW EXECUTE FUNCTION reimbursement_forward();

CREATE FUNCTION reimbursement_invoice_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL OR (to_jsonb(NEW) - 'released_at') <> (to_jsonb(OLD) - 'released_at') THEN
    RAISE EXCEPTION 'an invoice is released once, with its reimbursement' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reimbursement_invoices_released BEFORE UPDATE ON reimbursement_invoices FOR EACH ROW EXECUTE FUNCTION reimbursement_invoice_released();

-- When the transaction ends: the invoices sum to the bill, and hold their numbers exactly while the reimbursement stands.
CREATE FUNCTION check_reimbursement(of_id uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM reimbursements r CROSS JOIN LATERAL (
      SELECT coalesce(sum(i.amount), 0) AS amount, bool_and((i.released_at IS NULL) = (r.status IN ('received', 'checked', 'approved'))) AS held
      FROM reimbursement_invoices i WHERE i.reimbursement_id = r.id) i
    WHERE r.id = of_id AND (i.amount <> r.total OR i.held IS NOT TRUE)
  ) THEN
    RAISE EXCEPTION 'the invoices of reimbursement % do not go with it', of_id USING ERRCODE = 'check_violation', CONSTRAINT = 'reimbursements_invoices';
  END IF;
END
$$;
CREATE FUNCTION check_reimbursement_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_reimbursement(NEW.id);
  RETURN NULL;
END
$$;
CREATE FUNCTION check_reimbursement_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_reimbursement(NEW.reimbursement_id);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER reimbursements_invoices AFTER INSERT OR UPDATE ON reimbursements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_reimbursement_row();
CREATE CONSTRAINT TRIGGER reimbursement_invoices_sum AFTER INSERT OR UPDATE ON reimbursement_invoices DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_reimbursement_invoice();

-- A paper that is sealed with another key is the same paper.
CREATE FUNCTION reimbursement_part_resealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'content_enc') <> (to_jsonb(OLD) - 'content_enc') THEN
    RAISE EXCEPTION 'a paper is never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reimbursement_document_parts_resealed BEFORE UPDATE ON reimbursement_document_parts
  FOR EACH ROW EXECUTE FUNCTION reimbursement_part_resealed();

CREATE TRIGGER never_removed BEFORE DELETE ON reimbursements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reimbursements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON reimbursement_invoices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reimbursement_invoices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_update BEFORE UPDATE ON reimbursement_documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON reimbursement_documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reimbursement_documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON reimbursement_document_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reimbursement_document_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON reimbursements, reimbursement_invoices, reimbursement_documents, reimbursement_document_parts TO yizhan_app;
GRANT UPDATE (status, checked_at, checked_by, findings, decided_at, decided_by, settlement_id, reversed_at) ON reimbursements TO yizhan_app;
GRANT UPDATE (released_at) ON reimbursement_invoices TO yizhan_app;
GRANT UPDATE (content_enc) ON reimbursement_document_parts TO yizhan_app;
