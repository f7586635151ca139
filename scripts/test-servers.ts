/**
 * `npm run test:servers`: runs what depends on PostgreSQL's version against each server that the machine has, and prints a
 * table. Exit 0 when every server passed, 1 when one did not, 2 when there is none.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type Found, fetchMissing, findServers, majors } from './servers/find.ts'
import { startOf } from './servers/start.ts'

const usage = `npm run test:servers -- [options] [test files]
  --fetch        brings the versions that the machine has none of, by npm, into .servers/
  --only N       this major version alone
Without files: what writes and reads the ledger, the funds, the registers and the queue, and all that test/db has.`

/** Whose SQL is the widest: the guards of every table, plans, locks, the ledger, funds, bulk loads and the queue. */
const subset = [
  'test/db/',
  ...[
    ...[
      'ledger',
      'settlement',
      'settlement-batches',
      'fund',
      'clearing',
      'reconciliation',
      'rosters',
      'year-end',
      'webhooks',
    ],
    ...['recalculation', 'payouts', 'reimbursements', 'opening-balances', 'corrections', 'disallowances', 'audit'],
  ].map((capability) => `test/application/${capability}/`),
]

interface Outcome {
  readonly server: Found
  readonly passed: number
  readonly failed: number
  readonly seconds: number
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { fetch: { type: 'boolean', default: false }, only: { type: 'string' } },
    allowPositionals: true,
  })
  if (values.fetch) await fetchMissing(await findServers(), console.log)
  const found = (await findServers()).filter(({ major }) => values.only === undefined || String(major) === values.only)
  if (found.length === 0) {
    console.error(`There is no such server here.\n${usage}`)
    return 2
  }
  const outcomes: Outcome[] = []
  for (const server of found) outcomes.push(await tried(server, positionals.length > 0 ? positionals : subset))
  console.log(`\n${table(outcomes)}`)
  for (const major of values.only === undefined ? majors : [])
    if (!found.some((server) => server.major === major)) console.log(`PostgreSQL ${major} is not installed: not tried.`)
  return outcomes.every(({ passed, failed }) => passed > 0 && failed === 0) ? 0 : 1
}

/** The closing line of the tests says how many there were; a run that ends without one has failed. */
async function tried(server: Found, files: readonly string[]): Promise<Outcome> {
  console.log(`\nPostgreSQL ${server.version}, ${server.from}`)
  const from = performance.now()
  const { url, stop } = await startOf(server)
  try {
    const said = await vitest(url, files)
    const [, passed = '0', failed = '1'] = /^(\d+) passed, (\d+) failed/m.exec(said) ?? []
    const seconds = Math.round((performance.now() - from) / 1000)
    return { server, passed: Number(passed), failed: Number(failed), seconds }
  } finally {
    await stop()
  }
}

async function vitest(url: string, files: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
    env: { ...process.env, YIZHAN_TEST_DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
    process.stdout.write(chunk)
  })
  await once(child, 'close')
  return said
}

/** In Markdown. */
function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ server, passed, failed, seconds }) => [
    ...[server.version, server.from],
    ...[passed, failed, seconds].map(String),
  ])
  const titles = ['PostgreSQL', 'from', 'passed', 'failed', 'seconds']
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  },
)
