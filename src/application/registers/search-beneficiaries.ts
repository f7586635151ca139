import * as people from '../../db/registers/beneficiaries.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import { writtenForms } from '../../domain/registers/comparable-name.ts'
import { identityCard } from '../../domain/registers/written-document.ts'
import { refuseCountingThrough } from '../audit/failed-lookups.ts'
import { noteLookup } from '../audit/lookups.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { type BeneficiaryAnswer, mask, refuseFaults } from './beneficiaries.ts'
import { holderFingerprints } from './shown-document.ts'

/** One at least of number of the document, name and person number; what is sent must all agree. */
export interface SearchInput {
  readonly idType?: string | undefined
  readonly idNumber?: string | undefined
  readonly name?: string | undefined
  readonly birthDate?: Day | undefined
  readonly personNo?: string | undefined
}

function faultsOfSearch({ idNumber, name, personNo }: SearchInput): Fault[] {
  if (idNumber !== undefined || name !== undefined || personNo !== undefined) return []
  const zh = '请至少填写 idNumber（证件号码）、name（姓名）、personNo（人员编号）之一。'
  const en = 'Send at least one of `idNumber`, `name` and `personNo`.'
  return [{ pointer: '/idNumber', detail: { zh, en } }]
}

/**
 * Who of the caller's region has this ID number, name or person number: never by a part of any. Each person who is
 * found leaves a line in the audit trail, and so does finding nobody. Errors: `too-many-look-ups`.
 */
export async function searchBeneficiaries(
  service: Service,
  caller: Caller,
  { idType = identityCard, idNumber, name, birthDate, personNo, ...page }: SearchInput & PageInput,
): Promise<Page<BeneficiaryAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  await refuseCountingThrough(service, caller, 'search')
  refuseFaults(faultsOfSearch({ idNumber, name, personNo }))
  const numbers = idNumber === undefined ? null : holderFingerprints(service, { idType, idNumber }).flat()
  const found = await list(service, page, {
    regionPrefix: prefixOf(caller.region),
    ...(numbers === null ? {} : { idNumberHmacs: numbers }),
    ...(name === undefined ? {} : { names: writtenForms(name) }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(personNo === undefined ? {} : { personNo }),
  })
  // Whatever the cursor: counting through with one that is made up would else not be counted.
  if (found.items.length === 0) await noteLookup(service, caller, { operation: 'search', outcome: 'not-found' })
  for (const { personNo, insuredRegion } of found.items)
    await noteLookup(service, caller, {
      ...{ operation: 'search', outcome: 'shown', basis: 'region' },
      personNo,
      insuredRegion,
    })
  return found
}

export async function listBeneficiaries(
  service: Service,
  caller: Caller,
  page: PageInput,
): Promise<Page<BeneficiaryAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  await noteLookup(service, caller, { operation: 'people', outcome: 'shown', basis: 'region' })
  return list(service, page, { regionPrefix: prefixOf(caller.region) })
}

function list(service: Service, page: PageInput, filter: people.BeneficiaryFilter): Promise<Page<BeneficiaryAnswer>> {
  const read = (part: { after: string | null; take: number }) =>
    people.listBeneficiaryRows(service.db.prisma, filter, part)
  return pageOf('beneficiaries', page, read, { key: (row) => row.personNo, item: (row) => mask(service, row) })
}
