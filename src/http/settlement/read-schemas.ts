import { z } from 'zod'
import { day, named, page } from '../shared/fields.ts'
import { hospitalCode, personNo, settlementNo } from './request-schemas.ts'

/** A `setl_id` is the same id in the form that messages carry. */
const settlementId = z
  .string({ error: 'uuid' })
  .regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-z]{25})$/i, { error: 'uuid' })
  .meta({ examples: ['0190f5fe-7c00-7a00-8000-000000000001'] })

export const settlementParams = z.strictObject({
  id: named(settlementId, 'Id of the settlement, or its `setl_id`', '结算 ID，或报文中的 setl_id', 'setl_id'),
})

export const settlementsQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  settlementNo: settlementNo.optional(),
  personNo: personNo.optional(),
  from: day('First day of discharge or service', '出院或就诊日期起').optional(),
  to: day('Last day of discharge or service', '出院或就诊日期止').optional(),
  ...page,
})
export type SettlementsQuery = z.output<typeof settlementsQuery>
