import { settlementsTable } from '../../application/settlement/settlements-table.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile, wholeForBureaus } from '../shared/text.ts'
import { settlementsQuery } from './read-schemas.ts'

const csvSchema = {
  operationId: 'exportSettlements',
  tags: [tags.settlement],
  summary: 'Settlements as CSV / 下载结算台账 CSV',
  description: wholeForBureaus,
  querystring: settlementsQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The settlements', '结算台账'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportSettlementsSheet',
  summary: 'Settlements as a spreadsheet / 下载结算台账电子表格',
  response: { 200: tableFile('The settlements', '结算台账'), ...refusals('export-too-large') },
}

export function settlementTableRoutes(app: App, { service }: Parts): void {
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const) {
    app.get(`/settlements.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await settlementsTable(service, caller, query, language), format),
    )
  }
}
