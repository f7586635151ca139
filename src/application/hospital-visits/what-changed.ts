import { categoryName } from '../../domain/names/categories.ts'
import { limitName } from '../../domain/names/limits.ts'
import { payerNames, payers } from '../../domain/names/payers.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'

const costNames: Record<keyof SettlementAnswer['costs'], string> = {
  total: '费用总额',
  offCatalogue: '全自费',
  overLimit: '超限价',
  preSelfPay: '先行自付',
  inScope: '符合政策范围金额',
}

/**
 * In what a settlement differs from what was quoted before, and what changed in between; null where nothing does.
 * In Chinese, because it stands in a message (`warn_msg`).
 */
export function whatChanged(quoted: SettlementAnswer, settled: SettlementAnswer): string | null {
  // Another part of the stay was quoted: nothing of it changed.
  if (quoted.admittedOn !== settled.admittedOn) return null
  const amounts = payers
    .filter((payer) => quoted.payers[payer] !== settled.payers[payer])
    .map((payer) => `${payerNames[payer].zh} ${quoted.payers[payer]} → ${settled.payers[payer]}`)
  if (amounts.length === 0) return null
  const causes = causesOf(quoted, settled)
  const why = causes.length > 0 ? causes.join('；') : '此前的年度累计已变动'
  return `与预结算不同：${amounts.join('，')}。其间变动：${why}。`
}

function causesOf(quoted: SettlementAnswer, settled: SettlementAnswer): string[] {
  const costs = (Object.keys(costNames) as (keyof typeof costNames)[])
    .filter((field) => quoted.costs[field] !== settled.costs[field])
    .map((field) => `${costNames[field]} ${quoted.costs[field]} → ${settled.costs[field]}`)
  return [
    ...costs,
    ...differ('就诊日期', dayOf(quoted), dayOf(settled)),
    ...given(quoted, settled),
    ...differ('医疗类别', quoted.care, settled.care),
    ...differ('救助身份', categoryOf(quoted), categoryOf(settled)),
    ...limits(quoted, settled),
    ...accumulated(quoted, settled),
    ...(quoted.receipt.policyHash === settled.receipt.policyHash ? [] : ['政策已更新']),
  ]
}

/** What insurers have paid elsewhere was said otherwise, or only one of the two times. */
function given(quoted: SettlementAnswer, settled: SettlementAnswer): string[] {
  const said = ({ lines }: SettlementAnswer, step: string) =>
    lines.find((line) => line.step === `${step}-given`)?.amount
  return insurers.flatMap(([step, name]) =>
    differ(`${name}填报金额`, said(quoted, step) ?? '未填', said(settled, step) ?? '未填'),
  )
}

const insurers = [
  ['basic', '基本医保'],
  ['critical-illness', '大病保险'],
] as const

function differ(name: string, before: string, after: string): string[] {
  return before === after ? [] : [`${name} ${before} → ${after}`]
}

function dayOf({ dischargedOn, servedOn }: SettlementAnswer): string {
  return dischargedOn ?? servedOn ?? ''
}

function categoryOf({ category }: SettlementAnswer): string {
  return category === null ? '无' : categoryName(category).zh
}

/** Another visit of the person was settled or undone meanwhile. */
function limits(quoted: SettlementAnswer, settled: SettlementAnswer): string[] {
  return settled.limits.flatMap(({ name, usedBefore }) => {
    const before = quoted.limits.find((one) => one.name === name)?.usedBefore
    return before === undefined ? [] : differ(`${limitName(name, settled.region).zh}此前已用`, before, usedBefore)
  })
}

/** The same step on another base: the year had gone on. */
function accumulated(quoted: SettlementAnswer, settled: SettlementAnswer): string[] {
  const taken = (answer: SettlementAnswer) =>
    answer.reasons.find(({ code }) => code === 'deductible-taken')?.text.replace(/。$/, '') ?? '本次不扣除'
  return differ('起付：', taken(quoted), taken(settled))
}
