import type { Bilingual } from '../../../domain/language.ts'
import { segmentsOf } from '../bar.ts'
import type { Fact, Share, StatementPage } from '../page.ts'
import { colours, statementWords } from '../words.ts'
import { type Block, gap, inner, row, sheet, type TableCell } from './block.ts'
import { ink, type Pen, soft } from './pen.ts'

const blue = '#1f4e8c'
const red = '#b3261e'
const faint = '#dfe3e8'

/** From the title to the sums: who, where, what it cost and who bears it. */
export function top(pen: Pen, page: StatementPage): Block[] {
  return [
    head(pen, page),
    gap(pen, 4),
    ...notices(pen, page),
    ...facts(pen, page),
    title(pen, statementWords.costs),
    strip(pen, page.costs),
    title(pen, statementWords.whoPays),
    bar(pen, page.shares),
    ...legend(pen, page.shares),
    gap(pen, 3),
    strip(pen, page.sums, '#a3430f'),
    gap(pen, 5),
  ]
}

function head(pen: Pen, { title: said, receiptNo }: StatementPage): Block {
  const side = 262
  const left: TableCell = {
    x: 0,
    width: inner - side,
    said: [
      { text: said.zh, style: { size: 16, weight: '700', leading: 1.3 } },
      { text: said.en, style: { size: 7.8, colour: soft } },
    ],
  }
  const right: TableCell = {
    x: inner - side,
    width: side,
    align: 'right',
    said: [
      {
        text: `${statementWords.receiptNo.zh} ${statementWords.receiptNo.en}`,
        style: { size: 7.4, colour: soft, leading: 2.1 },
      },
      { text: receiptNo, style: { size: 9.8, weight: '700' } },
    ],
  }
  return row(pen, [left, right], { rule: blue, pad: 3 })
}

function notices(pen: Pen, { reversed, adjusted }: StatementPage): Block[] {
  const notice = (text: Bilingual, colour: string) => [boxed(pen, text, colour), gap(pen, 4)]
  return [...(reversed ? notice(reversed, red) : []), ...(adjusted ? notice(adjusted, blue) : [])]
}

function boxed(pen: Pen, { zh, en }: Bilingual, colour: string): Block {
  const block = row(
    pen,
    [
      {
        x: 8,
        width: inner - 16,
        said: [
          { text: zh, style: { size: 8.8, weight: '700', colour } },
          { text: en, style: { size: 7.2, colour } },
        ],
      },
    ],
    { pad: 4 },
  )
  const draw = (y: number) => {
    pen.doc.roundedRect(sheet.left, y, inner, block.height, 3).lineWidth(1).stroke(colour)
    block.draw(y)
  }
  return { ...block, draw }
}

/** Three places a row. */
function facts(pen: Pen, { facts: all }: StatementPage): Block[] {
  const rows: (readonly (Fact & { place: number })[])[] = []
  let line: (Fact & { place: number })[] = []
  let place = 0
  for (const fact of all) {
    const places = fact.wide ? 2 : 1
    if (place + places > 3) {
      rows.push(line)
      line = []
      place = 0
    }
    line.push({ ...fact, place })
    place += places
  }
  return [...rows, line].map((told) => row(pen, told.flatMap(factCells), { rule: faint, pad: 1.8 }))
}

function factCells({ label, zh, en, wide, place }: Fact & { place: number }): TableCell[] {
  const width = inner / 3
  const side = 47
  const x = place * width
  return [
    {
      x,
      width: side,
      said: [
        { text: label.zh, style: { size: 8, colour: soft, leading: 1.2 } },
        { text: label.en, style: { size: 5.8, colour: soft, leading: 1.2 } },
      ],
    },
    {
      x: x + side + 3,
      width: (wide ? 2 : 1) * width - side - 9,
      said: [
        { text: zh, style: { size: 8.6, leading: 1.22 } },
        ...(en === null ? [] : [{ text: en, style: { size: 6.1, colour: soft, leading: 1.2 } }]),
      ],
    },
  ]
}

export function title(pen: Pen, { zh, en }: Bilingual): Block {
  const size = 9.4
  const wide = pen.set(zh, { size, weight: '700' }, inner)
  const beside = pen.set(en, { size: 7.4, colour: soft }, inner)
  const above = 7 * pen.scale
  const height = above + wide.height + 2.5 * pen.scale
  const draw = (y: number) => {
    pen.doc.rect(sheet.left, y + above + 1, 2.4, wide.height - 2).fill(blue)
    pen.write(wide, sheet.left + 7, y + above, inner)
    const end = sheet.left + 7 + (wide.lines[0]?.width ?? 0) * wide.size + 6
    pen.write(beside, end, y + above + (wide.height - beside.height) / 2 + 0.6, inner)
  }
  return { height, draw, withNext: true }
}

interface Amount {
  readonly label: Bilingual
  readonly amount: string
  readonly sign?: string
}

/** Amounts in boxes; with a colour, the last is the one to look at. */
function strip(pen: Pen, amounts: readonly Amount[], colour?: string): Block {
  const width = inner / amounts.length
  const cells = amounts.map(({ label, amount }, at): TableCell => {
    const last = colour !== undefined && at === amounts.length - 1
    return {
      x: at * width + 8,
      width: width - 12,
      said: [
        { text: `${label.zh} ${label.en}`, style: { size: 7, colour: soft } },
        { text: amount, style: { size: last ? 13 : 10.4, weight: '700', colour: last ? colour : ink, leading: 1.25 } },
      ],
    }
  })
  const block = row(pen, cells, { pad: 3 })
  const draw = (y: number) => {
    if (colour) pen.doc.rect(sheet.right - width, y, width, block.height).fill('#fdf3ec')
    pen.doc.roundedRect(sheet.left, y, inner, block.height, 2).lineWidth(0.5).stroke('#c9ced6')
    for (const [at, { sign }] of amounts.entries())
      if (at > 0) divide(pen, sheet.left + at * width, y, block.height, sign)
    block.draw(y)
  }
  return { ...block, draw }
}

function divide(pen: Pen, x: number, y: number, height: number, sign = ''): void {
  pen.doc
    .moveTo(x, y)
    .lineTo(x, y + height)
    .lineWidth(0.5)
    .stroke('#c9ced6')
  if (sign === '') return
  const set = pen.set(sign, { size: 9, colour: soft }, 12)
  const middle = y + (height - set.height) / 2
  pen.doc.rect(x - 4.5, middle, 9, set.height).fill('#ffffff')
  pen.write(set, x - 6, middle, 12, 'center')
}

/** The bar of the HTML, share for share: a tenth of a percent is a thousandth of the width. */
function bar(pen: Pen, shares: readonly Share[]): Block {
  const height = 21 * pen.scale
  const draw = (y: number) => {
    pen.doc.rect(sheet.left, y, inner, height).fill('#e7e9ec')
    for (const { share, x, label } of segmentsOf(shares)) {
      const left = sheet.left + (x * inner) / 1000
      const width = (share.tenths * inner) / 1000
      pen.doc.rect(left, y, width, height).fill(colours[share.payer])
      if (x > 0) pen.doc.rect(left - 0.5, y, 1, height).fill('#ffffff')
      const set = pen.set(label, { size: 8.4, weight: '700', colour: '#ffffff' }, inner)
      if (label !== '') pen.write(set, left, y + (height - set.height) / 2, width, 'center')
    }
  }
  return { height, draw }
}

function legend(pen: Pen, shares: readonly Share[]): Block[] {
  const width = inner / 3
  const rows = Array.from({ length: Math.ceil(shares.length / 3) }, (_, at) => shares.slice(3 * at, 3 * at + 3))
  return [gap(pen, 2), ...rows.map((three) => legendRow(pen, three, width))]
}

function legendRow(pen: Pen, shares: readonly Share[], width: number): Block {
  const cells = shares.map(
    ({ name, amount, percent }, at): TableCell => ({
      x: at * width + 14,
      width: width - 16,
      said: [
        { text: `${name.zh}  ${amount}  ${percent}`, style: { size: 8.4, leading: 1.22 } },
        { text: name.en, style: { size: 6.2, colour: soft, leading: 1.2 } },
      ],
    }),
  )
  const block = row(pen, cells, { pad: 1.5 })
  const draw = (y: number) => {
    for (const [at, { payer, number }] of shares.entries())
      swatch(pen, sheet.left + at * width, y + 2.5 * pen.scale, colours[payer], number)
    block.draw(y)
  }
  return { ...block, draw }
}

function swatch(pen: Pen, x: number, y: number, colour: string, number: number): void {
  const side = 10.5 * pen.scale
  pen.doc.roundedRect(x, y, side, side, 1.5).fill(colour)
  const set = pen.set(String(number), { size: 7.4, weight: '700', colour: '#ffffff' }, side)
  pen.write(set, x, y + (side - set.height) / 2, side, 'center')
}
