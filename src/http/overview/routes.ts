import { readOverview } from '../../application/overview/overview.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { overviewAnswer, overviewQuery } from './schemas.ts'

const overviewSchema = {
  operationId: 'getOverview',
  tags: [tags.overview],
  summary: 'A year of a region in figures / 地区年度总览',
  description:
    'Everything from one reading, so that the figures agree with the ledger and with each other. A county’s figures are those of the people insured there. What was settled a second ago is in it. Bureaus and auditors. / 全部取自同一时点，与账目及彼此一致。县级数据为参保地在该县的人员。一秒前的结算亦在其中。限经办机构与审计。',
  querystring: overviewQuery,
  response: { 200: answer(overviewAnswer, 'The overview', '总览'), ...refusals() },
}

export function overviewRoutes(app: App, { service }: Parts): void {
  app.get('/overview', { schema: overviewSchema }, ({ caller, query }) => readOverview(service, caller, query))
}
