import { hash } from 'node:crypto'
import type { ChainEnds, ChainLink } from '../../domain/ledger/chain.ts'
import type { Difference } from '../../domain/ledger/difference.ts'
import type { Queryable } from '../sql.ts'
import { type Column, cells, correctingColumns, reversalColumns, texts } from './columns.ts'
import type { LimitEntryRow, PersonYearKey, PersonYearWrite, PostingRow } from './rows.ts'
import { asArray } from './selects.ts'

/*
 * A person's year is a chain: each entry holds the hash of the one before it, and the person-year that of the last. The hash
 * is over every column of the entry and of all that was posted with it. What is hashed are the texts that travel, each
 * behind its length, so that no two different rows read alike. The claim and the explanation stand for themselves by
 * their own hashes, which are over the bytes that are stored.
 */

/** What is hashed by itself, with its hash in a column beside it. */
const hashedBeside = ['outcome', 'input']

const chained = {
  entry: correctingColumns.filter(({ name }) => !hashedBeside.includes(name)),
  reversal: reversalColumns,
} as const

/** One entry, with its reversal where it is one. */
export interface PostedRows {
  readonly entry: readonly (string | null)[]
  readonly reversal: readonly (string | null)[] | null
}

/** The hash of an entry and of what was posted with it: `sha256:` and 64 hex digits. */
export function hashOf({ entry, reversal }: PostedRows): string {
  return `sha256:${hash('sha256', reversal === null ? textOf(entry) : textOf(entry) + textOf(reversal))}`
}

function textOf(row: readonly (string | null)[]): string {
  let text = `${row.length};`
  for (const cell of row) text += cell === null ? '-' : `${cell.length}:${cell}`
  return text
}

const textCells = <Row>(columns: readonly Column<Row>[], row: Row) =>
  cells(columns, row).map((cell) => (typeof cell === 'number' ? String(cell) : cell))

/** The postings of a write, each with the hash of the one before it, and the hash of the last. */
export function chain(write: PersonYearWrite): { readonly postings: readonly PostingRow[]; readonly head: string } {
  let previousHash = write.expectedHead
  const postings = write.entries.map((row): PostingRow => {
    const { seq } = row
    const posting = {
      entry: { previousHash, ...row },
      settlement: write.settlements.find((one) => one.seq === seq) ?? null,
      movements: write.limitEntries.filter((one) => one.seq === seq).sort(byName),
    }
    const reversal = row.kind === 'reversal' ? write.reversals.find((one) => one.seq === seq) : undefined
    previousHash = hashOf({
      entry: textCells(chained.entry, posting),
      reversal: reversal ? textCells(chained.reversal, reversal) : null,
    })
    return posting
  })
  if (previousHash === null) throw new Error('a person-year is written with its first entry')
  return { postings, head: previousHash }
}

/** The chain of a person's year as it is stored, in the order of posting, each entry with what it hashes to now. */
export interface ReadChain extends ChainEnds {
  readonly links: readonly ChainLink[]
  /** Claims, explanations and states that are no longer, to the byte, what stands beside them. */
  readonly unhashed: readonly Difference[]
}

interface ChainAsRead extends ChainEnds {
  readonly links: readonly ReadLink[]
  readonly unlike: readonly Difference[] | null
}

type ReadLink = Omit<ChainLink, 'hash'> & PostedRows & { readonly unhashed: readonly Difference[] | null }

/** Over the very bytes that are stored: a blank that was put into the JSON is seen. */
const unhashed = (what: string, column: string, hashed: string) =>
  `SELECT e.seq, '${what}' AS what, coalesce('sha256:' || encode(${hashed}, 'hex'), 'none') AS stored,
    coalesce('sha256:' || encode(sha256(convert_to(${column}::text, 'UTF8')), 'hex'), 'none') AS computed`

const linksOfYear = `SELECT e.seq, 'sha256:' || encode(e.previous_hash, 'hex') AS "previousHash",
  ${texts(chained.entry, 'e')} AS entry,
  (SELECT ${texts(chained.reversal, 'u')} FROM reversals u WHERE u.person_no = e.person_no AND u.region = e.region
     AND u.year = e.year AND u.seq = e.seq AND u.settlement_id = e.settlement_id) AS reversal,
  (SELECT json_agg(d) FROM (${unhashed('trace hash', 'e.outcome', 'e.trace_hash')}
     UNION ALL ${unhashed('input hash', 'e.input', 'e.input_hash')}) d WHERE d.stored <> d.computed) AS unhashed
FROM entries e WHERE e.person_no = $1 AND e.region = $2 AND e.year = $3`

const ofYear = (alias: string) => `${alias}.person_no = $1 AND ${alias}.region = $2 AND ${alias}.year = $3`

const chainOfYear = `SELECT 'sha256:' || encode(y.head, 'hex') AS head, 'sha256:' || encode(y.replaced_head, 'hex') AS "replacedHead",
  coalesce(y.replaced_version, 0) AS "replacedVersion",
  ${asArray(linksOfYear, 'r.seq')} AS links,
  (SELECT json_agg(d) FROM (
     (SELECT NULL::int AS seq, 'state of the year' AS what, y.state::text AS stored, e.state::text AS computed
      FROM entries e WHERE ${ofYear('e')} ORDER BY e.seq DESC LIMIT 1)
     UNION ALL SELECT NULL, 'balances before the last write', y.used_before::text, coalesce((
       SELECT jsonb_object_agg(m.name, m.used_after::text) FROM (
         SELECT DISTINCT ON (name) name, used_after FROM limit_movements m WHERE ${ofYear('m')} AND m.seq <= y.replaced_version
         ORDER BY name, m.seq DESC) m WHERE m.used_after <> 0), '{}')::text) d
   WHERE d.stored <> d.computed) AS unlike
FROM (SELECT) AS one LEFT JOIN person_years y ON y.person_no = $1 AND y.region = $2 AND y.year = $3`

/** In one statement, so that what is settled meanwhile breaks no chain. */
export async function readChain(client: Queryable, { personNo, region, year }: PersonYearKey): Promise<ReadChain> {
  const { rows } = await client.query<ChainAsRead>(chainOfYear, [personNo, region, year])
  const { head, replacedVersion, replacedHead, links, unlike } = rows[0] as ChainAsRead
  return {
    head,
    replacedVersion,
    replacedHead,
    links: links.map((link) => ({ seq: link.seq, previousHash: link.previousHash, hash: hashOf(link) })),
    unhashed: [...links.flatMap((link) => link.unhashed ?? []), ...(unlike ?? [])],
  }
}

function byName(one: LimitEntryRow, other: LimitEntryRow): number {
  return one.name < other.name ? -1 : 1
}
