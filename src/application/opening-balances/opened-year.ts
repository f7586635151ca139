import { accountOn } from '../../domain/adjudication/counted-over.ts'
import { accountOf } from '../../domain/adjudication/limits.ts'
import { paidOverYear } from '../../domain/adjudication/steps/aid.ts'
import type { StoredYear } from '../../domain/adjudication/types.ts'
import { storedYear, yearState } from '../../domain/ledger/year-state.ts'
import { type Decimal, decimal, less, yuan } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Law, LimitRow } from '../../domain/policies/law.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import type { OpenedSums } from './opened-sums.ts'
import { contradictions } from './opening-contradictions.ts'

const fault = (pointer: string, zh: string, en: string): Fault => ({ pointer, detail: { zh, en } })

/**
 * The year as the engine begins with it. A name that the law of the day does not have is refused with those that it has: what no
 * rule looks at would be lost in silence. So is more than the highest limit that the law has under the name, and what contradicts.
 * Errors: `invalid-request`.
 */
export function openedYear(
  law: Law,
  category: Category | null,
  sums: OpenedSums,
  person: { readonly isJoined: boolean },
): StoredYear {
  const faults: Fault[] = []
  const used = usedOf(law, category, sums, faults)
  const paidOn = paidOnOf(law, sums, faults)
  if (faults.length === 0) faults.push(...contradictions(law, sums, person))
  if (faults.length > 0) return refuse('invalid-request', {}, { faults })
  const { selfPay = none, personBurden = none, inpatientSelfPay = none, criticalIllnessBase = none } = sums
  const { basicPaid = none, basicEntered = none, stays = 0 } = sums
  const insured = { criticalIllnessBase, basicPaid, basicEntered }
  const year = yearState({
    used,
    paidOn,
    selfPay,
    personBurden,
    aidDeductibleBase: inpatientSelfPay,
    ...insured,
    stays,
    counted: countedOf(law, { inpatientSelfPay, basicPaid }),
  })
  return storedYear({ ...year, openedSelfPay: less(year.selfPay, paidOverYear(law, year.used)) })
}

const none = '0.00'

/** What stays have filled of deductibles and caps that a pack has some kinds of care fill: of outpatient care nothing is entered. */
function countedOf(
  { tables, on }: Law,
  { inpatientSelfPay, basicPaid }: Record<'inpatientSelfPay' | 'basicPaid', string>,
) {
  const filled = [
    ...tables.filled.map(({ account, period, counts }) => ({
      ...{ account: accountOn(account, period, on), counts, by: inpatientSelfPay },
    })),
    ...tables.filledCaps.map((one) => ({ ...one, by: basicPaid })),
  ].filter(({ counts }) => counts.includes('inpatient'))
  return Object.fromEntries(filled.map(({ account, by }) => [account, by]))
}

function usedOf(law: Law, category: Category | null, { limits = [] }: OpenedSums, faults: Fault[]) {
  const used: Record<string, string> = {}
  for (const [at, { name, used: amount }] of limits.entries()) {
    const rows = law.tables.limits.filter((row) => row.name === name)
    const row = rows.find((one) => category !== null && one.for.includes(category)) ?? rows[0]
    const pointer = `/limits/${at}`
    if (!row) {
      const carried = law.tables.limits.filter(({ period }) => period?.kind !== 'visit')
      faults.push(unknown(`${pointer}/name`, [...new Set(carried.map((one) => one.name))]))
      continue
    }
    if (row.period?.kind === 'visit') {
      faults.push(fault(`${pointer}/name`, ...ofEachVisit))
      continue
    }
    const highest = highestOf(rows)
    if (highest !== null && decimal(amount).gt(highest)) faults.push(above(`${pointer}/used`, yuan(highest)))
    const account = accountOf({ law }, row, { category: category ?? (row.for[0] as Category), day: law.on })
    if (account in used) faults.push(fault(`${pointer}/name`, ...twice))
    used[account] = amount
  }
  return used
}

/** Null where one of the rows states no limit. */
function highestOf(rows: readonly LimitRow[]): Decimal | null {
  const amounts = rows.flatMap(({ amount }) => amount ?? [])
  if (amounts.length < rows.length) return null
  return amounts.reduce((one, other) => (other.gt(one) ? other : one))
}

const above = (pointer: string, highest: string) =>
  fault(
    pointer,
    `超过该限额的最高标准 ${highest} 元；请核对。`,
    `This is above the highest limit of that name, ${highest}; check it.`,
  )
const ofEachVisit = [
  '该限额按每次就医计，没有期初余额；请去掉。',
  'This limit is of each visit and begins anew with it, so that nothing of it is carried on; leave it out.',
] as const
const twice = ['同一限额填写了两次；请合并。', 'This limit stands here twice; send it once.'] as const

function paidOnOf(law: Law, { topUps = [], selfPay = '0.00' }: OpenedSums, faults: Fault[]): Record<string, string> {
  const names = [...new Set(law.tables.topUps.map(({ paidOnAs }) => paidOnAs))]
  const paidOn: Record<string, string> = {}
  for (const [at, { name, paidOn: amount }] of topUps.entries()) {
    const pointer = `/topUps/${at}`
    if (!names.includes(name)) faults.push(unknown(`${pointer}/name`, names))
    else if (decimal(amount).gt(selfPay))
      faults.push(
        fault(
          `${pointer}/paidOn`,
          '不能超过累计自付 selfPay。',
          'It cannot be more than `selfPay`, of which it is a part.',
        ),
      )
    paidOn[name] = amount
  }
  return paidOn
}

function unknown(pointer: string, names: readonly string[]): Fault {
  const list = names.join('、')
  return fault(
    pointer,
    names.length > 0 ? `该地区政策中没有此限额；可填 ${list}。` : '该地区政策没有此项；请去掉。',
    names.length > 0
      ? `The law of the region has no such limit; send one of ${names.join(', ')}.`
      : 'The law of the region has none; leave it out.',
  )
}
