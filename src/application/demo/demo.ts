import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { forgetSummed } from '../overview/sum-up.ts'
import type { Service } from '../service.ts'
import type { DemoClock } from './demo-clock.ts'
import { demoHospitals, demoPeople } from './demo-people.ts'
import { loadDemoData } from './load-demo.ts'

/** What a service beside the embedded database can do besides: there nobody and nothing is real. */
export interface Demo {
  /** Null where several processes serve the port: each would have a time of its own. */
  readonly clock: DemoClock | null
  readonly emptyTables: () => Promise<void>
}

export type DemoState = ReturnType<typeof stateOf>

/**
 * Takes the demo back to how it began: everything that was settled, registered or sent is gone, the demo people and hospitals are
 * entered anew, keys stay, and the clock shows the real time.
 * Errors: `forbidden` but for a bureau; `demo-only` where the database is the user's own.
 */
export async function resetDemo(service: Service, caller: Caller, demo: Demo | null): Promise<DemoState> {
  requireKind(caller, 'bureau')
  if (demo === null) return refuse('demo-only')
  await inTurn(async () => {
    demo.clock?.set(null)
    await demo.emptyTables()
    await loadDemoData(service)
  })
  return stateOf(service, demo)
}

let last: Promise<void> = Promise.resolve()

/** Two at once would enter the same people. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = last.then(work)
  last = mine.catch(() => undefined)
  return mine
}

/**
 * Sets the time at which the demo is, so that a turn of the year, a late transfer or a certificate that has run out can be tried;
 * null is the real time.
 * Errors: `forbidden`; `demo-only`, also where several processes serve the port.
 */
export async function setDemoClock(
  service: Service,
  caller: Caller,
  demo: Demo | null,
  at: Date | null,
): Promise<DemoState> {
  requireKind(caller, 'bureau')
  if (!demo?.clock) return refuse('demo-only')
  demo.clock.set(at)
  await forgetSummed(service)
  return stateOf(service, demo)
}

function stateOf({ clock }: Service, demo: Demo) {
  return {
    now: chinaTime(clock()),
    clockIsSet: demo.clock?.isSet ?? false,
    people: demoPeople.length,
    hospitals: demoHospitals.map(({ hospitalCode }) => hospitalCode),
  }
}
