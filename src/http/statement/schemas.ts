import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import { payersAnswer } from '../settlement/schemas.ts'
import { anInstant, day, money, named, oneOf } from '../shared/fields.ts'

export const receiptParams = z.strictObject({
  receiptNo: named(
    z.string({ error: 'receipt-no' }).regex(/^[0-9A-Za-z -]{1,64}$/, { error: 'receipt-no' }),
    'The receipt number on the statement; dashes, spaces and small letters do not matter',
    '结算单上的凭证号；连字符、空格、大小写均可',
  ),
})

const settled = z
  .strictObject({
    id: named(z.string(), 'Id of the settlement', '结算 ID', 'setl_id'),
    settlementNo: named(z.string(), 'The hospital’s own number', '医药机构结算编号', 'medins_setl_id'),
    status: named(z.enum(['settled', 'reversed']), 'settled or reversed', 'settled 已结算, reversed 已冲正'),
    personNo,
    hospitalCode,
    care: oneOf(cares, 'Kind of care', '医疗类别 (med_type)', careNames),
    eventOn: day('Day of discharge or service', '出院或就诊日期'),
    settledAt: named(anInstant, 'When it was settled', '结算时间', 'setl_time'),
    total: money('Total cost of the visit', '医疗费总额', 'medfee_sumamt'),
    payers: named(payersAnswer, 'Who pays what, as it stands now', '现行的各方支付金额'),
    statement: named(z.string(), 'Where the statement is read', '结算单地址'),
  })
  .meta({ id: 'ReceiptSettlement', description: 'What the paper is held against / 用于核对单据的结算' })

export const receiptAnswer = z
  .strictObject({
    receiptNo: named(z.string(), 'The number that was asked for, as it is printed', '所查凭证号（规范写法）'),
    genuine: named(z.boolean(), 'Whether this service gave the number out', '是否为本服务签发'),
    verdict: named(
      z.enum(['genuine', 'superseded', 'void', 'not-genuine']),
      'genuine: of the amounts that stand; superseded: ours, but the visit was recalculated since; void: ours, but the settlement was reversed; not-genuine: never given out',
      'genuine 真实且金额有效, superseded 真实但此后已重新计算, void 真实但已冲正作废, not-genuine 未签发',
    ),
    text: named(z.string(), 'The same as a sentence, in the language asked for', '说明文字'),
    currentReceiptNo: named(
      z.string().nullable(),
      'The number of the statement as it stands now; null when not genuine',
      '现行凭证号；不真实时为 null',
    ),
    settlement: named(
      settled.nullable(),
      'The settlement it belongs to; null when not genuine',
      '对应的结算；不真实时为 null',
    ),
  })
  .meta({ id: 'ReceiptCheck', description: 'Whether a printed statement is ours / 结算单核验结果' })
