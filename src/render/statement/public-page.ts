import { hash } from 'node:crypto'
import type { Opened, PublicCheck } from '../../application/statement/patient.ts'
import type { Bilingual } from '../../domain/language.ts'
import { escaped } from './escape.ts'
import { statementPageOf } from './page.ts'
import { outcomeWords, publicWords, refusedWords } from './public-words.ts'

/** For telephones first. */
const publicStyle = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:720px;padding:16px;color:#1b1f24;background:#fff;font:16px/1.5 -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
[lang=en]{color:#5b6470;font-size:.85em}
h1{font-size:1.4em}
h2{font-size:1.1em;margin-top:1.5em}
h3{font-size:1em;margin-bottom:0}
h3+p{margin-top:4px}
label{display:block;margin-top:12px}
input{display:block;width:100%;padding:10px;font:inherit;border:1px solid #6b7280;border-radius:4px}
button{margin-top:16px;padding:10px 24px;font:inherit;color:#fff;background:#0958d9;border:0;border-radius:4px}
.outcome{padding:12px 16px;border:2px solid #1f4e8c;border-radius:6px;font-weight:700}
.outcome.genuine{border-color:#237804}
.outcome.void,.outcome.not-genuine,.refused{border-color:#b3261e;color:#b3261e}
.outcome [lang=en],.refused [lang=en]{display:block;font-weight:400;color:inherit}
.refused{padding:12px 16px;border:1px solid}
code{overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}
th,td{padding:6px 0;text-align:left;border-bottom:1px solid #e3e6eb;vertical-align:top}
td.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
`

/** Nothing is loaded, nothing runs; what is filled in goes to this service alone. */
export const publicPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', publicStyle, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** A page on which a number is entered; with one that was checked, what came of it. */
export function publicPage(check: PublicCheck | null): string {
  if (check === null) return whole(asking(''))
  const isKnown = check.outcome !== 'not-genuine' && check.outcome !== 'mistyped'
  return whole(`${outcome(check)}${isKnown ? opening(check) : asking(check.receiptNo)}`)
}

/** What came of a name and the end of a number. */
export function openedPage(opened: Opened): string {
  const { check } = opened
  if (opened.kind === 'checked') return publicPage(check)
  if (opened.kind !== 'open') return whole(`${outcome(check)}${refused(refusedWords[opened.kind])}${opening(check)}`)
  return whole(`${outcome(check)}${contents(statementPageOf(opened.statement, null))}`)
}

const both = ({ zh, en }: Bilingual) => `${escaped(zh)} <span lang="en">${escaped(en)}</span>`

function whole(body: string): string {
  const { zh, en } = publicWords.title
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(`${zh} ${en}`)}</title>
<style>${publicStyle}</style></head>
<body><main><h1>${both(publicWords.title)}</h1>
${body}
</main></body></html>
`
}

function outcome({ receiptNo, outcome: said }: PublicCheck): string {
  return `<p class="outcome ${said}" role="status">${both(outcomeWords[said])}</p><p><code>${escaped(receiptNo)}</code></p>`
}

const refused = (words: Bilingual) => `<p class="refused" role="alert">${both(words)}</p>`

function asking(receiptNo: string): string {
  return `<form action="/verify" method="get"><label>${both(publicWords.receiptNo)}<input name="receiptNo" value="${escaped(receiptNo)}" required maxlength="64" autocomplete="off"></label><p>${both(publicWords.how)}</p><button>${escaped(`${publicWords.check.zh} ${publicWords.check.en}`)}</button></form>`
}

function opening({ receiptNo }: PublicCheck): string {
  const button = `<button>${escaped(publicWords.open.zh)} ${escaped(publicWords.open.en)}</button>`
  return `<h2>${both(publicWords.more)}</h2><form action="/verify/${escaped(encodeURIComponent(receiptNo))}" method="post"><label>${both(publicWords.name)}<input name="name" required maxlength="50" autocomplete="off"></label><label>${both(publicWords.lastDigits)}<input name="lastDigits" required maxlength="4" pattern="[0-9A-Za-z]{4}" autocomplete="off"></label><p>${both(publicWords.privacy)}</p>${button}</form>`
}

type Page = ReturnType<typeof statementPageOf>

function contents({ shares, total, payments, reasons, facts }: Page): string {
  const known = facts.map(({ label, zh }) => `<tr><th>${both(label)}</th><td>${escaped(zh)}</td></tr>`)
  const paid = shares.map(({ name, amount }) => `<tr><td>${both(name)}</td><td class="number">${amount}</td></tr>`)
  const sum = `<tr><th>${both(publicWords.total)}</th><td class="number">${total}</td></tr>`
  const steps = payments.flatMap(({ name, amount, text }) =>
    text ? [`<h3>${both(name)} ${amount}</h3><p>${escaped(text.zh)}</p><p lang="en">${escaped(text.en)}</p>`] : [],
  )
  const held = reasons.map(({ text }) => `<p>${escaped(text.zh)} <span lang="en">${escaped(text.en)}</span></p>`)
  return `<table>${known.join('')}</table>
<h2>${both(publicWords.paid)}</h2><table>${paid.join('')}${sum}</table>
<h2>${both(publicWords.why)}</h2>${steps.join('')}
<h2>${both(publicWords.notPaid)}</h2>${held.length > 0 ? held.join('') : `<p>${both(publicWords.nothingHeld)}</p>`}
<p>${both(publicWords.noticed)}</p>`
}
