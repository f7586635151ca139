import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { postCorrection, startPolicyCorrection } from '../../../src/application/policy-corrections/start-correction.ts'
import type { Service } from '../../../src/application/service.ts'
import type { JobRow } from '../../../src/db/jobs/jobs.ts'
import { listRunLines } from '../../../src/db/recalculation/run-lines.ts'
import type { RunStage } from '../../../src/domain/names/run-stages.ts'
import type { Clause, PackFile } from '../../../src/domain/policies/pack.ts'
import { bureau } from '../database/desk.ts'
import { runJob } from '../database/jobs.ts'
import { amended } from './packs.ts'

const jincheng = '140500'

/** Jincheng's pack as somebody typed it wrong: stays of people on dibao aided at 60% where the document says 70%. */
export const mistaken = amended(withRate('0.60'))

/** The same aided at less still. */
export const worse = amended(withRate('0.50'))

function withRate(rate: string) {
  return (clause: Clause, file: PackFile): Clause => {
    if (file.region !== jincheng || !clause.aid) return clause
    const aid = clause.aid.map((row) =>
      row.for.includes('dibao') && row.care.includes('inpatient') ? { ...row, rate } : row,
    )
    return { ...clause, aid }
  }
}

export const mistakenHash = mistaken.pack(jincheng).hash

/** Starts a correction of what was settled under the mistake, and brings its list to the end. */
export async function listed(service: Service, policyHash = mistakenHash): Promise<{ id: string; job: JobRow }> {
  const run = await startPolicyCorrection(service, bureau, { region: jincheng, policyHash, reason: '救助比例录入有误' })
  return { id: run.id, job: await runJob(service, run.listing?.jobId ?? '') }
}

/** Posts what was listed. */
export async function postedOf(service: Service, id: string): Promise<JobRow> {
  const run = await postCorrection(service, bureau, id)
  return runJob(service, run.posting?.jobId ?? '')
}

export async function correctedLines(service: Service, runId: string, stage: RunStage) {
  return listRunLines(
    service.db.pool,
    { table: 'policy_correction_lines', runId, stage },
    { after: null, take: 10_000 },
  )
}

/** The same service as it was while the mistake was in its packs, which are known to it ever after. */
export async function beforeMending({ reloadPolicies: _, ...service }: Service): Promise<Service> {
  const ledger = createLedgerWriter({ db: service.db, library: mistaken, clock: service.clock })
  await ledger.archive.keep(service.clock())
  return { ...service, library: mistaken, ledger }
}
