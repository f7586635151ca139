import type pg from 'pg'
import { type RecoverableRow, type RecoveredPart, readRecoverable } from '../../db/fund/recovered.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type Decimal, decimal, sum, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

export interface NamedPart {
  readonly settlementId: string
  readonly amount: string
}

/** As many settlements as a refusal lists to choose from. */
const maxListed = 100

/**
 * The settlements that a recovery of a clearing takes back, each with at most what was paid of it and did not come back
 * yet. Left out, they are known where nothing is left to choose: the clearing has one that something can come back of, or
 * everything comes back.
 *
 * Errors: `not-found` for a settlement that the clearing did not pay for, `recovery-exceeds`, `recovery-sum-differs`,
 * `recovery-unnamed` with those to choose from.
 */
export async function partsOf(
  client: pg.ClientBase,
  clearingId: string,
  { named, amount }: { readonly named: readonly NamedPart[] | null; readonly amount: string },
): Promise<RecoveredPart[]> {
  const ids = named?.map(({ settlementId }) => settlementId) ?? null
  const rows = await readRecoverable(client, clearingId, ids)
  return named ? checked(clearingId, rows, named, amount) : spread(clearingId, rows, amount)
}

function checked(clearingId: string, rows: readonly RecoverableRow[], named: readonly NamedPart[], amount: string) {
  const together = yuan(sum(named.map((part) => decimal(part.amount))))
  if (together !== amount) refuse('recovery-sum-differs', { sum: together, amount })
  const byId = new Map(rows.map((row) => [row.settlementId, row]))
  for (const part of named) {
    const row = byId.get(part.settlementId) ?? notOf(clearingId, part)
    const what = { zh: `结算 ${row.settlementNo} `, en: `settlement ${row.settlementNo}` }
    if (leftOf(row).lt(part.amount)) exceeds(what, [row])
  }
  return [...named]
}

function notOf(clearingId: string, { settlementId }: NamedPart): never {
  const zh = `清算 ${clearingId} 拨付过救助金的结算 ${settlementId}`
  const en = `settlement ${settlementId} that clearing ${clearingId} paid aid for`
  return refuse('not-found', { what: { zh, en } })
}

function spread(clearingId: string, rows: readonly RecoverableRow[], amount: string): RecoveredPart[] {
  const open = rows.filter((row) => leftOf(row).gt(0))
  const left = sum(open.map(leftOf))
  if (left.lt(amount)) exceeds({ zh: `清算 ${clearingId} `, en: `clearing ${clearingId}` }, rows)
  const [only] = open
  if (only && open.length === 1) return [{ settlementId: only.settlementId, amount }]
  if (left.eq(amount)) return open.map((row) => ({ settlementId: row.settlementId, amount: yuan(leftOf(row)) }))
  const settlements = open.slice(0, maxListed).map((row) => ({ ...row, left: yuan(leftOf(row)) }))
  return refuse('recovery-unnamed', { id: clearingId, count: String(open.length) }, { extra: { settlements } })
}

/** What is left to come back; of a settlement that was reversed and set off in between, nothing. */
function leftOf({ paid, recovered }: RecoverableRow): Decimal {
  const left = decimal(paid).minus(recovered)
  return left.isNegative() ? decimal('0.00') : left
}

function exceeds(what: Bilingual, rows: readonly RecoverableRow[]): never {
  const of = (field: 'paid' | 'recovered') => yuan(sum(rows.map((row) => decimal(row[field]))))
  return refuse('recovery-exceeds', {
    what,
    paid: of('paid'),
    recovered: of('recovered'),
    left: yuan(sum(rows.map(leftOf))),
  })
}
