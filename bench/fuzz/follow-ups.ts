/** What makes sense after something was done; by chance alone it would hardly come about. */
export const followUps: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/settlements': ['POST /v1/reconciliations/totals'],
  'POST /v1/settlements/batches': [
    'GET /v1/settlements/batches/{id}',
    'GET /v1/settlements/batches/{id}/lines.ndjson',
    'GET /v1/settlements/batches/{id}/lines.csv',
  ],
  'GET /v1/settlements/{id}/statement': ['GET /v1/receipts/{receiptNo}'],
  'POST /v1/reconciliations/files': ['POST /v1/reconciliations'],
  'POST /v1/reconciliations': [
    'GET /v1/reconciliations/{id}/differences',
    'GET /v1/reconciliations/{id}/differences.csv',
  ],
  'POST /v1/reconciliations/totals': ['POST /v1/clearings'],
  'POST /v1/clearings': ['POST /v1/clearings/{id}/decisions', 'GET /v1/clearings/{id}'],
  'POST /v1/clearings/{id}/decisions': ['POST /v1/clearings/{id}/decisions', 'POST /v1/funds/{region}/recoveries'],
  'POST /v1/applications': ['POST /v1/applications/{id}/check', 'GET /v1/applications/{id}'],
  'POST /v1/applications/{id}/check': ['POST /v1/applications/{id}/publicise'],
  'POST /v1/applications/{id}/publicise': ['POST /v1/applications/{id}/approve'],
  'POST /v1/applications/{id}/approve': [
    'POST /v1/applications/{id}/resettle-preview',
    'POST /v1/applications/{id}/resettle',
  ],
  'POST /v1/premium-subsidy-runs': [
    'GET /v1/premium-subsidy-runs/{id}/lines',
    'GET /v1/premium-subsidy-runs/{id}/export',
  ],
  'POST /v1/year-end-runs': ['GET /v1/year-end-runs/{id}/lines', 'GET /v1/jobs/{id}'],
  'POST /v1/rosters': ['GET /v1/rosters/{id}/changes', 'POST /v1/rosters/{id}/apply'],
  'POST /v1/webhooks': ['GET /v1/webhooks/{id}/deliveries', 'POST /v1/webhooks/{id}/deliveries/resend'],
  'nhsa 2503': ['GET /v1/registration-requests'],
  'GET /v1/registration-requests': ['POST /v1/beneficiaries/{personNo}/registration-requests/{id}/decision'],
}

/** The same among national messages, by their numbers. */
export const messagesAfter: Readonly<Record<string, readonly string[]>> = {
  'nhsa 2201': ['2204', '2207'],
  'nhsa 2401': ['2301', '2402', '2304'],
  'nhsa 2207': ['5203', '2208'],
  'nhsa 2304': ['5203', '2305'],
  'nhsa 2501': ['5304', '2502'],
  'nhsa 2503': ['5301', '2504'],
  'nhsa 9001': ['9002'],
  'nhsa 9101': ['3202'],
  'nhsa 3202': ['9102'],
  'nhsa 3203': ['3204'],
  'POST /v1/reconciliations/totals': ['3203'],
}
