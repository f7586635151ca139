import { paySubsidies } from '../../application/fund/pay-subsidies.ts'
import { fundJournal, fundOverview, readFundStatement } from '../../application/fund/read-fund.ts'
import { receive, withdrawReceipt } from '../../application/fund/record-receipt.ts'
import { recover } from '../../application/fund/record-recovery.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  fund,
  fundEntry,
  fundEntryList,
  fundParams,
  fundReceipt,
  fundReceiptParams,
  fundStatementAnswer,
  journalQuery,
  receiptRequest,
  recoveryRequest,
  statementQuery,
  subsidyPayment,
  subsidyPaymentRequest,
  withdrawalRequest,
} from './schemas.ts'

const booked = answer(fundEntry, 'Booked', '已记账')
const replay = answer(fundEntry, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果')

const overviewSchema = {
  operationId: 'getFund',
  tags: [tags.fund],
  summary: 'A fund: balance and commitments / 基金余额与承诺',
  description:
    'What it holds, where it came from and went, and what of it is promised. Bureaus and auditors. / 余额、收入来源、支出用途及已承诺金额。经办机构、审计可用。',
  params: fundParams,
  response: { 200: answer(fund, 'The fund', '基金'), ...refusals('policy-missing', 'fund-elsewhere') },
}

const receiptSchema = {
  operationId: 'createFundReceipt',
  tags: [tags.fund],
  summary: 'Record money received / 登记到账',
  description:
    'A sum that is unusual is pointed at, one that can only be a slip is refused. Bureaus. / 金额少见的予以提示，明显有误的不予受理。仅限经办机构。',
  params: fundParams,
  body: receiptRequest,
  response: {
    201: answer(fundReceipt, 'Booked', '已记账'),
    200: answer(fundReceipt, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'malformed-json',
      'policy-missing',
      'fund-elsewhere',
      'date-in-future',
      'number-reused',
      'amount-implausible',
      'receipt-withdrawn',
    ),
  },
}

const withdrawalSchema = {
  operationId: 'withdrawFundReceipt',
  tags: [tags.fund],
  summary: 'Take back a receipt / 撤回到账登记',
  description:
    'For one that was entered wrongly: an entry with its negated lines on its own day, once. The slip is then entered again under its number. Refused while the fund holds less than the receipt. Bureaus. / 登记有误时使用：以原业务日期记一笔红字分录，只能撤回一次；撤回后以同一回单编号重新登记。余额不足时不能撤回。仅限经办机构。',
  params: fundReceiptParams,
  body: withdrawalRequest,
  response: {
    201: booked,
    200: replay,
    ...refusals(
      'malformed-json',
      'not-found',
      'policy-missing',
      'fund-elsewhere',
      'receipt-withdrawn',
      'receipt-spent',
    ),
  },
}

const subsidySchema = {
  operationId: 'createSubsidyPayment',
  tags: [tags.fund],
  summary: 'Pay premium subsidies / 拨付参保资助',
  description:
    'All that are recorded for a year and not paid yet, in one movement. Bureaus. / 一次拨付某年度已登记未拨付的全部参保资助。仅限经办机构。',
  params: fundParams,
  body: subsidyPaymentRequest,
  response: {
    201: answer(subsidyPayment, 'Paid', '已拨付'),
    200: answer(subsidyPayment, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'malformed-json',
      'policy-missing',
      'fund-elsewhere',
      'date-in-future',
      'number-reused',
      'subsidies-nothing-left',
      'fund-insufficient',
    ),
  },
}

const recoverySchema = {
  operationId: 'createFundRecovery',
  tags: [tags.fund],
  summary: 'Recover what was wrongly paid / 追回多付款项',
  description:
    'Back into the fund it left and off what was spent, never more than was paid. Of a clearing it names the settlements; what came back of one is set off when its reversal is cleared, so that nothing comes back twice. A settlement that is reversed comes off the hospital’s next clearing by itself. Bureaus. / 退回原支付基金并冲减支出，不超过已支付金额。追回清算款须写明结算，已追回的部分在该结算的冲正清算时抵扣，不重复扣回；冲正的结算在医院下次清算中自动扣减，无须追回。仅限经办机构。',
  params: fundParams,
  body: recoveryRequest,
  response: {
    201: booked,
    200: replay,
    ...refusals(
      'malformed-json',
      'not-found',
      'policy-missing',
      'fund-elsewhere',
      'date-in-future',
      'number-reused',
      'recovery-elsewhere',
      'recovery-exceeds',
      'recovery-unnamed',
      'recovery-sum-differs',
    ),
  },
}

const journalSchema = {
  operationId: 'listFundJournal',
  tags: [tags.fund],
  summary: 'The journal of a fund / 基金日记账',
  params: fundParams,
  querystring: journalQuery,
  response: {
    200: answer(fundEntryList, 'A page of entries', '一页分录'),
    ...refusals('policy-missing', 'fund-elsewhere'),
  },
}

const statementSchema = {
  operationId: 'getFundStatement',
  tags: [tags.fund],
  summary: 'A quarter of a fund / 基金季度报表',
  description: 'By the days on which money moved. / 按业务日期统计。',
  params: fundParams,
  querystring: statementQuery,
  response: {
    200: answer(fundStatementAnswer, 'The statement', '季度报表'),
    ...refusals('policy-missing', 'fund-elsewhere'),
  },
}

export function fundRoutes(app: App, { service }: Parts): void {
  app.get('/funds/:region', { schema: overviewSchema }, ({ caller, params }) =>
    fundOverview(service, caller, params.region),
  )

  app.post('/funds/:region/receipts', { schema: receiptSchema }, async ({ caller, params, body, language }, reply) => {
    const { entry, warnings, replayed } = await receive(service, caller, { ...params, ...body }, language)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send({ ...entry, warnings })
  })

  const withdraw = '/funds/:region/receipts/:receiptNo/withdraw'
  app.post(withdraw, { schema: withdrawalSchema }, async ({ caller, params, body }, reply) => {
    const { entry, replayed } = await withdrawReceipt(service, caller, { ...params, ...body })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(entry)
  })

  app.post('/funds/:region/subsidy-payments', { schema: subsidySchema }, async ({ caller, params, body }, reply) => {
    const { entry, people, replayed } = await paySubsidies(service, caller, { ...params, ...body })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send({ ...entry, people })
  })

  app.post('/funds/:region/recoveries', { schema: recoverySchema }, async ({ caller, params, body }, reply) => {
    const { entry, replayed } = await recover(service, caller, { ...params, ...body })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(entry)
  })

  app.get('/funds/:region/journal', { schema: journalSchema }, ({ caller, params, query }) =>
    fundJournal(service, caller, params.region, query),
  )

  app.get('/funds/:region/statement', { schema: statementSchema }, ({ caller, params, query }) =>
    readFundStatement(service, caller, params.region, query.quarter),
  )
}
