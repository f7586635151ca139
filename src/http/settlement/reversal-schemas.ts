import { z } from 'zod'
import { enteredBy } from '../callers/schemas.ts'
import { code, flagField, instant, named, regionField, signedMoney, wordsText, yearField } from '../shared/fields.ts'
import { hospitalCode, personNo, settlementNo } from './request-schemas.ts'
import { payerAmounts, payersAnswer } from './schemas.ts'

const reversalNo = code(64, 'The hospital’s own number of the reversal', '医药机构冲正编号，由医院编定')

export const reversalRequest = z
  .strictObject(
    {
      hospitalCode,
      settlementNo: named(settlementNo, 'Number of the settlement to undo', '要冲正的结算编号', 'omsgid'),
      reversalNo,
      reason: wordsText(200, 'Why it is undone', '冲正原因'),
      resettleLater: flagField(
        'Recalculate later settlements of the person and year where they come out differently; false when left out',
        '是否一并重算受影响的后续结算；不填为 false',
      ).default(false),
    },
    { error: 'object' },
  )
  .meta({ id: 'ReversalRequest', description: 'Undo a settlement by its own number / 按结算编号冲正 (2601)' })

export type ReversalRequest = z.output<typeof reversalRequest>

const adjustment = z
  .strictObject({
    id: named(z.string(), 'Id of the later settlement', '后续结算 ID', 'setl_id'),
    settlementNo: named(z.string(), 'Its number', '结算编号', 'medins_setl_id'),
    hospitalCode,
    before: named(payersAnswer, 'Who paid what before', '调整前各方支付'),
    after: named(payersAnswer, 'Who pays what now', '调整后各方支付'),
    difference: named(
      z.strictObject(payerAmounts(signedMoney)).meta({ id: 'PayerDifferences' }),
      'The difference, posted as an adjustment',
      '差额，已记为调整',
    ),
  })
  .meta({ id: 'Adjustment', description: 'A later settlement that came out differently / 受影响的后续结算' })

export const reversal = z
  .strictObject({
    id: named(z.string(), 'Id of the reversal', '冲正 ID'),
    reversalNo,
    settlementId: named(z.string(), 'Id of the settlement that was undone', '被冲正的结算 ID', 'setl_id'),
    settlementNo,
    hospitalCode,
    personNo,
    region: regionField('Region whose accounts these are', '限额账户所属地区', 'insuplc_admdvs'),
    year: yearField('Year of the accounts', '待遇年度'),
    reason: named(z.string(), 'Why it was undone', '冲正原因'),
    reversedAt: instant('When it was undone', '冲正时间'),
    enteredBy: named(
      enteredBy,
      'Who undid it: the hospital, or a bureau in its name',
      '冲正提交者：医疗机构，或代其办理的经办机构',
    ),
    payers: named(
      z.strictObject(payerAmounts(signedMoney)).meta({ id: 'ReversedPayers' }),
      'The negated amounts',
      '冲正金额（负数）',
    ),
    total: signedMoney('Their sum, the negated total', '冲正总额（负数）', 'medfee_sumamt'),
    adjustments: named(z.array(adjustment), 'Later settlements that were recalculated', '一并重算的后续结算'),
  })
  .meta({ id: 'Reversal', description: 'A reversal / 冲正结果' })

const { id, settlementId, reversedAt, payers, total } = reversal.shape

export const reversalOrSums = z.union([
  reversal,
  z.strictObject({ id, reversalNo, settlementId, settlementNo, reversedAt, payers, total }).meta({
    id: 'ReversalSums',
    description:
      'The sums of a reversal, as `Prefer: return=minimal` asks for / 只含金额的冲正结果（Prefer: return=minimal）',
  }),
])
