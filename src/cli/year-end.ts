/**
 * `npm run year-end -- --region 140500 --year 2023 [--dry-run]`: closes a year through the running service and shows how
 * far it is. The run goes on in the service when this is stopped; the same command follows it again.
 */
import { parseArgs } from 'node:util'
import { Client, DemoError } from './demo/client.ts'
import { bureauKey } from './key.ts'
import { runYearEnd } from './year-end/close-year.ts'

const usage = `npm run year-end -- --region 140500 --year 2023 [--dry-run]
  --region   six digits of the region whose policy it is 政策所属地区
  --year     year of the visits 待遇年度
  --dry-run  shows what it would come to and posts nothing 只预览，不记账`

function asked(): { region: string; year: number; dryRun: boolean } {
  const { values } = parseArgs({
    options: { region: { type: 'string' }, year: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const { region = '', year = '' } = values
  if (!/^\d{6}$/.test(region) || !/^\d{4}$/.test(year)) throw new DemoError(usage)
  return { region, year: Number(year), dryRun: values['dry-run'] }
}

async function main(): Promise<number> {
  const url = process.env.YIZHAN_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
  const { isTTY } = process.stdout
  // On a terminal the line of progress is written over; in a file each is a line.
  const progress = (text: string) => process.stdout.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`)
  const ended = await runYearEnd(new Client(url, bureauKey()), asked(), { say: console.log, progress })
  return ended === 'succeeded' ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const wrongArguments = error instanceof TypeError && 'code' in error
    console.error(wrongArguments ? usage : error instanceof DemoError ? error.message : error)
    process.exitCode = 2
  },
)
