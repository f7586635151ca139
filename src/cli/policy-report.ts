import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { reportLaw } from '../application/policies/law-report.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { isDay } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import { declareNames } from '../domain/policies/declare.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import { detailOf, Refusal } from '../domain/refusals/refusal.ts'
import { faultsOfPacks } from '../policies/checks/check.ts'
import { faultLine } from '../policies/checks/faults.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'
import { lawHtml } from '../render/policies/html.ts'
import { lawPdf } from '../render/policies/pdf.ts'
import { shellLanguage } from './shell-language.ts'

const usage =
  'npm run policy:report -- REGION [--on DAY] [--and DAY] [--language zh|en] [--out FILE.html|FILE.pdf] [DIR…]'

/** The law page of a region without the service: from the packs of the service, of POLICY_DIR and of the folders named. */
async function report(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { on: { type: 'string' }, and: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  })
  const [region, ...folders] = positionals
  const days = [values.on, values.and].filter((day) => day !== undefined)
  if (region === undefined || !/^\d{6}$/.test(region) || !days.every(isDay)) return end(usage)
  const language: Language =
    values.language === 'zh' || values.language === 'en' ? values.language : shellLanguage(process.env)
  const own = process.env['POLICY_DIR']?.trim()
  const loaded = await loadPacks([builtInPolicies, ...(own ? [own] : []), ...folders])
  const faults = faultsOfPacks(loaded)
  if (faults.length > 0) return end(faults.map((fault) => faultLine(fault, language)).join('\n'))
  const files = loaded.files.map(({ file }) => file)
  declareNames(files)
  const service = { library: new PolicyLibrary(files, sha256Hex), clock: () => new Date() }
  const reports = reportLaw(service, null, region, { on: values.on, and: values.and })
  const out = values.out ?? `${region}-${reports.law.on}.html`
  await writeFile(out, out.endsWith('.pdf') ? await lawPdf(reports, language) : lawHtml(reports, language))
  console.log(out)
}

function end(why: string): void {
  console.error(why)
  process.exitCode = 1
}

report().catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error
  end(detailOf(error, shellLanguage(process.env)))
})
