import { z } from 'zod'
import { reasonCodes, rosterWarningCodes, stepCodes, warningCodes } from '../../domain/names/codes.ts'
import { type ErrorCode, problems } from '../../domain/refusals/refusal.ts'
import { type FaultReason, rosterLineFaults } from '../../domain/rosters/line-faults.ts'

/** The codes of answers, each list a component of the document, so that a client made from it has them as types. */
const listed = <S extends z.ZodType>(schema: S, id: string, en: string, zh: string): S =>
  schema.meta({ id, description: `${en} / ${zh}` })

export const problemCode = listed(
  z.enum(Object.keys(problems) as [ErrorCode, ...ErrorCode[]]),
  'ProblemCode',
  'How the service refuses; each has a page at /problems',
  '错误代码，说明见 /problems',
)
export const reasonCode = listed(
  z.enum(reasonCodes),
  'ReasonCode',
  'Why something was not paid, by the law',
  '未支付原因代码',
)
export const stepCode = listed(z.enum(stepCodes), 'StepCode', 'Which step of the calculation a line is', '计算步骤代码')
export const warningCode = listed(
  z.enum(warningCodes),
  'WarningCode',
  'What was used that is unconfirmed, provisional or unusual',
  '提示代码',
)
export const rosterWarningCode = listed(
  z.enum(rosterWarningCodes),
  'RosterWarningCode',
  'What the bureau should look at in a list, or about its arrival',
  '名单提示代码',
)
export const rosterLineFault = listed(
  z.enum(Object.keys(rosterLineFaults) as [FaultReason, ...FaultReason[]]),
  'RosterLineFault',
  'Why a line of a list was not taken',
  '名单行未采用的原因代码',
)
