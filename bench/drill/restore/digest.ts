import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** `npm run ledger:digest` into a file. */
export async function makeDigest(url: string, env: Readonly<Record<string, string>>, path: string): Promise<void> {
  const { PATH, HOME } = process.env
  await run(process.execPath, ['--import', 'tsx', 'src/cli/ledger-digest.ts', '--out', path], {
    cwd: root,
    env: { PATH, HOME, ...env, DATABASE_URL: url },
  })
}
