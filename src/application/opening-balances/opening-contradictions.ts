import { yearTopUps } from '../../domain/adjudication/year-top-ups.ts'
import { type Decimal, decimal, less, min, sum, toFen, yuan, zero } from '../../domain/money.ts'
import type { Law } from '../../domain/policies/law.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import type { OpenedSums } from './opened-sums.ts'

/**
 * Sums of an opening balance that cannot all be so, each where it stands. What tilt or re-aid of the year has paid was paid on self-pay
 * of that year, and at no more than all of it: an opening that names the one without the other would be paid a second time (000000/G14).
 */
export function contradictions(law: Law, sums: OpenedSums, { isJoined }: { readonly isJoined: boolean }): Fault[] {
  return [
    ...topUpsWithoutSelfPay(law, sums),
    ...(isJoined ? [] : paidOnBelowThreshold(law, sums)),
    ...burdenBelowSelfPay(law, sums),
    ...aboveEntered(sums),
    ...absurd(law, sums),
  ]
}

const of = (amount: string | undefined): Decimal => (amount === undefined ? zero : decimal(amount))

/** A rate never pays more than its share: of what was used follows how much it was paid on at least. */
function topUpsWithoutSelfPay(law: Law, { limits = [], topUps = [] }: OpenedSums): Fault[] {
  return limits.flatMap(({ name, used }, at) => {
    const row = yearTopUps(law).get(name)
    if (row === undefined) return []
    const paidOn = of(topUps.find((one) => one.name === row.paidOnAs)?.paidOn)
    if (toFen(paidOn.times(row.rate)).gte(used)) return []
    const least = yuan(decimal(used).div(row.rate).toDecimalPlaces(2, 'up'))
    const percent = row.rate.times(100).toFixed()
    return [
      {
        pointer: `/limits/${at}/used`,
        detail: {
          zh: `该限额已用 ${used} 元，按最高 ${percent}% 计算，至少来自超过起付标准的自付 ${least} 元；请在 topUps（列表为“已补差自付”）中填写 ${row.paidOnAs} 已计算到的该部分自付，现为 ${yuan(paidOn)} 元；否则会重复补助。`,
          en: `${used} of this limit was paid at ${percent}% at most, so on ${least} of self-pay above the threshold at least: send in \`topUps\`, as ${row.paidOnAs}, how much of that has been paid on; it is ${yuan(paidOn)}, and what was paid would be paid again.`,
        },
      },
    ]
  })
}

/** What was paid on lies above the threshold. Of somebody with several numbers the others' self-pay counts as well (000000/G26). */
function paidOnBelowThreshold(law: Law, { topUps = [], selfPay }: OpenedSums): Fault[] {
  const rows = [...yearTopUps(law).values()]
  return topUps.flatMap(({ name, paidOn }, at) => {
    const thresholds = rows.filter((row) => row.paidOnAs === name).map(({ threshold }) => threshold)
    if (thresholds.length === 0) return []
    const threshold = thresholds.reduce((lowest, one) => min(lowest, one))
    const above = less(of(selfPay), threshold)
    if (above.gte(paidOn)) return []
    return [
      {
        pointer: `/topUps/${at}/paidOn`,
        detail: {
          zh: `只填超过起付标准 ${yuan(threshold)} 元的部分：累计自付 ${yuan(of(selfPay))} 元，最多 ${yuan(above)} 元。`,
          en: `It is only what lies above the threshold of ${yuan(threshold)}: of a self-pay of ${yuan(of(selfPay))} at most ${yuan(above)}.`,
        },
      },
    ]
  })
}

/** What the person bore over the year is at least the self-pay that no tilt or re-aid has paid, of the year or of a stay; left out it is not known. */
function burdenBelowSelfPay(law: Law, { limits = [], selfPay, personBurden }: OpenedSums): Fault[] {
  const topUpLimits = new Set([
    ...law.tables.topUps.flatMap(({ limits: names }) => names),
    ...law.rows('manual').flatMap(({ limit }) => limit ?? []),
  ])
  const paid = sum(limits.filter(({ name }) => topUpLimits.has(name)).map(({ used }) => decimal(used)))
  const least = less(of(selfPay), paid)
  if (personBurden === undefined || decimal(personBurden).gte(least)) return []
  return [
    {
      pointer: '/personBurden',
      detail: {
        zh: `个人负担累计包括政策范围内自付，不能少于累计自付减去倾斜或再救助已付，即 ${yuan(least)} 元；预警按此累计，不掌握的请填此数。`,
        en: `What the person bore includes the self-pay in scope: it is ${yuan(least)} at least, the self-pay less what tilt or re-aid has paid. Early warning goes by it: where more is not known send that.`,
      },
    },
  ]
}

function aboveEntered({ basicPaid, basicEntered }: OpenedSums): Fault[] {
  if (basicEntered === undefined || of(basicPaid).lte(basicEntered)) return []
  return [
    {
      pointer: '/basicPaid',
      detail: {
        zh: `基本医保累计支付不能超过累计进入 ${basicEntered} 元。`,
        en: `Basic insurance cannot have paid more than what entered it, ${basicEntered}.`,
      },
    },
  ]
}

const fields = [
  'selfPay',
  'personBurden',
  'inpatientSelfPay',
  'criticalIllnessBase',
  'basicPaid',
  'basicEntered',
] as const

/** A year of a person is no larger than one bill may be. */
function absurd(law: Law, sums: OpenedSums): Fault[] {
  const { bill } = law.tables.plausible
  if (!bill) return []
  const above = yuan(bill.refuseAbove)
  return fields
    .filter((field) => of(sums[field]).gt(bill.refuseAbove))
    .map((field) => ({
      pointer: `/${field}`,
      detail: {
        zh: `超过 ${above} 元（${bill.clause.id}）；请核对小数点和位数。`,
        en: `This is above ${above} (${bill.clause.id}); check its digits and its point.`,
      },
    }))
}
