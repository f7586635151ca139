import type { ApplicationRow } from '../../db/aid-applications/applications.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { findBill } from '../../db/settlement/find-bill.ts'
import { list, members, shaped, text } from '../../db/shared/shape.ts'
import type { Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

/** A settlement that an application for aid names. */
export interface NamedBill {
  readonly hospitalCode: string
  readonly settlementNo: string
}

/** The same with the visit's first and last day. */
export interface KnownBill extends NamedBill {
  readonly from: Day
  readonly to: Day
}

const billShape = members<KnownBill>({ hospitalCode: text, settlementNo: text, from: text, to: text })

/** The bills that an application names; none where it is from a day on. */
export function billsOf({ bills }: Pick<ApplicationRow, 'bills'>): readonly KnownBill[] {
  return bills === null ? [] : shaped('applications.bills', list(billShape), bills)
}

/** The bills with their days. Errors: `application-invalid` names one that is not the person's or was reversed. */
export async function openBills(
  registers: Registers,
  personNo: string,
  named: readonly NamedBill[],
): Promise<readonly KnownBill[]> {
  const known: KnownBill[] = []
  for (const bill of named) {
    const found = await findBill(registers, { personNo, ...bill })
    if (!found) return refuseBill(bill)
    known.push({ ...bill, ...found })
  }
  return known
}

function refuseBill({ hospitalCode, settlementNo }: NamedBill): never {
  const reason = {
    zh: `没有该人员在医疗机构 ${hospitalCode} 编号为 ${settlementNo} 的有效结算；请核对编号，尚未结算的请先结算。`,
    en: `The person has no settlement ${settlementNo} of hospital ${hospitalCode} that stands; check the number, or settle the bill first.`,
  }
  return refuse('application-invalid', { reason })
}
