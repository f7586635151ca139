import { mendAccount, withdrawPayout } from '../../application/payouts/change-payout.ts'
import { makePayout } from '../../application/payouts/make-payout.ts'
import { makePayouts } from '../../application/payouts/payouts-file.ts'
import { daysToPay, getPayout, listOwed, listPayouts } from '../../application/payouts/read-payouts.ts'
import { tags } from '../openapi/openapi.ts'
import { fileUploadBody } from '../reconciliation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody, listTypes } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  daysAnswer,
  daysQuery,
  mendRequest,
  owedList,
  owedQuery,
  payout,
  payoutFileQuery,
  payoutList,
  payoutParams,
  payoutRequest,
  payoutsOfFile,
  payoutsQuery,
  reasonRequest,
} from './schemas.ts'

const makeSchema = {
  operationId: 'createPayout',
  tags: [tags.payouts],
  summary: 'Make a payout / 编制个人支付',
  description:
    'Of all that a fund owes a person and no payout holds, less what the person owes it: top-ups of later visits, the year’s end, recalculations, bills handed in. To the person, a guardian or an heir with grounds. Bureaus. / 将基金对该人员全部未编入支付的应付款（补付、年终、重算、手工报销，扣除其欠款）编为一笔支付；收款人为本人，或附依据的监护人、继承人。仅限经办机构。',
  body: payoutRequest,
  response: {
    201: answer(payout, 'Made', '已编制'),
    200: answer(payout, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'malformed-json',
      'policy-missing',
      'fund-elsewhere',
      'person-not-registered',
      'account-invalid',
      'payee-invalid',
      'date-in-future',
      'payout-nothing-owed',
      'payout-differs-from-owed',
      'number-reused',
      'overloaded',
    ),
  },
}

const fileSchema = {
  operationId: 'createPayoutsOfFile',
  tags: [tags.payouts],
  summary: 'Make payouts from a list / 批量编制个人支付',
  description:
    'One payout a line: 支付编号, 人员编号, 收款人类别, 收款人姓名, 代领依据, 账号, 开户行, 联行号, 金额, 受理日期 under a header, as CSV, tab-separated text or XLSX, plain or in a ZIP; at most 2,000 lines. Each line by itself: one that is refused is named and the others are made; the same list again makes nothing twice. Bureaus. / 带表头的 CSV、制表符分隔文本或 XLSX，可打包为 ZIP，最多 2000 行；逐行编制，有误的行单独说明，重复上传不重复编制。仅限经办机构。',
  consumes: listTypes,
  querystring: payoutFileQuery,
  body: fileUploadBody,
  response: {
    200: answer(payoutsOfFile, 'Line by line', '逐行结果'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'policy-missing',
      'fund-elsewhere',
      'file-unreadable',
      'file-too-large',
      'uploads-at-once',
      'uploads-busy',
    ),
  },
}

const listSchema = {
  operationId: 'listPayouts',
  tags: [tags.payouts],
  summary: 'List payouts / 查询个人支付列表',
  description:
    'By person, batch, settlement, fund or status. Bureaus and auditors. / 按人员、批次、结算、基金或状态查询。限经办机构与审计。',
  querystring: payoutsQuery,
  response: { 200: answer(payoutList, 'A page of payouts', '一页支付'), ...refusals() },
}

const owedSchema = {
  operationId: 'listOwedToPeople',
  tags: [tags.payouts],
  summary: 'Who is owed / 应付个人名单',
  description:
    'What funds owe people and no payout holds; with `debtors` those who owe a fund. Bureaus and auditors. / 未编入支付的应付个人款项；debtors 为 true 时列出欠款人员。限经办机构与审计。',
  querystring: owedQuery,
  response: { 200: answer(owedList, 'A page of people', '一页名单'), ...refusals() },
}

const daysSchema = {
  operationId: 'getDaysToPay',
  tags: [tags.payouts],
  summary: 'Days from receipt to payment / 受理至支付天数',
  description:
    'Of what arrived in a year, by the bank’s day. Bureaus and auditors. / 按银行支付日统计。限经办机构与审计。',
  querystring: daysQuery,
  response: { 200: answer(daysAnswer, 'The figures', '统计'), ...refusals() },
}

const getSchema = {
  operationId: 'getPayout',
  tags: [tags.payouts],
  summary: 'Read a payout / 查询个人支付',
  params: payoutParams,
  response: { 200: answer(payout, 'The payout', '支付'), ...refusals('not-found') },
}

const mendSchema = {
  operationId: 'mendPayoutAccount',
  tags: [tags.payouts],
  summary: 'Mend the account / 更正收款账号',
  description:
    'Of a payout that is open or came back; it then goes into a batch again. Bureaus. / 待编批或退回的支付可更正账号，之后重新编批。仅限经办机构。',
  params: payoutParams,
  body: mendRequest,
  response: {
    201: answer(payout, 'Mended', '已更正'),
    ...refusals('malformed-json', 'not-found', 'account-invalid', 'payout-status'),
  },
}

const withdrawSchema = {
  operationId: 'withdrawPayout',
  tags: [tags.payouts],
  summary: 'Withdraw a payout / 撤销个人支付',
  description:
    'One that is open or came back; what it held waits under the person’s name. Bureaus. / 待编批或退回的支付可撤销，款项回到应付名单。仅限经办机构。',
  params: payoutParams,
  body: reasonRequest,
  response: {
    200: answer(payout, 'Withdrawn', '已撤销'),
    ...refusals('malformed-json', 'not-found', 'payout-status'),
  },
}

export function payoutRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    fileRoute(scope as App, service)
    done()
  })

  app.post('/payouts', { schema: makeSchema }, async ({ caller, body, log }, reply) => {
    const { payout: made, replayed } = await makePayout(service, caller, body)
    log.info({ event: 'payout.made', payoutId: made.id, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(made)
  })

  app.get('/payouts', { schema: listSchema }, ({ caller, query }) => listPayouts(service, caller, query))

  app.get('/payouts/owed', { schema: owedSchema }, ({ caller, query }) => listOwed(service, caller, query))

  app.get('/payouts/days', { schema: daysSchema }, ({ caller, query }) => daysToPay(service, caller, query))

  app.get('/payouts/:id', { schema: getSchema }, ({ caller, params }) => getPayout(service, caller, params.id))

  app.post('/payouts/:id/account', { schema: mendSchema }, async ({ caller, params, body }, reply) =>
    reply.code(201).send(await mendAccount(service, caller, { id: params.id, ...body })),
  )

  app.post('/payouts/:id/withdraw', { schema: withdrawSchema }, ({ caller, params, body }) =>
    withdrawPayout(service, caller, { id: params.id, ...body }),
  )
}

/** The body is handed on as it comes. */
function fileRoute(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(listTypes, (_request, payload, done) => done(null, payload))

  app.post('/payouts/files', { schema: fileSchema }, async ({ caller, query, body, headers, language, log }) => {
    const content = listBody(body, headers, listTypes)
    const done = await makePayouts(service, caller, { ...query, content }, language)
    const { region, made, known, refused } = done
    log.info({ event: 'payouts.made', region, made, known, refused })
    return done
  })
}
