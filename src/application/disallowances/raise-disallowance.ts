import { uuidv7 } from 'uuidv7'
import { findClearing, type StoredClearing } from '../../db/clearing/clearings.ts'
import {
  type Disallowable,
  findDisallowable,
  findDisallowanceByNo,
  insertDisallowance,
  lockDisallowances,
  type StoredDisallowance,
} from '../../db/disallowances/disallowances.ts'
import { withTransaction } from '../../db/transaction.ts'
import { addDays, chinaDay } from '../../domain/calendar.ts'
import { defaultAnswerDays } from '../../domain/disallowances/disallowance-names.ts'
import { decimal, yuan, zero } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import { clearingNotFound } from '../clearing/read-clearings.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'
import { uuidOf } from '../shared/short-id.ts'
import { type ShownDisallowance, shownDisallowance } from './read-disallowances.ts'

export interface DisallowanceAsked {
  readonly clearingId: string
  /** The bureau's own number; the same again answers the first time. */
  readonly disallowanceNo: string
  readonly settlementId: string
  /** One item of the bill; left out, the settlement as a whole. */
  readonly item?: string | null | undefined
  /** Of its aid, at most what there is; left out, all of it. */
  readonly amount?: string | null | undefined
  readonly reason: string
  readonly clause: string
  readonly answerWithinDays?: number | undefined
}

export interface Raised {
  readonly disallowance: ShownDisallowance
  readonly replayed: boolean
}

/**
 * Takes an item or a settlement out of a hospital's clearing, with the reason and the clause, and asks the hospital to answer within
 * days. Nothing moves before it is upheld. Errors: `forbidden`, `not-found`, `disallowance-exceeds-aid`,
 * `disallowance-nothing-left`, `number-reused`.
 */
export async function raiseDisallowance(service: Service, caller: Caller, asked: DisallowanceAsked): Promise<Raised> {
  requireKind(caller, 'bureau')
  const id = uuidOf(asked.clearingId) ?? clearingNotFound(asked.clearingId)
  const clearing = (await findClearing(service.db.pool, id)) ?? clearingNotFound(asked.clearingId)
  if (!coversRegion(caller.region, clearing.region)) clearingNotFound(asked.clearingId)
  const inputHash = sha256(canonical({ ...asked, clearingId: id }))
  const key = { region: clearing.region, disallowanceNo: asked.disallowanceNo }
  const known = await findDisallowanceByNo(service.db.pool, key)
  if (known) return { disallowance: requireSame(known, inputHash), replayed: true }
  const isNew = await write(service, caller, clearing, asked, inputHash).then(
    () => true,
    (error: unknown) => {
      if (isRace(error)) return false
      throw error
    },
  )
  const raised = await findDisallowanceByNo(service.db.pool, key)
  return raised ? { disallowance: requireSame(raised, inputHash), replayed: !isNew } : refuse('overloaded')
}

function requireSame(known: StoredDisallowance, inputHash: string): ShownDisallowance {
  if (known.inputHash === inputHash) return shownDisallowance(known)
  const what = { zh: '稽核扣减编号', en: 'number of the disallowance' }
  return refuse('number-reused', { what, number: known.disallowanceNo })
}

async function write(
  service: Service,
  caller: Caller,
  { id: clearingId, region, hospitalCode }: StoredClearing,
  { disallowanceNo, settlementId, item = null, amount = null, reason, clause, answerWithinDays }: DisallowanceAsked,
  inputHash: string,
): Promise<void> {
  const at = service.clock()
  const answerBy = addDays(chinaDay(at), answerWithinDays ?? defaultAnswerDays)
  await withTransaction(service.db.pool, async (client) => {
    await lockDisallowances(client, settlementId)
    const of = await findDisallowable(client, { clearingId, settlementId })
    if (!of) return refuse('not-found', { what: settlementOf(clearingId, settlementId) })
    if (!decimal(of.left).gt(zero)) refuseNothingLeft(of)
    const taken = amount === null ? decimal(of.left) : decimal(amount)
    if (!taken.gt(zero) || taken.gt(of.left)) {
      const { settlementNo, left, asked } = of
      refuse('disallowance-exceeds-aid', { settlementNo, amount: yuan(taken), left, asked }, { extra: { left } })
    }
    await insertDisallowance(client, {
      ...{
        id: uuidv7(),
        disallowanceNo,
        clearingId,
        region,
        hospitalCode,
        settlementId,
        item,
        reason,
        clause,
        answerBy,
      },
      ...{ settlementNo: of.settlementNo, personNo: of.personNo, amount: yuan(taken), inputHash },
      ...{ raisedAt: at.toISOString(), callerId: caller.id },
    })
  })
}

/** Errors: `disallowance-nothing-left`, with what to do where the aid has gone. */
function refuseNothingLeft({ settlementId, settlementNo, asked, reversed }: Disallowable): never {
  const others = decimal(asked).gt(zero)
  return refuse('disallowance-nothing-left', {
    settlementNo,
    reason: reversed ? wasReversed : others ? { zh: askedZh(asked), en: askedEn(asked) } : gone(settlementId),
  })
}

const wasReversed = {
  zh: '已冲正，救助金已从清算中扣回，无需扣减；该次就医已重新结算的，请对新的结算提出扣减',
  en: 'it is reversed, and the reversal takes its aid out of the clearings; where the visit was settled again, raise it of that settlement',
}
const askedZh = (asked: string) =>
  `救助金 ${asked} 元均已列入其他未办结的扣减；请先办结（GET /v1/disallowances），或不再提出`
const askedEn = (asked: string) =>
  `others that nobody has decided ask all of its aid, ${asked}; end those first (GET /v1/disallowances), or leave it`
const gone = (settlementId: string) => ({
  zh: `没有救助金，或已全部扣减、追回（见 GET /v1/settlements/${settlementId} 和 GET /v1/disallowances），无可扣减`,
  en: `it has no aid, or all of it was disallowed or taken back (GET /v1/settlements/${settlementId}, GET /v1/disallowances), so nothing is left to raise`,
})

const settlementOf = (clearingId: string, settlementId: string) => ({
  zh: `清算 ${clearingId} 中的结算 ${settlementId}`,
  en: `settlement ${settlementId} of clearing ${clearingId}`,
})
