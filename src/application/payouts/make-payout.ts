import { uuidv7 } from 'uuidv7'
import { type OwedSince, readOwed, readPayeePerson, takeOwed } from '../../db/payouts/owed.ts'
import { findPayoutByNo, insertAccount, insertPayout, type StoredPayout } from '../../db/payouts/payouts.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import type { AccountNumber } from '../../domain/payouts/account-number.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import type { Caller } from '../callers/caller.ts'
import { refuseFuture, requireOwnFund } from '../fund/post-once.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'
import { type AccountAsked, accountOwner, requireAccount, sealAccount } from './account.ts'
import { type PayeeAsked, payeeNameOf } from './payee.ts'
import { type ShownPayout, shownPayout } from './payout-answer.ts'

export interface PayoutAsked {
  /** The bureau's own number; the same again is a replay. */
  readonly payoutNo: string
  readonly region: string
  readonly personNo: string
  readonly payee: PayeeAsked
  readonly account: AccountAsked
  /** What the bureau means to pay, where it says so: it must be what is owed. */
  readonly amount?: string | null | undefined
  /** When the money was asked for; left out, the day on which the first bill of it was handed in, or the oldest of it was posted. */
  readonly receivedOn?: Day | null | undefined
}

export interface Made {
  readonly payout: ShownPayout
  readonly replayed: boolean
}

/**
 * Makes a payout of all that a fund owes a person and no payout holds, less what the person owes it.
 * Errors: `forbidden`, `policy-missing`, `person-not-registered`, `account-invalid`, `payee-invalid`, `date-in-future`,
 * `payout-nothing-owed`, `payout-differs-from-owed`, `number-reused`, `overloaded`.
 */
export async function makePayout(service: Service, caller: Caller, asked: PayoutAsked): Promise<Made> {
  requireOwnFund(service, caller, asked.region)
  if (asked.receivedOn) refuseFuture(service, 'receivedOn', asked.receivedOn)
  const account = requireAccount(asked.account)
  // An entry is paid once, so of two payouts at the same time one fails at the first entry; then it looks again.
  return (
    (await attempt(service, caller, asked, account)) ??
    (await attempt(service, caller, asked, account)) ??
    refuse('overloaded')
  )
}

async function attempt(
  service: Service,
  caller: Caller,
  asked: PayoutAsked,
  account: AccountNumber,
): Promise<Made | null> {
  const known = await findPayoutByNo(service.db.pool, asked.region, asked.payoutNo)
  if (known) return { payout: replay(service, known, asked, account), replayed: true }
  try {
    await write(service, caller, asked, account)
  } catch (error) {
    if (isRace(error)) return null
    throw error
  }
  const made = await findPayoutByNo(service.db.pool, asked.region, asked.payoutNo)
  return { payout: shownPayout(made as StoredPayout), replayed: false }
}

function replay(service: Service, known: StoredPayout, asked: PayoutAsked, account: AccountNumber): ShownPayout {
  const hashes = service.secrets.everyFingerprint(account.number).map((fingerprint) => hashOf(asked, fingerprint))
  if (hashes.includes(known.inputHash)) return shownPayout(known)
  return refuse('number-reused', { what: { zh: '支付编号', en: 'payout number' }, number: asked.payoutNo })
}

/** A plain hash of an account could be tried out; its fingerprint cannot without the key. */
function hashOf({ personNo, payee, account, amount, receivedOn }: PayoutAsked, fingerprint: Buffer): string {
  const { kind = null, bankName, bankNo = null } = account
  const { name = null, grounds = null } = payee
  return sha256(
    canonical({
      ...{
        personNo,
        payee: { kind: payee.kind, name, grounds },
        amount: amount ?? null,
        receivedOn: receivedOn ?? null,
      },
      account: { fingerprint: fingerprint.toString('hex'), kind, bankName, bankNo },
    }),
  )
}

async function write(service: Service, caller: Caller, asked: PayoutAsked, account: AccountNumber): Promise<void> {
  const { region, personNo, payoutNo, payee } = asked
  await withTransaction(
    service.db.pool,
    async (client) => {
      const person = await readPayeePerson(client, personNo)
      if (!person) return refuse('person-not-registered', { personNo })
      const payeeName = payeeNameOf(payee, person)
      const owed = requireOwed(await readOwed(client, personNo, region), asked)
      const at = service.clock()
      const id = uuidv7()
      await insertPayout(client, {
        ...{ id, payoutNo, region, personNo, payeeKind: payee.kind, payeeName, grounds: payee.grounds ?? null },
        ...{ amount: owed.amount, receivedOn: asked.receivedOn ?? owed.askedOn },
        ...{ inputHash: hashOf(asked, service.secrets.fingerprint(account.number)) },
        ...{ madeAt: at.toISOString(), callerId: caller.id },
      })
      await takeOwed(client, id, personNo, region)
      await insertAccount(client, {
        ...{ payoutId: id, round: 1, accountEnc: sealAccount(service, account, accountOwner(id, 1)) },
        ...{ kind: account.kind, tail: account.tail, bankName: asked.account.bankName },
        ...{ bankNo: asked.account.bankNo ?? null, reason: null, setAt: at.toISOString(), callerId: caller.id },
      })
    },
    // What is summed is what is taken, whatever is posted meanwhile.
    { snapshot: true },
  )
}

function requireOwed(owed: OwedSince | null, { personNo, region, amount = null }: PayoutAsked): OwedSince {
  if (owed === null || !decimal(owed.amount).gt(0))
    return refuse('payout-nothing-owed', { personNo, region, amount: owed?.amount ?? '0.00' })
  if (amount !== null && !decimal(amount).eq(decimal(owed.amount)))
    refuse(
      'payout-differs-from-owed',
      { personNo, region, amount, owed: owed.amount },
      { extra: { owed: owed.amount } },
    )
  return owed
}
