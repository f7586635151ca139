import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { csvLine, csvMark } from '../../application/shared/csv.ts'
import { type ExportTable, exportRows } from '../../application/shared/table.ts'
import { xlsxOf } from '../../render/spreadsheet/xlsx.ts'

export type TableFormat = 'csv' | 'xlsx'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A table as a file to take along: CSV as it is read, a spreadsheet once it is whole. */
export async function sendTable(reply: FastifyReply, table: ExportTable, format: TableFormat): Promise<FastifyReply> {
  reply.header('content-disposition', `attachment; filename="${table.name}.${format}"`)
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(Readable.from(csvOf(table)))
  const { title, heads, kinds } = table
  return reply.type(xlsxType).send(await xlsxOf({ title, heads, kinds, rows: await exportRows(table) }))
}

async function* csvOf({ heads, rows }: ExportTable): AsyncGenerator<string> {
  yield csvMark + csvLine(heads)
  for await (const portion of rows) yield portion.map(csvLine).join('')
}
