import { z } from 'zod'
import { disallowanceStateNames, disallowanceStates } from '../../domain/disallowances/disallowance-names.ts'
import { recalculation } from '../recalculation/schemas.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import {
  aDay,
  amount,
  code,
  flagField,
  instant,
  listOf,
  money,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  uuid,
  wordsText,
} from '../shared/fields.ts'

const disallowanceNo = code(64, 'The bureau’s own number; sent again it answers the first time', '稽核扣减编号')

export const disallowanceRequest = z
  .strictObject(
    {
      disallowanceNo,
      settlementId: uuid('Id of the settlement of this clearing', '本次清算中的结算 ID', 'setl_id'),
      item: orNothing(
        wordsText(200, 'One item of the bill; left out, the settlement as a whole', '扣减的项目；不填为整笔结算'),
      ),
      amount: orNothing(amount('How much of its aid; left out, all that is left', '扣减的救助金额；不填为全部')),
      reason: wordsText(500, 'Why', '扣减理由'),
      clause: wordsText(200, 'By which clause', '依据条款'),
      answerWithinDays: named(
        z.int({ error: 'answer-days' }).min(1, { error: 'answer-days' }).max(60, { error: 'answer-days' }),
        'Days that the hospital has to answer, 1 to 60; 10 when left out',
        '答复期限（天），1 至 60；不填为 10',
      ).optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'DisallowanceRequest' })

const words = wordsText(1000, 'What is said to it', '说明')

export const disallowanceAnswerRequest = z
  .strictObject({ agrees: flagField('Whether the hospital agrees', '是否同意扣减'), words }, { error: 'object' })
  .meta({ id: 'DisallowanceAnswerRequest' })

export const disallowanceDecisionRequest = z
  .strictObject(
    {
      decision: oneOf(['uphold', 'drop'], 'How it ends', '决定', {
        uphold: { zh: '维持扣减', en: 'uphold' },
        drop: { zh: '不予扣减', en: 'drop' },
      }),
      words,
    },
    { error: 'object' },
  )
  .meta({ id: 'DisallowanceDecisionRequest' })

const state = oneOf(disallowanceStates, 'Where it stands', '状态', disallowanceStateNames)

const step = z
  .strictObject({
    step: oneOf(['answered', 'upheld', 'dropped'], 'What was done', '环节', {
      answered: disallowanceStateNames.answered,
      upheld: disallowanceStateNames.upheld,
      dropped: disallowanceStateNames.dropped,
    }),
    agrees: named(z.boolean().nullable(), 'Of an answer, whether the hospital agrees', '是否同意；决定为 null'),
    words: named(z.string(), 'What was said', '说明'),
    takenAt: instant('When', '时间'),
    takenBy: named(z.string(), 'Id of whoever did', '办理方 ID'),
  })
  .meta({ id: 'DisallowanceStep' })

export const disallowance = z
  .strictObject({
    id: uuid('Id of the disallowance', '稽核扣减 ID'),
    disallowanceNo,
    clearingId: uuid('Id of the clearing', '清算 ID'),
    region: regionField('Region of the fund', '基金所属地区'),
    hospitalCode,
    settlementId: uuid('Id of the settlement', '结算 ID', 'setl_id'),
    settlementNo,
    personNo,
    item: named(z.string().nullable(), 'The item; null for the settlement as a whole', '项目；整笔为 null'),
    amount: money('How much of its aid', '扣减的救助金额'),
    reason: named(z.string(), 'Why', '理由'),
    clause: named(z.string(), 'By which clause', '依据条款'),
    answerBy: named(aDay, 'Last day of the hospital’s answer', '答复截止日期'),
    state,
    raisedAt: instant('When it was raised', '提出时间'),
    raisedBy: named(z.string(), 'Id of whoever raised it', '提出方 ID'),
    steps: named(z.array(step), 'The answer and the decision', '答复与决定'),
  })
  .meta({ id: 'Disallowance' })

export const decidedDisallowance = z
  .strictObject({
    disallowance: named(disallowance, 'As it stands now', '稽核扣减现状'),
    resettlement: named(
      recalculation.nullable(),
      'What it took back, of this settlement and those after it; null where it was dropped',
      '由此产生的调整；不予扣减为 null',
    ),
    clearingId: named(
      z.string().nullable(),
      'The clearing that took the place of the one that was not approved yet; null where it comes off the next',
      '替代原申请的清算 ID；原清算已核准的为 null，从下次清算中扣回',
    ),
  })
  .meta({ id: 'DecidedDisallowance' })

export const disallowanceParams = z.strictObject({ id: uuid('Id of the disallowance', '稽核扣减 ID') })

export const disallowancesQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  clearingId: uuid('Of one clearing', '清算 ID').optional(),
  state: state.optional(),
  ...page,
})
export const disallowanceList = listOf(disallowance, 'Disallowances, newest first', '稽核扣减，最新在前').meta({
  id: 'DisallowanceList',
})
