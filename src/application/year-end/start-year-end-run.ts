import { withTransaction } from '../../db/transaction.ts'
import { insertYearEndRun, type YearEndRunRow } from '../../db/year-end/year-end-runs.ts'
import { chinaDay, yearOf } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { decimal, zero } from '../../domain/money.ts'
import type { YearEndKind } from '../../domain/names/year-end-kinds.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { requireFund } from '../fund/post-once.ts'
import { fundPosition } from '../fund/read-fund.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Service } from '../service.ts'

export interface YearEndBody {
  readonly region: string
  readonly year: number
  readonly dryRun?: boolean | undefined
  readonly kind?: YearEndKind | undefined
  /** What the fund has left for the second aid, which that kind alone has; what it has available by its account when left out. */
  readonly available?: string | null | undefined
}

/**
 * Starts a run that aids once what waited for the end of a region's year (140500/J9). Two at the same time do no harm: what one
 * has closed, the other finds closed.
 *
 * Errors: `forbidden`, `policy-missing`, `year-end-not-in-policy`; `year-not-over` unless it is a dry run.
 */
export async function startYearEndRun(service: Service, caller: Caller, body: YearEndBody): Promise<YearEndRunRow> {
  const { region, year, dryRun = false, kind = 'quota' } = body
  requireKind(caller, 'bureau')
  requireRegion(caller, region)
  requireKindOf(kind, lawOf(service, region, year), year)
  const available = await availableFor(service, caller, { kind, region, available: body.available ?? null })
  const today = chinaDay(service.clock())
  if (!dryRun && yearOf(today) <= year) refuse('year-not-over', { year: String(year), today })
  const startedAt = service.clock().toISOString()
  return withTransaction(service.db.pool, async (client) => {
    const job = { kind: 'year-end', region, input: { year, dryRun, kind, available }, callerId: caller.id }
    const id = await enqueueJob(service, job, client)
    const run = { id, region, year, kind, dryRun, available, startedAt, callerId: caller.id }
    await insertYearEndRun(client, run)
    return run
  })
}

/** The accounts of a year are kept under the region whose pack is in force (000000/G19), so a run is of such a region. */
function lawOf({ library }: Service, region: string, year: number): Law {
  const law = library.law(region, `${year}-12-31`)
  if (law.region === region) return law
  const detail = {
    zh: `${region} 适用 ${law.region} 的政策，年度账户记在 ${law.region}；请填写 ${law.region}。`,
    en: `Region ${region} is under the policy of ${law.region}, where the year’s accounts are kept; send ${law.region}.`,
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: '/region', detail }] })
}

const rowsOfKind = { quota: 'quota', household: 'householdAid', 'second-aid': 'secondAid' } as const

function requireKindOf(kind: YearEndKind, law: Law, year: number): void {
  if (law.rows(rowsOfKind[kind]).length === 0)
    refuse('year-end-not-in-policy', { region: law.region, year: String(year) })
}

/** What is given out together: as it was sent, or else what the fund has that is promised to nobody. */
async function availableFor(
  service: Service,
  caller: Caller,
  {
    kind,
    region,
    available,
  }: { readonly kind: YearEndKind; readonly region: string; readonly available: string | null },
): Promise<string | null> {
  if (kind !== 'second-aid')
    return available === null
      ? null
      : refuseAvailable({
          zh: '只有二次救助（kind 为 second-aid）填写 available。',
          en: 'Only the second aid (`kind` second-aid) takes `available`.',
        })
  if (available !== null) return available
  const fund = await fundPosition(service.db.pool, requireFund(service, caller, region, 'bureau'))
  if (decimal(fund.available).gt(zero)) return fund.available
  return refuseAvailable({
    zh: `账上基金可用余额为 ${fund.available} 元（GET /v1/funds/${region}）；请先登记基金收入，或填写 available：可用于二次救助的结余。`,
    en: `By its account the fund has ${fund.available} yuan available (GET /v1/funds/${region}); record its receipts, or send \`available\`: what is left for the second aid.`,
  })
}

function refuseAvailable(detail: Bilingual): never {
  return refuse('invalid-request', {}, { faults: [{ pointer: '/available', detail }] })
}
