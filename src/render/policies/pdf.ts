import PDFDocument from 'pdfkit'
import { comparedLaw } from '../../application/policies/law-comparison.ts'
import type { LawReport, LawReports, ReportedClause, ReportedDocument } from '../../application/policies/law-report.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { everywhere } from '../../domain/policies/merge.ts'
import { type Block, gap, inner, row, type Sentence, sheet } from '../statement/pdf/block.ts'
import { ink, Pen, type Style, soft } from '../statement/pdf/pen.ts'
import { lawWords, statusWords } from './words.ts'

const title: Style = { size: 17, weight: '700' }
const heading: Style = { size: 12.5, weight: '700', colour: '#1f4e8c' }
const clauseHead: Style = { size: 9.6, weight: '700' }
const text: Style = { size: 9.6, leading: 1.5, colour: ink }
const note: Style = { size: 8.6, leading: 1.45, colour: soft }

const numberHeight = 14

/** The law page as an A4 PDF; of two days, article by article: what is the same once, what differs as it was and as it is. */
export function lawPdf({ law, other }: LawReports, language: Language): Promise<Buffer> {
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: 0, bufferPages: true, lang: language === 'zh' ? 'zh-CN' : 'en', displayTitle: true },
    info: { Title: `${law.name[language]} ${lawWords.title[language]} ${law.on}`, Creator: 'Yizhan' },
  })
  const parts: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  const layout = new Layout(new Pen(doc, 1), language)
  layout.place(law, other)
  layout.number()
  doc.end()
  return written
}

class Layout {
  readonly #pen: Pen
  readonly #language: Language
  #y: number = sheet.top

  constructor(pen: Pen, language: Language) {
    this.#pen = pen
    this.#language = language
  }

  place(law: LawReport, other: LawReport | null): void {
    const blocks = other ? this.#compared(law, other) : this.#blocks(law)
    for (const [at, block] of blocks.entries()) {
      const under = block.withNext ? (blocks[at + 1]?.height ?? 0) : 0
      if (this.#y + block.height + under > sheet.bottom - numberHeight) this.#turn()
      block.draw(this.#y)
      this.#y += block.height
    }
  }

  number(): void {
    const { doc } = this.#pen
    const { count } = doc.bufferedPageRange()
    for (let at = 0; at < count; at += 1) {
      doc.switchToPage(at)
      const said = this.#say(lawWords.page)
        .replace('{at}', String(at + 1))
        .replace('{of}', String(count))
      this.#pen.write(
        this.#pen.set(said, { size: 7, colour: soft }, inner),
        sheet.left,
        sheet.bottom - 9,
        inner,
        'center',
      )
    }
  }

  #turn(): void {
    this.#pen.doc.addPage()
    this.#y = sheet.top
  }

  #say(said: Bilingual): string {
    return said[this.#language]
  }

  #compared(before: LawReport, after: LawReport): Block[] {
    const dated = ({ on }: LawReport, clause: ReportedClause) => [
      gap(this.#pen, 2),
      this.#block(`${this.#say(lawWords.on)} ${on}`, note, true),
      ...this.#clause(clause),
    ]
    const documents = comparedLaw(before, after).flatMap(({ before: old, after: now, clauses }) => [
      ...(old && !now ? this.#document(old) : []),
      ...(now ? this.#document(now) : []),
      ...clauses.flatMap(({ before: one, after: other, differs }) =>
        differs === null && other
          ? this.#clause(other)
          : [...(one ? dated(before, one) : []), ...(other ? dated(after, other) : [])],
      ),
    ])
    const silent = [before, after].flatMap((report) => this.#silent(report, `　${report.on}`))
    return [...this.#head(before), ...this.#head(after).slice(1), ...documents, ...silent, ...this.#examples(after)]
  }

  #blocks(report: LawReport): Block[] {
    return [
      ...this.#head(report),
      ...report.documents.flatMap((one) => [
        ...this.#document(one),
        ...one.clauses.flatMap((clause) => this.#clause(clause)),
      ]),
      ...this.#silent(report),
      ...this.#examples(report),
    ]
  }

  #head(report: LawReport): Block[] {
    return [
      this.#block(`${this.#say(report.name)} ${this.#say(lawWords.title)}`, title),
      this.#block(`${this.#say(lawWords.region)} ${report.region}　${this.#say(lawWords.on)} ${report.on}`, note),
      this.#block(`${this.#say(lawWords.hash)} ${report.policyHash}`, note),
    ]
  }

  #document(one: ReportedDocument): Block[] {
    const common = one.region === everywhere
    const days = `${this.#say(lawWords.inForce)} ${one.from} – ${one.to ?? this.#say(lawWords.open)}`
    return [
      gap(this.#pen, 9),
      this.#block(common ? this.#say(lawWords.common) : `${one.number} ${this.#say(one.title)}`, heading, true),
      ...(common ? [] : [this.#block(`${this.#say(one.issuer)} · ${days}`, note, true)]),
    ]
  }

  #silent({ silent }: LawReport, of = ''): Block[] {
    return [
      gap(this.#pen, 9),
      this.#block(this.#say(lawWords.silent) + of, heading, true),
      this.#block(silent.map((one) => this.#say(one)).join('、') || this.#say(lawWords.nothing), text),
    ]
  }

  #clause({ id, cite, says, status, reading, source, values, differs }: ReportedClause): Block[] {
    const mark = differs ? `　【${this.#say(lawWords[differs])}】` : ''
    const notes = [
      ...(reading ? [`${this.#say(lawWords.reading)}: ${this.#say(reading)}`] : []),
      ...(source ? [`${this.#say(lawWords.source)}: ${this.#say(source)}`] : []),
    ]
    return [
      gap(this.#pen, 4),
      this.#block(`${cite}　[${id}]　${this.#say(statusWords[status])}${mark}`, clauseHead, true),
      this.#block(this.#say(says), text),
      ...notes.map((one) => this.#block(one, note)),
      ...values.map((value) => this.#block(`· ${this.#say(value.title)}: ${this.#say(value.says)}`, note)),
    ]
  }

  #examples({ examples }: LawReport): Block[] {
    if (examples.length === 0) return []
    return [
      gap(this.#pen, 9),
      this.#block(this.#say(lawWords.examples), heading, true),
      ...examples.flatMap(({ who, why, published, source, visits }) => [
        this.#block(
          `${this.#say(who)}　${this.#say(published ? lawWords.published : lawWords.derived)}${source ? ` · ${this.#say(source)}` : ''}`,
          clauseHead,
          true,
        ),
        this.#block(this.#say(why), text),
        ...visits.map((visit) => this.#block(`· ${this.#say(visit)}`, note)),
      ]),
    ]
  }

  #block(said: string, style: Style, withNext = false): Block {
    const sentence: Sentence = { text: said, style }
    return { ...row(this.#pen, [{ x: 0, width: inner, said: [sentence] }], { pad: 1 }), withNext }
  }
}
