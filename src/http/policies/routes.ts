import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readEntitlements } from '../../application/entitlements/entitlements.ts'
import { reportLaw } from '../../application/policies/law-report.ts'
import { getPolicy, listPolicies } from '../../application/policies/read-policies.ts'
import { reloadPolicies } from '../../application/policies/reload-policies.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { lawHtml, lawPagePolicy } from '../../render/policies/html.ts'
import { lawPdf } from '../../render/policies/pdf.ts'
import { entitlementsAnswer } from '../entitlements/schemas.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { sendFile, sendPage } from '../shared/pages.ts'
import { prefersPdf } from '../shared/prefers-pdf.ts'
import { answer, refusals } from '../shared/problem.ts'
import { lawCompareQuery, lawPageQuery, onQuery, policyDetail, policyList, policyParams } from './schemas.ts'

const listSchema = {
  operationId: 'listPolicies',
  tags: [tags.policies],
  summary: 'The policy packs that are loaded / 已加载的政策包',
  response: { 200: answer(policyList, 'Every pack', '全部政策包'), ...refusals() },
}

const getSchema = {
  operationId: 'getPolicy',
  tags: [tags.policies],
  summary: 'The policy of a region on a day / 某地某日的政策',
  description:
    'Every clause with its values, citation, status, reading and gap, and the hash of the pack. / 全部条款及其参数、出处、依据性质、解读与留白，以及政策包哈希。',
  params: policyParams,
  querystring: onQuery,
  response: { 200: answer(policyDetail, 'The pack in force', '当日有效的政策包'), ...refusals('policy-missing') },
}

const file = z.string().meta({ format: 'binary' })

const aPage = {
  200: {
    description: 'The page / 页面',
    content: { 'text/html': { schema: z.string() }, 'application/pdf': { schema: file } },
  },
  ...refusals('policy-missing'),
}

const pageSchema = {
  operationId: 'getPolicyPage',
  tags: [tags.policies],
  summary: 'The law of a region as a page to read / 某地政策的阅读页面',
  description:
    'Its articles in order: our words, the values as sentences, readings with why, gaps with who decides, what the law says nothing of, and worked examples. HTML, or PDF with `format=pdf` or `Accept: application/pdf`; in Chinese or English by `language` or `Accept-Language`. / 按条款顺序：大意、以句子写出的参数、解读及理由、留白及由谁规定、没有规定的事项、例子。默认 HTML，format=pdf 或 Accept: application/pdf 时为 PDF；语言按 language 或 Accept-Language。',
  params: policyParams,
  querystring: lawPageQuery,
  response: aPage,
}

const compareSchema = {
  operationId: 'comparePolicies',
  tags: [tags.policies],
  summary: 'The law of two days beside each other / 两个日期的政策对照',
  description:
    'The law of `from` beside that of `to`, article by article: what is the same once, what changed, came or went in a row of two. HTML or PDF, as the page. / from 与 to 两日的政策逐条对照：相同的条款只列一次，变化、新增和不再适用的并列标出。HTML 或 PDF，同阅读页面。',
  params: policyParams,
  querystring: lawCompareQuery,
  response: aPage,
}

const entitlementsSchema = {
  operationId: 'getEntitlements',
  tags: [tags.policies],
  summary: 'What a person is entitled to / 人员待遇享受检查 (2001)',
  description:
    'Identities and the one that counts, channel, deposit waiver, registrations, premium subsidy, limits. / 身份及所采用的身份、救助方式、免缴押金、备案、参保资助与限额。',
  params: personParams,
  querystring: onQuery,
  response: {
    200: answer(entitlementsAnswer, 'Entitlements', '待遇'),
    ...refusals('not-found', 'certificate-not-read', 'policy-missing'),
  },
}

const reloadSchema = {
  operationId: 'reloadPolicies',
  tags: [tags.policies],
  summary: 'Load the packs again / 重新加载政策包',
  description:
    'Reads the packs of the service and of POLICY_DIR again, without a restart, in all processes of the service or in none: packs that are unsound leave those of before in all of them. What was settled keeps the pack it was settled under. SIGHUP to the first process does the same. Bureaus of every region (000000). / 不重启即重新读取自带的和 POLICY_DIR 的政策包，要么全部进程生效，要么都不生效：有误的政策包不会替换原来的。已结算的仍按当时的政策包。向主进程发送 SIGHUP 效果相同。仅限全部地区（000000）的经办机构。',
  response: {
    200: answer(policyList, 'Every pack', '全部政策包'),
    ...refusals('packs-unsound', 'packs-not-taken-over'),
  },
}

interface LawPage extends z.output<typeof lawPageQuery> {
  readonly region: string
  /** Another day, whose law stands beside it. */
  readonly and?: Day | undefined
}

export function policyRoutes(app: App, { service }: Parts): void {
  app.get('/policies', { schema: listSchema }, async ({ caller }) => listPolicies(service, caller))

  app.post('/policies/reload', { schema: reloadSchema }, ({ caller }) => reloadPolicies(service, caller))

  app.get('/policies/:region', { schema: getSchema }, async ({ caller, params, query }) =>
    getPolicy(service, caller, params.region, query.on),
  )

  const send = async (request: FastifyRequest, reply: FastifyReply, asked: LawPage) => {
    const { region, on, and, format, language = request.language } = asked
    const reports = reportLaw(service, request.caller, region, { on, and })
    const asPdf = format === undefined ? prefersPdf(request.headers.accept) : format === 'pdf'
    reply.headers({ vary: 'accept, accept-language', 'content-language': language })
    if (!asPdf) return sendPage(reply, lawHtml(reports, language), lawPagePolicy)
    return sendFile(reply, `${region}-${reports.law.on}.pdf`, await lawPdf(reports, language))
  }

  app.get('/policies/:region/page', { schema: pageSchema }, (request, reply) =>
    send(request, reply, { ...request.params, ...request.query }),
  )

  app.get('/policies/:region/compare', { schema: compareSchema }, (request, reply) => {
    const { from: on, to: and = chinaDay(service.clock()), ...form } = request.query
    return send(request, reply, { ...request.params, ...form, on, and })
  })

  app.get(
    '/beneficiaries/:personNo/entitlements',
    { schema: entitlementsSchema },
    ({ caller, params, query, language }) => readEntitlements(service, caller, params.personNo, query.on, language),
  )
}
