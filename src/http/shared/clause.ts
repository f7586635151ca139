import { z } from 'zod'
import { categories, categoryNames, knownCategories } from '../../domain/names/categories.ts'
import { statuses } from '../../domain/policies/pack.ts'
import { problemCode, reasonCode, warningCode } from './codes.ts'
import { named } from './fields.ts'

export const statusField = named(
  z.enum(statuses),
  'text: the document says so; reading: our reading of an open text; unconfirmed: from another public source; gap: left to someone else; manual: the document says so, settled by hand',
  '依据性质：text 原文，reading 对未明确处的解读，unconfirmed 未经核实的公开来源，gap 文件留待他方规定，manual 文件有规定、由经办机构人工核定',
)

export const clause = z
  .strictObject({
    id: named(z.string(), 'Region and clause, such as 500243/P4', '条款编号，如 500243/P4'),
    cite: named(z.string(), 'The citation as printed', '文件名称与条款'),
    status: statusField,
  })
  .meta({ id: 'Clause', description: 'The clause behind a value / 条款依据' })

export const clauseField = (en: string, zh: string) => named(clause, en, zh)
export const maybeClause = (en: string, zh: string) => named(clause.nullable(), en, zh)

export const remarkFields = {
  clause: maybeClause('The clause that decides it', '所依据的条款'),
  text: named(z.string(), 'The same as a sentence, in the language asked for', '说明文字'),
}

/** A reason of the law, or the refusal that kept the law from being asked. */
export const remark = z
  .strictObject({
    code: named(z.union([reasonCode, problemCode]), 'A stable word for the reason', '原因的代码'),
    ...remarkFields,
  })
  .meta({ id: 'Remark', description: 'Why nothing is due, or could be said / 不予支付或无法计算的原因' })

export const reason = z
  .strictObject({ code: named(reasonCode, 'A stable word for the reason', '原因的代码'), ...remarkFields })
  .meta({ id: 'Reason', description: 'Why something was not paid / 未支付原因' })

export const warning = z
  .strictObject({ code: named(warningCode, 'A stable word for the warning', '提示的代码'), ...remarkFields })
  .meta({ id: 'Warning', description: 'What was used that should be looked at / 提示' })

const listed = `${categories.map((name) => `${name} ${categoryNames[name].zh}`).join(', ')}；以及各地政策包声明的身份`

/** Of an answer: an identity of ours, or of a pack. */
export const aCategory = z.string().meta({ examples: ['dibao'] })

/** Of a request: one that this service knows, ours or a pack's. */
const knownCategory = z
  .string({ error: 'category' })
  .superRefine((word, context) => {
    const values = [...knownCategories()]
    if (!values.includes(word)) context.addIssue({ code: 'invalid_value', values, input: word })
  })
  .meta({ examples: ['dibao'] })

export const category = (en: string, zh: string) =>
  named(knownCategory, `${en}: one of ours or of a region's pack`, `${zh}: ${listed}`)
export const maybeCategory = (en: string, zh: string) =>
  named(
    aCategory.nullable(),
    `${en}; null when none is in force`,
    `${zh}；无有效身份时为 null：${listed}`,
    'psn_idet_type',
  )
