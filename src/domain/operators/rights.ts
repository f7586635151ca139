import type { Post } from './posts.ts'

/**
 * Which posts may ask what, by the ids of the operations in the OpenAPI document. A key of a machine has no post and is not
 * asked. What an operator may see at all (its region, its hospital) is decided where it is for keys; this comes on top.
 *
 * Everybody but the admin reads about people; the admin keeps the accounts, and need not know who is ill.
 */
const reading: readonly Post[] = ['clerk', 'reviewer', 'finance', 'auditor']
const anyPost: readonly Post[] = [...reading, 'admin']
const entering: readonly Post[] = ['clerk']
const approving: readonly Post[] = ['reviewer']
const paying: readonly Post[] = ['finance']
const keeping: readonly Post[] = ['admin']
const auditing: readonly Post[] = ['auditor', 'admin']

const byPosts: readonly (readonly [readonly Post[], readonly string[]])[] = [
  [
    entering,
    [
      ...[
        'createSettlement',
        'createSettlementBatch',
        'withdrawSettlementBatch',
        'createReversal',
        'decideByHand',
        'correctSettlement',
        'raiseDisallowance',
        'recalculate',
        'recalculateApplication',
      ],
      ...['createPremiumSubsidy', 'startPremiumSubsidyRun', 'startYearEndRun'],
      ...['startPolicyCorrection', 'postPolicyCorrection', 'resumePolicyCorrection'],
      ...['startRecalculationRun', 'withdrawRecalculationRun', 'resumeRecalculationRun'],
      ...['putHospital', 'putBeneficiary', 'createIdentity', 'endIdentity', 'reopenIdentity', 'annulIdentity'],
      ...['createEnrolment', 'createInsuredRegion', 'createFiling', 'withdrawFiling', 'createJoin', 'putDeath'],
      ...['createRegistration', 'endRegistration', 'uploadRoster', 'withdrawRoster', 'readCertificate'],
      ...['createReimbursement', 'createReimbursementsOfFile', 'addReimbursementDocument', 'checkReimbursement'],
      ...['createOpeningBalance', 'createOpeningBalancesOfFile', 'withdrawOpeningBalance', 'reverseOpeningBalance'],
      ...['refuseReimbursement', 'withdrawReimbursement'],
      ...['createApplication', 'checkApplication', 'publiciseApplication', 'refuseApplication', 'withdrawApplication'],
      ...['addApplicationDocuments', 'forwardApplication', 'tellApplicationOutcome'],
      ...['createAlertFollowUp', 'startAlertSweep'],
      ...['uploadReconciliationFile', 'createReconciliation', 'compareTotals'],
    ],
  ],
  [
    approving,
    [
      'applyRoster',
      'approveApplication',
      'decideRegistrationRequest',
      'decideReferralRequest',
      'approvePayoutBatch',
      'approveReimbursement',
      'approveOpeningBalance',
      'approveOpeningBalances',
      'refuseOpeningBalance',
      'decideDisallowance',
      'approveRecalculationRun',
    ],
  ],
  [['reviewer', 'finance'], ['decideClearing']],
  // It posts nothing: whoever answers for the law or for the money may ask.
  [
    ['clerk', 'reviewer', 'finance'],
    ['startWhatIfRun', 'stopWhatIfRun', 'resumeWhatIfRun'],
  ],
  [
    ['clerk', 'reviewer'],
    [
      ...['reviewRosterNewPeople', 'listRosterNewPeople', 'exportRosterNewPeople', 'exportRosterNewPeopleSheet'],
      ...['exportRosterChanges', 'exportRosterChangesSheet'],
    ],
  ],
  [
    paying,
    [
      ...['createClearing', 'withdrawClearing', 'deleteClearing', 'answerDisallowance'],
      ...['putFundBudget', 'createFundReceipt', 'withdrawFundReceipt', 'createSubsidyPayment', 'createFundRecovery'],
      ...['createPayout', 'createPayoutsOfFile', 'mendPayoutAccount', 'withdrawPayout'],
      ...['createPayoutBatch', 'sendPayoutBatch', 'withdrawPayoutBatch'],
      ...['exportPayoutBatch', 'exportPayoutBatchSheet', 'getPayoutBatchFile'],
      ...['createPayoutReturns', 'createPayoutReturnsOfFile', 'putBankTemplate'],
    ],
  ],
  [
    keeping,
    [
      ...['createCaller', 'withdrawCaller', 'revokeCaller'],
      ...['createOperator', 'updateOperator', 'resetOperatorPassword', 'withdrawOperator', 'endSession'],
      ...['createWebhook', 'deleteWebhook', 'withdrawWebhook', 'resendDelivery', 'resendDeadDeliveries'],
      ...['withdrawJob', 'cancelJob', 'resetDemo', 'setDemoClock', 'reloadPolicies'],
    ],
  ],
  [
    auditing,
    [
      'listLookups',
      'listAuditEvents',
      'exportAuditEvents',
      'listSessions',
      'listRegisterChanges',
      'exportRegisterChanges',
    ],
  ],
  [[...auditing], ['listCallers', 'listOperators', 'getOperator', 'listWebhooks', 'getWebhook', 'listDeliveries']],
  [
    anyPost,
    [
      ...[
        'listPolicies',
        'getPolicy',
        'getPolicyPage',
        'comparePolicies',
        'listHospitals',
        'getHospital',
        'getHospitalTerms',
        'quotePremiumSubsidy',
      ],
      ...['listJobs', 'getJob', 'getOwnSession', 'signOut', 'withdrawOwnSession', 'changeOwnPassword'],
      ...['listTasks', 'getTask', 'withdrawTask'],
    ],
  ],
  // It holds who looked, too.
  [['auditor'], ['exportPersonFile']],
  [approving, ['approveTask', 'refuseTask']],
]

const table: ReadonlyMap<string, readonly Post[]> = new Map(
  byPosts.flatMap(([allowed, operations]) => operations.map((operation) => [operation, allowed] as const)),
)

/** Operations that have a row of their own. */
export const namedOperations: readonly string[] = byPosts.flatMap(([, operations]) => operations)

/**
 * The posts that may ask an operation. One without a row of its own only reads, or it belongs to nobody: an operation that
 * writes and was forgotten here is refused.
 */
export function postsOf(operation: string, method: string): readonly Post[] {
  const named = table.get(operation)
  if (named) return named
  return method === 'GET' || readsByPost.has(operation) ? reading : []
}

/** These have a body and write nothing. */
const readsByPost: ReadonlySet<string> = new Set([
  'quoteSettlement',
  'searchBeneficiaries',
  'previewRecalculation',
  'previewSettlementCorrection',
  'previewApplicationRecalculation',
])
