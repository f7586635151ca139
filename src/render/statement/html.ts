import { hash } from 'node:crypto'
import type { Bilingual } from '../../domain/language.ts'
import { barSvg, swatchSvg } from './bar.ts'
import { fitted } from './density.ts'
import { escaped } from './escape.ts'
import { citesOf, type StatementPage } from './page.ts'
import { qrCodeOf, quietZone } from './qr-code.ts'
import { style } from './style.ts'
import { statementWords } from './words.ts'

/** Nothing is loaded from anywhere, nothing runs, and the only style is the one whose hash is named here. */
export const statementPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

export function statementHtml(whole: StatementPage): string {
  const { page, density } = fitted(whole)
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(`${page.title.zh} ${page.receiptNo}`)}</title>
<style>${style}</style></head>
<body class="d${density}">
${page.reversed ? `<div class="stamp" aria-hidden="true">已冲正${en('REVERSED')}</div>` : ''}
${head(page)}
${notices(page)}
<dl class="facts">${page.facts.map(fact).join('')}</dl>
${heading(statementWords.costs)}
<div class="costs">${page.costs.map(({ label, amount, sign }) => `<div>${sign ? `<i>${sign}</i>` : ''}${both(label)}<b>${amount}</b></div>`).join('')}</div>
${heading(statementWords.whoPays)}
${barSvg(page.shares)}
<ul class="legend">${page.shares.map((share) => `<li>${swatchSvg(share)}<span>${both(share.name)}</span><b>${share.amount}</b><span>${escaped(share.percent)}</span></li>`).join('')}</ul>
<div class="sums">${page.sums.map(({ label, amount }) => `<div>${both(label)}<b>${amount}</b></div>`).join('')}</div>
${payments(page)}
${limits(page)}
${remarks(statementWords.reasons, page.reasons, statementWords.noReasons)}
${page.warnings.length > 0 ? remarks(statementWords.warnings, page.warnings) : ''}
${clauses(page)}
${foot(page)}
</body></html>
`
}

function en(text: string): string {
  return `<span lang="en">${escaped(text)}</span>`
}

/** Chinese first, English beside it. */
function both(text: Bilingual): string {
  return `${escaped(text.zh)} ${en(text.en)}`
}

function heading(text: Bilingual): string {
  return `<h2>${both(text)}</h2>`
}

function head({ title, receiptNo }: StatementPage): string {
  return `<header><h1>${both(title)}</h1><div class="receipt">${both(statementWords.receiptNo)}<b>${receiptNo}</b></div></header>`
}

function notices({ reversed, adjusted }: StatementPage): string {
  const notice = (text: Bilingual, kind: string) =>
    `<p class="notice${kind}" role="status">${escaped(text.zh)}${en(text.en)}</p>`
  return [reversed ? notice(reversed, ' void') : '', adjusted ? notice(adjusted, '') : ''].join('')
}

function fact({ label, zh, en: english, wide }: StatementPage['facts'][number]): string {
  return `<div${wide ? ' class="wide"' : ''}><dt>${both(label)}</dt><dd>${escaped(zh)}${english === null ? '' : en(english)}</dd></div>`
}

const headCell = (text: Bilingual, kind = '') => `<th${kind && ` class="${kind}"`}>${both(text)}</th>`
const number = (text: string) => `<td class="number">${text}</td>`

function payments({ payments: rows, total }: StatementPage): string {
  const cells = rows.map(
    ({ name, base, rate, amount, clause, text }) =>
      `<tr><td class="payer">${both(name)}</td>${number(base)}${number(rate)}${number(amount)}<td>${text ? `<p>${escaped(text.zh)}</p><p lang="en">${escaped(text.en)}${mark(clause)}</p>` : ''}</td></tr>`,
  )
  return `<table class="payments"><thead><tr>${headCell(statementWords.payer)}${headCell(statementWords.base, 'number')}${headCell(statementWords.rate, 'number')}${headCell(statementWords.amount, 'number')}${headCell(statementWords.basis)}</tr></thead>
<tbody>${cells.join('\n')}
<tr class="sum"><td>${both(statementWords.sum)}</td><td></td><td></td>${number(total)}<td></td></tr></tbody></table>`
}

function mark(clause: string | null): string {
  return clause === null ? '' : ` <span class="id">[${escaped(clause)}]</span>`
}

function limits({ limitsTitle, limitColumn, limits: rows }: StatementPage): string {
  if (rows.length === 0) return ''
  const none = both(statementWords.noLimit)
  const cells = rows.map(
    ({ name, limit, usedBefore, usedNow, remaining }) =>
      `<tr><td>${both(name)}</td>${number(limit ?? none)}${number(usedBefore)}${number(usedNow)}<td class="number"><b>${remaining ?? none}</b></td></tr>`,
  )
  const columns = [limitColumn, statementWords.usedBefore, statementWords.usedNow, statementWords.remaining]
  return `${heading(limitsTitle)}<table class="limits"><thead><tr>${headCell(statementWords.limit)}${columns.map((column) => headCell(column, 'number')).join('')}</tr></thead><tbody>${cells.join('\n')}</tbody></table>`
}

function remarks(title: Bilingual, rows: StatementPage['reasons'], none?: Bilingual): string {
  const cells = rows.map(
    ({ clause, text }) => `<tr><td>${escaped(text.zh)}</td><td lang="en">${escaped(text.en)}${mark(clause)}</td></tr>`,
  )
  const table = `<table class="said"><tbody>${cells.join('\n')}</tbody></table>`
  return `${heading(title)}${rows.length === 0 && none ? `<p>${both(none)}</p>` : table}`
}

function clauses(page: StatementPage): string {
  const { clauses: rows, citesOnly } = page
  if (rows.length === 0) return ''
  if (citesOnly)
    return `${heading(statementWords.clauses)}<p class="cites">${escaped(citesOf(page))}。${both(statementWords.citesOnly)}</p>`
  const cells = rows.map(({ id, cite, status, says }) => {
    const zh = `${cite}${status ? `（${status.zh}）` : ''}：${says?.zh ?? ''}`
    const english = `${status ? `(${status.en}) ` : ''}${says?.en ?? ''}`
    return `<tr><td><span class="id">[${escaped(id)}]</span> ${escaped(zh)}</td><td lang="en">${escaped(english)}</td></tr>`
  })
  return `${heading(statementWords.clauses)}<table class="said clauses"><tbody>${cells.join('\n')}</tbody></table>`
}

/** A telephone reads it and opens the page that says whether the number is genuine. */
function code(url: string | null): string {
  if (url === null) return ''
  const grid = qrCodeOf(url)
  const size = grid.length + 2 * quietZone
  const dark = grid.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + quietZone} ${y + quietZone}h1v1h-1z`] : [])),
  )
  return `<a class="code" href="${escaped(url)}"><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escaped(`${statementWords.scan.zh} ${statementWords.scan.en}`)}" shape-rendering="crispEdges"><path d="${dark.join('')}"/></svg></a>`
}

function foot({ foot: values, signs: places, verifyUrl }: StatementPage): string {
  const signs = places.map((sign) => `<div>${both(sign)}</div>`)
  const told = values.map(({ label, value }) => `<li>${both(label)} ${escaped(value)}</li>`)
  const scan = verifyUrl === null ? '' : `<p>${both(statementWords.scan)}</p>`
  return `<div class="signs">${signs.join('')}</div><footer>${code(verifyUrl)}<p>${both(statementWords.verify)}</p>${scan}<ul>${told.join('')}</ul></footer>`
}
