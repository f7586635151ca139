import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { listPacks } from '../../db/policies/policy-packs.ts'
import {
  correctionJobs,
  findOpenCorrection,
  insertCorrection,
  insertCorrectionJob,
  lockCorrections,
  type PolicyCorrectionJobRow,
  type PolicyCorrectionRow,
} from '../../db/policy-corrections/corrections.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay } from '../../domain/calendar.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { jobStatusNames } from '../jobs/stop-job.ts'
import type { RunJobInput } from '../recalculation/run-pieces.ts'
import type { Service } from '../service.ts'
import { correctionJobName } from './correction-job.ts'
import { correctionInScope, type ShownPolicyCorrection, shownCorrection } from './read-corrections.ts'

export interface PolicyCorrectionAsked {
  readonly region: string
  /** Of the pack that had the mistake. */
  readonly policyHash: string
  readonly reason: string
}

/**
 * Lists whom a pack with a mistake settled otherwise than the pack in use does. While a list for the same two packs is being made, that
 * is the answer. Errors: `forbidden`, `policy-missing`, `policy-hash-unknown`, `policy-hash-in-use`.
 */
export async function startPolicyCorrection(
  service: Service,
  caller: Caller,
  { region, policyHash, reason }: PolicyCorrectionAsked,
): Promise<ShownPolicyCorrection> {
  requireKind(caller, 'bureau')
  requireRegion(caller, region)
  const now = service.clock()
  if (!service.library.regions().includes(region)) refuse('policy-missing', { region, on: chinaDay(now) })
  const correctedHash = service.library.pack(region).hash
  if (policyHash === correctedHash) refuse('policy-hash-in-use', { region, policyHash })
  await requireKnown(service, region, policyHash)
  const run = await withTransaction(service.db.pool, async (client) => {
    await lockCorrections(client, region)
    const open = await findOpenCorrection(client, { region, policyHash, correctedHash })
    if (open) return open
    const startedAt = now.toISOString()
    const made = { id: uuidv7(), region, policyHash, correctedHash, reason, startedAt, callerId: caller.id }
    await insertCorrection(client, made)
    await begin(service, client, caller, made, { stage: 'listing', after: '', done: 0, approvedBy: null })
    return made
  })
  return shownCorrection(service, run)
}

const shownPacks = 5

async function requireKnown(service: Service, region: string, policyHash: string): Promise<void> {
  const packs = await listPacks(service.db.pool, region)
  if (packs.some((pack) => pack.policyHash === policyHash)) return
  const current = service.library.pack(region).hash
  const earlier = packs.filter((pack) => pack.policyHash !== current).slice(0, shownPacks)
  const known = earlier.map((pack) => `${pack.policyHash} (${chinaDay(pack.firstSeenAt)})`).join(', ')
  refuse('policy-hash-unknown', { region, known: known === '' ? '-' : known })
}

interface Begun {
  readonly stage: RunStage
  readonly after: string
  readonly done: number
  readonly approvedBy: string | null
}

async function begin(
  service: Service,
  client: pg.PoolClient,
  caller: Pick<Caller, 'id'>,
  run: PolicyCorrectionRow,
  { stage, after, done, approvedBy }: Begun,
): Promise<void> {
  const input: RunJobInput = { runId: run.id, stage, after, done }
  const job = { kind: correctionJobName, region: run.region, input, callerId: caller.id }
  const jobId = await enqueueJob(service, job, client)
  const askedAt = service.clock().toISOString()
  await insertCorrectionJob(client, { jobId, runId: run.id, stage, askedAt, callerId: caller.id, approvedBy })
}

/**
 * Posts what was listed, person by person, as recalculations. Asked for again, it answers how far it is.
 * Errors: `not-found`, `forbidden`, `correction-not-listed`, `correction-outdated`.
 */
export async function postCorrection(service: Service, caller: Caller, id: string): Promise<ShownPolicyCorrection> {
  requireKind(caller, 'bureau')
  const run = await correctionInScope(service, caller, id)
  await withTransaction(service.db.pool, async (client) => {
    await lockCorrections(client, run.region)
    const jobs = await correctionJobs(client, run.id)
    if (jobOf(jobs, 'posting')) return
    const { status = 'queued' } = jobOf(jobs, 'listing') ?? {}
    if (status !== 'succeeded') refuse('correction-not-listed', { id, status: jobStatusNames[status] })
    const inUse = service.library.pack(run.region).hash
    if (inUse !== run.correctedHash) refuse('correction-outdated', { id, inUse })
    const approvedBy = caller.approvedBy ?? null
    await begin(service, client, caller, run, { stage: 'posting', after: '', done: 0, approvedBy })
  })
  return shownCorrection(service, run)
}

/**
 * Goes on with the stage that was stopped or failed, from where it was; one that goes on or has ended is answered as it is. What was
 * approved once needs no second approval. Errors: `not-found`, `forbidden`.
 */
export async function resumeCorrection(service: Service, caller: Caller, id: string): Promise<ShownPolicyCorrection> {
  requireKind(caller, 'bureau')
  const run = await correctionInScope(service, caller, id)
  await withTransaction(service.db.pool, async (client) => {
    await lockCorrections(client, run.region)
    const jobs = await correctionJobs(client, run.id)
    const last = jobOf(jobs, 'posting') ?? jobOf(jobs, 'listing')
    if (!last || (last.status !== 'cancelled' && last.status !== 'failed')) return
    const { stage, done, cursor, approvedBy } = last
    const after = typeof cursor?.after === 'string' ? cursor.after : startOf(last)
    const asker = stage === 'posting' ? { id: last.callerId } : caller
    await begin(service, client, asker, run, { stage, after, done, approvedBy })
  })
  return shownCorrection(service, run)
}

/** One that was stopped before its first piece stands where it was begun. */
function startOf({ input }: PolicyCorrectionJobRow): string {
  return typeof input.after === 'string' ? input.after : ''
}

function jobOf(jobs: readonly PolicyCorrectionJobRow[], stage: RunStage): PolicyCorrectionJobRow | undefined {
  return jobs.find((job) => job.stage === stage)
}
