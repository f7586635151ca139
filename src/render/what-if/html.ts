import { hash } from 'node:crypto'
import type { WhatIfSheet } from '../../application/what-if/tables/columns.ts'
import type { Language } from '../../domain/language.ts'
import { type WhatIfTable, whatIfNotes, whatIfTableNames } from '../../domain/what-if/what-if-names.ts'
import { escaped } from '../statement/escape.ts'
import { barsOf } from './bars.ts'

const style = `
@page{size:A4 landscape;margin:12mm}
*{box-sizing:border-box}
html{--ink:#1b1f24;--soft:#5b6470;--line:#c9ced6;--accent:#1f4e8c;background:#e4e7ec;color:var(--ink)}
body{margin:6mm auto;max-width:297mm;padding:10mm 12mm;background:#fff;font:10pt/1.5 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.6em;margin:0 0 .3em;border-bottom:.15em solid var(--accent);padding-bottom:.3em}
h2{font-size:1.15em;margin:1.4em 0 .3em;border-left:.28em solid var(--accent);padding-left:.5em;break-after:avoid}
p{margin:.2em 0}
.facts,.note{color:var(--soft);font-size:.9em}
.notes{border:1px solid #e0b465;background:#fff8e1;padding:.4em .8em;margin:.8em 0}
table{border-collapse:collapse;margin:.3em 0;font-size:.9em}
th,td{border:1px solid var(--line);padding:.15em .5em;text-align:left;vertical-align:top;white-space:pre-line}
th{background:#f2f4f7}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr{break-inside:avoid}
svg{display:block;max-width:100%;height:auto;margin:.4em 0}
svg text{font-size:11px;fill:#1b1f24}
@media print{html{background:none}body{margin:0;max-width:none;padding:0}}
`

/** Nothing is loaded from anywhere, nothing runs, and the only style is the one whose hash is named here. */
export const whatIfPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Longer tables are read as files. */
const maxRows = 300

/** The columns of a table that are drawn beside it: the label, and one or two sums. */
const drawn: Readonly<Partial<Record<WhatIfTable, { readonly label: number; readonly values: readonly number[] }>>> = {
  payers: { label: 0, values: [1, 2] },
  categories: { label: 0, values: [4, 5] },
  deciles: { label: 0, values: [3, 4] },
  cash: { label: 0, values: [3, 4] },
  curve: { label: 0, values: [2] },
  contributions: { label: 0, values: [1] },
  households: { label: 0, values: [10, 11] },
}

interface RunHead {
  readonly region: string
  readonly year: number
  readonly from: string
  readonly to: string
  readonly title: string
  readonly baseHash: string
  readonly draftHash: string
}

/** A run as one page to read and to print: each table, a picture beside those that have one, and what a reckoning cannot know. */
export function whatIfHtml(run: RunHead, sheets: readonly WhatIfSheet[], language: Language): string {
  const title = `${pageTitle[language]} ${run.title}`
  const facts = [
    run.region,
    `${run.from} – ${run.to}`,
    `${run.baseHash.slice(0, 19)}… → ${run.draftHash.slice(0, 19)}…`,
  ]
  const notes = whatIfNotes.map((note) => `<p>${escaped(note[language])}</p>`).join('')
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p class="facts">${facts.map(escaped).join(' · ')}</p>
<div class="notes">${notes}</div>
${sheets
  .filter(({ rows, note }) => rows.length > 0 || note !== null)
  .map((one) => section(one, language))
  .join('\n')}
</body></html>
`
}

const pageTitle = { zh: '资金测算', en: 'What if' }

function section(sheet: WhatIfSheet, language: Language): string {
  const { table, columns, rows, note } = sheet
  const of = drawn[table]
  const heads = of ? of.values.map((at) => columns[at]?.head[language] ?? '') : []
  const picture = of && rows.length > 0 ? barsOf(rows, of, heads) : ''
  const shown = rows.slice(0, maxRows)
  const cut = rows.length > shown.length ? `<p class="note">${escaped(cutNote(rows.length)[language])}</p>` : ''
  const body = shown
    .map(
      (row) =>
        `<tr>${row.map((cell, at) => `<td${columns[at]?.kind === 'text' ? '' : ' class="n"'}>${escaped(String(cell ?? ''))}</td>`).join('')}</tr>`,
    )
    .join('')
  const written =
    rows.length === 0
      ? ''
      : `<table><thead><tr>${columns.map(({ head }) => `<th>${escaped(head[language])}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table>`
  return `<section><h2>${escaped(whatIfTableNames[table][language])}</h2>
${note ? `<p class="note">${escaped(note[language])}</p>` : ''}${picture}${written}${cut}</section>`
}

const cutNote = (rows: number) => ({
  zh: `共 ${rows} 行，此处列出前 ${maxRows} 行，全部见 CSV 或电子表格。`,
  en: `${rows} rows, of which the first ${maxRows} stand here; the CSV and the spreadsheet have all.`,
})
