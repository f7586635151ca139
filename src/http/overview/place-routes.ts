import { readPlaces } from '../../application/overview/places.ts'
import { placesTable } from '../../application/overview/places-table.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import { placesAnswer } from './place-schemas.ts'
import { overviewQuery } from './schemas.ts'

const placesSchema = {
  operationId: 'listPlaces',
  tags: [tags.overview],
  summary: 'The places below a region side by side / 各地对比',
  description:
    'A province’s cities, or a city’s counties, each with its people, enrolment against its line, aid, what waits and is overdue, its fund by source, and who is late with lists, clearings and comparisons; all from one reading. Bureaus and auditors. / 省的各市或市的各县：身份人数、参保率、救助金额、待办与逾期、基金及来源，以及名单、清算、对账的逾期情况；取自同一时点，一秒前的结算亦在其中。限经办机构与审计。',
  querystring: overviewQuery,
  response: { 200: answer(placesAnswer, 'The places', '各地'), ...refusals() },
}

const csvSchema = {
  ...placesSchema,
  operationId: 'exportPlaces',
  summary: 'The places below a region, as CSV / 下载各地对比 CSV',
  response: { 200: csvText('The places', '各地对比'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportPlacesSheet',
  summary: 'The places below a region, as a spreadsheet / 下载各地对比电子表格',
  response: { 200: tableFile('The places', '各地对比'), ...refusals('export-too-large') },
}

export function placeRoutes(app: App, { service }: Parts): void {
  app.get('/overview/places', { schema: placesSchema }, ({ caller, query }) => readPlaces(service, caller, query))
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/overview/places.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await placesTable(service, caller, query, language), format),
    )
}
