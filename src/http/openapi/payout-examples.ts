import { demoPerson } from '../../application/demo/demo-people.ts'
import { defaultTemplate } from '../../domain/payouts/bank-file.ts'

const account = { number: '6230580000000000005', bankName: '晋城农村商业银行', bankNo: '314168000018' }

/** Bodies of payouts and their batches, by the name of the schema. */
export const payoutExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  PayoutRequest: [
    'To the person / 付给本人',
    {
      ...{ payoutNo: 'ZF-2024-0001', region: '140500', personNo: demoPerson('140500', 'dibao') },
      ...{ payee: { kind: 'person' }, account, receivedOn: '2024-05-01' },
    },
  ],
  MendedAccountRequest: [
    'Another card / 更换银行卡',
    { account: { ...account, number: '6230580000000000013' }, reason: '原卡已挂失' },
  ],
  PayoutReasonRequest: ['Made for the wrong person / 编制有误', { reason: '收款人录错' }],
  PayoutBatchRequest: ['All that is open / 全部待编批的支付', { batchNo: 'PC-2024-05', region: '140500' }],
  PayoutBatchSendRequest: ['Today / 当日发送', { sentOn: null }],
  BankReturnsRequest: [
    'One arrived, one came back / 一笔成功，一笔退回',
    {
      lines: [
        { lineNo: 1, outcome: 'paid', on: '2024-05-05', bankNo: 'Y0001' },
        { lineNo: 2, outcome: 'returned', on: '2024-05-05', reason: '账号户名不符' },
      ],
    },
  ],
  BankTemplateRequest: ['The usual one / 通用模板', defaultTemplate],
}
