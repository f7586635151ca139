import { stay } from '../../../src/http/openapi/examples.ts'
import { runJob } from '../database/jobs.ts'
import { send } from '../database/test-app.ts'
import { correction, whatIf } from '../edges/world.ts'
import { type Ask, made, next, nextCount } from './ground.ts'

/** Each time a yuan more, since the same visit under two numbers is refused. */
export const otherCosts = () => {
  const more = `2${String(nextCount()).padStart(3, '0')}.00`
  return { ...stay.costs, total: `5${more}`, offCatalogue: more }
}

const claim = () => ({ ...stay, settlementNo: next(), costs: otherCosts() })

/** One claim of the hospital's, sent to be settled by a job, which is taken away so that others may be sent. */
const aSettlementBatch: Ask = async ({ it }) => {
  const headers = { 'content-type': 'application/x-ndjson', prefer: 'respond-async' }
  const key = it.keys.hospital
  const { body } = await send(it, 'POST', '/v1/settlements/batches', JSON.stringify(claim()), { key, headers })
  await it.service.db.pool.query(`UPDATE jobs SET finished_at = now(), status = 'cancelled' WHERE id = $1`, [body.id])
  return { inPath: { id: body.id } }
}

const aListOfBatches: Ask = async (ground) => {
  await aSettlementBatch(ground)
  return {}
}

/** Whose list is there, so that it can be posted. */
const aCorrection: Ask = async (ground) => {
  const { id, listing } = await made(ground, '/v1/policy-corrections', await correction(ground.it))
  await runJob(ground.it.service, listing.jobId)
  return { inPath: { id } }
}

/** What is asked of settlements: each claim is a new one. */
export const settlementAskings: Readonly<Record<string, Ask>> = {
  'POST /v1/policy-corrections': async ({ it }) => ({ body: await correction(it) }),
  'POST /v1/policy-corrections/{id}/post': aCorrection,
  'POST /v1/policy-corrections/{id}/resume': aCorrection,
  'POST /v1/what-if-runs': () => ({ body: whatIf }),
  // One that nobody has begun to walk.
  'POST /v1/what-if-runs/{id}/stop': async (ground) => ({
    inPath: { id: (await made(ground, '/v1/what-if-runs', whatIf)).id },
  }),
  'POST /v1/settlements': () => ({ body: claim() }),
  'POST /v1/settlements/batches': () => ({ text: JSON.stringify(claim()), type: 'application/x-ndjson' }),
  'GET /v1/settlements/batches': aListOfBatches,
  'GET /v1/settlements/batches/{id}': aSettlementBatch,
  'POST /v1/settlements/batches/{id}/withdraw': aSettlementBatch,
  'GET /v1/settlements/batches/{id}/lines.ndjson': aSettlementBatch,
  'GET /v1/settlements/batches/{id}/lines.csv': aSettlementBatch,
}
