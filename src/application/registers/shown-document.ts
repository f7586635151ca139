import { inEighteen } from '../../domain/registers/id-number.ts'
import { shownDocumentTypes } from '../../domain/registers/written-document.ts'
import type { Service } from '../service.ts'
import { fingerprints, normaliseIdNumber, refuseUnmeant } from './beneficiaries.ts'

/** A document that somebody shows, or that stands on a form. */
export interface ShownDocument {
  readonly idType: string
  readonly idNumber: string
}

/**
 * What the holder of a document is found by, whatever kind was said of it and in whichever form its number was given out; the first
 * that finds anybody counts. Errors: `invalid-request` for a number that a spreadsheet has rounded, or with a letter that only looks like X.
 */
export function holderFingerprints(
  service: Service,
  { idType, idNumber }: ShownDocument,
): readonly Uint8Array<ArrayBuffer>[][] {
  const sent = normaliseIdNumber(idNumber)
  refuseUnmeant(idType, sent)
  const forms = [...new Set([inEighteen(sent), sent])]
  return shownDocumentTypes(inEighteen(sent), idType).map((types) =>
    types.flatMap((type) => forms.flatMap((form) => fingerprints(service, type, form))),
  )
}
