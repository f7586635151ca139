import type { ClearingType } from '../../domain/fund/fund-names.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { Reader } from './reader.ts'

/** 清算类别; pharmacies (41) are not settled here. */
const clearingTypes: Readonly<Record<string, ClearingType>> = { '11': 'outpatient', '21': 'inpatient', '99': 'all' }

/** `clr_type`, which 3201 and 3203 ask for. */
export function clearingTypeOf(data: Reader): ClearingType {
  const sent = data.code('clr_type', 6)
  return sent === '' ? 'all' : meaningOf(data, sent)
}

/** `clr_type` where it may be left out: everything. */
export function maybeClearingTypeOf(data: Reader): ClearingType {
  const sent = data.maybeCode('clr_type', 6)
  return sent === null ? 'all' : meaningOf(data, sent)
}

function meaningOf(data: Reader, sent: string): ClearingType {
  const type = Object.hasOwn(clearingTypes, sent) ? clearingTypes[sent] : undefined
  if (type === undefined) data.fault('clr_type', '须为 11 门诊、21 住院、99 全部')
  return type ?? 'all'
}

/** How many of something. */
export function countOf(reader: Reader, name: string): number {
  const text = reader.code(name, 12)
  if (text !== '' && !/^\d{1,9}$/.test(text)) reader.fault(name, '须为整数，如 120')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

export function maybeCountOf(reader: Reader, name: string): number | null {
  return reader.maybeCode(name, 12) === null ? null : countOf(reader, name)
}

/** `insutype`: residents (390) or employees (310); null where it is left out. */
export function insuranceOf(data: Reader): Insurance | null {
  const sent = data.maybeCode('insutype', 6)
  if (sent === null || sent.startsWith('39')) return sent === null ? null : 'residents'
  if (!sent.startsWith('31')) data.fault('insutype', '须为 390 城乡居民或 310 职工')
  return 'employees'
}
