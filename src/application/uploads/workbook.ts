import { addDays } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import { builtInPercents, isBuiltInDay, showsDay, unitShown } from './number-formats.ts'
import { readXml, type XmlHandlers } from './read-xml.ts'
import { tooLarge, unreadable } from './unreadable.ts'
import type { ZipEntry } from './zip.ts'

/** What the cells of a sheet refer to. */
export interface Workbook {
  /** Those that are not hidden, in their order; the first where all are. */
  readonly sheets: readonly WorkbookSheet[]
  readonly strings: readonly string[]
  /** The styles that show a number as a day or a time. */
  readonly dayStyles: ReadonlySet<number>
  /** Those that show a number in a unit of their own (`0.00"万"`), each with that unit. */
  readonly unitStyles: ReadonlyMap<number, string>
  /** Days between the beginning that serial days are counted from and 1899-12-30. */
  readonly epochShift: number
}

export interface WorkbookSheet {
  readonly name: string
  readonly part: ZipEntry
}

/** Texts of a workbook are held in memory; a list of more is sent as CSV, which is read as it comes. */
const maxStringChars = 64_000_000
const maxStrings = 4_000_000
const shiftOf1904 = 1462

/** The sheets that somebody who opens it sees, and what their cells refer to. Errors: `file-unreadable`, `file-too-large`. */
export async function openWorkbook(parts: readonly ZipEntry[]): Promise<Workbook> {
  const { sheets, is1904 } = await readSheets(partNamed(parts, 'xl/workbook.xml') ?? unreadable(noSheet))
  const visible = sheets.filter(({ hidden }) => !hidden)
  const targets = await readTargets(partNamed(parts, 'xl/_rels/workbook.xml.rels'))
  const shown = (visible.length > 0 ? visible : sheets.slice(0, 1)).flatMap(({ name, relation }) => {
    const part = partNamed(parts, pathOfTarget(targets.get(relation) ?? 'worksheets/sheet1.xml'))
    return part === undefined ? [] : [{ name, part }]
  })
  return {
    sheets: shown.length > 0 ? shown : unreadable(noSheet),
    strings: await readStrings(partNamed(parts, 'xl/sharedStrings.xml')),
    ...(await readStyles(partNamed(parts, 'xl/styles.xml'))),
    epochShift: is1904 ? shiftOf1904 : 0,
  }
}

function partNamed(parts: readonly ZipEntry[], path: string): ZipEntry | undefined {
  return parts.find(({ name }) => name.toLowerCase() === path.toLowerCase())
}

/** Relative to the folder of the workbook, or from the root. */
function pathOfTarget(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

async function readSheets(part: ZipEntry) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let is1904 = false
  await readPart(part, {
    open: (tag, attribute) => {
      if (tag === 'workbookPr') is1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (tag !== 'sheet') return
      const hidden = (attribute('state') ?? 'visible') !== 'visible'
      sheets.push({ name: attribute('name') ?? '', relation: attribute('id') ?? '', hidden })
    },
  })
  return { sheets, is1904 }
}

async function readTargets(part: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readPart(part, {
    open: (tag, attribute) => {
      if (tag === 'Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '')
    },
  })
  return targets
}

/** Texts are kept once for all cells; how they are read aloud (`rPh`) is no part of them. */
async function readStrings(part: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = []
  let [text, chars, isText, isPhonetic] = ['', 0, false, false]
  await readPart(part, {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') isPhonetic = true
      isText = tag === 't' && !isPhonetic
    },
    text: (piece) => {
      if (isText) text += piece
    },
    close: (tag) => {
      isText = false
      if (tag === 'rPh') isPhonetic = false
      if (tag !== 'si') return
      chars += text.length
      if (chars > maxStringChars || strings.length >= maxStrings) tooLarge(tooMuchText)
      strings.push(text)
    },
  })
  return strings
}

/** Which styles of cells show a number as a day, and which in a unit of their own. */
async function readStyles(part: ZipEntry | undefined): Promise<Pick<Workbook, 'dayStyles' | 'unitStyles'>> {
  const own = new Map<string, string>()
  const dayStyles = new Set<number>()
  const unitStyles = new Map<number, string>()
  const noteStyle = (at: number, { id, format }: { readonly id: string; readonly format: string | undefined }) => {
    const isDay = format === undefined ? isBuiltInDay(id) : showsDay(format)
    const ofNumber = format === undefined ? builtInPercents.get(id) : isDay ? undefined : format
    const unit = ofNumber === undefined ? null : unitShown(ofNumber)
    if (isDay) dayStyles.add(at)
    if (unit !== null) unitStyles.set(at, unit)
  }
  let [place, isCellFormat] = [0, false]
  await readPart(part, {
    open: (tag, attribute) => {
      if (tag === 'numFmt') own.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '')
      if (tag === 'cellXfs') isCellFormat = true
      if (tag !== 'xf' || !isCellFormat) return
      const id = attribute('numFmtId') ?? '0'
      noteStyle(place, { id, format: own.get(id) })
      place += 1
    },
    close: (tag) => {
      if (tag === 'cellXfs') isCellFormat = false
    },
  })
  return { dayStyles, unitStyles }
}

async function readPart(part: ZipEntry | undefined, handlers: XmlHandlers): Promise<void> {
  if (part === undefined) return
  for await (const _ of readXml(part.bytes(), handlers));
}

const significantDigits = 15
/** Spreadsheets write seventeen digits, and an exponent of two where it is one of money, days or numbers. */
const maxNumberChars = 40

/**
 * A number as a spreadsheet shows it. It holds fifteen digits: what is longer was rounded when it was typed, and stays in
 * the form that says so (`1.405E+17`), because nobody knows what it was. What is written in no such way stays as it stands: a
 * few bytes could else be a number of millions of digits.
 */
export function numberText(raw: string): string {
  if (raw.length > maxNumberChars || !/^-?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(raw)) return raw
  const value = decimal(raw)
  if (value.abs().gte(10 ** significantDigits)) return value.toExponential().toUpperCase()
  return value.toSignificantDigits(significantDigits).toFixed()
}

const dayZero = '1899-12-30'
const secondsOfDay = 86_400
/** 9999-12-31. */
const lastSerial = 2_958_465

/** The day, and the time where there is one, of a serial number; the number where it is none. */
export function dayText(raw: string, epochShift: number): string {
  const serial = Number(raw) + epochShift
  if (!(serial >= 1 && serial < lastSerial + 1)) return numberText(raw)
  const seconds = Math.round((serial % 1) * secondsOfDay)
  const day = addDays(dayZero, Math.floor(serial) + (seconds === secondsOfDay ? 1 : 0))
  if (seconds === 0 || seconds === secondsOfDay) return day
  const part = (of: number) => String(Math.floor(of)).padStart(2, '0')
  return `${day} ${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`
}

export const noSheet = {
  zh: '工作簿中没有工作表；请核对文件，或另存为“CSV UTF-8”后上传。',
  en: 'There is no sheet in the workbook; look at the file, or save it as “CSV UTF-8”.',
}
const tooMuchText = {
  zh: '工作簿中的文字过多；请另存为“CSV UTF-8”（可打包为 ZIP）后上传。',
  en: 'The workbook holds too much text; save it as “CSV UTF-8”, in a ZIP if need be.',
}
