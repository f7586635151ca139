import { alertSweep } from '../alerts/sweep-alerts.ts'
import { policyCorrectionKind } from '../policy-corrections/correction-job.ts'
import { subsidyRunKind } from '../premiums/subsidy-run-job.ts'
import { recalculationRunKind } from '../recalculation-runs/run-job.ts'
import { rosterApply } from '../rosters/apply-roster-job.ts'
import { settlementBatchKind } from '../settlement-batches/batch-job.ts'
import { whatIfKind } from '../what-if/what-if-job.ts'
import { yearEnd } from '../year-end/year-end-job.ts'
import type { JobKind } from './job-kind.ts'

/** Every kind of job there is. */
export const jobKinds: readonly JobKind[] = [
  alertSweep,
  policyCorrectionKind,
  subsidyRunKind,
  recalculationRunKind,
  rosterApply,
  settlementBatchKind,
  whatIfKind,
  yearEnd,
]
