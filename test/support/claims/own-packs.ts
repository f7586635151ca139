import { declareNames } from '../../../src/domain/policies/declare.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { checkPacks } from '../../../src/policies/checks/check.ts'
import { faultLine } from '../../../src/policies/checks/faults.ts'
import { builtInPolicies, type LoadedPack, loadPacks, packFrom } from '../../../src/policies/loader/load.ts'
import { clause, pack } from '../../policies/packs.ts'
import { libraryOf } from './packs.ts'

const base = (await loadPacks([builtInPolicies])).files

/** The shipped packs and those written here, which must pass the check as a bureau's own would. */
export function libraryWith(...texts: readonly string[]): PolicyLibrary {
  const own = texts.map((text, at) => packFrom(`${at + 1}.yaml`, new TextEncoder().encode(text)))
  const faults = own.flatMap((one) => (Array.isArray(one) ? one : []))
  const files = [...base, ...own.filter((one): one is LoadedPack => !Array.isArray(one))]
  const all = faults.length > 0 ? faults : checkPacks(files)
  if (all.length > 0) throw new Error(all.map((fault) => faultLine(fault)).join('\n'))
  declareNames(files.map(({ file }) => file))
  return libraryOf(files.map(({ file }) => file))
}

/** A city of one clause, region 990100, whose rows are those given; `A1` is the clause. */
export function cityOf(rows: string, more: string = ''): PolicyLibrary {
  return libraryWith(pack(`${clause('A1', rows)}\n${more}`))
}
