import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { unpackWoff } from './woff.ts'

/**
 * Noto Sans SC (OFL 1.1), from its npm package: nothing is asked of the machine that prints. A PDF holds only the
 * outlines of the characters that it shows.
 *
 * One file has the eight thousand characters of everyday writing. Five thousand more, which names of people and places
 * still use, are in small files that are read when one of their characters comes up.
 */

export type Weight = '400' | '700'

export interface Face {
  /** The name under which a document knows it. */
  readonly name: string
  readonly font: Font
  /** Width of a character in parts of the size. */
  readonly advance: (codePoint: number) => number
}

const resolve = createRequire(import.meta.url).resolve
const folder = '@fontsource/noto-sans-sc'
const everyday = 'chinese-simplified'
const faces = new Map<string, Face>()

const chosen: Record<Weight, Map<number, Face | null>> = { '400': new Map(), '700': new Map() }

/** The font that has a character, or null where none does. */
export function faceFor(codePoint: number, weight: Weight): Face | null {
  const known = chosen[weight].get(codePoint)
  if (known !== undefined) return known
  const found = find(codePoint, weight)
  // No more than Unicode has can be asked for; what is remembered are references.
  chosen[weight].set(codePoint, found)
  return found
}

function find(codePoint: number, weight: Weight): Face | null {
  const common = face(everyday, weight)
  if (common.font.hasGlyphForCodePoint(codePoint)) return common
  const part = parts().find(({ ranges }) => ranges.some(([from, to]) => from <= codePoint && codePoint <= to))
  if (!part) return null
  const rare = face(part.name, weight)
  return rare.font.hasGlyphForCodePoint(codePoint) ? rare : null
}

function face(part: string, weight: Weight): Face {
  const name = `${part}-${weight}`
  const known = faces.get(name)
  if (known) return known
  const packed = readFileSync(resolve(`${folder}/files/noto-sans-sc-${part}-${weight}-normal.woff`))
  const font = create(unpackWoff(packed)) as Font
  const made = { name, font, advance: advanceOf(font) }
  faces.set(name, made)
  return made
}

function advanceOf(font: Font): Face['advance'] {
  const known = new Map<number, number>()
  return (codePoint) => {
    const width = known.get(codePoint) ?? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm
    known.set(codePoint, width)
    return width
  }
}

interface Part {
  readonly name: string
  readonly ranges: readonly (readonly [number, number])[]
}

let readParts: readonly Part[] | undefined

/** Which file has which characters, as the package says it: `"[4]": "U+4e00-4e05,U+4e10"`. */
function parts(): readonly Part[] {
  if (readParts) return readParts
  const told = JSON.parse(readFileSync(resolve(`${folder}/unicode.json`), 'utf8')) as Record<string, string>
  readParts = Object.entries(told).map(([name, ranges]) => ({
    name: name.replace(/[[\]]/g, ''),
    ranges: ranges.split(',').map(rangeOf),
  }))
  return readParts
}

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.replace(/^U\+/i, '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}
