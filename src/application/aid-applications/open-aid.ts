import type { ApplicationRow } from '../../db/aid-applications/applications.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { listIdentityRows } from '../../db/registers/identities.ts'
import { covers, type Day, type Period } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import { recordIdentity } from '../registers/identities.ts'
import { recordFact, saysNothing } from '../registers/person-facts.ts'
import type { Service } from '../service.ts'
import { billsOf, type NamedBill } from './bills.ts'

/**
 * Opens what an approval is about and answers the identity: the identity itself, or the one under which aid is applied for.
 * Either way the application covers the visits of these days, or the bills that it names and no others (000000/G23).
 *
 * Errors: those of `recordIdentity`; `application-invalid` where the identity is not held.
 */
export async function openAid(
  service: Service,
  caller: Caller,
  registers: Registers,
  row: ApplicationRow,
  identity: Parameters<typeof recordIdentity>[3],
): Promise<string> {
  const { personNo, category, from, to } = identity
  const bills = billsOf(row)
  if (bills.length > 0) requireNoPeriod(row, identity)
  const id =
    row.kind === 'identity'
      ? (await recordIdentity(service, caller, registers, identity)).answer.id
      : await requireHeld(registers, { personNo, category, on: from })
  for (const covered of bills.length === 0 ? [{ from, to }] : bills)
    await coverWithAid(service, caller, registers, { personNo, category, source: row.applicationNo, ...covered })
  return id
}

interface Covered extends Period, Partial<NamedBill> {
  readonly personNo: string
  readonly category: Category
  /** The number of the application. */
  readonly source: string
}

/** Records that aid is approved for the visits of a period, or for one bill. */
export async function coverWithAid(
  service: Service,
  caller: Caller,
  registers: Registers,
  { personNo, ...covered }: Covered,
): Promise<void> {
  const said = { ...saysNothing, kind: 'aid-approval', ...covered, withdrawn: false } as const
  await recordFact(service, caller, registers, { personNo, said })
}

/** Aid is applied for under an identity that is held on the day; answers its id. Errors: `application-invalid`. */
export async function requireHeld(
  registers: Registers,
  { personNo, category, on }: { readonly personNo: string; readonly category: Category; readonly on: Day },
): Promise<string> {
  const held = (await listIdentityRows(registers, personNo)).find((one) => one.category === category && covers(one, on))
  if (held) return held.id
  const reason = {
    zh: `该人员在 ${on} 没有身份 ${category}；请核对日期和身份，尚未认定的以 kind: identity 申请认定。`,
    en: `The person does not hold ${category} on ${on}; check day and category, or apply for the identity with kind: identity.`,
  }
  return refuse('application-invalid', { reason })
}

function requireNoPeriod(
  { requestedFrom }: ApplicationRow,
  { from, to }: Pick<Parameters<typeof recordIdentity>[3], 'from' | 'to'>,
): void {
  if (from === requestedFrom && to === null) return
  const reason = {
    zh: '该申请按账单办理，只覆盖所列账单；请不要填写 from 和 to。',
    en: 'The application names bills and covers those alone; leave `from` and `to` out.',
  }
  refuse('application-invalid', { reason })
}
