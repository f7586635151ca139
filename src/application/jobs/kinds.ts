import { alertSweep } from '../alerts/sweep.ts'
import { rosterApply } from '../rosters/apply-job.ts'
import { subsidyRunKind } from '../subsidies/run-job.ts'
import { yearEnd } from '../year-end/kind.ts'
import type { JobKind } from './kind.ts'

/** Every kind of job there is. */
export const jobKinds: readonly JobKind[] = [alertSweep, subsidyRunKind, rosterApply, yearEnd]
