import type { Desk } from '../database/desk.ts'
import { newcomer, sendRoster } from './rosters.ts'

/** The header of a list in its usual columns. */
export const rosterHead = '变动,人员编号,身份证号,姓名,救助身份,开始日期,截止日期'

let place = 0
export const someone = () => newcomer(2000 + place++)

/** A line under `rosterHead`: somebody new, who is listed for the first time. */
export function rosterCells(change: { category?: string; from?: string; to?: string } = {}): string[] {
  const { personNo = '', idNumber = '' } = someone()
  const { category = '低保对象', from = '2024-05-01', to = '' } = change
  return ['新增', personNo, idNumber, '示例新人', category, from, to]
}

export const rosterRow = (change: Parameters<typeof rosterCells>[0] = {}) => rosterCells(change).join(',')

/** Sends a list; answers its lines as they were read and its faults by line, column and reason. */
export async function sentRoster({ service }: Desk, content: string | Buffer) {
  const roster = await sendRoster(service, content)
  const { rows } = await service.db.pool.query<Record<string, string | null>>(
    `SELECT category, valid_from AS "from", valid_to AS "to", listed_as AS "listedAs", end_reason AS "endReason", change, line_no AS line
     FROM roster_rows WHERE roster_id = $1 ORDER BY line_no`,
    [roster.id],
  )
  const faults = roster.faults.map(({ line, column, reason }) => [line, column, reason])
  return { roster, rows, faults }
}
