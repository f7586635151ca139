import type { Bilingual } from '../../../domain/language.ts'
import { citesOf, type Payment, type StatementPage } from '../page.ts'
import { qrCodeOf } from '../qr-code.ts'
import { statementWords } from '../words.ts'
import { type Block, inner, row, type Sentence, sheet, type TableCell } from './block.ts'
import { type Align, ink, type Pen, type Style, soft } from './pen.ts'
import { title } from './top.ts'

const faint = '#f3f5f8'
const line = '#e3e6eb'
const zhStyle = { size: 8.2, leading: 1.26 } as const
const enStyle = { size: 6.8, colour: soft, leading: 1.22 } as const
const headEn = { size: 6, colour: soft, leading: 1.2 } as const

interface Column {
  readonly name: Bilingual
  readonly width: number
  readonly align?: Align
}

/** From the table of payers to the clauses. */
export function tables(pen: Pen, page: StatementPage): Block[] {
  return [
    ...payments(pen, page),
    ...limits(pen, page),
    ...remarks(pen, statementWords.reasons, page.reasons, statementWords.noReasons),
    ...remarks(pen, statementWords.warnings, page.warnings),
    ...clauses(pen, page),
  ]
}

const edge = 5
const between = 7

/** Cells of a table side by side; widths are those of the columns, the rest is the last one's. */
function cellsOf(columns: readonly Column[], said: readonly (readonly Sentence[])[]): TableCell[] {
  let x = edge
  return columns.map(({ width, align }, at) => {
    const own = at === columns.length - 1 ? inner - edge - x : width
    const cell: TableCell = { x, width: own, said: said[at] ?? [], ...(align ? { align } : {}) }
    x += width + between
    return cell
  })
}

function headRow(pen: Pen, columns: readonly Column[]): Block {
  const said = columns.map(({ name }) => [
    { text: name.zh, style: { size: 8, weight: '700', leading: 1.2 } as const },
    { text: name.en, style: headEn },
  ])
  const block = row(pen, cellsOf(columns, said), { fill: faint, rule: '#c9ced6', ruleAbove: '#c9ced6', pad: 2 })
  return { ...block, withNext: true }
}

const bold = { ...zhStyle, weight: '700' } as const

/** Columns of numbers are as wide as their widest, so that the sentences beside them have the room. */
function paymentColumns(pen: Pen, { payments: rows, total }: StatementPage): readonly Column[] {
  const widest = (name: Bilingual, texts: readonly string[], style: Style) =>
    Math.max(
      pen.widthOf(name.zh, bold),
      pen.widthOf(name.en, headEn),
      ...texts.map((text) => pen.widthOf(text, style)),
    ) + 1
  const numbers = (name: Bilingual, texts: readonly string[], style: Style): Column => ({
    name,
    width: widest(name, texts, style),
    align: 'right',
  })
  return [
    { name: statementWords.payer, width: 96 * pen.scale },
    numbers(
      statementWords.base,
      rows.map(({ base }) => base),
      zhStyle,
    ),
    numbers(
      statementWords.rate,
      rows.map(({ rate }) => rate),
      zhStyle,
    ),
    numbers(statementWords.amount, [total, ...rows.map(({ amount }) => amount)], bold),
    { name: statementWords.basis, width: 0 },
  ]
}

function payments(pen: Pen, page: StatementPage): Block[] {
  const columns = paymentColumns(pen, page)
  const head = headRow(pen, columns)
  const lines = page.payments.map((payment) => ({
    ...row(pen, cellsOf(columns, paymentCells(payment)), { rule: line }),
    under: head,
  }))
  const sum = [
    [{ text: `${statementWords.sum.zh} ${statementWords.sum.en}`, style: bold }],
    [],
    [],
    [{ text: page.total, style: bold }],
  ]
  return [head, ...lines, row(pen, cellsOf(columns, sum), { rule: ink })]
}

function paymentCells({ name, base, rate, amount, clause, text }: Payment): Sentence[][] {
  const sentence = [
    { text: text?.zh ?? '', style: zhStyle },
    { text: marked(text?.en ?? '', clause), style: enStyle },
  ]
  return [
    [
      { text: name.zh, style: zhStyle },
      { text: name.en, style: enStyle },
    ],
    [{ text: base, style: zhStyle }],
    [{ text: rate, style: zhStyle }],
    [{ text: amount, style: bold }],
    text ? sentence : [],
  ]
}

const limitColumns = (ofPeriod: Bilingual): readonly Column[] => [
  { name: statementWords.limit, width: 206 },
  { name: ofPeriod, width: 66, align: 'right' },
  { name: statementWords.usedBefore, width: 66, align: 'right' },
  { name: statementWords.usedNow, width: 66, align: 'right' },
  { name: statementWords.remaining, width: 0, align: 'right' },
]

function limits(pen: Pen, { limitsTitle, limitColumn, limits: rows }: StatementPage): Block[] {
  if (rows.length === 0) return []
  const columns = limitColumns(limitColumn)
  const head = headRow(pen, columns)
  const none = statementWords.noLimit.zh
  const lines = rows.map(({ name, limit, usedBefore, usedNow, remaining }) => {
    const numbers = [limit ?? none, usedBefore, usedNow].map((text) => [{ text, style: zhStyle }])
    const left = [{ text: remaining ?? none, style: bold }]
    const named = [{ text: `${name.zh} ${name.en}`, style: zhStyle }]
    return { ...row(pen, cellsOf(columns, [named, ...numbers, left]), { rule: line }), under: head }
  })
  return [title(pen, limitsTitle), head, ...lines]
}

/** The clause that decides, after the sentence. */
function marked(text: string, clause: string | null): string {
  return clause === null ? text : `${text} [${clause}]`
}

/** Chinese on the left, English beside it. */
const remarkColumns: readonly Column[] = [
  { name: statementWords.reasons, width: 254 },
  { name: statementWords.reasons, width: 0 },
]

function remarks(pen: Pen, name: Bilingual, rows: StatementPage['reasons'], none?: Bilingual): Block[] {
  if (rows.length === 0 && !none) return []
  const zh = { size: 7.8, leading: 1.24 } as const
  const en = { size: 6.6, colour: soft, leading: 1.22 } as const
  const lines = rows.map(({ clause, text }) => {
    const said = [[{ text: text.zh, style: zh }], [{ text: marked(text.en, clause), style: en }]]
    return row(pen, cellsOf(remarkColumns, said), { rule: line, pad: 1.6 })
  })
  const nothing = { x: edge, width: inner, said: [{ text: `${none?.zh} ${none?.en}`, style: zh }] }
  return [title(pen, name), ...(lines.length > 0 ? lines : [row(pen, [nothing])])]
}

function clauses(pen: Pen, page: StatementPage): Block[] {
  const { clauses: rows, citesOnly } = page
  if (rows.length === 0) return []
  const zh = { size: 6.8, leading: 1.22 } as const
  if (citesOnly) {
    const { zh: told, en: english } = statementWords.citesOnly
    const said = [{ text: `${citesOf(page)}。${told} ${english}`, style: zh }]
    return [title(pen, statementWords.clauses), row(pen, [{ x: edge, width: inner - 2 * edge, said }], { pad: 1.3 })]
  }
  const en = { size: 6.1, colour: soft, leading: 1.22 } as const
  const lines = rows.map(({ id, cite, status, says }) => {
    const named = `[${id}] ${cite}${status ? `（${status.zh}）` : ''}：${says?.zh ?? ''}`
    const said = [
      [{ text: named, style: zh }],
      [{ text: `${status ? `(${status.en}) ` : ''}${says?.en ?? ''}`, style: en }],
    ]
    return row(pen, cellsOf(remarkColumns, said), { rule: line, pad: 1.3 })
  })
  return [title(pen, statementWords.clauses), ...lines]
}

/** Room for signatures, and what the paper can be checked by. */
export function foot(pen: Pen, { foot: values, signs, verifyUrl }: StatementPage): Block {
  const widths = [150, 105, 160, inner - 415 - 36]
  const style = { size: 7.6, colour: ink } as const
  const cells = signs.map(({ zh, en }, at): TableCell => {
    const x = widths.slice(0, at).reduce((sum, width) => sum + width + 12, 0)
    return { x, width: widths[at] ?? 0, said: [{ text: `${zh} ${en}`, style }] }
  })
  const signed = row(pen, cells)
  const small = { size: 6.4, colour: soft, leading: 1.35 } as const
  const told = values.map(({ label, value }) => `${label.zh} ${label.en} ${value}`).join('　')
  const scan = verifyUrl === null ? [] : [statementWords.scan.zh, statementWords.scan.en]
  const lines = [statementWords.verify.zh, statementWords.verify.en, ...scan, told]
  const side = verifyUrl === null ? 0 : codeSide + 8
  const said = lines.map((text) => ({ text, style: small }))
  const text = row(pen, [{ x: 0, width: inner - side, said }], { ruleAbove: '#c9ced6' })
  const checked = { ...text, height: Math.max(text.height, side) }
  const room = 13 * pen.scale
  const draw = (y: number) => {
    signed.draw(y + room)
    for (const { x, width } of cells) underline(pen, sheet.left + x, y + room + signed.height, width)
    const below = y + room + signed.height + 6 * pen.scale
    checked.draw(below)
    if (verifyUrl !== null) drawCode(pen, verifyUrl, sheet.right - codeSide, below + 4)
  }
  return { height: room + signed.height + 6 * pen.scale + checked.height, draw }
}

/** Its size on paper does not shrink with the text: a telephone has to read it. */
const codeSide = 48

function drawCode({ doc }: Pen, url: string, x: number, y: number): void {
  const grid = qrCodeOf(url)
  const side = codeSide / grid.length
  for (const [line, row] of grid.entries())
    for (const [column, on] of row.entries()) if (on) doc.rect(x + column * side, y + line * side, side, side)
  doc.fill('#000000').link(x, y, codeSide, codeSide, url)
}

function underline({ doc }: Pen, x: number, y: number, width: number): void {
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .stroke(ink)
}
