import { newestProgram } from '../../../test/support/processes/programs.ts'
import { findTools, type Tools } from '../restore/tools.ts'

export interface FailoverTools extends Tools {
  readonly rewind: string
}

/** A sentence that says what to install where something is missing. */
export async function findFailoverTools(): Promise<FailoverTools | string> {
  const tools = await findTools()
  if (typeof tools === 'string') return tools
  const rewind = newestProgram('pg_rewind')
  return rewind
    ? { ...tools, rewind: rewind.path }
    : 'there is no pg_rewind on this machine; on Debian: apt-get install -y postgresql'
}
