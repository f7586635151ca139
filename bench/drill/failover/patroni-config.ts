import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'

/** The file that hospitals are given, so that what is measured is what it says. */
const example = fileURLToPath(new URL('../../../docs/operations/ha/patroni.yml', import.meta.url))

export interface PatroniMember {
  readonly name: string
  readonly port: number
  readonly restPort: number
  readonly dataDir: string
}

export interface Surroundings {
  readonly etcdPort: number
  readonly binDir: string
  /** In which sockets and the file of passwords lie. */
  readonly folder: string
  readonly password: string
}

export const restUser = 'patroni'

interface Example {
  readonly restapi: object
  readonly postgresql: { readonly parameters: object }
}

/** The example with this machine's addresses, folders and password; whatever decides how long a takeover takes is left as it is. */
export function configOf({ name, port, restPort, dataDir }: PatroniMember, around: Surroundings): string {
  const { etcdPort, binDir, folder, password } = around
  const read = parse(readFileSync(example, 'utf8')) as Example
  const listens = (at: number) => ({ listen: `127.0.0.1:${at}`, connect_address: `127.0.0.1:${at}` })
  return stringify({
    ...read,
    name,
    restapi: { ...listens(restPort), authentication: { username: restUser, password } },
    etcd3: { hosts: `127.0.0.1:${etcdPort}` },
    postgresql: {
      ...read.postgresql,
      ...listens(port),
      data_dir: dataDir,
      bin_dir: binDir,
      pgpass: `${folder}/pgpass-${name}`,
      authentication: {
        superuser: { username: 'postgres', password },
        replication: { username: 'replicator', password },
        rewind: { username: 'rewinder', password },
      },
      pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication all 127.0.0.1/32 scram-sha-256'],
      parameters: { ...read.postgresql.parameters, unix_socket_directories: folder },
    },
    // The watchdog would reset the machine that the drill runs on.
    watchdog: { mode: 'off' },
  })
}
