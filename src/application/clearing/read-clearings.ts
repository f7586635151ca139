import { findClearing, listClearingRows } from '../../db/clearing/clearings.ts'
import type { ClearingStatus } from '../../domain/fund/fund-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireHospital, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { type ShownClearing, shownClearing } from './clearing-answer.ts'

export function clearingNotFound(id: string): never {
  refuse('not-found', { what: { zh: `清算申请 ${id}`, en: `clearing ${id}` } })
}

/** By its id in either form. Errors: `not-found`, `forbidden`. */
export async function getClearing(service: Service, caller: Caller, id: string): Promise<ShownClearing> {
  const uuid = uuidOf(id) ?? clearingNotFound(id)
  const found = (await findClearing(service.db.pool, uuid)) ?? clearingNotFound(id)
  return sees(caller, found) ? shownClearing(found) : clearingNotFound(id)
}

export interface ClearingsAsked extends PageInput {
  readonly hospitalCode?: string | undefined
  readonly month?: string | undefined
  readonly status?: ClearingStatus | undefined
}

/** Newest first: a hospital its own, the others those of their region. */
export function listClearings(service: Service, caller: Caller, asked: ClearingsAsked): Promise<Page<ShownClearing>> {
  if (asked.hospitalCode !== undefined) requireHospital(caller, asked.hospitalCode)
  const filter = {
    hospitalCode: caller.kind === 'hospital' ? caller.hospitalCode : (asked.hospitalCode ?? null),
    month: asked.month ?? null,
    status: asked.status ?? null,
    regionPrefix: caller.kind === 'hospital' ? '' : prefixOf(caller.region),
  }
  return pageOf('clearings', asked, (page) => listClearingRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownClearing,
  })
}
