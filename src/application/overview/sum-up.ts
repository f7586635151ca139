import type pg from 'pg'
import {
  forgetSums,
  never,
  noneCameLate,
  readSummed,
  type Summed,
  type SumUpOptions,
  sumUp,
} from '../../db/overview/summed.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Service } from '../service.ts'
import { sharedReadings } from '../shared/shared-readings.ts'

type Counting = Pick<Service, 'db' | 'clock'>

const beside = { snapshot: true, besideSettlements: true }

/** As many entries as are read within the time that a reading takes anyway. */
const waitingEntries = 2_000

/**
 * Takes the overview's sums on to what is posted by now; what is not right of them is made anew. Settlements do not wait for it.
 * `counted`: as many entries as the ledger has of that time are in them.
 */
export function sumUpNow(
  { db, clock }: Counting,
  { counted = false, waiting = waitingEntries }: Partial<SumUpOptions> = {},
): Promise<Summed> {
  return withTransaction(db.bulk, (client) => sumUp(client, clock, { counted, waiting }), beside)
}

/** Throws the sums away and makes them anew. Answers up to which instant. */
export function sumUpAnew({ db, clock }: Counting): Promise<Summed> {
  const anew = async (client: pg.PoolClient) => {
    await forgetSums(client)
    return sumUp(client, clock, { counted: false, waiting: waitingEntries })
  }
  return withTransaction(db.bulk, anew, beside)
}

/** For a clock that is set: what is posted next may lie before what was summed up. */
export function forgetSummed({ db }: Pick<Service, 'db'>): Promise<void> {
  return withTransaction(db.bulk, forgetSums)
}

/**
 * A reading of one moment that takes the sums up to an instant, and reads what was posted after it; shared by all who ask for the
 * same at once. Where the sums cannot be taken, because the clock went back or something came late, what they hold is read, and they
 * are made anew after. They are taken on in the background; a reader does it where nobody did.
 */
export function readWithSums<T>(
  service: Counting,
  key: string,
  read: (client: pg.PoolClient, summedThrough: string) => Promise<T>,
): Promise<T> {
  return sharedReadings(service.db).read(key, async () => {
    const { neglected, ahead } = await readSummed(service.db.bulk, service.clock())
    if (neglected || ahead) await sumUpNow(service)
    const { found, through } = await withTransaction(
      service.db.bulk,
      async (client) => {
        const through = await readableThrough(client, service.clock())
        return { found: await read(client, through), through }
      },
      { ...beside, readOnly: true },
    )
    if (through === never) await sumUpNow(service)
    return found
  })
}

async function readableThrough(client: pg.PoolClient, clock: Date): Promise<string> {
  const { through, recentThrough, ahead } = await readSummed(client, clock)
  const right = await noneCameLate(client)
  if (ahead || !right.settled) return never
  return right.recent ? recentThrough : through
}
