import { sha256Hex } from '../application/shared/hash.ts'
import { type Config, ConfigError } from '../config.ts'
import { declareNames } from '../domain/policies/declare.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import { faultsOfPacks } from '../policies/checks/check.ts'
import { faultLine } from '../policies/checks/faults.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'

/** All packs, or a refusal to start: a law that is read wrongly is worse than no service. */
export async function loadLaw({ policyDir }: Config): Promise<PolicyLibrary> {
  const loaded = await loadPacks([builtInPolicies, ...(policyDir === null ? [] : [policyDir])])
  const faults = faultsOfPacks(loaded)
  if (faults.length > 0) {
    const lines = faults.flatMap((fault) => [faultLine(fault, 'en'), faultLine(fault, 'zh')])
    throw new ConfigError(
      [...lines, 'The policy packs cannot be settled under; `npm run policy:check` shows the same.'].join('\n'),
    )
  }
  const files = loaded.files.map(({ file }) => file)
  declareNames(files)
  return new PolicyLibrary(files, sha256Hex)
}
