import { listLookups } from '../../application/audit/read-lookups.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { lookupList, lookupsQuery } from './schemas.ts'

const lookupsSchema = {
  operationId: 'listLookups',
  tags: [tags.audit],
  summary: 'Who looked at whom / 查询留痕',
  description:
    'Every reading of a person’s data, and every one that was refused or found nobody: of people of the region by anybody, and of anybody by the region’s callers, whose persons elsewhere are not named. Lines are never changed or removed. Bureaus and auditors. / 对人员信息的每次查询均留痕，包括被拒绝和查无此人的：本地区人员被任何调用方查询的，以及本地区调用方的查询（外地人员不显示编号）。记录不可更改或删除。仅限经办机构和审计。',
  querystring: lookupsQuery,
  response: { 200: answer(lookupList, 'A page of looks', '一页查询留痕'), ...refusals('period-reversed') },
}

export function auditRoutes(app: App, { service }: Parts): void {
  app.get('/audit/lookups', { schema: lookupsSchema }, ({ caller, query }) => listLookups(service, caller, query))
}
