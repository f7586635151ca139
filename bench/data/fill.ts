import type pg from 'pg'
import { personNo } from './registers.ts'

/** What is stored before anything is measured. */
export interface Stock {
  readonly people: number
  /** The first people, who were settled for over HTTP. Everybody else's books are copies of theirs. */
  readonly models: number
}

/**
 * Copies the books of the models to everybody after them.
 *
 * The copies are rows as the service writes them: each has a person, numbers and ids of its own, and the hash of its
 * claim is made anew. They are inserted as a replica would insert them, which fires no triggers: those look at what
 * spans several rows, and that is as the service left it.
 */
export async function copyBooks(
  client: pg.Client,
  { people, models }: Stock,
  log: (line: string) => void,
): Promise<void> {
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`)
  for (let from = models; from < people; from += models) {
    await client.query('BEGIN')
    for (const copy of copies) await client.query(copy, [from, personNo(0), personNo(Math.min(models, people - from))])
    await client.query('COMMIT')
    if ((from / models) % 10 === 0) log(`books of ${from + models} people of ${people}`)
  }
  await client.query('RESET session_replication_role')
}

/** Rows are read by their person, so that the copies made before are not read again. */
const ofModels = 'WHERE person_no >= $2 AND person_no < $3'
const person = `substr(person_no, 1, 6) || lpad((substr(person_no, 7)::bigint + $1::int)::text, 14, '0')`
/** The time stays, as the ids rise with it; the last digits tell the copies apart. */
const copyOf = (id: string) => `overlay(${id}::text placing lpad(to_hex($1::int), 8, '0') from 29)::uuid`
const number = `settlement_no || '.' || $1::int`
const input = `replace(replace(input::text, '"' || person_no || '"', '"' || ${person} || '"'),
  '"' || settlement_no || '"', '"' || ${number} || '"')`

const copies = [
  `INSERT INTO person_years SELECT ${person}, region, year, version, replaced_version, state FROM person_years ${ofModels}`,
  `INSERT INTO limit_accounts SELECT ${person}, region, year, name, used, used_before, version FROM limit_accounts ${ofModels}`,
  `WITH made AS (
    INSERT INTO settlements (person_no, year, settlement_id, region, insured_region, seq, hospital_code, settlement_no,
      care, event_on, input, facts, input_hash, settled_at, caller_id)
    SELECT ${person}, year, ${copyOf('settlement_id')}, region, insured_region, seq, hospital_code, ${number},
      care, event_on, text::json, facts, sha256(convert_to(text, 'UTF8')), settled_at, caller_id
    FROM settlements CROSS JOIN LATERAL (SELECT ${input} AS text) ${ofModels}
    RETURNING hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
  INSERT INTO settlement_numbers SELECT * FROM made ORDER BY hospital_code, settlement_no`,
  `INSERT INTO entries SELECT ${person}, region, year, seq, ${copyOf('entry_id')}, ${copyOf('settlement_id')}, kind,
    reversal_no, basic, critical_illness, supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital,
    person, total, outcome, state, trace_hash, policy_hash, posted_at, caller_id FROM entries ${ofModels}`,
  `INSERT INTO limit_entries SELECT ${person}, region, year, name, seq, ${copyOf('entry_id')}, amount, used_before,
    used_after, limit_amount FROM limit_entries ${ofModels}`,
]
