import { getBankTemplate, putBankTemplate } from '../../application/payouts/bank-template.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { template, templateParams, templateRequest } from './batch-schemas.ts'

const getTemplateSchema = {
  operationId: 'getBankTemplate',
  tags: [tags.payouts],
  summary: 'Form of the bank’s files / 查询银行文件模板',
  description:
    'The region’s own, else its city’s or province’s, else the usual one. / 取本地区、市、省中最近的模板，均无则为通用模板。',
  params: templateParams,
  response: { 200: answer(template, 'The template', '模板'), ...refusals() },
}

const putTemplateSchema = {
  operationId: 'putBankTemplate',
  tags: [tags.payouts],
  summary: 'Set the form of the bank’s files / 设置银行文件模板',
  description: 'A new version; files that were fetched stay what they were. Bureaus. / 生成新版本。仅限经办机构。',
  params: templateParams,
  body: templateRequest,
  response: { 200: answer(template, 'Set', '已设置'), ...refusals('malformed-json') },
}

export function payoutTemplateRoutes(app: App, { service }: Parts): void {
  app.get('/payout-templates/:region', { schema: getTemplateSchema }, ({ caller, params }) =>
    getBankTemplate(service, caller, params.region),
  )

  app.put('/payout-templates/:region', { schema: putTemplateSchema }, ({ caller, params, body }) =>
    putBankTemplate(service, caller, params.region, body),
  )
}
