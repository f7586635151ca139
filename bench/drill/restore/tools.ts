import { type Found, findServers } from '../../../scripts/servers/find.ts'
import { newestProgram } from '../../../test/support/processes/programs.ts'

export interface Tools {
  readonly baseBackup: string
  readonly receiveWal: string
  readonly server: Found
}

/**
 * The programs that back up, on the path or where Debian keeps them, and the newest server of this machine that they may be
 * used on: none is newer than they are. A sentence that says what to install where something is missing.
 */
export async function findTools(): Promise<Tools | string> {
  const [baseBackup, receiveWal] = [newestProgram('pg_basebackup'), newestProgram('pg_receivewal')]
  if (!baseBackup || !receiveWal)
    return `there is no ${baseBackup ? 'pg_receivewal' : 'pg_basebackup'} on this machine; on Debian: apt-get install -y postgresql`
  const major = Math.min(baseBackup.major, receiveWal.major)
  const fitting = (await findServers()).filter((server) => server.major <= major)
  const server = fitting.at(-1)
  if (!server)
    return `pg_basebackup ${major} is older than every PostgreSQL of this machine; on Debian: apt-get install -y postgresql`
  return { baseBackup: baseBackup.path, receiveWal: receiveWal.path, server }
}
