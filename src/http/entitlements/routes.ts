import { readAnnualCap } from '../../application/entitlements/annual-cap.ts'
import { listLedger } from '../../application/ledger/list-entries.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { annualCapAnswer, annualCapQuery, entryList, ledgerQuery } from './account-schemas.ts'

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

  app.get('/beneficiaries/:personNo/ledger', { schema: ledgerSchema }, ({ caller, params, query }) =>
    listLedger(service, caller, params.personNo, query),
  )
}
