import type { Language } from '../domain/language.ts'
import { type PackFile, statuses } from '../domain/policies/pack.ts'
import { faultsOfPacks } from '../policies/checks/check.ts'
import { faultLine, type PackFault } from '../policies/checks/faults.ts'
import { builtInPolicies, type LoadedPack, loadPacks } from '../policies/loader/load.ts'

/** `npm run policy:check [DIR…]`: the packs of the service and those of the folders, taken together. */
const language = languageOf(process.env)
const loaded = await loadPacks([builtInPolicies, ...process.argv.slice(2)])
const faults = faultsOfPacks(loaded)
if (faults.length > 0) refuse(faults)
else approve(loaded.files)

function refuse(found: readonly PackFault[]): void {
  for (const fault of found) console.error(faultLine(fault, language))
  console.error(language === 'zh' ? `共 ${found.length} 处问题` : count(found.length, 'fault'))
  process.exitCode = 1
}

function approve(packs: readonly LoadedPack[]): void {
  for (const { path, file } of packs) console.log(`${path}\n  ${summary(file)}`)
  const clauses = packs.reduce((sum, { file }) => sum + file.clauses.length, 0)
  const regions = new Set(packs.map(({ file }) => file.region)).size
  const inEnglish = [count(regions, 'region'), count(packs.length, 'file'), count(clauses, 'clause')].join(', ')
  console.log(language === 'zh' ? `通过：${regions} 个地区，${packs.length} 个文件，${clauses} 条` : `ok: ${inEnglish}`)
}

function summary(file: PackFile): string {
  const { from, to } = file.inForce
  const byStatus = statuses
    .map((status) => ({ status, number: file.clauses.filter((clause) => clause.status === status).length }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${number} ${status}`)
  const days = `${from}..${to ?? ''}`
  return [`${file.region} ${file.name[language]}`, file.document.number, days, file.role, byStatus.join(', ')].join(
    ' · ',
  )
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

/** The shell's language, as other commands take it. */
function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return locale.startsWith('zh') ? 'zh' : 'en'
}
