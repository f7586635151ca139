import { putBudget, readBudget } from '../../application/fund/budget.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { budgetParams, budgetRequest, fundBudget } from './budget-schemas.ts'

const putSchema = {
  operationId: 'putFundBudget',
  tags: [tags.fund],
  summary: 'Enter the budget of a year / 录入年度预算',
  description:
    'By source and purpose. Entered again with other figures it is a new version; the earlier ones are kept. Bureaus. / 按来源和用途录入；再次录入不同金额即为新版本，原版本保留。仅限经办机构。',
  params: budgetParams,
  body: budgetRequest,
  response: {
    200: answer(fundBudget, 'The budget as it stands', '预算现状'),
    ...refusals('malformed-json', 'policy-missing', 'fund-elsewhere'),
  },
}

const getSchema = {
  operationId: 'getFundBudget',
  tags: [tags.fund],
  summary: 'The budget of a year, and whether it will hold / 年度预算执行与预测',
  description:
    'Budget beside what came in and went out, commitments, and aid foreseen to December from the months that are over and last year’s shape; warned about where it will not hold. Bureaus and auditors. / 预算与到账、支付、承诺的对照，并按已过月份和上年走势预测全年救助支出，不足时预警。经办机构、审计可用。',
  params: budgetParams,
  response: {
    200: answer(fundBudget, 'The budget', '预算'),
    ...refusals('not-found', 'policy-missing', 'fund-elsewhere'),
  },
}

export function fundBudgetRoutes(app: App, { service }: Parts): void {
  app.put('/funds/:region/budgets/:year', { schema: putSchema }, ({ caller, params, body, language }) =>
    putBudget(service, caller, { ...params, ...body }, language),
  )

  app.get('/funds/:region/budgets/:year', { schema: getSchema }, ({ caller, params, language }) =>
    readBudget(service, caller, params, language),
  )
}
