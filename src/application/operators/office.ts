import { type Caller, type CallerKind, coversRegion, prefixOf, requireKind } from '../callers/caller.ts'

/** Whose operators a caller keeps: a hospital's admin those of the hospital, a bureau those of its region, hospitals' included. */
export interface Office {
  readonly regionPrefix: string
  readonly hospitalCode: string | null
}

/** The office of whoever keeps operators. A hospital keeps them by a person who signed in, not by its machine's key. Errors: `forbidden`. */
export function officeOf(caller: Caller, ...readers: readonly CallerKind[]): Office {
  const isHospitalPerson = caller.kind === 'hospital' && caller.posts !== undefined
  if (!isHospitalPerson) requireKind(caller, 'bureau', ...readers)
  return {
    regionPrefix: isHospitalPerson ? '' : prefixOf(caller.region),
    hospitalCode: isHospitalPerson ? caller.hospitalCode : null,
  }
}

export function isOfOffice(
  caller: Caller,
  of: { readonly region: string; readonly hospitalCode: string | null },
): boolean {
  return caller.kind === 'hospital' ? caller.hospitalCode === of.hospitalCode : coversRegion(caller.region, of.region)
}
