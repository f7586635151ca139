import { faultsOfExamples } from '../application/policies/run-examples.ts'
import { type PackFile, statuses } from '../domain/policies/pack.ts'
import { faultsOfPacks, warningsOfPacks } from '../policies/checks/check.ts'
import { faultLine, type PackFault } from '../policies/checks/faults.ts'
import { builtInPolicies, type Loaded, loadPacks } from '../policies/loader/load.ts'
import { shellLanguage } from './shell-language.ts'

/**
 * `npm run policy:check [DIR…]`: the packs of the service, those of POLICY_DIR and those of the folders, taken together. What is
 * wrong ends it with 1; what is only likely a mistake is said and does not.
 */
const language = shellLanguage(process.env)
const own = process.env['POLICY_DIR']?.trim()
const loaded = await loadPacks([builtInPolicies, ...(own ? [own] : []), ...process.argv.slice(2)])
const unsound = faultsOfPacks(loaded)
const faults = unsound.length > 0 ? unsound : faultsOfExamples(loaded.files)
if (faults.length > 0) refuse(faults)
else approve(loaded)

function refuse(found: readonly PackFault[]): void {
  for (const fault of found) console.error(faultLine(fault, language))
  console.error(language === 'zh' ? `共 ${found.length} 处问题` : count(found.length, 'fault'))
  process.exitCode = 1
}

function warn(found: readonly PackFault[]): void {
  const mark = language === 'zh' ? '提示：' : 'warning: '
  for (const fault of found) console.error(`${fault.file}:${fault.line}: ${mark}${fault.message[language]}`)
  if (found.length > 0)
    console.error(
      language === 'zh'
        ? `共 ${found.length} 处提示，不影响通过`
        : `${count(found.length, 'warning')}; nothing is refused for them`,
    )
}

function approve({ files: packs, unread }: Loaded): void {
  warn(warningsOfPacks({ files: packs, unread }))
  for (const { path, file } of packs) console.log(`${path}\n  ${summary(file)}`)
  const clauses = packs.reduce((sum, { file }) => sum + file.clauses.length, 0)
  const examples = packs.reduce((sum, { file }) => sum + (file.examples?.length ?? 0), 0)
  const regions = new Set(packs.map(({ file }) => file.region)).size
  const inEnglish = [
    count(regions, 'region'),
    count(packs.length, 'file'),
    count(clauses, 'clause'),
    count(examples, 'example'),
  ].join(', ')
  console.log(
    language === 'zh'
      ? `通过：${regions} 个地区，${packs.length} 个文件，${clauses} 条，${examples} 个例子`
      : `ok: ${inEnglish}`,
  )
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
