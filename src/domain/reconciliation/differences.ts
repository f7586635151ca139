import type { Bilingual } from '../language.ts'

/** `here` is this ledger, `there` is the hospital's own file. */
export const differenceTypes = [
  'only-here',
  'only-there',
  'amounts-differ',
  'person-differs',
  'reversed-here',
  'reversed-there',
  'duplicate',
] as const
export type DifferenceType = (typeof differenceTypes)[number]

export const differenceNames: Record<DifferenceType, Bilingual> = {
  'only-here': { zh: '仅中心有', en: 'only here' },
  'only-there': { zh: '仅医院有', en: 'only in the hospital’s file' },
  'amounts-differ': { zh: '金额不一致', en: 'amounts differ' },
  'person-differs': { zh: '人员不一致', en: 'another person' },
  'reversed-here': { zh: '中心已冲正，医院未冲正', en: 'reversed here, not in the hospital’s file' },
  'reversed-there': { zh: '医院已冲正，中心未冲正', en: 'reversed in the hospital’s file, not here' },
  duplicate: { zh: '重复', en: 'listed twice' },
}

interface Action {
  /** Whose accounts change. */
  readonly side: 'here' | 'there'
  readonly text: Bilingual
}

/** What resolves a difference. After every action is taken the same file, so corrected, balances to 0.00. */
export const actions = {
  'record-settlement': {
    side: 'there',
    text: {
      zh: '在医院账中补记该结算（GET /v1/settlements/{id}，交易 5203）；如患者并未就诊，请冲正（POST /v1/reversals，交易 2305、2208、2601）。',
      en: 'Record the settlement in the hospital’s accounts (GET /v1/settlements/{id}, 5203); if the visit never was, reverse it (POST /v1/reversals; 2305, 2208, 2601).',
    },
  },
  'settle-again': {
    side: 'here',
    text: {
      zh: '中心没有该结算：用原编号重新发送结算（POST /v1/settlements，交易 2304、2207），不会重复支付；如患者并未就诊，请从医院账中删除该行。',
      en: 'It was never settled here: send the settlement again with its number (POST /v1/settlements; 2304, 2207), which never pays twice; if the visit never was, strike the line.',
    },
  },
  'move-day': {
    side: 'there',
    text: {
      zh: '中心在另一日（postedOn）记账：将该行移至该日，与该日一并对账。',
      en: 'It is in the ledger of another day (postedOn): move the line to that day and reconcile it there.',
    },
  },
  'move-type': {
    side: 'there',
    text: {
      zh: '该结算属于另一清算类别（clr_type），在 postedOn 记账：将该行移至该类别、该日一并对账。',
      en: 'It is of the other kind of care (clr_type), in the ledger of postedOn: move the line to the file of that kind and day.',
    },
  },
  'strike-line': {
    side: 'there',
    text: {
      zh: '中心没有可冲正的结算：从医院账中删除该退费行。',
      en: 'Nothing was settled here that could be reversed: strike the line of the reversal.',
    },
  },
  'take-amounts': {
    side: 'there',
    text: {
      zh: '以中心现行金额（here）更正医院账；如费用上传有误，请冲正后以新编号重新结算。',
      en: 'Correct the line to the amounts that stand here; if the costs were sent wrong, reverse and settle again under a new number.',
    },
  },
  'correct-person': {
    side: 'there',
    text: {
      zh: '金额一致，人员编号不同（personNo 为中心，therePersonNo 为医院）：核对该结算是谁的；医院账有误的更正人员编号，中心有误的冲正后以正确的人员重新结算。',
      en: 'The amounts agree and the person does not (personNo here, therePersonNo in the file): see whose visit it was; correct the number in the file, or reverse the settlement and settle it again for the right person.',
    },
  },
  'record-reversal': {
    side: 'there',
    text: {
      zh: '在医院账中补记退费行（refd_setl_flag 为 1，金额取负），并与患者重新结清。',
      en: 'Record the reversal in the hospital’s accounts (a line with refd_setl_flag 1 and the negated amounts) and settle up with the patient.',
    },
  },
  'reverse-settlement': {
    side: 'here',
    text: {
      zh: '在中心冲正该结算（POST /v1/reversals，交易 2305、2208、2601）；如冲正日不在对账期内，将该行移至冲正日。',
      en: 'Reverse the settlement here (POST /v1/reversals; 2305, 2208, 2601); if that day is outside the period, move the line to it.',
    },
  },
  'strike-duplicate': {
    side: 'there',
    text: {
      zh: '同一结算在医院账中出现多次：只保留一行。',
      en: 'The hospital’s file lists the settlement more than once: keep one line.',
    },
  },
} as const satisfies Record<string, Action>
export type ActionCode = keyof typeof actions
