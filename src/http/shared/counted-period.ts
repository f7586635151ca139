import { z } from 'zod'
import { periodKindNames, periodKinds } from '../../domain/names/period-kinds.ts'
import { aCategory } from './clause.ts'
import { aDay, named, oneOf } from './fields.ts'

const countedPeriod = z
  .strictObject({
    kind: oneOf(periodKinds, 'Of what part of time', '期间类型', periodKindNames),
    months: named(z.int().nullable(), 'How many months on end; null of other kinds', '连续几个月；其他类型为 null'),
    from: named(
      aDay.nullable(),
      'Its first day; null of each visit and of a lifetime',
      '期间首日；每次和终身的为 null',
    ),
    to: named(aDay.nullable(), 'Its last day; null of each visit and of a lifetime', '期间末日；每次和终身的为 null'),
  })
  .meta({ id: 'CountedPeriod', description: 'The part of time that a limit is of / 限额所属期间' })

export const periodField = named(
  countedPeriod,
  'The period that it is of: a calendar year unless the policy says otherwise',
  '限额所属期间：政策没有另行规定的为自然年',
)

/** Which limit is meant where several accounts of one may stand in a list. */
export const limitAccountFields = {
  name: named(z.string(), 'Name of the limit', '限额名称'),
  category: named(
    aCategory.nullable(),
    'The identity that it is kept for, where a new identity begins anew; else null',
    '身份变化后重新计算的，所属身份；否则为 null',
  ),
  period: periodField,
}
