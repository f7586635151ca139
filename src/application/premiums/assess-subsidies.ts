import type { PersonToSubsidise } from '../../db/premiums/people-to-subsidise.ts'
import type { TraceRemark } from '../../domain/adjudication/types.ts'
import { decimal, yuan } from '../../domain/money.ts'
import { type Department, knownDepartments } from '../../domain/names/departments.ts'
import type { Law } from '../../domain/policies/law.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { premiumGoesBy } from '../../domain/premiums/by-person.ts'
import { decide, type RecordedSubsidy, type SubsidyDecision } from '../../domain/premiums/decide-subsidy.ts'
import { premiumLawFor, type Subsidy, type Tier, type ToSubsidise } from '../../domain/premiums/premium.ts'
import { type ErrorCode, Refusal } from '../../domain/refusals/refusal.ts'
import { subsidyUnder, tierThatCounts } from './quote-premium.ts'

export interface Assessed {
  readonly person: PersonToSubsidise
  readonly law: Law
  readonly best: Subsidy
  readonly decision: SubsidyDecision
}

/** What the law could not say of a person, such as a figure of another place that is missing. */
export interface Unassessed {
  readonly person: PersonToSubsidise
  readonly remark: TraceRemark<ErrorCode>
}

type Given = { readonly law: Law; readonly best: Subsidy }

/**
 * Says of each person what a year's subsidy comes to. People of one place with the same identities and tier are given the
 * same, so it is computed once for all of them.
 */
export class Assessor {
  readonly #library: PolicyLibrary
  readonly #year: number
  readonly #known = new Map<string, Given | Refusal>()
  /** Whether any place goes by the group or the age; else nobody is told apart by them. */
  readonly #goesBy: { readonly group: boolean; readonly age: boolean }

  constructor(library: PolicyLibrary, year: number) {
    this.#library = library
    this.#year = year
    this.#goesBy = premiumGoesBy(library.files)
  }

  assess(person: PersonToSubsidise): Assessed | Unassessed {
    const given = this.#given(person)
    if (given instanceof Refusal) return { person, remark: remarkOf(given) }
    const { recorded, died, bears } = person
    const enrolled = person.enrolledTier !== null
    if (!bears) return { person, ...ofAnotherNumber(given, recorded) }
    return { person, ...given, decision: decide(given.best, { region: given.law.region, enrolled, died, recorded }) }
  }

  #given(person: PersonToSubsidise): Given | Refusal {
    const held = heldIn(person.held, this.#year)
    const tier = tierOf(person)
    const { regionOfYear, insurance } = person
    const group = this.#goesBy.group ? (person.insuredGroup ?? undefined) : undefined
    const age = this.#goesBy.age ? person.age : undefined
    const key = `${regionOfYear}|${insurance}|${tier}|${group ?? ''}|${age ?? ''}|${held.map((one) => Object.values(one).join(' ')).join('|')}`
    const known = this.#known.get(key)
    if (known) return known
    const found = this.#compute({ insuredRegion: regionOfYear, insurance, held }, tier, { group, age })
    this.#known.set(key, found)
    return found
  }

  #compute(
    of: ToSubsidise,
    enrolledTier: Tier | null,
    who: { readonly group?: string | undefined; readonly age?: number | undefined },
  ): Given | Refusal {
    try {
      const { law, held } = premiumLawFor(this.#library, of, this.#year)
      const tier = tierThatCounts(law, enrolledTier)
      return { law, best: subsidyUnder(law, { year: this.#year, tier, held, insurance: of.insurance, ...who }).best }
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  }
}

/** One human is subsidised once: under this number nothing is recorded, and what was comes back (000000/G26). */
function ofAnotherNumber({ law, best }: Given, recorded: RecordedSubsidy | null): Omit<Assessed, 'person'> {
  const given = { law, best: { ...best, subsidy: '0.00', personPays: best.contribution } }
  if (recorded === null) return { ...given, decision: { status: 'nothing', amount: '0.00' } }
  if (decimal(recorded.subsidy).isZero()) return { ...given, decision: { status: 'unchanged', amount: '0.00' } }
  return { ...given, decision: { status: 'corrected', amount: yuan(decimal(recorded.subsidy).negated()) } }
}

/** By category; an identity that holds to the end of the year is told apart from no other, so that most people are asked once. */
function heldIn(held: PersonToSubsidise['held'], year: number): ToSubsidise['held'] {
  const spans = held.map(([category, , to, certifiedRegion]) => ({
    category: category,
    to: to === null || to >= `${year}-12-31` ? null : to,
    certifiedRegion,
  }))
  const name = (span: (typeof spans)[number]) => `${span.category} ${span.to ?? ''} ${span.certifiedRegion ?? ''}`
  return [...new Map(spans.map((span) => [name(span), span])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, span]) => span)
}

/** Whoever is no longer enrolled was subsidised in the tier that was recorded. */
function tierOf({ enrolledTier, recorded }: PersonToSubsidise): Tier | null {
  return enrolledTier ?? recordedTier(recorded)
}

function recordedTier(recorded: RecordedSubsidy | null): Tier | null {
  return recorded?.tier === 1 || recorded?.tier === 2 ? recorded.tier : null
}

function remarkOf({ code, params }: Refusal): TraceRemark<ErrorCode> {
  // A bilingual word is kept in both languages: the line is read in either.
  const words = Object.entries(params).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[name, value]]
      : Object.entries(value).map(([language, said]) => [`${name}.${language}`, said]),
  )
  return { code, clause: null, params: Object.fromEntries(words) }
}

/**
 * The department that answers for an identity: the one that certified it; where the certificate names an office that no
 * list of ours holds, the one that the region's rosters come from.
 */
export function departmentOf(
  law: Law | null,
  category: string | null,
  held: readonly (readonly [category: string, certifiedBy: string, ...rest: unknown[]])[],
): Department | null {
  const certifier = held.find(([one]) => one === category)?.[1]
  const known = knownDepartments().find((name) => name === certifier)
  return known ?? law?.rows('roster').find((row) => row.certifies.some((one) => one === category))?.department ?? null
}
