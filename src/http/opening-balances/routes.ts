import type { FastifyReply } from 'fastify'
import { approveOpenings } from '../../application/opening-balances/approve-openings.ts'
import {
  approveOpening,
  type DecidedOpening,
  endOpening,
  getOpening,
  listOpenings,
  reverseOpening,
} from '../../application/opening-balances/decide-opening.ts'
import { enterOpening } from '../../application/opening-balances/enter-opening.ts'
import { enterOpenings } from '../../application/opening-balances/openings-file.ts'
import { tags } from '../openapi/openapi.ts'
import { fileUploadBody } from '../reconciliation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody, listTypes } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  opening,
  openingApproval,
  openingApprovals,
  openingList,
  openingParams,
  openingReason,
  openingRequest,
  openingReversal,
  openingsApproved,
  openingsOfFile,
  openingsQuery,
} from './schemas.ts'

const replay = answer(opening, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果')

const enterSchema = {
  operationId: 'createOpeningBalance',
  tags: [tags.accounts],
  summary: 'Enter an opening balance / 录入期初余额',
  description:
    'What a person has used and borne of a year before this ledger began, with its source. Nothing is posted before another key approves. Bureaus. / 年中启用或接管其他系统时，录入人员本年度已用限额和各项累计及其来源；复核前不记账。仅限经办机构。',
  body: openingRequest,
  response: {
    201: answer(opening, 'Entered', '已录入'),
    200: replay,
    ...refusals(
      'malformed-json',
      'not-found',
      'date-in-future',
      'policy-missing',
      'figure-missing',
      'opening-standing',
      'number-reused',
    ),
  },
}

const fileSchema = {
  operationId: 'createOpeningBalancesOfFile',
  tags: [tags.accounts],
  summary: 'Enter opening balances from a list / 批量录入期初余额',
  description:
    'One a line under a header, as CSV, tab-separated text or XLSX, plain or in a ZIP; at most 2,000 lines. The columns stand in docs/opening-balances.md. Each line by itself; the same list again enters nothing twice. Bureaus. / 带表头的 CSV、制表符分隔文本或 XLSX，可打包为 ZIP，最多 2000 行，列名见 docs/opening-balances.md；逐行录入，重复上传不重复录入。仅限经办机构。',
  consumes: listTypes,
  body: fileUploadBody,
  response: {
    200: answer(openingsOfFile, 'Line by line', '逐行结果'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'file-unreadable',
      'file-too-large',
      'uploads-at-once',
      'uploads-busy',
    ),
  },
}

const listSchema = {
  operationId: 'listOpeningBalances',
  tags: [tags.accounts],
  summary: 'List opening balances / 查询期初余额列表',
  querystring: openingsQuery,
  response: { 200: answer(openingList, 'A page of them', '一页'), ...refusals() },
}

const getSchema = {
  operationId: 'getOpeningBalance',
  tags: [tags.accounts],
  summary: 'Read an opening balance / 查询期初余额',
  params: openingParams,
  response: { 200: answer(opening, 'The opening balance', '期初余额'), ...refusals('not-found') },
}

const posting = [
  'not-found',
  'malformed-json',
  'opening-status',
  'later-settlements-depend',
  'figure-missing',
  'overloaded',
  'deadline-exceeded',
] as const

const approveSchema = {
  operationId: 'approveOpeningBalance',
  tags: [tags.accounts],
  summary: 'Approve an opening balance and post it / 复核期初余额并记账',
  description:
    'By another key than entered it. It counts before all that was settled of the year here; where that then comes out differently it is listed, or recalculated with `resettleLater`. Bureaus. / 由录入以外的密钥复核；期初先于本系统内该年度的全部结算，已结算的金额因此改变时列出，或以 resettleLater 一并重算。仅限经办机构。',
  params: openingParams,
  body: openingApproval,
  response: { 201: answer(opening, 'Posted', '已记账'), 200: replay, ...refusals(...posting, 'second-pair-of-eyes') },
}

const approvalsSchema = {
  operationId: 'approveOpeningBalances',
  tags: [tags.accounts],
  summary: 'Approve several / 批量复核期初余额',
  description:
    'Each by itself; the same list again posts nothing twice. Bureaus. / 逐条复核，重复发送不重复记账。仅限经办机构。',
  body: openingApprovals,
  response: { 200: answer(openingsApproved, 'One by one', '逐条结果'), ...refusals('malformed-json') },
}

const ended = { tags: [tags.accounts], params: openingParams, body: openingReason }
const refuseSchema = {
  operationId: 'refuseOpeningBalance',
  summary: 'Refuse an opening balance / 退回期初余额',
  ...ended,
  response: {
    201: answer(opening, 'Refused', '已退回'),
    200: replay,
    ...refusals('malformed-json', 'not-found', 'opening-status'),
  },
}
const withdrawSchema = {
  operationId: 'withdrawOpeningBalance',
  summary: 'Withdraw an opening balance / 撤回期初余额',
  ...ended,
  response: {
    201: answer(opening, 'Withdrawn', '已撤回'),
    200: replay,
    ...refusals('malformed-json', 'not-found', 'opening-status'),
  },
}

const reverseSchema = {
  operationId: 'reverseOpeningBalance',
  tags: [tags.accounts],
  summary: 'Take back an opening balance that was posted / 冲销期初余额',
  description:
    'With what then comes out differently, listed or recalculated as at its approval. Bureaus. / 受影响的结算按复核时的同样方式列出或重算。仅限经办机构。',
  params: openingParams,
  body: openingReversal,
  response: { 201: answer(opening, 'Taken back', '已冲销'), 200: replay, ...refusals(...posting, 'number-reused') },
}

function sent(reply: FastifyReply, { opening: done, replayed }: DecidedOpening) {
  if (replayed) reply.header('idempotent-replayed', 'true')
  return reply.code(replayed ? 200 : 201).send(done)
}

export function openingRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    fileRoute(scope as App, service)
    done()
  })

  app.post('/opening-balances', { schema: enterSchema }, async ({ caller, body }, reply) =>
    sent(reply, await enterOpening(service, caller, body)),
  )

  app.get('/opening-balances', { schema: listSchema }, ({ caller, query }) => listOpenings(service, caller, query))

  app.get('/opening-balances/:id', { schema: getSchema }, ({ caller, params }) =>
    getOpening(service, caller, params.id),
  )

  app.post('/opening-balances/approvals', { schema: approvalsSchema }, ({ caller, body, language }) =>
    approveOpenings(service, caller, body, language),
  )

  app.post('/opening-balances/:id/approve', { schema: approveSchema }, async ({ caller, params, body, log }, reply) => {
    const decided = await approveOpening(service, caller, { ...params, ...body })
    log.info({ event: 'opening.posted', openingId: params.id, replayed: decided.replayed })
    return sent(reply, decided)
  })

  app.post('/opening-balances/:id/refuse', { schema: refuseSchema }, async ({ caller, params, body }, reply) =>
    sent(reply, await endOpening(service, caller, { ...params, ...body, to: 'refused' })),
  )

  app.post('/opening-balances/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, body }, reply) =>
    sent(reply, await endOpening(service, caller, { ...params, ...body, to: 'withdrawn' })),
  )

  app.post('/opening-balances/:id/reverse', { schema: reverseSchema }, async ({ caller, params, body, log }, reply) => {
    const decided = await reverseOpening(service, caller, { ...params, ...body })
    log.info({ event: 'opening.reversed', openingId: params.id, replayed: decided.replayed })
    return sent(reply, decided)
  })
}

/** The body is handed on as it comes. */
function fileRoute(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(listTypes, (_request, payload, done) => done(null, payload))

  app.post('/opening-balances/files', { schema: fileSchema }, async ({ caller, body, headers, language, log }) => {
    const done = await enterOpenings(service, caller, listBody(body, headers, listTypes), language)
    const { entered, known, refused } = done
    log.info({ event: 'openings.entered', entered, known, refused })
    return done
  })
}
