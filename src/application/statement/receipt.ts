import { findSettlement } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type FoundSettlement, seesSettlement } from '../settlement/find-settlements.ts'
import { normaliseReceiptNumber, proofOf, readReceipt, writeReceipt } from './receipt-number.ts'

/** genuine: of the amounts that stand. superseded: ours, of amounts recalculated since. void: ours, reversed since. not-genuine: never given out. */
export type ReceiptCheck = 'genuine' | 'superseded' | 'void' | 'not-genuine'

type Signed = Pick<StoredSettlement, 'settlementId' | 'inputHash' | 'traceHash' | 'settledAt'>

/** The receipt number of a settlement as it stands. A reversal does not change it: the check says that it was reversed. */
export function receiptOf({ secrets }: Service, settlement: Signed): string {
  const signature = secrets.sign(signedText(settlement), new Date(settlement.settledAt))
  return writeReceipt({ settlementId: settlement.settlementId, proof: proofOf(signature) })
}

function isProof({ secrets }: Service, settlement: Signed, proof: bigint): boolean {
  const signatures = secrets.signatures(signedText(settlement), new Date(settlement.settledAt))
  return signatures.some((signature) => proofOf(signature) === proof)
}

function signedText({ settlementId, inputHash, traceHash }: Signed): string {
  return [settlementId, inputHash, traceHash].join(' ')
}

/**
 * Whether a number from a printed statement is ours, and the settlement it belongs to with the amounts that stand, to
 * hold against the paper. A number that was made up says nothing of the ledger, also not whether its settlement exists.
 * Errors: `invalid-request` for one that was mistyped; `not-found` for another hospital's or region's.
 */
export async function checkReceipt(service: Service, caller: Caller, asked: string, language: Language) {
  const read = await readAnyReceipt(service, asked)
  if (!read) return refuse('invalid-request', {}, { faults: [{ pointer: '/receiptNo', detail: mistyped }] })
  const { outcome, known } = read
  if (known && !seesSettlement(caller, known)) refuse('not-found', { what: elsewhere })
  return {
    receiptNo: normaliseReceiptNumber(asked),
    genuine: outcome !== 'not-genuine',
    verdict: outcome,
    text: sentences[outcome][language],
    currentReceiptNo: known && receiptOf(service, known.settlement),
    settlement: known && belongsTo(known.settlement),
  }
}

/** Null for a number that was mistyped. What the ledger has of it is for whoever may see it. */
export async function readAnyReceipt(
  service: Service,
  asked: string,
): Promise<{ readonly outcome: ReceiptCheck; readonly known: FoundSettlement | null } | null> {
  const read = readReceipt(asked)
  if (!read) return null
  const found = await findSettlement(service.db.pool, { settlementId: read.settlementId })
  const outcome = found ? outcomeOf(service, found, read.proof) : 'not-genuine'
  return { outcome, known: found && outcome !== 'not-genuine' ? found : null }
}

function outcomeOf(service: Service, { settlement, entries }: FoundSettlement, proof: bigint): ReceiptCheck {
  if (isProof(service, settlement, proof)) return settlement.reversed ? 'void' : 'genuine'
  const earlier = entries.some(
    ({ traceHash }) => traceHash !== null && isProof(service, { ...settlement, traceHash }, proof),
  )
  if (!earlier) return 'not-genuine'
  return settlement.reversed ? 'void' : 'superseded'
}

function belongsTo(settlement: StoredSettlement) {
  const input = settlement.input
  return {
    id: settlement.settlementId,
    settlementNo: settlement.settlementNo,
    status: settlement.status,
    personNo: settlement.personNo,
    hospitalCode: settlement.hospitalCode,
    care: input.care,
    eventOn: settlement.eventOn,
    settledAt: chinaTime(new Date(settlement.settledAt)),
    total: input.costs.total,
    payers: settlement.outcome.payers,
    statement: `/v1/settlements/${settlement.settlementId}/statement`,
  }
}

/** Whoever holds the paper knows that it exists; who is asked about it must be the one that it was given out for. */
const elsewhere: Bilingual = {
  zh: '属于本机构或本地区的该凭证号',
  en: 'receipt of that number that is yours or your region’s',
}

const mistyped: Bilingual = {
  zh: '请填写结算单上的 35 位凭证号（七组，每组五位）；其中有字符抄错或漏抄。',
  en: 'Send the 35 characters of the receipt number on the statement, seven groups of five; one was misread or is missing.',
}

const sentences: Readonly<Record<ReceiptCheck, Bilingual>> = {
  genuine: {
    zh: '凭证号真实，对应的结算有效；请核对单据金额与以下金额是否一致。',
    en: 'The number is genuine and its settlement stands; hold the amounts on the paper against those below.',
  },
  superseded: {
    zh: '凭证号真实，但该结算此后已重新计算，单据金额已失效；以以下金额和现行凭证号为准。',
    en: 'The number is genuine, but the visit was recalculated since and the paper no longer holds; go by the amounts below and the current number.',
  },
  void: {
    zh: '凭证号真实，但该结算已冲正，单据作废。',
    en: 'The number is genuine, but its settlement was reversed and the paper is void.',
  },
  'not-genuine': {
    zh: '本服务未签发过该凭证号，单据不可采信。',
    en: 'This service never gave out the number; do not accept the paper.',
  },
}
