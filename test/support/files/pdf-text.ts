import { inflateSync } from 'node:zlib'

/** What a reader can select in a PDF of ours, page by page, and how many pages it has. */
export interface ReadPdf {
  readonly pages: number
  readonly text: string
  /** Names of the fonts whose outlines are in the file. */
  readonly embedded: readonly string[]
}

/** Reads the files that pdfkit writes, and no others: whole objects, packed streams, fonts with two bytes a character. */
export function readPdf(file: Buffer): ReadPdf {
  const objects = objectsOf(file.toString('latin1'))
  const all = [...objects.values()]
  const pages = all.filter((object) => /\/Type \/Page\b/.test(object))
  return {
    pages: pages.length,
    text: pages.map((page) => textOf(page, objects)).join('\n'),
    embedded: all.flatMap((object) => /\/FontName \/(\S+)[\s\S]*\/FontFile2 /.exec(object)?.[1] ?? []),
  }
}

type Objects = ReadonlyMap<string, string>

function objectsOf(file: string): Objects {
  return new Map([...file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id = '', body = '']) => [id, body]))
}

function reference(object: string, name: string, objects: Objects): string {
  const id = new RegExp(`/${name} (\\d+) 0 R`).exec(object)?.[1]
  const found = id === undefined ? undefined : objects.get(id)
  if (found === undefined) throw new Error(`no ${name} in ${object.slice(0, 200)}`)
  return found
}

function unpacked(object: string): string {
  const stream = /stream\n([\s\S]*)\nendstream/.exec(object)?.[1] ?? ''
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
}

/** One line for each piece that was written. */
function textOf(page: string, objects: Objects): string {
  const resources = reference(page, 'Resources', objects)
  const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
  const read = new Map([...fonts].map(([name, id]) => [name, charactersOf(objects.get(id) ?? '', objects)]))
  let font: readonly string[] = []
  const pieces: string[] = []
  for (const [, name, shown] of unpacked(reference(page, 'Contents', objects)).matchAll(
    /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g,
  )) {
    if (name !== undefined) font = read.get(name) ?? []
    else pieces.push(charactersIn(shown ?? '', font))
  }
  return pieces.join('\n')
}

function charactersIn(shown: string, font: readonly string[]): string {
  const codes = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
  return codes.map((code) => font[Number.parseInt(code, 16)] ?? '\ufffd').join('')
}

/** The characters behind a font's codes, from 0 on; a ligature has several. */
function charactersOf(font: string, objects: Objects): string[] {
  const lists = [...unpacked(reference(font, 'ToUnicode', objects)).matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)]
  return lists.flatMap(([, list = '']) => [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) => utf16(hex)))
}

function utf16(hex: string): string {
  return String.fromCharCode(...(hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))
}
