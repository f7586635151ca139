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
import { fundOfPlace, fundScope } from '../../domain/policies/funds.ts'
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
  /** Whose fund is asked; left out, that of where the hospital is: of its region, or of its county where counties keep the funds. */
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
  const { region, law } = fundAsked(service, asked.region ?? null, hospital.region, asked.month)
  const application = { asked, region, law, inputHash: sha256(canonical({ ...asked, region })) }
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
  readonly law: string
  readonly inputHash: string
}

function fundAsked(service: Service, asked: string | null, hospitalRegion: string, month: string) {
  const on = lastDayOfPeriod(month)
  const { library } = service
  const region = asked ?? fundOfPlace(library, hospitalRegion, on)
  const scope = region === null ? null : fundScope(library, region, on)
  if (scope === null) return refuse('policy-missing', { region: asked ?? hospitalRegion, on })
  return { region: scope.region, law: scope.law ?? scope.region }
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
function clear(
  service: Service,
  caller: Caller,
  { asked, region, law, inputHash }: Application,
): Promise<ShownClearing> {
  const { hospitalCode, month, clearingType, applicationNo, claimed } = asked
  const due: Due = { hospitalCode, region, law, month, cares: caresOfClearing[clearingType] }
  return withTransaction(
    service.db.bulk,
    async (client) => {
      await client.query(forLargeSets)
      const sums = await sumDue(client, due)
      const isEmpty = sums.settlements + sums.reversals + sums.adjustments === 0
      if (isEmpty || resultOf(sums, claimed) !== 'balanced') {
        const elsewhere = await countElsewhere(client, due, service.library.regions())
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
  const rows = here.settlements + here.reversals
  const difference = {
    count: rows - claimed.count,
    total: minus(here.total, claimed.total),
    fundPaid: minus(here.fundPaid, claimed.fundPaid),
    personPaid: claimed.personPaid === null ? null : minus(here.personPaid, claimed.personPaid),
  }
  const { count, total, fundPaid, personPaid } = difference
  const people =
    personPaid === null
      ? { zh: '个人支付未申报', en: 'nothing claimed for people' }
      : { zh: `个人支付 ${personPaid}`, en: `${personPaid} of people` }
  const amounts = { count: String(count), total, fundPaid, people }
  return refuse(
    'clearing-differs',
    { month, ...amounts, elsewhere: sayElsewhere(elsewhere) },
    // `count` as a claim has it, so that its four figures can be sent as they stand here.
    { extra: { here: { count: rows, ...here }, claimed, difference, elsewhere } },
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
