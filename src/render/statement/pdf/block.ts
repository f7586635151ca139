import type { Align, Paragraph, Pen, Style } from './pen.ts'

/** Something that is never cut by the end of a page. */
export interface Block {
  readonly height: number
  readonly draw: (y: number) => void
  /** A heading is not left alone at the end of a page. */
  readonly withNext?: boolean
  /** The heading of a table, written again where the table goes on to another page. */
  readonly under?: Block
}

export interface Sentence {
  readonly text: string
  readonly style: Style
}

export interface TableCell {
  readonly x: number
  readonly width: number
  readonly said: readonly Sentence[]
  readonly align?: Align
}

export interface Look {
  readonly pad?: number
  readonly fill?: string
  readonly rule?: string
  readonly ruleAbove?: string
}

/** The printed area of an A4 page, in points. */
export const sheet = { width: 595.28, height: 841.89, left: 31, right: 564.28, top: 25, bottom: 816 } as const
export const inner = sheet.right - sheet.left

/** Cells beside one another, as high as the highest. `x` of a cell counts from the left edge of the printed area. */
export function row(pen: Pen, cells: readonly TableCell[], look: Look = {}): Block {
  const pad = (look.pad ?? 2.2) * pen.scale
  const placed = cells.map((cell) => ({
    ...cell,
    set: cell.said.map(({ text, style }) => pen.set(text, style, cell.width)),
  }))
  const height = Math.max(...placed.map(({ set }) => set.reduce((sum, one) => sum + one.height, 0))) + 2 * pad
  return {
    height,
    draw: (y) => {
      dress(pen, y, height, look)
      for (const { set, x, width, align } of placed) stack(pen, set, { x: sheet.left + x, y: y + pad, width, align })
    },
  }
}

function stack(
  pen: Pen,
  set: readonly Paragraph[],
  { x, y, width, align }: { x: number; y: number; width: number; align: Align | undefined },
): void {
  let top = y
  for (const paragraph of set) {
    pen.write(paragraph, x, top, width, align)
    top += paragraph.height
  }
}

function dress({ doc }: Pen, y: number, height: number, { fill, rule, ruleAbove }: Look): void {
  if (fill) doc.rect(sheet.left, y, inner, height).fill(fill)
  if (ruleAbove) line(doc, y, ruleAbove)
  if (rule) line(doc, y + height, rule)
}

function line(doc: PDFKit.PDFDocument, y: number, colour: string): void {
  doc.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).stroke(colour)
}

export function gap(pen: Pen, points: number): Block {
  return { height: points * pen.scale, draw: () => {} }
}
