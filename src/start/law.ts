import { faultsOfExamples } from '../application/policies/run-examples.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { type Config, ConfigError } from '../config.ts'
import { declareNames } from '../domain/policies/declare.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import type { PackFile } from '../domain/policies/pack.ts'
import { faultsOfPacks } from '../policies/checks/check.ts'
import { faultLine, type PackFault } from '../policies/checks/faults.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'

/** All packs that the service settles under, and what is wrong with them. */
export async function readLaw({
  policyDir,
}: Pick<Config, 'policyDir'>): Promise<{ files: PackFile[]; faults: PackFault[] }> {
  const loaded = await loadPacks([builtInPolicies, ...(policyDir === null ? [] : [policyDir])])
  const unsound = faultsOfPacks(loaded)
  const faults = unsound.length > 0 ? unsound : faultsOfExamples(loaded.files)
  return { files: loaded.files.map(({ file }) => file), faults: [...faults] }
}

/** All packs, or a refusal to start: a law that is read wrongly is worse than no service. */
export async function loadLaw(config: Config): Promise<PolicyLibrary> {
  const { files, faults } = await readLaw(config)
  if (faults.length > 0) {
    const lines = faults.flatMap((fault) => [faultLine(fault, 'en'), faultLine(fault, 'zh')])
    throw new ConfigError(
      [...lines, 'The policy packs cannot be settled under; `npm run policy:check` shows the same.'].join('\n'),
    )
  }
  declareNames(files)
  return new PolicyLibrary(files, sha256Hex)
}
