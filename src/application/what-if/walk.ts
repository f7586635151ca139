import type { Queryable } from '../../db/sql.ts'
import type { YearsSpan } from '../../db/what-if/settled-years.ts'
import type { WhatIfPersonRow } from '../../db/what-if/what-if-people.ts'
import type { Period } from '../../domain/calendar.ts'
import { yuan } from '../../domain/money.ts'
import { PolicyLibrary } from '../../domain/policies/library.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import type { LawFinder } from '../../domain/what-if/settled-year.ts'
import { type PersonLine, Reckoner, type WrittenTally } from '../../domain/what-if/tally.ts'
import { sha256Hex } from '../shared/hash.ts'
import type { WhatIfAsked } from './asked.ts'
import { planOf } from './plan.ts'
import { settledYearsOf } from './settled-years.ts'

/** All that a walk over people needs to know of its run; it goes to another thread. */
export interface WalkOf {
  readonly base: readonly PackFile[]
  readonly drafted: readonly PackFile[]
  readonly asked: WhatIfAsked
  readonly period: Period
}

/** What a walk came to. */
export interface Walked {
  readonly tally: WrittenTally
  readonly people: readonly WhatIfPersonRow[]
  readonly visits: number
}

/** Reckons the people of a span, one after another. Made once for a run: the laws of its days are kept. */
export class Walk {
  readonly #reckoner: () => Reckoner

  constructor({ base, drafted, asked, period }: WalkOf) {
    const plan = planOf(base, drafted, asked)
    const drawing = { seed: asked.seed, more: asked.more, identities: asked.identities }
    const of = {
      ...{ base: lawsOf(plan.base), draft: lawsOf(plan.draft), others: plan.others.map(lawsOf) },
      ...{ scenarios: plan.scenarios, period, drawing },
    }
    this.#reckoner = () => new Reckoner(of)
  }

  async over(client: Queryable, span: YearsSpan): Promise<Walked> {
    const reckoner = this.#reckoner()
    const people: WhatIfPersonRow[] = []
    let visits = 0
    for await (const years of settledYearsOf(client, span))
      for (const year of years) {
        const line = reckoner.add(year)
        visits += year.visits.length
        if (line !== null) people.push(rowOf(line))
      }
    return { tally: reckoner.tally.written(), people, visits }
  }
}

/** The law of any day by some packs. */
export function lawsOf(files: readonly PackFile[]): LawFinder {
  const library = new PolicyLibrary(files, sha256Hex)
  return (region, on) => library.lawOfPack(region, on)
}

function rowOf(line: PersonLine): WhatIfPersonRow {
  return {
    personNo: line.personNo,
    county: line.county,
    category: line.category,
    visits: line.visits,
    aidBefore: yuan(line.aidBefore),
    aidAfter: yuan(line.aidAfter),
    burdenBefore: yuan(line.burdenBefore),
    burdenAfter: yuan(line.burdenAfter),
    problem: line.problem,
  }
}
