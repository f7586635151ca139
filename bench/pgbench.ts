import { execFile } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Server } from './postgres.ts'

const run = promisify(execFile)

export const scripts = fileURLToPath(new URL('ceilings/', import.meta.url))

/** It is not among the embedded programs. Any version from 14 on will do: only the server is measured. */
export async function findPgbench(): Promise<string> {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const versions = await readdir('/usr/lib/postgresql').catch(() => [] as string[])
  const debian = versions
    .sort()
    .reverse()
    .map((version) => join('/usr/lib/postgresql', version, 'bin'))
  for (const folder of [...onPath, ...debian]) {
    const path = join(folder, 'pgbench')
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  throw new Error(
    'pgbench is missing: it measures the ceilings. Debian and Ubuntu have it in `postgresql-contrib` (apt-get install postgresql), Red Hat in postgresql-contrib, macOS in `brew install postgresql`.',
  )
}

/** What a settlement holds of the claim, as the service stores it. */
const body = JSON.stringify({
  settlementNo: 'H140500000012023031512000001',
  personNo: '14050000000010000001',
  hospitalCode: 'H14050000001',
  care: 'inpatient',
  admittedOn: '2023-03-01',
  dischargedOn: '2023-03-15',
  servedOn: null,
  referral: 'proper',
  emergency: false,
  diseaseCode: null,
  costs: { total: '3200.00', offCatalogue: '200.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '3000.00' },
  paid: { basic: '1800.00', criticalIllness: '0.00', supplementary: '0.00', commercial: '0.00', socialAid: '0.00' },
})

export interface Pgbench {
  readonly perSecond: number
  readonly latencyMs: number
}

/** Transactions a second and their mean latency, connections not counted. */
export async function pgbench(
  server: Server,
  database: string,
  { script, clients, seconds }: { script: string; clients: number; seconds: number },
): Promise<Pgbench> {
  const args = [
    '-D',
    `body=${body}`,
    '-n',
    '-M',
    'prepared',
    '-f',
    join(scripts, script),
    '-c',
    clients,
    '-j',
    Math.min(clients, 2),
    '-T',
    seconds,
  ]
  const where = ['-h', '127.0.0.1', '-p', server.port, '-U', 'postgres', database]
  const { stdout } = await run(await findPgbench(), [...args, ...where].map(String), {
    env: { ...process.env, PGPASSWORD: server.password },
  })
  const figure = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1])
  return { perSecond: figure(/tps = ([\d.]+)/), latencyMs: figure(/latency average = ([\d.]+) ms/) }
}
