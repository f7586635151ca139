import { stringify } from 'yaml'
import type { PackFault } from '../checks/faults.ts'
import { type LoadedPack, packFrom } from '../loader/load.ts'

/** A pack of which values were changed, written out and read again: what is wrong with them is said as of any file. */
export function rewrittenPack(name: string, content: unknown): LoadedPack | PackFault[] {
  return packFrom(name, new TextEncoder().encode(stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })))
}
