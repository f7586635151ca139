import { clearingsTable } from '../../application/clearing/clearings-table.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import { clearingsQuery } from './schemas.ts'

const csvSchema = {
  operationId: 'exportClearings',
  tags: [tags.clearing],
  summary: 'Clearings as CSV / 下载清算台账 CSV',
  description: 'A hospital sees its own, the others those of their region. / 医疗机构限本院，经办机构与审计限本地区。',
  querystring: clearingsQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The clearings', '清算台账'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportClearingsSheet',
  summary: 'Clearings as a spreadsheet / 下载清算台账电子表格',
  response: { 200: tableFile('The clearings', '清算台账'), ...refusals('export-too-large') },
}

export function clearingTableRoutes(app: App, { service }: Parts): void {
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const) {
    app.get(`/clearings.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await clearingsTable(service, caller, query, language), format),
    )
  }
}
