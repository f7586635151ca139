import { decimal, sum, yuan } from '../../domain/money.ts'
import type { ReversalAnswer } from '../settlement/reverse.ts'

type Adjustment = ReversalAnswer['adjustments'][number]

const aidOf = ({ assistance, reAid, tilt }: Adjustment['after']) => yuan(sum([assistance, reAid, tilt].map(decimal)))

/**
 * What was recalculated with a reversal, settlement by settlement, in Chinese because it stands in a message; null where nothing
 * was. Another hospital's settlement is counted and not named: that hospital is told of it itself.
 */
export function recalculatedWith(adjustments: readonly Adjustment[], hospitalCode: string): string | null {
  if (adjustments.length === 0) return null
  const own = adjustments.filter((one) => one.hospitalCode === hospitalCode)
  const named = own.map(
    ({ settlementNo, before, after }) =>
      `${settlementNo}（医疗救助 ${aidOf(before)} → ${aidOf(after)}，个人 ${before.person} → ${after.person}）`,
  )
  const elsewhere = adjustments.length - own.length
  const others = elsewhere === 0 ? [] : [`其他医疗机构 ${elsewhere} 笔（已通知该机构）`]
  return `另有 ${adjustments.length} 笔后续结算已一并重算：${[...named, ...others].join('、')}。`
}
