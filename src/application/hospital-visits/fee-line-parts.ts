import type { FeeLineRow } from '../../db/hospital-visits/fee-lines.ts'
import {
  type CatalogueItem,
  type FeeParts,
  itemOf,
  partsByCatalogue,
  refundedParts,
} from '../../domain/hospital-visits/fee-parts.ts'
import type { Service } from '../service.ts'
import type { ActiveLines } from './active-lines.ts'
import type { Patient } from './patients.ts'
import { dayOfTime } from './visit.ts'

/** A line as a message has it. Its parts may be left out, for they are the platform's to say. */
export interface SentFeeLine extends Omit<FeeLineRow, keyof FeeParts | 'partsFrom'> {
  readonly parts: FeeParts | null
  /** A restricted use that the hospital did not approve (`hosp_appr_flag` 2). */
  readonly isUnapproved: boolean
}

/** What the catalogue of a line's day says of its item, where the person is insured; null where it says nothing. */
export function itemOfLine(
  { library }: Pick<Service, 'library'>,
  { insuredRegion }: Pick<Patient, 'insuredRegion'>,
  { occurredAt, itemCode }: Pick<FeeLineRow, 'occurredAt' | 'itemCode'>,
): CatalogueItem | null {
  const day = dayOfTime(occurredAt)
  const governing = library.governing(insuredRegion, day)
  return governing === null ? null : itemOf(library.lawOfPack(governing, day), itemCode)
}

/**
 * The line with its parts: what the message says, else what a refund gives back of its charge, else what the catalogue says of
 * the item. Of a line about which nobody says anything the whole is taken as in scope until the settling message says more.
 */
export function priced(sent: SentFeeLine, item: CatalogueItem | null, active: ActiveLines): FeeLineRow {
  const { parts, isUnapproved, ...line } = sent
  const charge = line.refundedNo === null ? null : active.charge(line.refundedNo)
  const untold: FeeLineRow = { ...line, ...wholeInScope(line.total), partsFrom: 'settlement' }
  // What a charge leaves open cannot be given back in parts.
  if (charge?.partsFrom === 'settlement') return untold
  if (parts) return { ...line, ...parts, partsFrom: 'message' }
  if (charge)
    return { ...line, ...refundedParts(active.leftOf(charge.lineNo), line.total), partsFrom: charge.partsFrom }
  if (item && line.refundedNo === null)
    return { ...line, ...partsByCatalogue(item, { ...line, isUnapproved }), partsFrom: 'catalogue' }
  return untold
}

function wholeInScope(total: string): FeeParts {
  return { offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: total }
}
