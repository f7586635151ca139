import { keysOfYear } from '../../db/recalculation/recalculations.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Language } from '../../domain/language.ts'
import { detailOf, type ErrorCode, Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { type LawOf, lawOfNow } from '../policies/policy-archive.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { planYears } from './plan-recalculation.ts'
import { previewed, type RecalculationResult } from './recalculation-answer.ts'

/** Each is a year recalculated, so a page has few of them. */
const maxPeople = 100

/** Somebody whose year the packs in use cannot reckon, such as for a figure or a tier that is missing, and what to do. */
export interface NotReckoned {
  readonly personNo: string
  readonly code: ErrorCode
  readonly detail: string
}

/**
 * Whose settlements of a year would come out differently under the packs in use now, such as by a figure that was published since
 * (000000/G27), or a reading that was changed: nothing of it is written. A page looks at some people and shows those of whom
 * something differs, so that it may be empty and go on. Whom the engine refuses now is named beside and stops nobody else.
 *
 * Errors: `forbidden`, `policy-missing`.
 */
export async function listDifferencesUnderNow(
  service: Service,
  caller: Caller,
  { region, year, limit, ...page }: PageInput & { readonly region: string; readonly year: number },
  language: Language,
): Promise<Page<RecalculationResult> & { readonly refused: readonly NotReckoned[] }> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  // Its own law, and that of what lies below: a city may leave it to its counties.
  const regions = service.library.regions().filter((one) => one.startsWith(prefixOf(region)))
  if (regions.length === 0) refuse('policy-missing', { region, on: `${year}-12-31` })
  const looked = await pageOf(
    'recalculation-differences',
    { ...page, limit: Math.min(limit ?? maxPeople, maxPeople) },
    ({ after, take }) => keysOfYear(service.db.bulk, { regions, year }, after, take),
    { key: ({ personNo }) => personNo, item: ({ personNo }) => personNo },
  )
  const archive = lawOfNow(service.library)
  const items: RecalculationResult[] = []
  const refused: NotReckoned[] = []
  for (const personNo of looked.items) {
    try {
      const result = await previewOf(service, caller, archive, { personNo, firstYear: year, lastYear: year })
      if (result.settlements.length > 0) items.push(result)
    } catch (error) {
      if (!(error instanceof Refusal) || error.isOfTheService) throw error
      refused.push({ personNo, code: error.code, detail: detailOf(error, language) })
    }
  }
  return { items, refused, nextCursor: looked.nextCursor }
}

function previewOf(
  service: Service,
  caller: Caller,
  archive: LawOf,
  span: { readonly personNo: string; readonly firstYear: number; readonly lastYear: number },
): Promise<RecalculationResult> {
  const cause = { kind: 'resettle', no: '-', at: service.clock().toISOString(), callerId: caller.id } as const
  return withTransaction(
    service.db.bulk,
    async (client) => {
      const years = await planYears({ archive }, client, span, cause, { lock: false })
      return previewed(span, years, { resettleNo: null, reason: null })
    },
    { snapshot: true },
  )
}
