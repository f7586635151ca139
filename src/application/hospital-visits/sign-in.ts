import { isSignedIn as isKnown } from '../../db/hospital-visits/messages.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/** Whether the hospital was given this number when it signed in (9001). */
export function mayUseSignIn(service: Service, caller: Caller, signNo: string): Promise<boolean> {
  return isKnown(service.db.pool, caller.hospitalCode ?? '', signNo)
}
