import { isDay } from '../../domain/calendar.ts'
import { type Care, cares } from '../../domain/policy/words.ts'
import type { SettlementBody } from './settlement-request.ts'

/**
 * Reads the usual settlement as `settlementRequest` does, in a fifth of the time; null for anything else, which the
 * schema then reads and, if need be, refuses in its own words.
 *
 * It may know less than the schema and never more: a test sends both the same bodies.
 */
export function readUsualSettlement(data: unknown): SettlementBody | null {
  if (!isKnown(data, bodyFields)) return null
  const { settlementNo, personNo, hospitalCode, care, referral, emergency, diseaseCode } = data
  if (!isCode(settlementNo, 64) || !isCode(personNo, 30) || !isCode(hospitalCode, 30)) return null
  if (!cares.includes(care as Care) || !daysFit(data)) return null
  if (referral !== undefined && referral !== 'proper' && referral !== 'none') return null
  if (emergency !== undefined && typeof emergency !== 'boolean') return null
  if (diseaseCode !== undefined && !isCode(diseaseCode, 50)) return null
  const costs = readAmounts(data.costs, costFields)
  const paid = data.paid === undefined ? { ...nothingPaid } : readAmounts(data.paid, paidFields)
  if (!costs || !paid) return null
  return Object.assign({}, data, { emergency: emergency ?? false, costs, paid }) as unknown as SettlementBody
}

type Fields = Readonly<Record<string, unknown>>

const bodyFields = new Set([
  'settlementNo',
  'personNo',
  'hospitalCode',
  'care',
  'admittedOn',
  'dischargedOn',
  'servedOn',
  'referral',
  'emergency',
  'diseaseCode',
  'costs',
  'paid',
])

function isKnown(data: unknown, fields: ReadonlySet<string>): data is Fields {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false
  for (const field in data) if (!fields.has(field)) return false
  return true
}

const code = /^[0-9A-Za-z._:-]+$/

function isCode(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length <= most && code.test(value)
}

/** Packages of critical diseases may have either kind of days; the schema sees to those. */
function daysFit({ care, admittedOn, dischargedOn, servedOn }: Fields): boolean {
  if (care === 'inpatient') return aDay(admittedOn) && aDay(dischargedOn) && servedOn === undefined
  if (care === 'critical-disease') return false
  return aDay(servedOn) && admittedOn === undefined && dischargedOn === undefined
}

function aDay(value: unknown): boolean {
  return typeof value === 'string' && isDay(value)
}

/** What is taken where an amount is left out; null where it may not be, undefined where it stays out. */
type Amounts = Readonly<Record<string, string | null | undefined>>

const none = '0.00'
const costFields: Amounts = { total: null, offCatalogue: none, overLimit: none, preSelfPay: none, inScope: null }
const nothingPaid = { supplementary: none, commercial: none, socialAid: none }
const paidFields: Amounts = { basic: undefined, criticalIllness: undefined, ...nothingPaid }
const namesOf = new Map([costFields, paidFields].map((amounts) => [amounts, new Set(Object.keys(amounts))]))

const money = /^\d{1,14}\.\d{2}$/

function readAmounts(data: unknown, amounts: Amounts): Fields | null {
  if (!isKnown(data, namesOf.get(amounts) as ReadonlySet<string>)) return null
  const read: Record<string, string> = {}
  for (const name in amounts) {
    const value = data[name] ?? (name in data ? null : amounts[name])
    if (value === undefined) continue
    if (typeof value !== 'string' || !money.test(value)) return null
    read[name] = value
  }
  return read
}
