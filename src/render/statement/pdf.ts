import PDFDocument from 'pdfkit'
import { citing, type StatementPage } from './page.ts'
import { type Block, inner, sheet } from './pdf/block.ts'
import { Pen, soft } from './pdf/pen.ts'
import { foot, tables } from './pdf/tables.ts'
import { top } from './pdf/top.ts'

/** Tried in turn until the statement fits one page. Smaller than the last is hard to read on paper. */
const scales = [1, 0.96, 0.92, 0.88, 0.84, 0.8]
/** Then without the texts of the clauses, whose names stay. */
const citingScales = [0.92, 0.88, 0.84, 0.8, 0.77, 0.74, 0.72]
/** What does not fit even so goes on to another page, and is then written at a size that is easy to read. */
const continuedScale = 0.94

/** Points at the foot of every page, for its number. */
const numberHeight = 11

/** The statement as an A4 PDF: text that can be selected, and a font that is part of the file. */
export function statementPdf(page: StatementPage): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${page.title.zh} ${page.receiptNo}`,
      Creator: 'Yizhan',
      CreationDate: new Date(page.printedAt),
    },
  })
  const written = collect(doc)
  layOut(doc, page)
  numberPages(doc, page)
  doc.end()
  return written
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
}

function layOut(doc: PDFKit.PDFDocument, page: StatementPage): void {
  const room = sheet.bottom - numberHeight - sheet.top
  const forms = [
    ...scales.map((scale) => () => blocksOf(new Pen(doc, scale), page)),
    ...citingScales.map((scale) => () => blocksOf(new Pen(doc, scale), citing(page))),
  ]
  const fits = (form: () => Laid) => {
    const { blocks, last } = form()
    return heightOf([...blocks, last]) <= room
  }
  const form = forms.find(fits) ?? (() => blocksOf(new Pen(doc, continuedScale), page))
  const { blocks, last } = form()
  place(doc, page, blocks, last)
}

interface Laid {
  readonly blocks: readonly Block[]
  readonly last: Block
}

function blocksOf(pen: Pen, page: StatementPage): Laid {
  return { blocks: [...top(pen, page), ...tables(pen, page)], last: foot(pen, page) }
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height, 0)
}

/** Blocks below one another, with a new page where the next does not fit; the last stands at the foot of its page. */
function place(doc: PDFKit.PDFDocument, page: StatementPage, blocks: readonly Block[], last: Block): void {
  const bottom = sheet.bottom - numberHeight
  let y: number = sheet.top
  stamp(doc, page)
  const turn = (under?: Block) => {
    doc.addPage()
    stamp(doc, page)
    y = sheet.top
    if (!under) return
    under.draw(y)
    y += under.height
  }
  for (const [at, block] of blocks.entries()) {
    if (y + heightOf(together(blocks, at)) > bottom) turn(block.under)
    block.draw(y)
    y += block.height
  }
  if (y + last.height > bottom) turn()
  last.draw(bottom - last.height)
}

/** A heading and everything that it must not be parted from. */
function together(blocks: readonly Block[], from: number): readonly Block[] {
  const end = blocks.findIndex((block, at) => at >= from && !block.withNext)
  return blocks.slice(from, end < 0 ? undefined : end + 1)
}

/** Written first, so that it lies below the text. */
function stamp(doc: PDFKit.PDFDocument, { reversed }: StatementPage): void {
  if (!reversed) return
  const pen = new Pen(doc, 1)
  doc
    .save()
    .rotate(-28, { origin: [sheet.width / 2, sheet.height / 2] })
    .opacity(0.16)
  const zh = pen.set('已冲正', { size: 92, weight: '700', colour: '#b3261e' }, inner)
  const en = pen.set('REVERSED', { size: 36, weight: '700', colour: '#b3261e' }, inner)
  pen.write(zh, sheet.left, sheet.height / 2 - 90, inner, 'center')
  pen.write(en, sheet.left, sheet.height / 2 + 20, inner, 'center')
  doc.restore()
}

function numberPages(doc: PDFKit.PDFDocument, { receiptNo }: StatementPage): void {
  const { count } = doc.bufferedPageRange()
  const pen = new Pen(doc, 1)
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(at)
    const text = `${receiptNo}　　第 ${at + 1} 页，共 ${count} 页　Page ${at + 1} of ${count}`
    pen.write(pen.set(text, { size: 6.4, colour: soft }, inner), sheet.left, sheet.bottom - 9, inner, 'center')
  }
}
