import { readFundDays } from '../../db/what-if/fund-days.ts'
import { type BurdenDecile, burdenDeciles } from '../../db/what-if/what-if-people.ts'
import { readWhatIfResult, type WhatIfRunRow } from '../../db/what-if/what-if-runs.ts'
import { decimal, zero } from '../../domain/money.ts'
import { fundScope } from '../../domain/policies/funds.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Cash, type CashDay, cashOf } from '../../domain/what-if/cash.ts'
import { Tally } from '../../domain/what-if/tally.ts'
import type { Service } from '../service.ts'
import { keptAsked, keptDraft, type WhatIfAsked } from './asked.ts'
import { planOf, type WhatIfPlan } from './plan.ts'

/** Everything that the tables of a run are made of. */
export interface WhatIfResults {
  readonly run: WhatIfRunRow
  readonly asked: WhatIfAsked
  readonly plan: WhatIfPlan
  readonly tally: Tally
  readonly deciles: readonly BurdenDecile[]
  readonly cash: Cash
}

/** What a run has come to. Errors: `what-if-not-ready` until its last piece. */
export async function resultsOf(service: Service, run: WhatIfRunRow): Promise<WhatIfResults> {
  return (await resultsIfReady(service, run)) ?? refuse('what-if-not-ready', { id: run.id })
}

export async function resultsIfReady(service: Service, run: WhatIfRunRow): Promise<WhatIfResults | null> {
  const written = await readWhatIfResult(service.db.bulk, run.id)
  if (written === null) return null
  const tally = new Tally()
  tally.merge(written)
  const base = await service.ledger.archive.filesOf({ region: run.region, policyHash: run.baseHash })
  const asked = keptAsked(run.asked)
  return {
    ...{ run, asked, tally, plan: planOf(base, keptDraft(run.draft), asked) },
    deciles: await burdenDeciles(service.db.bulk, run.id),
    cash: await cashOfRun(service, run, tally),
  }
}

/** The fund's own journal of the run's days, with the aid of each day before and after. */
async function cashOfRun(service: Service, run: WhatIfRunRow, tally: Tally): Promise<Cash> {
  const scope = fundScope(service.library, run.region, run.to)
  const read = scope === null ? { opening: '0.00', days: [] } : await readFundDays(service.db.bulk, scope, run)
  const moved = read.days.map(
    ({ on, received, otherwiseSpent }): CashDay => ({
      ...{ on, received: decimal(received), otherwiseSpent: decimal(otherwiseSpent) },
      ...{ aidBefore: zero, aidAfter: zero },
    }),
  )
  const aided = tally.tables.days.rows().map(
    ({ key, amounts: [aidBefore = zero, aidAfter = zero] }): CashDay => ({
      ...{ on: key, received: zero, otherwiseSpent: zero },
      ...{ aidBefore, aidAfter },
    }),
  )
  return cashOf(decimal(read.opening), onDays([...moved, ...aided]))
}

/** What comes in on a day is there before what goes out on it. */
function onDays(rows: readonly CashDay[]): CashDay[] {
  const days = new Map<string, CashDay>()
  for (const row of rows) {
    const known = days.get(row.on)
    days.set(row.on, known === undefined ? row : { ...known, aidBefore: row.aidBefore, aidAfter: row.aidAfter })
  }
  return [...days.values()]
}
