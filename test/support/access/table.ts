/**
 * What comes of a request, by who asks.
 *
 * `yes`: it is done, or refused for what it says. `403`: not for this kind of caller, or a region or hospital that the caller
 * named itself. `404`, `nobody`: the same answer as for what does not exist; `nobody` where the body names a person or a
 * hospital (422). `nothing`: a list without a word of it.
 */
export type Cell = 'yes' | '403' | '404' | 'nobody' | 'nothing'

/** In the order of `columns`: hospital, another hospital, bureau, another bureau, province, auditor, first key. */
export type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell]

export interface Rule {
  readonly row: Row
  /** Without a key, or with a wrong one: `401`, or `yes` where anybody may ask. */
  readonly unknown: '401' | 'yes'
}

const of = (...row: Row): Rule => ({ row, unknown: '401' })
const anybody: Rule = { row: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'], unknown: 'yes' }
//                         hospital other    bureau other      province auditor first
const whoeverHasAKey = of('yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes')
const itsOwn = of('yes', '404', 'yes', '404', 'yes', 'yes', 'yes')
const itsOwnInAList = of('yes', 'nothing', 'yes', 'nothing', 'yes', 'yes', 'yes')
const ofTheRegion = of('403', '403', 'yes', '404', 'yes', 'yes', 'yes')
const ofTheRegionInAList = of('403', '403', 'yes', 'nothing', 'yes', 'yes', 'yes')
const ofARegionNamed = of('403', '403', 'yes', '403', 'yes', 'yes', 'yes')
const bureauChanges = of('403', '403', 'yes', '404', 'yes', '403', 'yes')
const bureauWritesInARegionNamed = of('403', '403', 'yes', '403', 'yes', '403', 'yes')
const hospitalSends = of('yes', '403', 'yes', 'nobody', 'yes', '403', 'yes')

export const rules: Readonly<Record<string, Rule>> = {
  'GET /healthz': anybody,
  'GET /readyz': anybody,
  // To this machine; from elsewhere it asks for a key of its own (YIZHAN_METRICS_KEY).
  'GET /metrics': anybody,
  'GET /problems': anybody,
  'GET /problems/{code}': anybody,

  'POST /v1/settlements/quote': hospitalSends,
  'POST /v1/settlements': hospitalSends,
  'GET /v1/settlements': itsOwnInAList,
  'GET /v1/settlements/{id}': itsOwn,
  'GET /v1/stay-overlaps': ofTheRegionInAList,
  'GET /v1/unfiled-referrals': ofTheRegionInAList,
  'GET /v1/settlements/{id}/statement': itsOwn,
  'GET /v1/receipts/{receiptNo}': itsOwn,
  'POST /v1/settlements/{id}/hand-decisions': bureauChanges,
  'GET /v1/settlements/{id}/hand-decisions': ofTheRegion,
  'POST /v1/reversals': of('yes', '403', 'yes', '404', 'yes', '403', 'yes'),

  'POST /v1/certificate-reads': of('yes', 'yes', '403', '403', '403', '403', '403'),
  'GET /v1/beneficiaries/{personNo}/entitlements': itsOwn,
  'GET /v1/beneficiaries/{personNo}/annual-cap': itsOwn,
  'GET /v1/beneficiaries/{personNo}/ledger': itsOwn,
  'GET /v1/beneficiaries/{personNo}/premium-subsidy': itsOwn,

  'GET /v1/premium-subsidies/quote': whoeverHasAKey,
  'POST /v1/premium-subsidies': bureauChanges,
  'POST /v1/premium-subsidy-runs': bureauWritesInARegionNamed,
  'GET /v1/premium-subsidy-runs': ofTheRegionInAList,
  'GET /v1/premium-subsidy-runs/{id}': ofTheRegion,
  'GET /v1/premium-subsidy-runs/{id}/lines': ofTheRegion,
  'GET /v1/premium-subsidy-runs/{id}/lines.csv': ofTheRegion,
  'GET /v1/premium-subsidy-runs/{id}/export': ofTheRegion,
  'GET /v1/enrolment': ofARegionNamed,
  'GET /v1/enrolment/not-enrolled': ofARegionNamed,
  'GET /v1/enrolment/not-enrolled.csv': ofARegionNamed,
  'GET /v1/overview': ofARegionNamed,

  'POST /v1/reconciliations/files': hospitalSends,
  'POST /v1/reconciliations/totals': of('yes', '403', 'yes', 'nobody', 'yes', 'yes', 'yes'),
  'POST /v1/reconciliations': hospitalSends,
  'GET /v1/reconciliations': itsOwnInAList,
  'GET /v1/reconciliations/{id}': itsOwn,
  'GET /v1/reconciliations/{id}/differences': itsOwn,
  'GET /v1/reconciliations/{id}/differences.csv': itsOwn,

  'POST /v1/clearings': of('yes', '403', '403', '403', '403', '403', '403'),
  'GET /v1/clearings': itsOwnInAList,
  'GET /v1/clearings/{id}': itsOwn,
  'DELETE /v1/clearings/{id}': of('yes', '404', 'yes', '404', 'yes', '403', 'yes'),
  'POST /v1/clearings/{id}/withdraw': of('yes', '404', 'yes', '404', 'yes', '403', 'yes'),
  'POST /v1/clearings/{id}/decisions': bureauChanges,

  'POST /v1/payouts': bureauWritesInARegionNamed,
  'POST /v1/payouts/files': bureauWritesInARegionNamed,
  'GET /v1/payouts': ofTheRegionInAList,
  'GET /v1/payouts/owed': ofTheRegionInAList,
  'GET /v1/payouts/days': ofARegionNamed,
  'GET /v1/payouts/{id}': ofTheRegion,
  'POST /v1/payouts/{id}/account': bureauChanges,
  'POST /v1/payouts/{id}/withdraw': bureauChanges,
  'POST /v1/payout-batches': bureauWritesInARegionNamed,
  'GET /v1/payout-batches': ofTheRegionInAList,
  'GET /v1/payout-batches/{id}': ofTheRegion,
  'GET /v1/payout-batches/{id}/lines': ofTheRegion,
  // By another key than made it.
  'POST /v1/payout-batches/{id}/approve': bureauChanges,
  'POST /v1/payout-batches/{id}/send': bureauChanges,
  'POST /v1/payout-batches/{id}/withdraw': bureauChanges,
  // With whole account numbers, so not for auditors.
  'GET /v1/payout-batches/{id}/file': bureauChanges,
  'GET /v1/payout-batches/{id}/file.csv': bureauChanges,
  'GET /v1/payout-batches/{id}/file.xlsx': bureauChanges,
  'POST /v1/payout-batches/{id}/returns': bureauChanges,
  'POST /v1/payout-batches/{id}/returns/files': bureauChanges,
  'GET /v1/payout-templates/{region}': ofARegionNamed,
  'PUT /v1/payout-templates/{region}': bureauWritesInARegionNamed,

  'GET /v1/funds/{region}': ofARegionNamed,
  'POST /v1/funds/{region}/receipts': bureauWritesInARegionNamed,
  'POST /v1/funds/{region}/receipts/{receiptNo}/withdraw': bureauWritesInARegionNamed,
  'POST /v1/funds/{region}/subsidy-payments': bureauWritesInARegionNamed,
  'POST /v1/funds/{region}/recoveries': bureauWritesInARegionNamed,
  'GET /v1/funds/{region}/journal': ofARegionNamed,
  'GET /v1/funds/{region}/statement': ofARegionNamed,

  'POST /v1/year-end-runs': bureauWritesInARegionNamed,
  'GET /v1/year-end-runs': ofTheRegionInAList,
  'GET /v1/year-end-runs/{id}': ofTheRegion,
  'GET /v1/year-end-runs/{id}/lines': ofTheRegion,
  'GET /v1/year-end-runs/{id}/lines.csv': ofTheRegion,

  'GET /v1/jobs': ofTheRegionInAList,
  'GET /v1/jobs/{id}': ofTheRegion,
  'POST /v1/jobs/{id}/cancel': bureauChanges,
  'POST /v1/jobs/{id}/withdraw': bureauChanges,

  'GET /v1/policies': whoeverHasAKey,
  'GET /v1/policies/{region}': whoeverHasAKey,

  'PUT /v1/hospitals/{hospitalCode}': bureauWritesInARegionNamed,
  'GET /v1/hospitals/{hospitalCode}': itsOwn,
  'GET /v1/hospitals/{hospitalCode}/terms': itsOwn,
  'GET /v1/hospitals': itsOwnInAList,
  'PUT /v1/beneficiaries/{personNo}': bureauWritesInARegionNamed,
  'GET /v1/beneficiaries/{personNo}': ofTheRegion,
  'GET /v1/beneficiaries': ofTheRegionInAList,
  'POST /v1/beneficiaries/search': ofTheRegionInAList,
  'POST /v1/beneficiaries/{personNo}/identities': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/identities': ofTheRegion,
  'PATCH /v1/beneficiaries/{personNo}/identities/{id}': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/identities/{id}/reopen': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/identities/{id}/annul': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/registrations': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/registrations': ofTheRegion,
  'PATCH /v1/beneficiaries/{personNo}/registrations/{id}': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/enrolments': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/insured-regions': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/insured-regions': ofTheRegion,
  'POST /v1/beneficiaries/{personNo}/joins': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/joins': ofTheRegion,
  'GET /v1/same-people': ofTheRegionInAList,
  'GET /v1/beneficiaries/{personNo}/enrolments': ofTheRegion,
  'POST /v1/beneficiaries/{personNo}/filings': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/filings': ofTheRegion,
  'POST /v1/beneficiaries/{personNo}/filings/{id}/withdraw': bureauChanges,
  'PUT /v1/beneficiaries/{personNo}/death': bureauChanges,
  'GET /v1/beneficiaries/{personNo}/death': ofTheRegion,
  'GET /v1/settled-after-death': ofTheRegionInAList,
  'GET /v1/registration-requests': ofTheRegionInAList,
  'POST /v1/beneficiaries/{personNo}/registration-requests/{id}/decision': bureauChanges,
  'POST /v1/beneficiaries/{personNo}/resettle-preview': ofTheRegion,
  'POST /v1/beneficiaries/{personNo}/resettle': bureauChanges,

  'POST /v1/applications': bureauChanges,
  'GET /v1/applications': ofTheRegionInAList,
  'GET /v1/applications/{id}': ofTheRegion,
  'POST /v1/applications/{id}/check': bureauChanges,
  'POST /v1/applications/{id}/publicise': bureauChanges,
  'POST /v1/applications/{id}/refuse': bureauChanges,
  'POST /v1/applications/{id}/withdraw': bureauChanges,
  'POST /v1/applications/{id}/approve': bureauChanges,
  'POST /v1/applications/{id}/resettle-preview': ofTheRegion,
  'POST /v1/applications/{id}/resettle': bureauChanges,

  'GET /v1/rosters': ofARegionNamed,
  'POST /v1/rosters': bureauWritesInARegionNamed,
  'GET /v1/rosters/{id}': ofTheRegion,
  'GET /v1/rosters/{id}/changes': ofTheRegion,
  'GET /v1/rosters/{id}/report': ofTheRegion,
  'GET /v1/rosters/{id}/report.csv': ofTheRegion,
  'POST /v1/rosters/{id}/apply': bureauChanges,
  'POST /v1/rosters/{id}/withdraw': bureauChanges,

  'POST /v1/callers': bureauWritesInARegionNamed,
  'GET /v1/callers': ofTheRegionInAList,
  'DELETE /v1/callers/{id}': bureauChanges,
  'POST /v1/callers/{id}/withdraw': bureauChanges,
  'GET /v1/audit/lookups': ofTheRegionInAList,

  'GET /v1/alerts': ofTheRegionInAList,
  'GET /v1/alerts.csv': bureauWritesInARegionNamed,
  'GET /v1/alerts.xlsx': bureauWritesInARegionNamed,
  'GET /v1/alerts/export': bureauWritesInARegionNamed,
  'GET /v1/alerts/{id}': ofTheRegion,
  'POST /v1/alerts/{id}/follow-ups': bureauChanges,
  'POST /v1/alerts/sweeps': bureauWritesInARegionNamed,

  'POST /v1/webhooks': bureauWritesInARegionNamed,
  'GET /v1/webhooks': ofTheRegionInAList,
  'GET /v1/webhooks/{id}': ofTheRegion,
  'DELETE /v1/webhooks/{id}': bureauChanges,
  'POST /v1/webhooks/{id}/withdraw': bureauChanges,
  'GET /v1/webhooks/{id}/deliveries': ofTheRegion,
  'POST /v1/webhooks/{id}/deliveries/{eventId}/resend': bureauChanges,
  'POST /v1/webhooks/{id}/deliveries/resend': bureauChanges,
}

/** They take every national message; who may send which is the other table. */
export const nationalRoutes: readonly string[] = ['POST /nhsa', 'POST /nhsa/{infno}']
