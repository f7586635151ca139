import { decimal } from '../../domain/money.ts'
import { type HospitalLevel, hospitalLevels } from '../../domain/names/hospitals.ts'
import { insurances } from '../../domain/names/insurances.ts'
import type { RowAt } from './world.ts'

/** What a row may ask of a visit, as its file has it. */
interface Asked {
  readonly where?: string | undefined
  readonly levels?: readonly string[] | undefined
  readonly hospitalLevelAtLeast?: HospitalLevel | undefined
  readonly grades?: readonly string[] | undefined
  readonly inScopeAbove?: string | undefined
  readonly inScopeUpTo?: string | undefined
  readonly referral?: string | undefined
  readonly diseases?: readonly string[] | undefined
  readonly exceptDiseases?: readonly string[] | undefined
  readonly insured?: string | undefined
  readonly insurance?: readonly string[] | undefined
  readonly groups?: readonly string[] | undefined
  readonly ages?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
}

/** Kinds of rows that may stand beside each other for the same people and care, if no visit can meet both. */
const byCondition: ReadonlySet<RowAt['kind']> = new Set([
  ...(['aid', 'topUp', 'basic', 'criticalIllness', 'criticalIllnessTilt', 'premium', 'package', 'limits'] as const),
  ...(['withoutReferral', 'floor', 'offCatalogueControl', 'offCatalogueAid', 'householdAid', 'secondAid'] as const),
])

/** Rows of what insurance itself pays are of residents' insurance unless they say otherwise; rows of assistance are of both. */
const ofResidents: ReadonlySet<RowAt['kind']> = new Set([
  ...(['basic', 'criticalIllness', 'criticalIllnessTilt', 'premium', 'package'] as const),
])

function askedOf(at: RowAt): Asked {
  const row = at.row as Asked
  return row.insurance === undefined && isOfResidents(at) ? { ...row, insurance: ['residents'] } : row
}

/**
 * Whether no visit can meet the conditions of both rows: one of the conditions divides them, whatever the others say. What
 * cannot be told apart so is not proved, and is refused.
 */
export function excludeEachOther(a: RowAt, b: RowAt): boolean {
  if (a.kind !== b.kind || !byCondition.has(a.kind)) return false
  const [one, other] = [askedOf(a), askedOf(b)]
  return proofs.some((proof) => proof(one, other))
}

/** Whether a row asks for anything by which it could be told apart. */
export function asksForSomething(at: RowAt): boolean {
  if (!byCondition.has(at.kind)) return false
  const { where, ...row } = at.row as Asked
  const asked = [row.levels, row.grades, row.inScopeAbove, row.inScopeUpTo, row.referral, row.diseases, row.insured]
  const also = [row.exceptDiseases, row.ages, row.insurance, row.groups]
  return [...asked, ...also].some((one) => one !== undefined)
}

function isOfResidents({ kind, row }: RowAt): boolean {
  const { topic } = row as { readonly topic?: string }
  return ofResidents.has(kind) || ((kind === 'gap' || kind === 'manual') && ofResidents.has(topic as RowAt['kind']))
}

/** The insurances that a row is for. */
export function insurancesOf(at: RowAt): readonly string[] {
  return askedOf(at).insurance ?? insurances
}

/** Whether what a row lays down and what a gap leaves open are of different insurances. */
export function isOfOtherInsurance(a: RowAt, b: RowAt): boolean {
  return apart(insurancesOf(a), insurancesOf(b))
}

type Proof = (a: Asked, b: Asked) => boolean

const proofs: readonly Proof[] = [
  (a, b) => apart(areasOf(a.where), areasOf(b.where)),
  (a, b) => apart(levelsOf(a), levelsOf(b)),
  (a, b) => bothSay(a.grades, b.grades) && apart(a.grades, b.grades),
  (a, b) => endsBefore(a, b) || endsBefore(b, a),
  (a, b) => a.referral !== undefined && b.referral !== undefined && a.referral !== b.referral,
  (a, b) => bothSay(a.diseases, b.diseases) && noneBegins(a.diseases, b.diseases) && noneBegins(b.diseases, a.diseases),
  (a, b) => excepts(a, b) || excepts(b, a),
  (a, b) => a.insured !== undefined && b.insured !== undefined && a.insured !== b.insured,
  (a, b) => bothSay(a.insurance, b.insurance) && apart(a.insurance, b.insurance),
  (a, b) => bothSay(a.groups, b.groups) && apart(a.groups, b.groups),
  (a, b) => olderThan(a, b) || olderThan(b, a),
]

function bothSay<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  return a !== undefined && b !== undefined
}

function apart(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return !a.some((one) => b.includes(one))
}

/** The parts of the country that a place is made of, as the engine tells them apart. */
function areasOf(where = 'anywhere'): readonly string[] {
  const areas: Record<string, readonly string[]> = {
    'insured-place': ['insured'],
    'in-province': ['insured', 'province'],
    'in-municipality': ['insured', 'province'],
    'outside-insured-place': ['province', 'outside'],
    'outside-province': ['outside'],
  }
  return areas[where] ?? ['insured', 'province', 'outside']
}

function levelsOf({ levels, hospitalLevelAtLeast: least }: Asked): readonly string[] {
  const from = least === undefined ? hospitalLevels : hospitalLevels.slice(hospitalLevels.indexOf(least))
  return levels === undefined ? from : from.filter((level) => levels.includes(level))
}

/** `up to` is within, `above` is not, so that both may name the same amount. */
function endsBefore({ inScopeUpTo }: Asked, { inScopeAbove }: Asked): boolean {
  return inScopeUpTo !== undefined && inScopeAbove !== undefined && decimal(inScopeUpTo).lte(decimal(inScopeAbove))
}

/** Whether one row leaves out every disease that the other lists. */
function excepts({ exceptDiseases }: Asked, { diseases }: Asked): boolean {
  return diseases?.every((code) => exceptDiseases?.some((begins) => code.startsWith(begins))) ?? false
}

function noneBegins(codes: readonly string[] = [], others: readonly string[] = []): boolean {
  return !codes.some((code) => others.some((other) => code.startsWith(other)))
}

function olderThan(a: Asked, b: Asked): boolean {
  const [from, to] = [a.ages?.from, b.ages?.to]
  return from !== undefined && to !== undefined && Number(from) > Number(to)
}
