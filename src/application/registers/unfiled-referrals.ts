import { listUnfiledReferrals, type UnfiledReferral } from '../../db/registers/unfiled-referrals.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'

/** Care elsewhere that was aided on a hospital's word, with nothing on file: for the bureau to look into (000000/G8). Errors: `forbidden`. */
export async function readUnfiledReferrals(
  service: Service,
  caller: Caller,
  { region = caller.region, ...page }: { readonly region?: string | undefined } & PageInput,
): Promise<Page<ReturnType<typeof shownUnfiled>>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region) }
  const read = (part: { after: string | null; take: number }) =>
    listUnfiledReferrals(service.db.pool, filter, part.after, part.take)
  return pageOf('unfiled-referrals', page, read, { key: ({ settlementId }) => settlementId, item: shownUnfiled })
}

function shownUnfiled({ settledAt, ...row }: UnfiledReferral) {
  return { ...row, settledAt: chinaTime(settledAt) }
}
