import { alertSweep } from '../alerts/sweep-alerts.ts'
import { subsidyRunKind } from '../premiums/subsidy-run-job.ts'
import { rosterApply } from '../rosters/apply-roster-job.ts'
import { yearEnd } from '../year-end/year-end-job.ts'
import type { JobKind } from './job-kind.ts'

/** Every kind of job there is. */
export const jobKinds: readonly JobKind[] = [alertSweep, subsidyRunKind, rosterApply, yearEnd]
