import { chinaDay } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { provinces } from '../../domain/names/provinces.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'

/**
 * What is to be said of a region that cannot be one; null where it can. No list of the counties is kept here, so that a new one
 * needs no new version: of a code of six digits the province is looked at, and a place that a pack has law for is one too.
 */
export function unknownPlace({ library }: Pick<Service, 'library'>, region: string): Bilingual | null {
  const province = region.slice(0, 2)
  if (provinces.has(province) || library.regions().some((one) => one.startsWith(province) && one !== '000000'))
    return null
  return {
    zh: `${region} 不是任何省份的医保区划；请填写 6 位行政区划代码，前两位为省份，如 140502。`,
    en: `${region} lies in no province; send the six digits of the place, the first two of which are the province, such as 140502.`,
  }
}

/** Errors: `invalid-request`, naming the field. */
export function requirePlace(service: Pick<Service, 'library'>, region: string, pointer: string): void {
  const detail = unknownPlace(service, region)
  if (detail) refuse('invalid-request', {}, { faults: [{ pointer, detail }] })
}

/** The place within which somebody insured in a region is at home: the region whose law governs there by now (000000/G19). */
export function homeOf({ library, clock }: Pick<Service, 'library' | 'clock'>, insuredRegion: string): string | null {
  const region = library.governing(insuredRegion, chinaDay(clock()))
  return region === null || region.endsWith('0000') ? null : region
}
