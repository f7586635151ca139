import type { Font } from 'fontkit'
import type { Face, Weight } from './fonts.ts'
import { type TextLine, textLinesOf } from './lines.ts'

type Document = PDFKit.PDFDocument

export interface Style {
  /** Points at full scale. */
  readonly size: number
  readonly weight?: Weight
  readonly colour?: string
  /** Distance of lines in parts of the size. */
  readonly leading?: number
}

export type Align = 'left' | 'right' | 'center'

/** A text that was broken into lines for a width, at a size. */
export interface Paragraph {
  readonly lines: readonly TextLine[]
  readonly size: number
  readonly colour: string
  readonly step: number
  readonly height: number
}

export const ink = '#1b1f24'
export const soft = '#5b6470'

/** Measures and writes text at one scale. Lengths are points; y grows downwards. */
export class Pen {
  readonly doc: Document
  readonly scale: number
  readonly #registered = new Set<string>()

  constructor(doc: Document, scale: number) {
    this.doc = doc
    this.scale = scale
  }

  /** Breaks a text for a width. */
  set(text: string, { size, weight = '400', colour = ink, leading = 1.34 }: Style, width: number): Paragraph {
    const points = size * this.scale
    const lines = textLinesOf(text, weight, width / points)
    const step = points * leading
    return { lines, size: points, colour, step, height: lines.length * step }
  }

  /** Of a text on one line. */
  widthOf(text: string, { size, weight = '400' }: Style): number {
    return (textLinesOf(text, weight, Number.POSITIVE_INFINITY)[0]?.width ?? 0) * size * this.scale
  }

  write({ lines, size, colour, step }: Paragraph, x: number, y: number, width: number, align: Align = 'left'): void {
    for (const [at, line] of lines.entries()) {
      const free = width - line.width * size
      const left = x + (align === 'left' ? 0 : align === 'right' ? free : free / 2)
      // The middle of a Chinese character lies 0.38 of the size above the line it stands on.
      this.#writeLine(line, { size, colour, x: left, y: y + at * step + step / 2 + 0.37 * size })
    }
  }

  #writeLine(line: TextLine, { size, colour, x, y }: { size: number; colour: string; x: number; y: number }): void {
    let left = x
    for (const { face, text, width } of line.runs) {
      this.#use(face)
      this.doc.fontSize(size).fillColor(colour).text(text, left, y, { lineBreak: false, baseline: 'alphabetic' })
      left += width * size
    }
  }

  #use({ name, font }: Face): void {
    if (!this.#registered.has(name)) {
      // Asked for here, because the document takes two fonts of one name for the same where this was not read yet.
      void (font as Font & { head: unknown }).head
      this.doc.registerFont(name, font as unknown as string)
      this.#registered.add(name)
    }
    this.doc.font(name)
  }
}
