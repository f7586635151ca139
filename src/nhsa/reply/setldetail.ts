import type { Code, Codes } from '../../application/hospital-visits/national-codes.ts'
import type { SettlementAnswer } from '../../application/settlement/settlement-answer.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import { decimal, percent, yuan } from '../../domain/money.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { limitName } from '../../domain/names/limits.ts'
import { type Payer, payers } from '../../domain/names/payers.ts'
import { exact, type Out } from '../envelope/json.ts'

/** `setl_proc_info` holds so many characters. */
const maxLength = 4000

/** Payers that are named even where they paid nothing, because someone will ask why. */
const always: readonly Payer[] = ['basic', 'criticalIllness', 'assistance']
const fundPayers = payers.filter((payer) => payer !== 'person')

/** The codes of the day, and whose insurance it was on it. */
export interface Funds {
  readonly codes: Codes
  readonly insurance: Insurance
}

/** The code of a payer's fund: basic and critical-illness insurance of employees have their own. */
export function fundOf(codes: Codes, payer: Payer, insurance: Insurance): Code | null {
  const own = insurance === 'employees' ? codes.for('fund_pay_type', `employees-${payer}`) : null
  return own ?? codes.for('fund_pay_type', payer)
}

/** Every fund and the hospital, each with what is left of its limit and how its amount came about. */
export function setldetail(settlement: SettlementAnswer, funds: Funds): Out[] {
  return shownFunds(settlement).map((payer) =>
    detail(settlement, funds, payer, {
      amount: settlement.payers[payer],
      left: limitOf(settlement, payer)?.left ?? null,
      info: processInfo(settlement, payer),
    }),
  )
}

/** The same funds given back; `leftOf` says what is left of a limit now that it is: null without a limit, undefined where it is not known. */
export function reversedDetail(
  settlement: SettlementAnswer,
  funds: Funds,
  given: PayerAmounts,
  leftOf: (limit: string) => string | null | undefined,
): Out[] {
  return shownFunds(settlement).map((payer) => {
    const limit = limitOf(settlement, payer)
    const left = limit ? leftOf(limit.name) : undefined
    const rest = limit && left !== undefined ? `；${leftWords(limit.name, settlement.region, '现余', left)}` : ''
    return detail(settlement, funds, payer, {
      amount: given[payer],
      left: left ?? null,
      isNegated: true,
      info: `撤销结算，冲回原支付 ${settlement.payers[payer]} 元${rest}。`,
    })
  })
}

function shownFunds(settlement: SettlementAnswer): Payer[] {
  return fundPayers.filter(
    (payer) =>
      always.includes(payer) || settlement.payers[payer] !== '0.00' || reasonsFor(settlement, payer).length > 0,
  )
}

function detail(
  { costs }: SettlementAnswer,
  { codes, insurance }: Funds,
  payer: Payer,
  { amount, left, info, isNegated = false }: { amount: string; left: string | null; info: string; isNegated?: boolean },
): Out {
  const code = fundOf(codes, payer, insurance)
  return {
    fund_pay_type: code?.code ?? '',
    inscp_scp_amt: exact(isNegated ? yuan(decimal(costs.inScope).negated()) : costs.inScope),
    crt_payb_lmt_amt: left === null ? null : exact(left),
    fund_payamt: exact(amount),
    fund_pay_type_name: code?.name ?? '',
    setl_proc_info: info.length > maxLength ? `${info.slice(0, maxLength - 1)}…` : info,
  }
}

/** The limit that a payer draws on, with what is left of it; none where the text states none. */
function limitOf({ lines, limits }: SettlementAnswer, payer: Payer): { name: string; left: string | null } | null {
  const drawn = lines.findLast((line) => line.payer === payer && line.limit !== null)?.limit
  if (drawn) return { name: drawn.name, left: drawn.after }
  // Nothing was drawn: what was asked for is left as it stood.
  const own = payer === 'tilt' ? ['tilt'] : payer === 'reAid' ? ['re-aid'] : null
  const asked = limits.find(({ name }) => (own ? own.includes(name) : payer === 'assistance' && !isTopUp(name)))
  return asked ? { name: asked.name, left: asked.remaining } : null
}

function isTopUp(name: string): boolean {
  return name === 'tilt' || name === 're-aid'
}

/** Reasons that say why something is paid, and to whom. */
const explains: ReadonlySet<string> = new Set(['referral-filed', 'tilt-owed-for-earlier', 're-aid-owed-for-earlier'])

/** Tier, base, rate, amount, clause and limit left, step by step; then why more was not paid. */
function processInfo(settlement: SettlementAnswer, payer: Payer): string {
  const steps = settlement.lines.filter((line) => line.payer === payer).map((line) => step(settlement, line))
  const reasons = reasonsFor(settlement, payer).map(
    ({ code, text, clause }) =>
      `${explains.has(code) ? '说明' : '未支付原因'}：${text}${clause ? `依据 ${clause.cite}（${clause.id}）。` : ''}`,
  )
  const cautions = payer === 'assistance' ? settlement.warnings.map(({ text }) => `提示：${text}`) : []
  const said = [...steps, ...reasons, ...cautions].join('')
  return said === '' ? '本次未支付。' : said
}

function step({ category, region }: SettlementAnswer, line: SettlementAnswer['lines'][number]): string {
  const { base, rate, amount, limit, clause, text } = line
  const parts = [
    `救助身份 ${category === null ? '无救助身份' : categoryName(category, region).zh}`,
    `基数 ${base} 元`,
    rate === null ? null : `比例 ${percent(rate)}`,
    `金额 ${amount} 元`,
    limit && leftWords(limit.name, region, '剩余', limit.after),
    clause && `依据 ${clause.cite}（${clause.id}）`,
  ]
  return `${parts.filter((part) => part !== null).join('；')}。${text}`
}

/** What is left of a limit as a hospital reads it; null where the text states none. */
export function leftWords(limit: string, region: string, verb: '剩余' | '现余', left: string | null): string {
  const name = limitName(limit, region).zh
  return left === null ? `${name}：不设限` : `${name}${verb} ${left} 元`
}

const ofPayer: readonly (readonly [prefix: string, payer: Payer])[] = [
  ['basic-', 'basic'],
  ['critical-illness-', 'criticalIllness'],
  ['tilt-', 'tilt'],
  ['re-aid-', 'reAid'],
]

/** A reason stands with the fund that its code begins with; all others are about assistance. */
function reasonsFor({ reasons }: SettlementAnswer, payer: Payer): SettlementAnswer['reasons'] {
  const about = (code: string) => ofPayer.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'assistance'
  return reasons.filter(({ code }) => about(code) === payer)
}
