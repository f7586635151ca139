import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import { everywhere } from '../../domain/policies/merge.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { listPolicies } from './read-policies.ts'
import type { ReloadFault } from './reload-outcome.ts'

const shownFaults = 50

/**
 * Loads the packs of the service and of POLICY_DIR again, in all processes of the service. Bureaus of every region (000000).
 * Errors: `forbidden`, `packs-unsound` with what is wrong by file and line, `packs-not-taken-over`; the packs of before stay then.
 */
export async function reloadPolicies(service: Service, caller: Caller) {
  requireKind(caller, 'bureau')
  requireRegion(caller, everywhere)
  const outcome = (await service.reloadPolicies?.()) ?? ({ kind: 'failed' } as const)
  if (outcome.kind === 'failed') refuse('packs-not-taken-over')
  if (outcome.kind === 'refused') refuse('packs-unsound', {}, unsound(outcome.faults))
  const loaded = listPolicies(service, caller)
  const policies = Object.fromEntries(loaded.items.map(({ region, policyHash }) => [region, policyHash]))
  await withTransaction(service.db.pool, (client) =>
    recordChangeIn(client, {
      callerId: caller.id,
      action: 'policies.reloaded',
      at: service.clock(),
      detail: { policies },
    }),
  )
  return loaded
}

function unsound(faults: readonly ReloadFault[]) {
  const shown = faults.slice(0, shownFaults).map(({ file, line, message: { zh, en } }) => ({
    pointer: '',
    detail: { zh: `${file}:${line}：${zh}`, en: `${file}:${line}: ${en}` },
  }))
  return { faults: shown, moreFaults: faults.length - shown.length }
}
