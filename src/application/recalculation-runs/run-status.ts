import type { RecalculationRunJobRow, RecalculationRunRow } from '../../db/recalculation-runs/recalculation-runs.ts'
import type { Bilingual } from '../../domain/language.ts'
import {
  type RecalculationRunStatus,
  recalculationRunStatusNames,
} from '../../domain/recalculation-runs/run-statuses.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

export const approvingRun: Bilingual = { zh: '复核', en: 'approve' }
export const withdrawingRun: Bilingual = { zh: '撤回', en: 'withdraw' }
export const resumingRun: Bilingual = { zh: '继续', en: 'go on with' }

const next: Record<RecalculationRunStatus, Bilingual> = {
  listing: {
    zh: '请待清单完成（GET /v1/recalculation-runs/{id}）后再办理。',
    en: 'wait until its list is complete (GET /v1/recalculation-runs/{id}).',
  },
  listed: {
    zh: '请由另一密钥复核（…/approve），或撤回（…/withdraw）。',
    en: 'another key approves it (…/approve), or it is withdrawn (…/withdraw).',
  },
  posting: {
    zh: '正在记账，进度见 GET /v1/recalculation-runs/{id}。',
    en: 'it is being posted; see how far it is (GET /v1/recalculation-runs/{id}).',
  },
  posted: {
    zh: '已记账；登记更正后请用新的编号重新发起。',
    en: 'it is posted; mend the registers and start another under a new number.',
  },
  stopped: { zh: '请用 …/resume 继续。', en: 'go on with it by …/resume.' },
  withdrawn: { zh: '请用新的编号重新发起。', en: 'start another under a new number.' },
}

/** By the last job of the stage that it has come to. */
export function statusOfRun(
  { withdrawnAt }: Pick<RecalculationRunRow, 'withdrawnAt'>,
  jobs: readonly Pick<RecalculationRunJobRow, 'stage' | 'status'>[],
): RecalculationRunStatus {
  if (withdrawnAt !== null) return 'withdrawn'
  const posting = jobs.find(({ stage }) => stage === 'posting')
  const { status } = posting ?? jobs.find(({ stage }) => stage === 'listing') ?? { status: 'queued' }
  if (status === 'cancelled' || status === 'failed') return 'stopped'
  if (status === 'succeeded') return posting ? 'posted' : 'listed'
  return posting ? 'posting' : 'listing'
}

export function refuseRunStatus(
  { id, runNo }: Pick<RecalculationRunRow, 'id' | 'runNo'>,
  status: RecalculationRunStatus,
  action: Bilingual,
): never {
  const { zh, en } = next[status]
  const at = { zh: zh.replace('{id}', id), en: en.replace('{id}', id) }
  refuse('recalculation-run-status', { runNo, status: recalculationRunStatusNames[status], action, next: at })
}
