import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import { decimal, sum, yuan } from '../../src/domain/money.ts'
import type { Care } from '../../src/domain/names/care.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import type { FeeClass, HospitalLevel } from '../../src/domain/names/hospitals.ts'
import type { RegistrationKind } from '../../src/domain/names/registrations.ts'
import { readYaml } from '../../src/policies/loader/yaml-text.ts'

/** Packs that the cases need beside the shipped ones; a folder as `POLICY_DIR` takes it. */
export const goldenPacks = fileURLToPath(new URL('./packs/', import.meta.url))

/** One visit as the file has it. Amounts are text; one that is left out is computed from the pack. */
export interface GoldenVisit {
  readonly on: string
  readonly care: Care
  readonly hospitalLevel?: HospitalLevel
  readonly feeClass?: FeeClass
  readonly management?: 'visit' | 'quota'
  readonly package?: string
  readonly total: string
  readonly inScope: string
  readonly offCatalogue?: string
  readonly basic?: string
  readonly criticalIllness?: string
  readonly expect: Readonly<Record<string, string | readonly string[]>>
}

/** The year of one person in one region. */
export interface GoldenCase {
  readonly id: string
  readonly grade: 'official' | 'mirror' | 'third-party' | 'derived'
  readonly shows: string
  readonly region: string
  readonly year: string
  readonly category?: Category
  readonly tier?: '1' | '2'
  readonly visits: readonly GoldenVisit[]
}

export async function goldenCases(): Promise<GoldenCase[]> {
  const path = fileURLToPath(new URL('./published.yaml', import.meta.url))
  const read = readYaml('published.yaml', await readFile(path, 'utf8'))
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return read.content as GoldenCase[]
}

const diseaseCode = 'M00100'
const registrationKinds: Partial<Record<Care, RegistrationKind>> = {
  'outpatient-chronic': 'chronic',
  'outpatient-special-drug': 'special-drug',
  'outpatient-special-disease': 'special-disease',
  'critical-disease': 'critical-disease',
}

/** The person, as the bureau would register them. */
export function personOf({ region, category, tier, year }: GoldenCase) {
  return {
    insuredRegion: region,
    enrolledTier: (tier === '2' ? 2 : 1) as 1 | 2,
    identities: category ? [{ category, from: `${year}-01-01`, to: null }] : [],
  }
}

/** The hospital of one visit: in the person's own region, designated for everything. */
export function hospitalOf({ region }: GoldenCase, { hospitalLevel = 'three', feeClass = 'class-one' }: GoldenVisit) {
  return { region, level: hospitalLevel, feeClass, designated: true, criticalDiseaseDesignated: true }
}

/** The registration that the visit's care asks for, or null for a plain stay. It holds on the day alone. */
export function registrationOf(visit: GoldenVisit) {
  const kind = registrationKinds[visit.care]
  if (!kind) return null
  const { management = null, package: packageCode = null, on } = visit
  return { kind, diseaseCode, diseaseName: packageCode ?? '登记病种', management, packageCode, from: on, to: on }
}

/** The body that a hospital sends for one visit: what `POST /v1/settlements` takes. */
export function bodyOf(
  visit: GoldenVisit,
  who: { personNo: string; hospitalCode: string; settlementNo?: string },
): ClaimBody {
  const stay = visit.care === 'inpatient' || visit.care === 'critical-disease'
  const { basic, criticalIllness } = visit
  return {
    ...who,
    care: visit.care,
    ...(stay ? { admittedOn: visit.on, dischargedOn: visit.on } : { servedOn: visit.on }),
    ...(registrationOf(visit) ? { diseaseCode } : {}),
    costs: {
      total: visit.total,
      offCatalogue: visit.offCatalogue ?? '0.00',
      overLimit: '0.00',
      preSelfPay: '0.00',
      inScope: visit.inScope,
    },
    paid: { ...(basic ? { basic } : {}), ...(criticalIllness ? { criticalIllness } : {}) },
  }
}

/** What a settlement's answer says, as far as a case can expect it; the API's answer and the engine's outcome both fit. */
export interface Shown {
  readonly payers: Readonly<Record<string, string>>
  readonly assistanceParts: { readonly main: string; readonly floor: string; readonly offCatalogue: string }
  readonly limits: readonly { readonly name: string; readonly usedAfter: string; readonly remaining: string | null }[]
  readonly lines: readonly { readonly step: string; readonly amount: string }[]
}

/** The figures that a case expects, read off an answer. `criticalIllnessBase` is the year's and is handed in. */
export function figuresOf(shown: Shown, criticalIllnessBase: string, wanted: GoldenVisit['expect']) {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, figureOf(name, shown, criticalIllnessBase)]))
}

function figureOf(name: string, shown: Shown, criticalIllnessBase: string): string | string[] | null | undefined {
  const limit = (of: string) => shown.limits.find((use) => use.name === of)
  switch (name) {
    case 'paidTogether':
      return paidTogether(shown)
    case 'ofWhich':
      return shown.lines.filter(({ step }) => step === 'critical-illness').map(({ amount }) => amount)
    case 'criticalIllnessBase':
      return criticalIllnessBase
    case 'assistanceMain':
      return shown.assistanceParts.main
    case 'assistanceFloor':
      return shown.assistanceParts.floor
    case 'assistanceOffCatalogue':
      return shown.assistanceParts.offCatalogue
    case 'annualUsed':
      return limit('annual')?.usedAfter
    case 'annualRemaining':
      return limit('annual')?.remaining
    case 'tiltRemaining':
      return limit('tilt')?.remaining
    default:
      return shown.payers[name]
  }
}

function paidTogether({ payers }: Shown): string {
  const others = Object.entries(payers).filter(([payer]) => payer !== 'person')
  return yuan(sum(others.map(([, amount]) => decimal(amount))))
}
