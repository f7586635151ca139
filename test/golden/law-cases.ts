import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Facts } from '../../src/domain/adjudication/types.ts'
import type { Care } from '../../src/domain/names/care.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import { readYaml } from '../../src/policies/loader/yaml-text.ts'
import type { Sketch } from '../support/claims/visit.ts'

/** As YAML is read here: words, no booleans. */
interface WrittenHospital extends Partial<Omit<Facts['hospital'], 'criticalDiseaseDesignated'>> {
  readonly criticalDiseaseDesignated?: 'false'
}

export interface LawVisit {
  readonly care: Care
  readonly on: string
  readonly referral?: 'proper' | 'none'
  readonly emergency?: 'true'
  /** What stands behind care elsewhere. */
  readonly filings?: Facts['filings']
  /** Where it differs from the hospital of the case. */
  readonly hospital?: WrittenHospital
  readonly inScope: string
  /** What insurers paid; left out, the pack's schedule computes it. */
  readonly basic?: string
  readonly criticalIllness?: string
  readonly expect: Readonly<Record<string, string>>
}

export interface LawCase {
  readonly id: string
  readonly region: string
  readonly category: Category
  /** The identity's first day; left out, it holds since before the year. */
  readonly from?: string
  /** Left out, the person is enrolled in tier 1, and an application for aid is approved where one is needed. */
  readonly enrolled?: 'false'
  readonly approved?: 'false'
  readonly hospital: WrittenHospital
  readonly packageCode?: string
  readonly visits: readonly LawVisit[]
}

interface LawPremium {
  readonly region: string
  readonly year: string
  readonly tier?: '1' | '2'
  readonly category: Category
  /** The last day of the identity; left out, it has none. */
  readonly until?: string
  readonly contribution: string
  /** An amount, or `left-open`. */
  readonly subsidy: string
}

interface LawAlert {
  readonly region: string
  /** Left out: whoever holds no identity. */
  readonly category?: Category
  /** The day whose law is asked; left out, one of 2024. */
  readonly on?: string
  readonly burden: string
  /** `none` where nothing is raised. */
  readonly line: string
}

interface LawFile {
  readonly cases: readonly LawCase[]
  readonly premiums: readonly LawPremium[]
  readonly alerts: readonly LawAlert[]
}

export async function lawCases(): Promise<LawFile> {
  const path = fileURLToPath(new URL('./law.yaml', import.meta.url))
  const read = readYaml('law.yaml', await readFile(path, 'utf8'))
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return read.content as LawFile
}

/** The hospital of a visit of a case. */
export function hospitalOf(one: LawCase, visit: LawVisit): Partial<Facts['hospital']> {
  const { criticalDiseaseDesignated, ...hospital } = { ...one.hospital, ...visit.hospital }
  return criticalDiseaseDesignated === 'false' ? { ...hospital, criticalDiseaseDesignated: false } : hospital
}

/** The visit of a case as it is settled. */
export function sketchOf(one: LawCase, visit: LawVisit) {
  const { region, category, from, enrolled, approved, packageCode } = one
  return {
    ...visit,
    insured: region,
    tier: enrolled === 'false' ? null : 1,
    approved: approved !== 'false',
    emergency: visit.emergency === 'true',
    hospital: hospitalOf(one, visit),
    as: [{ category, ...(from ? { from } : {}) }],
    basic: visit.basic ?? null,
    criticalIllness: visit.criticalIllness ?? null,
    ...(packageCode ? { registered: { packageCode } } : {}),
  } satisfies Sketch
}

interface Remark {
  readonly code: string
}

/** What a case may expect of a settlement, off the engine's outcome or the answer of /v1. */
export interface Shown {
  readonly payers: object
  readonly reasons: readonly (Remark & { readonly params?: Readonly<Record<string, string>> })[]
  readonly warnings: readonly Remark[]
}

/** Of what a case expects what there is: amounts, one reason, one warning, what waits, and whether the document is said to be old. */
export function shownOf({ payers, reasons, warnings }: Shown, visit: LawVisit, waits = waitingOf(reasons)) {
  const oneOf = (found: readonly Remark[], wanted: string | undefined) =>
    found.find(({ code }) => code === wanted)?.code ?? found[0]?.code
  const shown: Record<string, unknown> = {
    ...{ ...payers, waits, documentOld: warnings.some(({ code }) => code === 'document-old') ? 'said' : 'not said' },
    reason: oneOf(reasons, visit.expect['reason']),
    warning: oneOf(warnings, visit.expect['warning']),
  }
  return Object.fromEntries(Object.keys(visit.expect).map((name) => [name, shown[name]]))
}

function waitingOf(reasons: Shown['reasons']): string | undefined {
  return reasons.find(({ code }) => code === 'on-application')?.params?.['amount']
}
