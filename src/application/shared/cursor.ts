import { z } from 'zod'
import { isDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const number = z.string().regex(/^[0-9A-Za-z._:-]{1,64}$/)
/** As `toISOString` writes it, of a year that PostgreSQL has. */
const instant = z.iso.datetime({ precision: 3 }).refine((at) => at >= '1900')
const region = z.string().regex(/^\d{6}$/)
/** A row's place in its file or journal; PostgreSQL's integer. */
const seq = z.int().min(0).max(2_147_483_647)

/**
 * Every list that goes on by cursor, and the key by which it goes on. The name of the list is in its cursors, so that a
 * cursor of another list is refused here, before it reaches a statement whose key has another type.
 */
const keys = {
  alerts: uuid,
  applications: uuid,
  'audit-leads': z.tuple([number, z.string().regex(/^[0-9a-f-]{4,36}$/), z.string().regex(/^[0-9A-Za-z._:-]{0,64}$/)]),
  'audit-events': z.tuple([instant, uuid]),
  beneficiaries: number,
  callers: uuid,
  clearings: uuid,
  corrections: uuid,
  debtors: z.tuple([region, z.enum(['hospital', 'person']), number]),
  deliveries: uuid,
  differences: seq,
  disallowances: uuid,
  enrolments: uuid,
  filings: uuid,
  'fund-entries': uuid,
  hospitals: number,
  identities: uuid,
  'insured-regions': uuid,
  jobs: uuid,
  ledger: z.tuple([region, seq]),
  lookups: z.tuple([instant, uuid]),
  'not-enrolled': z.tuple([region, number]),
  'opening-balances': uuid,
  operators: uuid,
  owed: z.tuple([region, number]),
  'payout-batch-lines': seq,
  'payout-batches': uuid,
  payouts: uuid,
  'policy-correction-hospitals': number,
  'policy-correction-lines': z.tuple([number, seq]),
  'policy-correction-people': number,
  'policy-corrections': uuid,
  'premium-subsidy-lines': number,
  'premium-subsidy-runs': uuid,
  'recalculation-differences': number,
  'recalculation-run-hospitals': number,
  'recalculation-run-lines': z.tuple([number, seq]),
  'recalculation-run-people': number,
  'recalculation-runs': uuid,
  reconciliations: uuid,
  reimbursements: uuid,
  'referral-requests': uuid,
  'registration-requests': uuid,
  'register-changes': z.int().min(0),
  registrations: uuid,
  'roster-changes': z.tuple([number, z.string().regex(/^[a-z-]{1,40}$/)]),
  'roster-new-people': number,
  rosters: uuid,
  sessions: uuid,
  'same-people': z.tuple([number, number]),
  'settled-after-death': z.tuple([number, uuid]),
  'settlement-batches': uuid,
  settlements: z.tuple([z.string().refine(isDay), uuid]),
  tasks: uuid,
  'stay-overlaps': z.tuple([uuid, number, number]),
  'unfiled-referrals': uuid,
  webhooks: uuid,
  'what-if-people': number,
  'what-if-runs': uuid,
  'year-end-lines': number,
  'year-end-runs': uuid,
} satisfies Record<string, z.ZodType>

export type ListName = keyof typeof keys
export type KeyOf<List extends ListName> = z.output<(typeof keys)[List]>

export const listNames = Object.keys(keys) as ListName[]

/** Opaque, so that nobody builds one and we may change what is in it. */
export function writeCursor<List extends ListName>(list: List, key: KeyOf<List>): string {
  return Buffer.from(JSON.stringify([list, key])).toString('base64url')
}

/** The key that a cursor of this list holds. Errors: `invalid-request` for anything else. */
export function readCursor<List extends ListName>(list: List, cursor: string): KeyOf<List> {
  const held = z.tuple([z.literal(list), keys[list]]).safeParse(parsed(cursor))
  return held.success ? (held.data[1] as KeyOf<List>) : refuseCursor()
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function refuseCursor(): never {
  const detail = {
    zh: '请原样发送本列表上一页的 nextCursor，或去掉 cursor 从头开始。',
    en: 'Send the nextCursor of the page before, of this list and as it was, or leave it out to begin anew.',
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: '/cursor', detail }] })
}
