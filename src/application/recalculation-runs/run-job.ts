import type pg from 'pg'
import { findRecalculationRun, type RecalculationRunRow } from '../../db/recalculation-runs/recalculation-runs.ts'
import { countTouchedPeople, findTouchedPeople, nextTouchedPeople } from '../../db/recalculation-runs/touched-people.ts'
import { present } from '../../domain/shared/present.ts'
import { prefixOf } from '../callers/caller.ts'
import type { Job, JobKind, Step } from '../jobs/job-kind.ts'
import { requireOwn } from '../recalculation/plan-recalculation.ts'
import {
  afterOf,
  listedInPiece,
  listPiece,
  postPiece,
  type RecalculatedRun,
  type RunJobInput,
  type WalkedPeople,
} from '../recalculation/run-pieces.ts'
import { readPerson } from '../registers/beneficiaries.ts'
import type { Service } from '../service.ts'

export const runJobName = 'recalculation-run'

/** Looks at whom the run is about, in the order of their numbers, and posts whom the list names. */
export const recalculationRunKind: JobKind = {
  kind: runJobName,
  step: async (service, job, client) => {
    const { runId, stage } = job.input as RunJobInput
    const run = present(await findRecalculationRun(client, { id: runId }), `run ${runId}`)
    if (run.withdrawnAt !== null) return nothingLeft(job)
    if (stage === 'posting') return postPiece(service, job, recalculated(service, run), client)
    return listPiece(service, job, recalculated(service, run), await walked(client, job, run), client)
  },
}

/** Withdrawn while it was being listed. */
function nothingLeft({ cursor, done, total }: Job): Step {
  return { cursor: cursor ?? {}, done, total, finished: true }
}

function recalculated(service: Service, run: RecalculationRunRow): RecalculatedRun {
  const { id, reason, startedAt, callerId } = run
  return {
    ...{ id, reason, startedAt, callerId, table: 'recalculation_run_lines', mending: null },
    ...{ path: `/v1/recalculation-runs/${id}`, resettleNo: `run/${id}` },
    requirePerson: async (caller, personNo) => {
      await readPerson(service, caller, personNo)
    },
    requireYears: requireOwn,
  }
}

async function walked(client: pg.PoolClient, job: Job, run: RecalculationRunRow): Promise<WalkedPeople> {
  const isFirst = job.cursor === null && afterOf(job) === ''
  if (isFirst) await findTouchedPeople(client, run, prefixOf(run.region))
  const total = job.total ?? (await countTouchedPeople(client, run.id))
  const passed = await nextTouchedPeople(client, run.id, afterOf(job), listedInPiece)
  const looked = passed.map(({ personNo }) => ({ personNo, firstYear: run.year, lastYear: run.year }))
  return { passed, looked, total, isLast: passed.length < listedInPiece }
}
