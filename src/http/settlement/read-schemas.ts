import { z } from 'zod'
import { day, page, uuid } from '../shared/fields.ts'
import { hospitalCode, personNo, settlementNo } from './request-schemas.ts'

export const settlementParams = z.strictObject({ id: uuid('Id of the settlement', '结算 ID', 'setl_id') })

export const settlementsQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  settlementNo: settlementNo.optional(),
  personNo: personNo.optional(),
  from: day('First day of discharge or service', '出院或就诊日期起').optional(),
  to: day('Last day of discharge or service', '出院或就诊日期止').optional(),
  ...page,
})
export type SettlementsQuery = z.output<typeof settlementsQuery>
