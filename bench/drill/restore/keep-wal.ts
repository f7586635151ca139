import { once } from 'node:events'
import { ended, started } from '../../faults/environment/cleanup.ts'
import type { Cluster, Clusters } from './cluster.ts'

const name = 'kept_log'

/**
 * pg_receivewal writes the log down elsewhere as it comes, and from now on no commit is answered before it has flushed it.
 * Answers how to end it.
 */
export async function keepWal(
  clusters: Clusters,
  cluster: Cluster,
  program: string,
  folder: string,
): Promise<() => Promise<void>> {
  const shared = ['--directory', folder, '--slot', name, '--dbname', cluster.connection(name)]
  await clusters.run(program, [...shared, '--create-slot', '--if-not-exists'])
  const child = clusters.spawn(program, [...shared, '--synchronous'])
  started(child.pid ?? 0, 'SIGKILL')
  const end = once(child, 'exit')
  const isThere = `SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = '${name}'`
  await cluster.until('pg_receivewal does not receive', `${isThere} AND state = 'streaming') AS yes`)
  await cluster.query(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`)
  await cluster.query('SELECT pg_reload_conf()')
  await cluster.until('commits do not wait for pg_receivewal', `${isThere} AND sync_state = 'sync') AS yes`)
  return async () => {
    child.kill('SIGINT')
    await end
    ended(child.pid ?? 0)
  }
}
