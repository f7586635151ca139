import { takeOverRegisters } from '../../db/places/shared-registers.ts'
import { forgetKeys } from '../callers/authenticate.ts'
import { doesNotAnswer, type Places } from './places.ts'

/**
 * Copies keys, operators, sessions and hospitals from the common place to every other one, where they differ. A place that is
 * away has them at the next time. Answers how many rows were written, by place.
 */
export async function spreadRegisters({ all, common }: Places): Promise<Map<string, number>> {
  const written = new Map<string, number>()
  const from = common.service
  if (from === null) return written
  await Promise.all(
    all.map(async ({ name, service }) => {
      if (service === null || service === from) return
      try {
        const rows = await takeOverRegisters(from.db.bulk, service.db.bulk)
        if (rows > 0) written.set(name, rows)
        if (rows > 0) forgetKeys(service)
      } catch (error) {
        if (!doesNotAnswer(error)) throw error
      }
    }),
  )
  return written
}
