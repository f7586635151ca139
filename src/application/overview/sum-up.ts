import type pg from 'pg'
import { forgetSums, never, noneCameLate, readSummed, type Summed, sumUp } from '../../db/overview/summed.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Service } from '../service.ts'
import { sharedReadings } from '../shared/shared-readings.ts'

type Counting = Pick<Service, 'db' | 'clock'>

const snapshot = { snapshot: true }

/**
 * Takes the overview's sums on to what is settled by now; what is not right of them is made anew. Settlements do not wait for it.
 * `counted`: as many entries as the ledger has of that time are in them.
 */
export function sumUpNow({ db, clock }: Counting, { counted = false } = {}): Promise<Summed> {
  return withTransaction(db.bulk, (client) => sumUp(client, clock, { counted }), snapshot)
}

/** Throws the sums away and makes them anew. Answers up to which instant. */
export function sumUpAnew({ db, clock }: Counting): Promise<Summed> {
  const anew = async (client: pg.PoolClient) => {
    await forgetSums(client)
    return sumUp(client, clock, { counted: false })
  }
  return withTransaction(db.bulk, anew, snapshot)
}

/** For a clock that is set: what is posted next may lie before what was summed up. */
export function forgetSummed({ db }: Pick<Service, 'db'>): Promise<void> {
  return withTransaction(db.bulk, forgetSums)
}

/** What was posted since the last summing up is sorted in memory; one such reading at a time is a bureau's, not a hospital's. */
const onlyReads = `SET TRANSACTION READ ONLY; SET LOCAL work_mem = '64MB'`

/**
 * A reading of one moment that takes the sums up to an instant, and reads what was posted after it; shared by all who ask for the
 * same at once. Where the sums cannot be taken, because the clock went back or something came late, everything is read, and they
 * are made anew after.
 */
export function readWithSums<T>(
  service: Counting,
  key: string,
  read: (client: pg.PoolClient, summedThrough: string) => Promise<T>,
): Promise<T> {
  return sharedReadings(service.db).read(key, async () => {
    const { old, ahead } = await readSummed(service.db.bulk, service.clock())
    if (old || ahead) await sumUpNow(service)
    const { found, late } = await withTransaction(
      service.db.bulk,
      async (client) => {
        await client.query(onlyReads)
        const { through, ...summed } = await readSummed(client, service.clock())
        const late = summed.ahead || !(await noneCameLate(client))
        return { found: await read(client, late ? never : through), late }
      },
      snapshot,
    )
    if (late) await sumUpNow(service)
    return found
  })
}
