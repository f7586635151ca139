import type pg from 'pg'
import { findCorrection, type PolicyCorrectionRow } from '../../db/policy-corrections/corrections.ts'
import { countPeopleUnder, nextPeopleUnderPack } from '../../db/policy-corrections/settled-under.ts'
import { present } from '../../domain/shared/present.ts'
import type { Job, JobKind } from '../jobs/job-kind.ts'
import {
  afterOf,
  listedInPiece,
  listPiece,
  postPiece,
  type RecalculatedRun,
  type RunJobInput,
  type WalkedPeople,
} from '../recalculation/run-pieces.ts'

export const correctionJobName = 'policy-correction'

/** Walks people in the order of their numbers: the list looks at everybody with a year under the region's law. */
export const policyCorrectionKind: JobKind = {
  kind: correctionJobName,
  step: async (service, job, client) => {
    const { runId, stage } = job.input as RunJobInput
    const run = present(await findCorrection(client, runId), `correction ${runId}`)
    if (stage === 'posting') return postPiece(service, job, recalculated(run), client)
    return listPiece(service, job, recalculated(run), await walked(client, job, run), client)
  },
}

function recalculated(run: PolicyCorrectionRow): RecalculatedRun {
  const { id, reason, startedAt, callerId } = run
  return {
    ...{ id, reason, startedAt, callerId, table: 'policy_correction_lines' },
    ...{ path: `/v1/policy-corrections/${id}`, resettleNo: `correction/${id}`, mending: run },
    requirePerson: async () => {},
    requireYears: () => {},
  }
}

async function walked(client: pg.PoolClient, job: Job, run: PolicyCorrectionRow): Promise<WalkedPeople> {
  const total = job.total ?? (await countPeopleUnder(client, run.region))
  const passed = await nextPeopleUnderPack(client, run, afterOf(job), listedInPiece)
  const looked = passed.flatMap(({ isUnderPack, ...span }) => (isUnderPack ? [span] : []))
  return { passed, looked, total, isLast: passed.length < listedInPiece }
}
