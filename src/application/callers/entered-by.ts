import { findCallerNames } from '../../db/callers/callers.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'
import { firstCaller } from './authenticate.ts'
import type { Caller, CallerKind } from './caller.ts'

/** Who sent something: the hospital itself, or a bureau in its name. */
export interface EnteredBy {
  readonly kind: CallerKind
  /** As the key was issued to; of the first bureau key the setting that holds it. */
  readonly name: string
}

export function enteredByCaller({ id, kind, name }: Caller): EnteredBy {
  return { kind, name: name ?? id }
}

/** By the ids of the callers that rows keep. Callers without a row are bureaus: the first, and the demo's clerk. */
export async function enteredByIds(
  service: Service,
  callerIds: readonly string[],
): Promise<(callerId: string) => EnteredBy> {
  const rows = await findCallerNames(service.db.pool, [...new Set(callerIds)]).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const known = new Map(rows.map(({ id, kind, name }) => [id, { kind, name }]))
  return (callerId) => known.get(callerId) ?? enteredByCaller(withoutRow(callerId))
}

function withoutRow(id: string): Caller {
  return id === firstCaller.id ? firstCaller : { ...firstCaller, id, name: id }
}
