import { reimbursementsTable } from '../../application/reimbursements/reimbursements-table.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import { reimbursementsQuery } from './schemas.ts'

const csvSchema = {
  operationId: 'exportReimbursements',
  tags: [tags.reimbursements],
  summary: 'Bills that were handed in, as CSV / 下载手工报销 CSV',
  description:
    'By the filter of the list, without names. Bureaus and auditors. / 按列表条件，不含姓名。限经办机构与审计。',
  querystring: reimbursementsQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The bills', '手工报销'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportReimbursementsSheet',
  summary: 'Bills that were handed in, as a spreadsheet / 下载手工报销电子表格',
  response: { 200: tableFile('The bills', '手工报销'), ...refusals('export-too-large') },
}

export function reimbursementTableRoutes(app: App, { service }: Parts): void {
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/reimbursements.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await reimbursementsTable(service, caller, query, language), format),
    )
}
