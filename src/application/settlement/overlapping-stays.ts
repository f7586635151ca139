import { type ListedOverlap, listOverlappingStays, type OverlapKey } from '../../db/settlement/overlapping-stays.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'

/** Settlements of one person with days in common, while both stand: for the bureau to look into (000000/G25). Errors: `forbidden`. */
export async function readOverlappingStays(
  service: Service,
  caller: Caller,
  { region = caller.region, ...page }: { readonly region?: string | undefined } & PageInput,
): Promise<Page<ReturnType<typeof shown>>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region) }
  const read = (part: { after: OverlapKey | null; take: number }) => listOverlappingStays(service.db.pool, filter, part)
  return pageOf('stay-overlaps', page, read, {
    key: ({ settlementId, other }): [string, string, string] => [settlementId, other.hospitalCode, other.settlementNo],
    item: shown,
  })
}

function shown({ foundAt, ...row }: ListedOverlap) {
  return { ...row, foundAt: chinaTime(foundAt) }
}
