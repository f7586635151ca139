import { journalTable, paidSubsidiesTable } from '../../application/fund/fund-tables.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile, wholeForBureaus } from '../shared/text.ts'
import { fundParams, subsidyPaymentParams } from './schemas.ts'

const journalCsv = {
  operationId: 'exportFundJournal',
  tags: [tags.fund],
  summary: 'The journal of a fund as CSV / 下载基金日记账 CSV',
  description: 'A line a row, newest first. Bureaus and auditors. / 一行一笔分录，最近的在前。限经办机构与审计。',
  params: fundParams,
  response: { 200: csvText('The journal', '日记账'), ...refusals('policy-missing', 'fund-elsewhere') },
}
const journalSheet = {
  ...journalCsv,
  operationId: 'exportFundJournalSheet',
  summary: 'The journal of a fund as a spreadsheet / 下载基金日记账电子表格',
  response: {
    200: tableFile('The journal', '日记账'),
    ...refusals('policy-missing', 'fund-elsewhere', 'export-too-large'),
  },
}

const peopleCsv = {
  operationId: 'exportSubsidyPaymentPeople',
  tags: [tags.fund],
  summary: 'For whom premium subsidies were paid, as CSV / 下载参保资助拨付名单 CSV',
  description: wholeForBureaus,
  params: subsidyPaymentParams,
  response: { 200: csvText('The people', '名单'), ...refusals('not-found', 'policy-missing', 'fund-elsewhere') },
}
const peopleSheet = {
  ...peopleCsv,
  operationId: 'exportSubsidyPaymentPeopleSheet',
  summary: 'For whom premium subsidies were paid, as a spreadsheet / 下载参保资助拨付名单电子表格',
  response: {
    200: tableFile('The people', '名单'),
    ...refusals('not-found', 'policy-missing', 'fund-elsewhere', 'export-too-large'),
  },
}

export function fundTableRoutes(app: App, { service }: Parts): void {
  for (const [format, schema] of [
    ['csv', journalCsv],
    ['xlsx', journalSheet],
  ] as const) {
    app.get(`/funds/:region/journal.${format}`, { schema }, async ({ caller, params, language }, reply) =>
      sendTable(reply, await journalTable(service, caller, params.region, language), format),
    )
  }

  for (const [format, schema] of [
    ['csv', peopleCsv],
    ['xlsx', peopleSheet],
  ] as const) {
    app.get(
      `/funds/:region/subsidy-payments/:id/people.${format}`,
      { schema },
      async ({ caller, params, language }, reply) =>
        sendTable(reply, await paidSubsidiesTable(service, caller, params, language), format),
    )
  }
}
