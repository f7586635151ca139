-- What the settlement path writes travels as rows: one parameter a table instead of an array a column, each of which cost
-- a scan of its own. The columns are texts and integers, cast where they are inserted. `place` says which person-year of
-- the group a row belongs to, counted from 1. A type is never changed, because processes of the version before may still
-- be writing rows of it: other columns are another type.
CREATE TYPE written_year AS (
  person_no text, region text, year int, replaced_version int, version int, state text
);
CREATE TYPE written_account AS (
  person_no text, region text, year int, name text, used text, used_before text, version int, place int
);
CREATE TYPE written_settlement AS (
  person_no text, region text, year int, settlement_id text, insured_region text, seq int, hospital_code text,
  settlement_no text, care text, event_on text, input text, facts text, input_hash text, settled_at text,
  caller_id text, place int
);
CREATE TYPE written_entry AS (
  person_no text, region text, year int, seq int, entry_id text, settlement_id text, kind text, reversal_no text,
  total text, outcome text, state text, trace_hash text, policy_hash text, posted_at text, caller_id text, basic text,
  critical_illness text, supplementary text, commercial text, social_aid text, assistance text, re_aid text,
  tilt text, hospital text, person text, cause text, cause_no text, facts text, place int
);
CREATE TYPE written_limit_entry AS (
  person_no text, region text, year int, name text, seq int, entry_id text, amount text, used_before text,
  used_after text, limit_amount text, place int
);
CREATE TYPE written_reversal AS (
  hospital_code text, reversal_no text, settlement_no text, settlement_id text, person_no text, region text, year int,
  seq int, reason text, resettle_later text, reversed_at text, caller_id text, place int
);

-- As 20260207000000_cheaper_check did for posted totals: the planner is no longer switched over and back at each call.
ALTER FUNCTION check_moved_limits() RESET enable_seqscan;
