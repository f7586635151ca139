import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** `npm run ledger:verify` on this database, with these options. Answers what it found, '' when the ledger agrees. */
export async function verify(url: string, args: readonly string[] = []): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: url }
  try {
    await run(process.execPath, ['--import', 'tsx', 'src/cli/ledger-verify.ts', ...args], {
      cwd: root,
      env,
      maxBuffer: 1 << 26,
    })
    return ''
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return `${stdout}${stderr}`.trim() || String(error)
  }
}
