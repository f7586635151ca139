/**
 * `npm run audit:end -- --months 120 [--dry-run]`: ends the audit that was kept so long, beside the running service. A region whose
 * data asks for longer keeps it longer. Stopped, the same command goes on.
 *
 * Exit 0 when it is done, 2 when it could not be.
 */
import { parseArgs } from 'node:util'
import { endAudit } from '../application/audit/end-audit.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { ConfigError, readConfig } from '../config.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import { minMonths } from '../domain/audit/kept-months.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'
import { openLedger } from './open-ledger.ts'

const usage = `npm run audit:end -- --months 120 [--dry-run]
  --months   how long it was kept, ${minMonths} at least 已保存的月数，不少于 ${minMonths}
  --dry-run  counts and removes nothing 只统计，不清除`

class UsageError extends Error {}

function asked(): { months: number; dryRun: boolean } {
  const { values } = parseArgs({
    options: { months: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const { months = '' } = values
  if (!/^\d{1,4}$/.test(months) || Number(months) < minMonths) throw new UsageError(usage)
  return { months: Number(months), dryRun: values['dry-run'] }
}

async function main(): Promise<void> {
  const given = asked()
  const config = readConfig(process.env, process.cwd())
  const { db, close } = await openLedger(config, 'yizhan audit:end')
  try {
    const { files } = await loadPacks([builtInPolicies, ...(config.policyDir === null ? [] : [config.policyDir])])
    const library = new PolicyLibrary(
      files.map(({ file }) => file),
      sha256Hex,
    )
    const ended = await endAudit({ db, library, clock: () => new Date() }, { ...given, stopped: stopping() })
    const [en, zh] = given.dryRun ? ['would go', '将清除'] : ['gone', '已清除']
    for (const { region, months, before, lookups, events } of ended)
      console.log(
        `${region}, kept ${months} months, before ${before} ${en}: ${lookups} looks, ${events} other lines. ${region} 保存 ${months} 个月，${before} 以前${zh}：查询留痕 ${lookups} 条，操作留痕 ${events} 条。`,
      )
    if (ended.length === 0) console.log('Nothing is that old. 没有到期的留痕。')
  } finally {
    await close()
  }
}

/** The first signal ends behind the portion in hand. */
function stopping(): () => boolean {
  let isAsked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isAsked = true
    })
  return () => isAsked
}

main().catch((error: unknown) => {
  const wrongArguments = error instanceof TypeError && 'code' in error
  const said = error instanceof UsageError || error instanceof ConfigError || error instanceof SetupError
  console.error(wrongArguments ? usage : said ? error.message : error)
  process.exitCode = 2
})
