-- Counted before each look-up by ID number: those of one caller that found nobody, or were refused for it, of late.
CREATE INDEX lookups_failed_idx ON lookups (caller_id, outcome, at) WHERE outcome IN ('not-found', 'throttled');
