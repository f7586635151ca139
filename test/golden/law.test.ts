import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Facts, YearState } from '../../src/domain/adjudication/types.ts'
import { earlyWarning } from '../../src/domain/alerts/early-warning.ts'
import { emptyYear } from '../../src/domain/ledger/year-state.ts'
import { decimal } from '../../src/domain/money.ts'
import type { Care } from '../../src/domain/names/care.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import { premiumLaw, premiumSubsidy } from '../../src/domain/premiums/premium.ts'
import { readYaml } from '../../src/policies/loader/yaml-text.ts'
import { expectSums } from '../support/claims/clause-rows.ts'
import { shipped } from '../support/claims/packs.ts'
import { settle } from '../support/claims/visit.ts'

interface LawVisit {
  readonly care: Care
  readonly on: string
  readonly referral?: 'proper' | 'none'
  readonly inScope: string
  /** What insurers paid; left out, the pack's schedule computes it. */
  readonly basic?: string
  readonly criticalIllness?: string
  readonly expect: Readonly<Record<string, string>>
}

interface LawCase {
  readonly id: string
  readonly region: string
  readonly category: Category
  /** The identity's first day; left out, it holds since before the year. */
  readonly from?: string
  /** Left out, the person is enrolled in tier 1, and an application for aid is approved where one is needed. */
  readonly enrolled?: 'false'
  readonly approved?: 'false'
  readonly hospital: Partial<Facts['hospital']>
  readonly packageCode?: string
  readonly visits: readonly LawVisit[]
}

interface LawPremium {
  readonly region: string
  readonly year: string
  readonly tier?: '1' | '2'
  readonly category: Category
  readonly contribution: string
  /** An amount, or `left-open`. */
  readonly subsidy: string
}

interface LawAlert {
  readonly region: string
  readonly category: Category
  readonly burden: string
  readonly line: string
}

interface LawFile {
  readonly cases: readonly LawCase[]
  readonly premiums: readonly LawPremium[]
  readonly alerts: readonly LawAlert[]
}

async function lawCases(): Promise<LawFile> {
  const path = fileURLToPath(new URL('./law.yaml', import.meta.url))
  const read = readYaml('law.yaml', await readFile(path, 'utf8'))
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return read.content as LawFile
}

const { cases, premiums, alerts } = await lawCases()

function settled({ region, category, from, enrolled, approved, hospital, packageCode, visits }: LawCase) {
  let state: YearState = emptyYear
  return visits.map((visit) => {
    const { outcome, next } = settle(
      {
        ...{
          insured: region,
          tier: enrolled === 'false' ? null : 1,
          approved: approved !== 'false',
          hospital,
          ...visit,
        },
        as: [{ category, ...(from ? { from } : {}) }],
        basic: visit.basic ?? null,
        criticalIllness: visit.criticalIllness ?? null,
        ...(packageCode ? { registered: { packageCode } } : {}),
      },
      state,
    )
    state = next
    expectSums(outcome)
    const { reasons } = outcome
    const waits = reasons.find(({ code }) => code === 'on-application')?.params.amount
    const shown: Record<string, unknown> = { ...outcome.payers, waits, reason: reasons[0]?.code }
    return Object.fromEntries(Object.keys(visit.expect).map((name) => [name, shown[name]]))
  })
}

describe('cases of the law, to the fen', () => {
  test.each(cases)('$id', (one) => {
    expect(settled(one)).toEqual(one.visits.map((visit) => visit.expect))
  })

  test.each(premiums)('premium of $category in $region', ({ region, year, tier, category, contribution, subsidy }) => {
    const law = premiumLaw(shipped, region, Number(year))
    const asked = {
      law,
      year: Number(year),
      tier: tier === undefined ? null : Number(tier) === 1 ? 1 : 2,
      held: [category],
    } as const
    const { best } = premiumSubsidy(asked)
    expect(best.contribution).toBe(contribution)
    expect(best.rule === 'left-open' ? best.rule : best.subsidy).toBe(subsidy)
  })

  test.each(alerts)('alert of $category in $region', ({ region, category, burden, line }) => {
    const warning = earlyWarning(shipped.law(region, '2024-06-15'), [category], decimal('0.00'), decimal(burden))
    expect([warning?.line, warning?.category]).toEqual([line, category])
  })
})
