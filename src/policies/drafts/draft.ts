import { stringify } from 'yaml'
import { isDay } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'

/** What the author says of a new document. Days and the region above may be empty. */
export interface DraftHead extends Readonly<Record<DraftField, string>> {
  readonly region: string
}

export type DraftField =
  | 'name-zh'
  | 'name-en'
  | 'number'
  | 'title-zh'
  | 'title-en'
  | 'issuer-zh'
  | 'issuer-en'
  | 'issued'
  | 'from'
  | 'to'
  | 'inherits'

/** Why an answer cannot stand, or null. */
export function wrongIn(field: DraftField, answer: string): Bilingual | null {
  if (answer === '') return { zh: '请填写', en: 'write something here' }
  if (field === 'from' || field === 'to' || field === 'issued')
    return isDay(answer) ? null : { zh: '请写成 2023-01-01', en: 'write a day as 2023-01-01' }
  if (field === 'inherits')
    return /^\d{6}$/.test(answer) ? null : { zh: '请写六位代码，如 140000', en: 'write six digits, such as 140000' }
  if (field.endsWith('-zh') && !/\p{Script=Han}/u.test(answer)) return { zh: '请写中文', en: 'write it in Chinese' }
  if (field.endsWith('-en') && !/[A-Za-z]/.test(answer)) return { zh: '请写英文', en: 'write it in English' }
  return null
}

/** A file that the check accepts: the document, and a clause that leaves aid open until its articles are written. */
export function draftPack(head: DraftHead): string {
  const text = (value: string) => stringify(value, { lineWidth: 0 }).trimEnd()
  const both = (field: 'name' | 'title' | 'issuer') =>
    `{ zh: ${quoted(head[`${field}-zh`])}, en: ${quoted(head[`${field}-en`])} }`
  return `# yaml-language-server: $schema=../pack.schema.json
# ${head['name-en']}. How to write the clauses: docs/policy-authors.md, docs/policy-authors.zh-CN.md.
region: '${head.region}'
name: ${both('name')}
role: policy
document:
  number: ${text(head.number)}
  title: ${both('title')}
  issuer: ${both('issuer')}
  issued: ${head.issued || 'null'}
inForce: { from: ${head.from}, to: ${head.to || 'null'} }
${head.inherits ? `inherits: '${head.inherits}'\n` : ''}
clauses:
  # The first clause leaves everything open until the articles are written; replace it by them, one clause each.
  # 第一条先把待遇都写作“留白”；逐条写好之后删去它。
  - clause: to-be-read
    cite: ${text(head.number)}
    says:
      zh: 条款还没有录入，救助标准以文件为准。
      en: The articles have not been written down yet; what the document says holds.
    status: gap
    gap:
      - topic: ${head.inherits ? 'application' : 'aid'}
        decides: ${both('issuer')}
`
}

/** Inside braces a text needs quotes where it holds a sign of YAML. */
function quoted(text: string): string {
  return /[:#{}[\],&*!|>'"%@`]/.test(text) || text.trim() !== text ? JSON.stringify(text) : text
}
