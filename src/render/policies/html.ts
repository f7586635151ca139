import { hash } from 'node:crypto'
import { comparedLaw } from '../../application/policies/law-comparison.ts'
import type { LawReport, LawReports, ReportedClause, ReportedDocument } from '../../application/policies/law-report.ts'
import type { ReportedExample } from '../../application/policies/report-examples.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { everywhere } from '../../domain/policies/merge.ts'
import { escaped } from '../statement/escape.ts'
import { lawStyle } from './style.ts'
import { lawWords, statusWords } from './words.ts'

/** Nothing is loaded from anywhere, nothing runs, and the only style is the one whose hash is named here. */
export const lawPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', lawStyle, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The law of a region on a day as a page to read; of two days, article by article in two columns, what is the same once. */
export function lawHtml({ law, other }: LawReports, language: Language): string {
  const write = new Writer(language)
  const title = `${law.name[language]} ${lawWords.title[language]}`
  const body = other ? write.comparison(law, other) : `<main>${write.report(law)}</main>`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>${lawStyle}</style></head>
<body${other ? ' class="two"' : ''}>
<h1>${escaped(title)}</h1>
${body}
</body></html>
`
}

class Writer {
  readonly #language: Language

  constructor(language: Language) {
    this.#language = language
  }

  #say(text: Bilingual): string {
    return escaped(text[this.#language])
  }

  comparison(before: LawReport, after: LawReport): string {
    const both = (one: string, other: string) => `<div class="columns"><div>${one}</div><div>${other}</div></div>`
    const documents = comparedLaw(before, after).map(({ before: old, after: now, clauses }) => {
      const rows = clauses.map(({ before: one, after: other, differs }) =>
        differs === null && other
          ? `<div class="same">${this.#clause(other)}</div>`
          : both(one ? this.#clause(one, other) : this.#none(), other ? this.#clause(other, one) : this.#none()),
      )
      const heads = old && now ? this.#head(now) : both(old ? this.#head(old) : '', now ? this.#head(now) : '')
      return `<section${(now ?? old)?.region === everywhere ? ' class="common"' : ''}>${heads}${rows.join('\n')}</section>`
    })
    return `<main>${both(this.#facts(before), this.#facts(after))}
${documents.join('\n')}
${both(this.#silent(before), this.#silent(after))}
${both(this.#examples(before.examples), this.#examples(after.examples))}</main>`
  }

  #none(): string {
    return `<p class="none">${this.#say(lawWords.notHere)}</p>`
  }

  report(report: LawReport): string {
    return `${this.#facts(report)}
${report.documents.map((one) => this.#document(one)).join('\n')}
${this.#silent(report)}
${this.#examples(report.examples)}`
  }

  #facts(report: LawReport): string {
    const facts = [
      [lawWords.region, report.region],
      [lawWords.on, report.on],
      [lawWords.hash, report.policyHash],
    ] as const
    return `<dl>${facts.map(([name, value]) => `<dt>${this.#say(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`
  }

  #document(document: ReportedDocument): string {
    const common = document.region === everywhere
    const clauses = document.clauses.map((clause) => this.#clause(clause)).join('\n')
    return `<section${common ? ' class="common"' : ''}>${this.#head(document)}
${clauses}</section>`
  }

  #head({ region, number, title, issuer, issued, from, to, reading }: ReportedDocument): string {
    const common = region === everywhere
    const head = common ? this.#say(lawWords.common) : `${escaped(number)} ${this.#say(title)}`
    const days = `${this.#say(lawWords.inForce)} ${from} – ${to ?? this.#say(lawWords.open)}`
    const facts = [
      this.#say(issuer),
      ...(issued ? [`${this.#say(lawWords.issued)} ${issued}`] : []),
      days,
      ...(reading ? [this.#say(reading)] : []),
    ]
    return `<h2>${head}</h2>
${common ? '' : `<p class="facts">${facts.join(' · ')}</p>`}`
  }

  /** With the same clause of the other day, the values that are not in it are marked. */
  #clause(clause: ReportedClause, other: ReportedClause | null = null): string {
    const known = other && new Set(other.values.map((value) => this.#say(value.says)))
    const { id, cite, says, status, reading, source, values, replaces, differs } = clause
    const mark = differs ? ` <b class="mark ${differs}">${this.#say(lawWords[differs])}</b>` : ''
    const note = (name: Bilingual, text: string) => `<p class="note"><b>${this.#say(name)}</b> ${text}</p>`
    return `<article class="${status}${differs ? ' differs' : ''}"><h3>${escaped(cite)} <span class="id">${escaped(id)}</span> <span class="status">${this.#say(statusWords[status])}</span>${mark}</h3>
<p>${this.#say(says)}</p>
${reading ? note(lawWords.reading, this.#say(reading)) : ''}${source ? note(lawWords.source, this.#say(source)) : ''}${replaces.length > 0 ? note(lawWords.replaces, escaped(replaces.join(', '))) : ''}
${values.length > 0 ? `<ul>${values.map(({ title, says: said }) => `<li${known && !known.has(this.#say(said)) ? ' class="only"' : ''}><b>${this.#say(title)}</b> ${this.#say(said)}</li>`).join('')}</ul>` : ''}</article>`
  }

  #silent({ silent }: LawReport): string {
    const list = silent.map((one) => `<li>${this.#say(one)}</li>`).join('')
    const said =
      silent.length > 0
        ? `<p>${this.#say(lawWords.silentNote)}</p><ul>${list}</ul>`
        : `<p>${this.#say(lawWords.nothing)}</p>`
    return `<section class="silent"><h2>${this.#say(lawWords.silent)}</h2>${said}</section>`
  }

  #examples(examples: readonly ReportedExample[]): string {
    if (examples.length === 0) return ''
    const shown = examples.map(({ why, who, published, source, visits }) => {
      const grade = published ? lawWords.published : lawWords.derived
      const from = source ? ` · ${this.#say(source)}` : ''
      return `<article><h3>${this.#say(who)} <span class="status">${this.#say(grade)}${from}</span></h3><p>${this.#say(why)}</p><ul>${visits.map((visit) => `<li>${this.#say(visit)}</li>`).join('')}</ul></article>`
    })
    return `<section><h2>${this.#say(lawWords.examples)}</h2>${shown.join('\n')}</section>`
  }
}
