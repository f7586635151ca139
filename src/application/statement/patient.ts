import { failedOpenings, lockOpenings } from '../../db/audit/events.ts'
import { findBeneficiary } from '../../db/registers/beneficiaries.ts'
import { personVersionAt } from '../../db/registers/versions.ts'
import type { Queryable } from '../../db/sql.ts'
import { withTransaction } from '../../db/transaction.ts'
import { noteEventIn } from '../audit/events.ts'
import type { Service } from '../service.ts'
import type { FoundSettlement } from '../settlement/find-settlements.ts'
import { type ReceiptCheck, readAnyReceipt } from './receipt.ts'
import { normaliseReceiptNumber } from './receipt-number.ts'
import { type Statement, stateSettlement } from './statement.ts'

/** What anybody is told who holds a number from paper. `mistyped` is none that was ever printed. */
export interface PublicCheck {
  readonly receiptNo: string
  readonly outcome: ReceiptCheck | 'mistyped'
}

export interface Opening {
  readonly receiptNo: string
  readonly name: string
  /** The last four characters of the number on the card. */
  readonly lastDigits: string
}

/** Open: with what was paid and why. Nothing of the settlement is in any of the others. */
export type Opened =
  | { readonly kind: 'open'; readonly check: PublicCheck; readonly statement: Statement }
  | { readonly kind: 'refused' | 'unreadable' | 'too-many' | 'checked'; readonly check: PublicCheck }

/** Whether a number from paper is ours and its settlement stands: without a name, an amount or a place. */
export async function checkForAnybody(service: Service, asked: string): Promise<PublicCheck> {
  const read = await readAnyReceipt(service, asked)
  return shown(asked, read?.outcome ?? 'mistyped')
}

const minuteMs = 60_000

/** Wrong names or numbers for one person: a few mistakes pass, and ten thousand numbers are never tried. */
const maxFailures = {
  short: { count: 5, ms: 60 * minuteMs },
  long: { count: 20, ms: 30 * 24 * 60 * minuteMs },
} as const

interface Asking {
  readonly address: string
  readonly requestId: string
}

/**
 * A statement for whoever holds its paper and knows the person's name and the end of the card's number. Each attempt leaves a
 * line for the auditors of the person's region.
 */
export async function openForPatient(service: Service, given: Opening, from: Asking): Promise<Opened> {
  const read = await readAnyReceipt(service, given.receiptNo)
  const check = shown(given.receiptNo, read?.outcome ?? 'mistyped')
  if (!read?.known) return { kind: 'checked', check }
  if (!isReadable(given)) return { kind: 'unreadable', check }
  const kind = await tried(service, read.known, given, from)
  return kind === 'open'
    ? { kind, check, statement: await stateSettlement(service, read.known, false) }
    : { kind, check }
}

const outcomes = { open: ['opened', 200], refused: ['refused', 403], 'too-many': ['refused', 429] } as const

/** One attempt after the other, so that none is left out of the count of the next. */
async function tried(service: Service, found: FoundSettlement, given: Opening, { address, requestId }: Asking) {
  const { personNo, settlementId: target, insuredRegion: region } = found.settlement
  // Before the lock: whoever waits for it holds a connection, and whoever has it must not need another.
  const isRight = await isThePerson(service, found, given)
  return withTransaction(service.db.pool, async (client) => {
    await lockOpenings(client, personNo)
    const outcome = (await isShut(service, client, personNo)) ? 'too-many' : isRight ? 'open' : 'refused'
    const [kind, status] = outcomes[outcome]
    const event = { kind, operation: 'openStatement', target, personNo, status, address, requestId, region }
    await noteEventIn(service, client, null, event)
    return outcome
  })
}

const shown = (asked: string, outcome: PublicCheck['outcome']): PublicCheck => ({
  receiptNo: outcome === 'mistyped' ? asked.slice(0, 64) : normaliseReceiptNumber(asked),
  outcome,
})

const isReadable = ({ name, lastDigits }: Opening) =>
  name.trim() !== '' && name.length <= 50 && /^[0-9A-Za-z]{4}$/.test(lastDigits.trim())

async function isShut(service: Service, client: Queryable, personNo: string): Promise<boolean> {
  const now = service.clock().getTime()
  const since = { short: new Date(now - maxFailures.short.ms), long: new Date(now - maxFailures.long.ms) }
  const failed = await failedOpenings(client, personNo, since)
  return failed.short >= maxFailures.short.count || failed.long >= maxFailures.long.count
}

/** As registered when it was settled, which is what the paper says, or as corrected since. */
async function isThePerson(service: Service, { settlement }: FoundSettlement, given: Opening): Promise<boolean> {
  const { personNo, settledAt } = settlement
  const then = await personVersionAt(service.db.prisma, personNo, new Date(settledAt))
  const now = await findBeneficiary(service.db.prisma, personNo)
  const [name, digits] = [plainName(given.name), given.lastDigits.trim().toUpperCase()]
  return [then, now].some(
    (row) =>
      row !== null &&
      plainName(row.name) === name &&
      service.secrets.decrypt(row.idNumberEnc, personNo).slice(-4).toUpperCase() === digits,
  )
}

/** Spaces and the dots between the parts of a name are written in many ways. */
const plainName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·•・.]/g, '')
    .toLowerCase()
