import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Language } from '../../src/domain/language.ts'
import { type PackFile, type RowKind, rowKinds } from '../../src/domain/policies/pack.ts'
import { fieldWordsOf } from '../../src/domain/policies/words/fields.ts'
import { rowWords, switchWords } from '../../src/domain/policies/words/rows.ts'
import { fieldsOf, packJsonSchema, type SchemaField, type SchemaNode } from '../../src/policies/loader/json-schema.ts'
import { builtInPolicies, loadPacks } from '../../src/policies/loader/load.ts'
import { examplesOfLaws } from './examples.ts'

export const authorsPages: Readonly<Record<Language, string>> = {
  en: 'docs/policy-authors.md',
  zh: 'docs/policy-authors.zh-CN.md',
}

const words = {
  other: { zh: '[English](policy-authors.md)', en: '[中文](policy-authors.zh-CN.md)' },
  rows: { zh: '## 各类行', en: '## The kinds of rows' },
  field: { zh: '| 字段 | 含义 |', en: '| field | meaning |' },
  head: { zh: '## 文件头、条款、例子', en: '## The head of a file, a clause, an example' },
  switches: { zh: '## 解读选择（`switches`）', en: '## Readings (`switches`)' },
  from: { zh: '例，取自 {at}：', en: 'An example, from {at}:' },
} as const

/** One of the pages: what is written by hand, then every kind of row with a real example and every field with its meaning. */
export async function authorsPage(language: Language): Promise<string> {
  const path = fileURLToPath(new URL(`introduction.${language}.md`, import.meta.url))
  const introduction = await readFile(path, 'utf8')
  const files = (await loadPacks([builtInPolicies, fileURLToPath(new URL('../../test/golden/packs', import.meta.url))]))
    .files
  const all = fieldsOf(packJsonSchema() as SchemaNode)
  const fields = [...new Set(all.map(({ path: at }) => at.join('.')))].map((at) => at.split('.'))
  const given = valuesOf(all)
  const tableOf: TableOf = (of, from = 0) => table(of, { language, from, given })
  const kinds = rowKinds.map((kind) =>
    kindOf(
      kind,
      language,
      files.map(({ file }) => file),
      { fields, tableOf },
    ),
  )
  const head = fields.filter(([first = '']) => first !== 'switches' && !rowKinds.includes(first as RowKind))
  return `${introduction.trimEnd().replace('\n\n', `\n\n${words.other[language]}\n\n`)}

${words.head[language]}

${tableOf(head)}

${words.rows[language]}

${kinds.join('\n\n')}

${words.switches[language]}

${tableOf(
  Object.keys(switchWords).map((name) => ['switches', name]),
  1,
)}
`
}

type TableOf = (fields: readonly (readonly string[])[], from?: number) => string

interface Known {
  readonly fields: readonly string[][]
  readonly tableOf: TableOf
}

/** The words that a field takes, where it takes few; by the field's path. */
function valuesOf(fields: readonly SchemaField[]): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, string[]>()
  for (const { path, node } of fields) {
    const listed = [node, node.items, ...(node.anyOf ?? [])].flat().flatMap((one) => (one as SchemaNode)?.enum ?? [])
    const words = listed.filter((one) => typeof one === 'string' && /^[a-z]/.test(one)) as string[]
    const at = path.join('.')
    given.set(at, [...new Set([...(given.get(at) ?? []), ...words])])
  }
  return given
}

const maxListed = 20

/** What may be written, where the meaning does not say it. */
function takes(words: readonly string[], means: string, language: Language): string {
  if (words.length === 0 || words.length > maxListed || words.every((word) => means.includes(word))) return ''
  const coded = words.map((word) => `\`${word}\``)
  return language === 'zh' ? `；可填 ${coded.join('、')}` : `; one of ${coded.join(', ')}`
}

function kindOf(kind: RowKind, language: Language, files: readonly PackFile[], { fields, tableOf }: Known): string {
  const { title, means } = rowWords[kind]
  const { at, row } = exampleOf(kind, files)
  const own = fields.filter(([first, ...rest]) => first === kind && rest.length > 0)
  return `### \`${kind}\` ${title[language]}

${means[language]}${language === 'zh' ? '。' : '.'}

${words.from[language].replace('{at}', at)}

\`\`\`yaml
${kind}:
  - ${flow(row)}
\`\`\`

${tableOf(own, 1)}`
}

/** The row that says most, of those that a pack has; a kind that none has is shown by the rule of another place. */
function exampleOf(kind: RowKind, files: readonly PackFile[]): { at: string; row: unknown } {
  const rows = files.flatMap((file) =>
    file.clauses.flatMap((clause) => (clause[kind] ?? []).map((row) => ({ at: clause.cite, row }))),
  )
  const richest = rows.sort((a, b) => Object.keys(b.row).length - Object.keys(a.row).length)[0]
  const other = examplesOfLaws[kind]
  if (!richest && !other) throw new Error(`no example of ${kind}: write one into scripts/policy-authors/examples.ts`)
  return richest ?? (other as { at: string; row: unknown })
}

/** As an author writes a row: on one line, quotes only where YAML wants them. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{ ${fields.map(([key, one]) => `${key}: ${flow(one)}`).join(', ')} }`
  }
  const text = String(value)
  return /^$|^\s|\s$|[:#{}[\],&*!|>'"%@`]/.test(text) ? JSON.stringify(text) : text
}

interface HowShown {
  readonly language: Language
  readonly from: number
  readonly given: ReadonlyMap<string, readonly string[]>
}

function table(fields: readonly (readonly string[])[], { language, from, given }: HowShown): string {
  const rows = fields.map((path) => {
    const means = fieldWordsOf(path)?.[language].replaceAll('|', '\\|') ?? ''
    const listed = takes(given.get(path.join('.')) ?? [], means, language)
    return `| \`${path.slice(from).join('.')}\` | ${means}${listed} |`
  })
  return [words.field[language], '| --- | --- |', ...rows].join('\n')
}
