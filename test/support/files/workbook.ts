import { zipOf } from './hospital-file.ts'

/** A cell of a sheet: text, a number as it stands in the XML (shown by one of the `formats`, from nothing), a serial day under a style of days, or XML of its own. */
export type SheetCell =
  | string
  | { readonly number: string; readonly format?: number }
  | { readonly day: string }
  | { readonly xml: string }
  | null

/** A workbook written by hand, as programs of hospitals and departments write them: nothing in it that is not needed. */
export function workbookOf(rows: readonly (readonly SheetCell[])[], sheet: WorkbookParts = {}): Buffer {
  const {
    prefix = '',
    is1904 = false,
    hiddenFirst = false,
    merged = [],
    before = [],
    behind = [],
    formats = [],
    formatIds = [],
    named: called = '名单',
    printed = '',
  } = sheet
  const strings: string[] = []
  const sheetOf = (of: readonly (readonly SheetCell[])[], rest = '') =>
    `<worksheet><sheetData>${of.map((cells, at) => rowXml(cells, at + 1, strings)).join('')}</sheetData>${rest}</worksheet>`
  const merges = `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  const pages = printed === '' ? '' : `<headerFooter><oddHeader>${escaped(printed)}</oddHeader></headerFooter>`
  const data = sheetOf(rows, `${merged.length === 0 ? '' : merges}${pages}`)
  const others = [...before, ...behind].map((own, at) => ({ ...own, id: 100 + at, data: sheetOf(own.rows) }))
  const named = (from: number, to?: number) =>
    others
      .slice(from, to)
      .map(({ name, id }) => `<sheet name="${name}" sheetId="${id}" r:id="rId${id}"/>`)
      .join('')
  const hidden = hiddenFirst ? '<sheet name="旧表" sheetId="9" state="hidden" r:id="rId9"/>' : ''
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${hidden}${named(0, before.length)}<sheet name="${called}" sheetId="1" r:id="rId1"/>${named(before.length)}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId9" Target="worksheets/old.xml"/><Relationship Id="rId1" Target="/xl/worksheets/people.xml"/>${others.map(({ id }) => `<Relationship Id="rId${id}" Target="worksheets/s${id}.xml"/>`).join('')}</Relationships>`,
    },
    ...others.map(({ id, data: content }) => ({ name: `xl/worksheets/s${id}.xml`, content })),
    { name: 'xl/worksheets/old.xml', content: '<worksheet><sheetData/></worksheet>' },
    {
      name: 'xl/worksheets/people.xml',
      content: prefix === '' ? data : data.replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`),
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/>${[...formatIds, ...formats.map((_, at) => 200 + at)].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings.map((one) => `<si>${one}</si>`).join('')}</sst>` },
  ])
}

export interface WorkbookParts {
  readonly prefix?: string
  readonly is1904?: boolean
  readonly hiddenFirst?: boolean
  /** Cells that are merged into one: `A2:A4`. */
  readonly merged?: readonly string[]
  /** How numbers are shown: `0.00"万"`. */
  readonly formats?: readonly string[]
  /** Formats that every spreadsheet has; their styles stand before those of `formats`. */
  readonly formatIds?: readonly number[]
  /** The name of the sheet. */
  readonly named?: string
  /** What is printed above each page. */
  readonly printed?: string
  /** Further sheets, seen like the first, before the list and behind it. */
  readonly before?: readonly OtherSheet[]
  readonly behind?: readonly OtherSheet[]
}

interface OtherSheet {
  readonly name: string
  readonly rows: readonly (readonly SheetCell[])[]
}

function rowXml(cells: readonly SheetCell[], row: number, strings: string[]): string {
  return `<row r="${row}">${cells.map((cell, at) => cellXml(cell, `${String.fromCharCode(65 + at)}${row}`, strings)).join('')}</row>`
}

function cellXml(cell: SheetCell, at: string, strings: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    strings.push(`<t>${escaped(cell)}</t><rPh><t>读音</t></rPh>`)
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`
  }
  if ('xml' in cell) return cell.xml.replace('AT', at)
  if ('number' in cell)
    return `<c r="${at}"${cell.format === undefined ? '' : ` s="${3 + cell.format}"`}><v>${cell.number}</v></c>`
  return `<c r="${at}" s="2"><v>${cell.day}</v></c>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
