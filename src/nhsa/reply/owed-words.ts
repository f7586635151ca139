import type { SettlementAnswer } from '../../application/settlement/settlement-answer.ts'
import { decimal } from '../../domain/money.ts'

/** Money of the person that no bill is less by: a cashier who does not read it would pay it out, or the person would wait for it. */
export function owedWords({ owedToPerson, paidToPerson }: SettlementAnswer): string | null {
  const said = [
    owedToPerson === null
      ? null
      : `本次就医使本年度以前的就医另应补付 ${owedToPerson.amount} 元，由经办机构直接支付给个人，不在本次费用中扣减`,
    paidToPerson === null ? null : afterwards(paidToPerson),
  ]
  const all = said.filter((one) => one !== null)
  return all.length === 0 ? null : all.join('；')
}

function afterwards({ reAid, tilt }: NonNullable<SettlementAnswer['paidToPerson']>): string {
  const parts = [
    ['再救助', reAid],
    ['倾斜救助', tilt],
  ] as const
  const paid = parts.filter(([, amount]) => !decimal(amount).isZero()).map(([name, amount]) => `${name} ${amount} 元`)
  return `其中${paid.join('、')}系以后就医补付，由经办机构直接支付给个人，未在本次费用中扣减`
}
