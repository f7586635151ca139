import { type Face, faceFor, type Weight } from './fonts.ts'

/** A part of a line in one font file. */
export interface Run {
  readonly face: Face
  readonly text: string
  /** In parts of the size. */
  readonly width: number
}

export interface TextLine {
  readonly runs: readonly Run[]
  readonly width: number
}

/** Shown for a character that no font has, so that its place is not lost. */
const unknown = '〓'
/** Never first on a line, and never last on one. */
const closing = /^[\s，。、；：？！）》」』】〕〉”’%％,.;:?!)\]}]/u
const opening = /[（《「『【〔〈“‘([{]$/u
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

interface Unit {
  readonly text: string
  readonly width: number
}

/**
 * Breaks a text into lines of at most `width`, in parts of the size: between Chinese characters, after spaces, and
 * inside a word or code only where it alone is wider than the line.
 */
export function textLinesOf(text: string, weight: Weight, width: number): TextLine[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const unit of unitsOf(readable(text, weight), weight, width)) {
    if (line !== '' && used + widthOf(unit.text.trimEnd(), weight) > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += unit.text
    used += unit.width
  }
  return [...lines, line].map((one) => lineOf(one.trim(), weight))
}

/** The font gives quotation marks the width of a Chinese character; straight ones read better in English. */
function readable(text: string, weight: Weight): string {
  const plain = isEnglish(text) ? text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') : text
  return [...plain].map((one) => (faceFor(codePointOf(one), weight) ? one : unknown)).join('')
}

/** A sentence that names a disease or a place in Chinese is still an English one. */
function isEnglish(text: string): boolean {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  return count(/[a-z]/gi) > count(/\p{Script=Han}/gu)
}

function unitsOf(text: string, weight: Weight, width: number): Unit[] {
  const units: string[] = []
  for (const one of text) {
    const last = units.at(-1)
    if (last === undefined || mayBreak(last, one)) units.push(one)
    else units[units.length - 1] = last + one
  }
  return units
    .flatMap((unit) => (widthOf(unit, weight) > width ? [...unit] : [unit]))
    .map((unit) => ({
      text: unit,
      width: widthOf(unit, weight),
    }))
}

function mayBreak(before: string, next: string): boolean {
  if (closing.test(next) || opening.test(before)) return false
  const last = [...before].at(-1) as string
  return /\s/.test(last) || chinese.test(last) || chinese.test(next)
}

function widthOf(text: string, weight: Weight): number {
  return [...text].reduce((sum, one) => sum + advanceOf(one, weight), 0)
}

function advanceOf(character: string, weight: Weight): number {
  const codePoint = codePointOf(character)
  return faceFor(codePoint, weight)?.advance(codePoint) ?? 1
}

function lineOf(text: string, weight: Weight): TextLine {
  const runs: Run[] = []
  for (const one of text) {
    const face = faceFor(codePointOf(one), weight)
    if (!face) continue
    const last = runs.at(-1)
    const width = face.advance(codePointOf(one))
    if (last?.face === face) runs[runs.length - 1] = { face, text: last.text + one, width: last.width + width }
    else runs.push({ face, text: one, width })
  }
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}

function codePointOf(character: string): number {
  return character.codePointAt(0) as number
}
