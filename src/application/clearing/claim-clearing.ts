import { uuidv7 } from 'uuidv7'
import {
  countElsewhere,
  type Due,
  type DueElsewhere,
  type DueSums,
  sumDue,
  takeDue,
} from '../../db/clearing/clearing-entries.ts'
import {
  type ClearingRow,
  findByApplication,
  insertClearing,
  type StoredClearing,
} from '../../db/clearing/clearings.ts'
import { forLargeSets } from '../../db/reconciliation/compare-file.ts'
import { withTransaction } from '../../db/transaction.ts'
import { caresOfClearing, lastDayOfPeriod } from '../../domain/clearing/clearing.ts'
import type { ClearingType } from '../../domain/fund/fund-names.ts'
import type { Bilingual } from '../../domain/language.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { type Claimed, resultOf } from '../../domain/reconciliation/totals.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { hospitalInScope } from '../reconciliation/reconciliation-scope.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'
import { type ShownClearing, shownClearing } from './clearing-answer.ts'

export interface ClearingAsked {
  readonly hospitalCode: string
  /** The hospital's own number of the application; a lost answer is fetched by sending it again. */
  readonly applicationNo: string
  /** `2023-03`: what was posted in it, by the day in China. */
  readonly month: string
  readonly clearingType: ClearingType
  /** Whose fund is asked; left out, the one that governs where the hospital is. */
  readonly region?: string | null | undefined
  readonly claimed: Claimed
}

/**
 * 3203: a hospital applies for what it is owed of a month. The claim must be the sum of the entries of that month which no
 * clearing holds yet; a month that went on after it was cleared is applied for again, for the rest.
 *
 * Errors: `forbidden`, `hospital-not-registered`, `policy-missing`, `clearing-differs` with the difference,
 * `clearing-nothing-left`, `number-reused`.
 */
export async function applyForClearing(
  service: Service,
  caller: Caller,
  asked: ClearingAsked,
): Promise<{ readonly clearing: ShownClearing; readonly replayed: boolean }> {
  requireKind(caller, 'hospital')
  const hospital = await hospitalInScope(service, caller, asked.hospitalCode)
  const region = regionOf(service, asked.region ?? null, hospital.region, asked.month)
  const application = { asked, region, inputHash: sha256(canonical({ ...asked, region })) }
  // Entries are cleared once, so of two applications at the same time one fails at the first entry; then it looks again.
  return (
    (await attempt(service, caller, application)) ??
    (await attempt(service, caller, application)) ??
    refuse('overloaded')
  )
}

interface Application {
  readonly asked: ClearingAsked
  readonly region: string
  readonly inputHash: string
}

function regionOf(service: Service, asked: string | null, hospitalRegion: string, month: string): string {
  const on = lastDayOfPeriod(month)
  if (asked !== null && service.library.regions().includes(asked)) return asked
  const governing = asked === null ? service.library.governing(hospitalRegion, on) : null
  return governing ?? refuse('policy-missing', { region: asked ?? hospitalRegion, on })
}

/** Null is a race with another application. Whoever comes second with the same one finds it, however far it had come. */
async function attempt(service: Service, caller: Caller, application: Application) {
  const known = await replayed(service, application)
  if (known) return known
  try {
    return { clearing: await clear(service, caller, application), replayed: false }
  } catch (error) {
    const first = await replayed(service, application)
    if (first) return first
    if (isRace(error)) return null
    throw error
  }
}

async function replayed(service: Service, { asked, inputHash }: Application) {
  const known = await findByApplication(service.db.pool, asked.hospitalCode, asked.applicationNo)
  return known ? { clearing: replay(known, inputHash), replayed: true } : null
}

function replay(known: StoredClearing, inputHash: string): ShownClearing {
  if (known.inputHash === inputHash) return shownClearing(known)
  const what = { zh: '清算申请编号', en: 'application number' }
  return refuse('number-reused', { what, number: known.applicationNo })
}

/** One snapshot: what is summed is what is taken, whatever is settled meanwhile. */
function clear(service: Service, caller: Caller, { asked, region, inputHash }: Application): Promise<ShownClearing> {
  const { hospitalCode, month, clearingType, applicationNo, claimed } = asked
  const due: Due = { hospitalCode, region, month, cares: caresOfClearing[clearingType] }
  return withTransaction(
    service.db.bulk,
    async (client) => {
      await client.query(forLargeSets)
      const sums = await sumDue(client, due)
      const isEmpty = sums.settlements + sums.reversals + sums.adjustments === 0
      if (isEmpty || resultOf(sums, claimed) !== 'balanced') {
        const others = service.library.regions().filter((other) => other !== region)
        const elsewhere = await countElsewhere(client, due, others)
        if (!isEmpty) return refuseDifference(due, sums, claimed, elsewhere)
        const params = { hospitalCode, region, month, elsewhere: sayElsewhere(elsewhere) }
        return refuse('clearing-nothing-left', params, { extra: { elsewhere } })
      }
      const { fundPaid: _, ...kept } = sums
      const stamp = { appliedAt: service.clock().toISOString(), callerId: caller.id }
      const row: ClearingRow = {
        ...{ id: uuidv7(), hospitalCode, region, month, clearingType, applicationNo, inputHash },
        ...{ ...kept, status: 'applied', ...stamp },
      }
      await insertClearing(client, row)
      await takeDue(client, row.id, due)
      return shownClearing({ ...row, decisions: [], setOff: '0.00' })
    },
    { snapshot: true },
  )
}

/** Names the difference, so that the hospital knows what to look for. */
function refuseDifference({ month }: Due, here: DueSums, claimed: Claimed, elsewhere: readonly DueElsewhere[]): never {
  const difference = {
    count: here.settlements + here.reversals - claimed.count,
    total: minus(here.total, claimed.total),
    fundPaid: minus(here.fundPaid, claimed.fundPaid),
    personPaid: claimed.personPaid === null ? null : minus(here.personPaid, claimed.personPaid),
  }
  const { count, total, fundPaid, personPaid } = difference
  const amounts = { count: String(count), total, fundPaid, personPaid: personPaid ?? '—' }
  return refuse(
    'clearing-differs',
    { month, ...amounts, elsewhere: sayElsewhere(elsewhere) },
    { extra: { here, claimed, difference, elsewhere } },
  )
}

/** People of other regions are another fund’s to pay, and asked of it by another application. */
function sayElsewhere(elsewhere: readonly DueElsewhere[]): Bilingual {
  if (elsewhere.length === 0) return { zh: '', en: '' }
  const listed = (en: boolean) =>
    elsewhere.map(({ region, entries }) => `${region}${en ? ': ' : ' '}${entries}${en ? '' : ' 笔'}`)
  return {
    zh: `该月另有其他地区基金应付的未清算记录（${listed(false).join('，')}），请填写 region 分别申请。`,
    en: ` Of the month other regions’ funds have entries to pay (${listed(true).join(', ')}); apply for each with its \`region\`.`,
  }
}
