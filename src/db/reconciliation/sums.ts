import { fundPayers } from '../../domain/reconciliation/figures.ts'
import { payerColumns } from '../ledger/columns.ts'

function columnOf(payer: string): string {
  const column = payerColumns.find(({ field }) => field === payer)
  if (!column) throw new Error(`${payer} is no payer`)
  return column.name
}

const sumOf = (alias: string, payers: readonly string[]) =>
  `(${payers.map((payer) => `${alias}.${columnOf(payer)}`).join(' + ')})`

/**
 * The figures of `src/domain/reconciliation/figures.ts` as SQL over a row of `entries`, as a hospital has them: what goes to the
 * person is not the fund's payment to it, and the person has paid it there.
 */
export const figureSql = {
  basicPaid: (e: string) => sumOf(e, fundPayers.basicPaid),
  criticalIllnessPaid: (e: string) => sumOf(e, fundPayers.criticalIllnessPaid),
  aidPaid: (e: string) => `(${sumOf(e, fundPayers.aidPaid)} - ${e}.to_person)`,
  otherPaid: (e: string) => sumOf(e, fundPayers.otherPaid),
  fundPaid: (e: string) => `(${sumOf(e, Object.values(fundPayers).flat())} - ${e}.to_person)`,
  hospitalPaid: (e: string) => sumOf(e, ['hospital']),
  personPaid: (e: string) => `(${sumOf(e, ['person'])} + ${e}.to_person)`,
  /** All aid that was settled, wherever it goes. */
  aid: (e: string) => sumOf(e, fundPayers.aidPaid),
} as const

/** An instant as the beginning of a day in China. */
export const chinaDayStart = (parameter: string) =>
  `(${parameter}::date::timestamp - INTERVAL '8 hours') AT TIME ZONE 'UTC'`

/** The day in China of an instant. */
export const chinaDayOf = (sql: string) => `to_char(${sql} AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD')`

/** Every region that a ledger was ever kept under, for an index that the region leads. */
export const everyRegion = 'ANY (ARRAY(SELECT DISTINCT region FROM policy_packs))'
