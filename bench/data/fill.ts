import type pg from 'pg'
import { personNo } from './registers.ts'

/** What is stored before anything is measured. */
export interface Stock {
  readonly people: number
  /** The first people, who were settled for over HTTP. Everybody else’s ledger is a copy of theirs. */
  readonly models: number
}

/**
 * Copies the ledger of the models to everybody after them.
 *
 * The copies are rows as the service writes them: each has a person, numbers and ids of its own, and the hash of its
 * claim is made anew; the chain of entries is the models'. They are inserted as a replica would insert them, which fires no triggers: those look at what
 * spans several rows, and that is as the service left it.
 */
export async function copyLedger(
  client: pg.Client,
  { people, models }: Stock,
  log: (line: string) => void,
): Promise<void> {
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`)
  for (let from = models; from < people; from += models) {
    await client.query('BEGIN')
    for (const copy of copies) await client.query(copy, [from, personNo(0), personNo(Math.min(models, people - from))])
    await client.query('COMMIT')
    if ((from / models) % 10 === 0) log(`ledgers of ${from + models} people of ${people}`)
  }
  // Copies are posted in a time that the overview may have been summed up to before they were there.
  await client.query('BEGIN; LOCK TABLE aid_summed IN SHARE ROW EXCLUSIVE MODE')
  for (const table of ['aid_sums', 'limit_balances', 'aid_summed']) await client.query(`DELETE FROM ${table}`)
  await client.query('COMMIT')
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

/** In the order of the table, with what is made anew for each copy. */
const entry: Readonly<Record<string, string>> = {
  person_no: person,
  entry_id: copyOf('entry_id'),
  settlement_id: copyOf('settlement_id'),
  settlement_no: number,
  input: `${input}::json`,
  input_hash: `sha256(convert_to(${input}, 'UTF8'))`,
  // Posted on the day after the visit, as a year of a hospital is, and not all in one hour.
  posted_at: `coalesce((event_on + 1)::timestamp AT TIME ZONE 'UTC' + (posted_at - date_trunc('day', posted_at)), posted_at)`,
}
const entryColumns = `person_no, region, year, seq, entry_id, settlement_id, kind, reversal_no, basic, critical_illness,
  supplementary, commercial, social_aid, assistance, re_aid, tilt, hospital, person, total, to_person, category, insured_region,
  hospital_code, settlement_no, care, admitted_on, event_on, insurance, unfiled, input, input_hash, facts, limit_names, limit_amounts, limit_before, limit_caps,
  outcome, state, trace_hash, policy_hash, posted_at, caller_id, cause, cause_no, previous_hash`
const copied = entryColumns.replace(/\w+/g, (column) => entry[column] ?? column)

const copies = [
  `INSERT INTO person_years (person_no, region, year, version, state, head, used, replaced_version, replaced_head, used_before)
   SELECT ${person}, region, year, version, state, head, used, replaced_version, replaced_head, used_before FROM person_years ${ofModels}`,
  `WITH made AS (
    INSERT INTO entries (${entryColumns}) SELECT ${copied} FROM entries ${ofModels}
    RETURNING kind, hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
  INSERT INTO settlement_numbers
  SELECT hospital_code, settlement_no, input_hash, person_no, year, settlement_id FROM made
  WHERE kind = 'settlement' ORDER BY hospital_code, settlement_no`,
]
