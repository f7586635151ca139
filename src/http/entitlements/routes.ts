import { readAnnualCap } from '../../application/entitlements/annual-cap.ts'
import { readDepositWaiver } from '../../application/entitlements/deposit-waiver.ts'
import { listLedger } from '../../application/ledger/list-entries.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { annualCapAnswer, annualCapQuery, entryList, ledgerQuery } from './account-schemas.ts'
import { depositAnswer, depositQuery } from './schemas.ts'

const annualCapSchema = {
  operationId: 'getAnnualCap',
  tags: [tags.accounts],
  summary: 'What is left of the yearly limits / 年度限额查询 (5206)',
  params: personParams,
  querystring: annualCapQuery,
  response: {
    200: answer(annualCapAnswer, 'Limits and what has accumulated', '年度限额与累计'),
    ...refusals('not-found', 'certificate-not-read', 'policy-missing'),
  },
}

const depositSchema = {
  operationId: 'getDepositWaiver',
  tags: [tags.accounts],
  summary: 'Whether a hospital waives the deposit / 住院押金是否免交 (2401)',
  description:
    'For a stay in a hospital that begins on a day, today where none is said; with why not. 2401 answers the same. / 按医疗机构和入院日期回答（不填为当日），不免交的说明原因；2401 的应答相同。',
  params: personParams,
  querystring: depositQuery,
  response: {
    200: answer(depositAnswer, 'Whether, and why not', '是否免交及原因'),
    ...refusals('not-found', 'certificate-not-read', 'policy-missing'),
  },
}

const ledgerSchema = {
  operationId: 'listLedgerEntries',
  tags: [tags.accounts],
  summary: 'The entries behind the annual cap / 年度限额明细',
  params: personParams,
  querystring: ledgerQuery,
  response: {
    200: answer(entryList, 'A page of entries', '一页分录'),
    ...refusals('not-found', 'certificate-not-read'),
  },
}

export function accountRoutes(app: App, { service }: Parts): void {
  app.get('/beneficiaries/:personNo/annual-cap', { schema: annualCapSchema }, ({ caller, params, query, language }) =>
    readAnnualCap(service, caller, params.personNo, query, language),
  )

  app.get('/beneficiaries/:personNo/deposit-waiver', { schema: depositSchema }, ({ caller, params, query, language }) =>
    readDepositWaiver(
      service,
      caller,
      { ...params, hospitalCode: query.hospitalCode, on: query.on ?? chinaDay(service.clock()) },
      language,
    ),
  )

  app.get('/beneficiaries/:personNo/ledger', { schema: ledgerSchema }, ({ caller, params, query }) =>
    listLedger(service, caller, params.personNo, query),
  )
}
