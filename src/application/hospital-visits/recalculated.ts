import { adjustedSettlements, reversedBy } from '../../db/hospital-visits/adjusted-settlements.ts'
import { chinaTime, type Day } from '../../domain/calendar.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Service } from '../service.ts'
import type { FoundSettlement } from '../settlement/find-settlements.ts'

/** The settlement that a reversal of the person undid, by the reversal's own id; null where the id is none of those. */
export function findReversed(
  { db }: Service,
  of: { readonly personNo: string; readonly entryId: string },
): Promise<string | null> {
  return reversedBy(db.pool, of)
}

const minute = (at: string) => chinaTime(new Date(at)).slice(0, 16).replace('T', ' ')

/** That a settlement was recalculated without its hospital's doing, in Chinese because it stands in a message; null where not. */
export function recalculatedWords({ settlement, entries }: FoundSettlement): string | null {
  const adjusted = entries.filter(({ kind }) => kind === 'adjustment')
  const last = adjusted.at(-1)
  const undone = entries.find(({ kind }) => kind === 'reversal')
  if (undone) return `本结算已于 ${minute(undone.postedAt)} 撤销（编号 ${undone.reversalNo ?? ''}）。`
  if (!last) return null
  const { assistance, reAid, tilt, person } = last.payers
  const aid = yuan(sum([assistance, reAid, tilt].map(decimal)))
  return `本结算已于 ${minute(last.postedAt)} 因其他就诊变更重新结算（共 ${adjusted.length} 次），最近一次医疗救助变动 ${aid} 元、个人变动 ${person} 元；现行金额如应答，编号 ${settlement.settlementNo}。`
}

/** More are counted and not named. */
const maxNamed = 20

/** What was recalculated of a hospital's settlements in days of posting, in Chinese; null where nothing was. */
export async function recalculatedIn(
  { db }: Service,
  of: { readonly hospitalCode: string; readonly from: Day; readonly to: Day },
): Promise<string | null> {
  const adjusted = await adjustedSettlements(db.pool, of)
  if (adjusted.length === 0) return null
  const named = adjusted.slice(0, maxNamed).map(({ settlementNo }) => settlementNo)
  const count = adjusted.length > maxNamed ? `超过 ${maxNamed}` : String(adjusted.length)
  return `本期有 ${count} 笔结算因其他就诊变更重新结算：${named.join('、')}；现行金额请以 5203 查询。`
}
