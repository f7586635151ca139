import type { JobStatus } from '../../db/jobs/jobs.ts'
import { type LinesOf, runFunds, runTotals } from '../../db/recalculation/run-lines.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import type { Service } from '../service.ts'

/** The last job of a stage, with where it stands. */
export interface StageJob {
  readonly jobId: string
  readonly stage: RunStage
  readonly askedAt: string
  readonly callerId: string
  readonly approvedBy: string | null
  readonly status: JobStatus
  readonly done: number
  readonly total: number | null
}

export type ShownStage = Awaited<ReturnType<typeof shownStage>>

/** What a stage has come to so far: in all, and by the funds that pay. */
export async function shownStage(service: Service, jobs: readonly StageJob[], of: LinesOf) {
  const job = jobs.find((one) => one.stage === of.stage)
  if (!job) return null
  const { jobId, status, done, total, askedAt, callerId, approvedBy } = job
  const funds = await runFunds(service.db.pool, of)
  return {
    ...{ jobId, job: `/v1/jobs/${jobId}`, status, progress: { done, total } },
    ...{ askedAt: chinaTime(new Date(askedAt)), askedBy: callerId, approvedBy },
    ...(await runTotals(service.db.pool, of)),
    funds: funds.map((fund) => ({
      ...fund,
      fundsPay: yuan(sum([fund.basic, fund.criticalIllness, fund.assistance].map(decimal))),
    })),
  }
}
