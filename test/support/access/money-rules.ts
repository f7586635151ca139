import { anybody, bureauChanges, ofTheRegion, ofTheRegionInAList, type Rule, ruleOf } from './rule-kinds.ts'

/** Money to people: what was used before, and bills that were handed in. */
export const rulesOfMoney: Readonly<Record<string, Rule>> = {
  'POST /v1/opening-balances': bureauChanges,
  // Each is answered by itself, also where that is a refusal.
  'POST /v1/opening-balances/files': ruleOf('403', '403', 'yes', 'yes', 'yes', '403', 'yes'),
  'POST /v1/opening-balances/approvals': ruleOf('403', '403', 'yes', 'yes', 'yes', '403', 'yes'),
  'GET /v1/opening-balances': ofTheRegionInAList,
  'GET /v1/opening-balances/{id}': ofTheRegion,
  'POST /v1/opening-balances/{id}/approve': bureauChanges,
  'POST /v1/opening-balances/{id}/refuse': bureauChanges,
  'POST /v1/opening-balances/{id}/withdraw': bureauChanges,
  'POST /v1/opening-balances/{id}/reverse': bureauChanges,

  'POST /v1/reimbursements': bureauChanges,
  // Each line is answered as a single bill would be, also where that is a refusal.
  'POST /v1/reimbursements/files': ruleOf('403', '403', 'yes', 'yes', 'yes', '403', 'yes'),
  'GET /v1/reimbursements': ofTheRegionInAList,
  'GET /v1/reimbursements.csv': ofTheRegionInAList,
  'GET /v1/reimbursements.xlsx': ruleOf('403', '403', 'yes', 'yes', 'yes', 'yes', 'yes'),
  'GET /v1/reimbursements/{id}': ofTheRegion,
  'GET /v1/reimbursements/{id}/quote': ofTheRegion,
  'POST /v1/reimbursements/{id}/documents': bureauChanges,
  'GET /v1/reimbursements/{id}/documents/{documentId}': ofTheRegion,
  'POST /v1/reimbursements/{id}/check': bureauChanges,
  'POST /v1/reimbursements/{id}/approve': bureauChanges,
  'POST /v1/reimbursements/{id}/refuse': bureauChanges,
  'POST /v1/reimbursements/{id}/withdraw': bureauChanges,
  // The number is what lets somebody ask; it names nobody.
  'GET /v1/reimbursement-receipts/{id}': anybody,
}
