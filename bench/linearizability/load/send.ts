import type { Agent } from 'node:http'
import { fen, yuan } from '../../faults/history/fen.ts'
import { ask, NoAnswer, type Answer as Reply } from '../../faults/load/http.ts'
import { type Place, placeOf } from '../../faults/load/people.ts'
import { adminKey } from '../../faults/load/register.ts'
import type { Adjusted, Answer, Asked, Bill, Posting, Shares, Status } from '../history/operation.ts'

export interface Desk {
  readonly port: number
  readonly agent: Agent
  readonly hospitalKey: string
}

export interface Manner {
  /** By `Prefer: return=minimal`. */
  readonly brief: boolean
  readonly timeoutMs: number
  /** Of a settlement that is read, where somebody was told it: by it rather than by the hospital's number. */
  readonly id?: string | undefined
}

export interface Heard {
  /** Null where nothing came that says how it ended. */
  readonly answer: Answer | null
  readonly sentAt: number
  readonly answeredAt: number
  /** 503 by which the service says that nothing was written. */
  readonly putOff: boolean
}

const diseaseCode = 'N18.501'
export const year = 2023

export const specialDisease = {
  kind: 'special-disease',
  diseaseCode,
  diseaseName: '尿毒症',
  management: null,
  from: '2022-01-01',
  to: null,
}

/** Puts one question of one client and reads what came. */
export async function put(desk: Desk, personNo: string, asked: Asked, manner: Manner): Promise<Heard> {
  const { port, agent, hospitalKey } = desk
  const { brief, timeoutMs, id } = manner
  const { path, body } = requestOf(personNo, asked, id)
  const key = body ? hospitalKey : adminKey
  const method = body ? 'POST' : 'GET'
  const headers = brief && body ? { prefer: 'return=minimal' } : {}
  const sentAt = performance.now()
  const open = { answer: null, sentAt, answeredAt: Number.POSITIVE_INFINITY, putOff: false }
  try {
    const reply = await ask({ port, agent, method, path, key, timeoutMs, headers, ...(body ? { body } : {}) })
    const answeredAt = performance.now()
    if (reply.status < 500) return { answer: answerOf(asked, reply), sentAt, answeredAt, putOff: false }
    return { ...open, putOff: reply.status === 503 && /"(overloaded|deadline-exceeded)"/.test(reply.body) }
  } catch (error) {
    if (error instanceof NoAnswer) return open
    throw error
  }
}

/** A read of the whole ledger of the year. What it shows is as of its last page, since nothing before that page changes. */
export async function readPostings(desk: Desk, personNo: string): Promise<Heard> {
  const postings: Posting[] = []
  for (let cursor: string | null = null; ; ) {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const path = `/v1/beneficiaries/${personNo}/ledger?year=${year}&limit=200${from}`
    const sentAt = performance.now()
    const { status, body } = await ask({ ...desk, method: 'GET', path, key: adminKey, timeoutMs: 60_000 })
    const answeredAt = performance.now()
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${body}`)
    const page = JSON.parse(body) as { items: ListedPosting[]; nextCursor: string | null }
    postings.push(...page.items.map(postingOf))
    cursor = page.nextCursor
    if (cursor === null) return { answer: { kind: 'ledger', postings }, sentAt, answeredAt, putOff: false }
  }
}

function requestOf(personNo: string, asked: Asked, id: string | undefined): { path: string; body?: string } {
  const { hospitalCode } = placeOf(personNo)
  switch (asked.kind) {
    case 'settle':
      return { path: '/v1/settlements', body: JSON.stringify(claimOf(placeOf(personNo), personNo, asked)) }
    case 'reverse': {
      const { no: settlementNo, reversalNo, resettleLater } = asked
      const body = { hospitalCode, settlementNo, reversalNo, reason: '并发试验', resettleLater }
      return { path: '/v1/reversals', body: JSON.stringify(body) }
    }
    case 'read-limits':
      return { path: `/v1/beneficiaries/${personNo}/annual-cap?year=${year}` }
    case 'read-settlement':
      if (id) return { path: `/v1/settlements/${id}` }
      return { path: `/v1/settlements?hospitalCode=${hospitalCode}&settlementNo=${asked.no}` }
    case 'read-ledger':
      throw new Error('a ledger is read page by page')
  }
}

/** What insurance paid already, in fen: a stay for another disease is aided from 30000 in scope on. */
const insured = { 'special-disease': 100_000n, 'other-disease': 3_100_000n }

function claimOf({ hospitalCode }: Place, personNo: string, { no, bill }: { no: string; bill: Bill }) {
  const { limit, selfPay, offCatalogue } = bill
  const inScope = insured[limit] + selfPay
  const at = Number(no.split('-').at(-1))
  // A day of its own for each: nobody lies in two beds at once.
  const day = new Date(Date.UTC(year, 5, 1 + at)).toISOString().slice(0, 10)
  const visit =
    limit === 'other-disease'
      ? { care: 'inpatient', admittedOn: day, dischargedOn: day, referral: 'proper' }
      : { care: 'outpatient-special-disease', servedOn: day, diseaseCode }
  return {
    settlementNo: no,
    personNo,
    hospitalCode,
    ...visit,
    costs: { total: yuan(inScope + offCatalogue), offCatalogue: yuan(offCatalogue), inScope: yuan(inScope) },
    paid: { basic: yuan(insured[limit]), criticalIllness: '0.00' },
  }
}

interface Payers {
  readonly assistance: string
  readonly person: string
}

interface ListedPosting {
  readonly kind: Posting['kind']
  readonly settlementNo: string
  readonly reversalNo: string | null
  readonly payers: Payers
}

function postingOf({ kind, settlementNo, reversalNo, payers }: ListedPosting): Posting {
  return { kind, no: settlementNo, reversalNo: kind === 'settlement' ? null : reversalNo, ...sharesOf(payers) }
}

const sharesOf = ({ assistance, person }: Payers): Shares => ({ assistance: fen(assistance), person: fen(person) })

function answerOf(asked: Asked, { status, headers, body }: Reply): Answer {
  const read = JSON.parse(body)
  if (status >= 400) return refusalOf(asked, status, read)
  const replayed = headers['idempotent-replayed'] === 'true'
  switch (asked.kind) {
    case 'settle':
      return settledOf(read, replayed)
    case 'reverse':
      return reversedOf(read, replayed)
    case 'read-limits':
      return limitsOf(read)
    default:
      return found('items' in read ? read.items[0] : read)
  }
}

function refusalOf({ kind }: Asked, status: number, read: Refused): Answer {
  const { code, settlements = [] } = read
  if (kind === 'settle' && code === 'settlement-no-reused') return { kind: 'reused' }
  if ((kind === 'reverse' || kind === 'read-settlement') && code === 'not-found') return { kind: 'absent' }
  if (kind === 'reverse' && code === 'later-settlements-depend')
    return { kind: 'depended-on', by: settlements.map(({ settlementNo }) => settlementNo) }
  return { kind: 'unexpected', status, code }
}

interface Refused {
  readonly code: string
  readonly settlements?: readonly { readonly settlementNo: string }[]
}

interface SettlementRead {
  readonly id: string
  readonly status: Status
  readonly payers: Payers
  readonly limits?: readonly { readonly usedBefore: string; readonly usedAfter: string }[]
}

/** Of a replay the limits are those of the first answer, which says nothing of now. */
function settledOf({ id, status, payers, limits }: SettlementRead, replayed: boolean): Answer {
  const [limit] = replayed ? [] : (limits ?? [])
  const used = limit ? { before: fen(limit.usedBefore), after: fen(limit.usedAfter) } : null
  return { kind: 'settled', replayed, id, status, used, ...sharesOf(payers) }
}

interface ReversalRead {
  readonly reversalNo: string
  readonly payers: Payers
  readonly adjustments?: readonly { readonly settlementNo: string; readonly before: Payers; readonly after: Payers }[]
}

function reversedOf({ reversalNo, payers, adjustments }: ReversalRead, replayed: boolean): Answer {
  const adjusted = adjustments?.map(({ settlementNo, before, after }): Adjusted => {
    return { no: settlementNo, before: fen(before.assistance), after: fen(after.assistance) }
  })
  return { kind: 'reversed', replayed, reversalNo, adjusted: adjusted ?? null, ...sharesOf(payers) }
}

interface LimitsRead {
  readonly limits: readonly { readonly name: string; readonly used: string }[]
  readonly accumulated: { readonly personBurden: string }
}

function limitsOf({ limits, accumulated }: LimitsRead): Answer {
  const used = (name: string) => fen(limits.find((limit) => limit.name === name)?.used ?? '0.00')
  return {
    kind: 'limits',
    used: { 'special-disease': used('special-disease'), 'other-disease': used('other-disease') },
    burden: fen(accumulated.personBurden),
  }
}

function found(settlement: SettlementRead | undefined): Answer {
  if (!settlement) return { kind: 'absent' }
  const { id, status, payers } = settlement
  return { kind: 'settlement', id, status, ...sharesOf(payers) }
}
