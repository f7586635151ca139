import { type Day, isDay } from '../calendar.ts'
import { type Category, categories, categoryNames } from '../names/categories.ts'
import { birthDateOf, isIdNumber, maskIdNumber, maskName } from '../registers/id-number.ts'
import { isPlainText } from '../shared/plain-text.ts'
import type { FaultReason } from './line-faults.ts'
import type { RosterColumn } from './roster-columns.ts'

export const changes = ['added', 'removed', 'standing'] as const
export type RosterChange = (typeof changes)[number]

/** A line that can be read. Who it is about, and whether the register agrees, is not known yet. */
export interface RosterLine {
  readonly lineNo: number
  readonly change: RosterChange
  readonly personNo: string | null
  /** Eighteen characters with a right check digit. */
  readonly idNumber: string | null
  readonly name: string | null
  readonly birthDate: Day | null
  readonly category: Category
  readonly from: Day | null
  readonly to: Day | null
  readonly certificateNo: string | null
  readonly insuredRegion: string | null
  readonly enrolledTier: 1 | 2 | null
}

export interface FaultyRosterLine {
  readonly lineNo: number
  readonly column: RosterColumn | 'line'
  readonly reason: FaultReason
  /** What was sent, without what names a person. */
  readonly value: string | null
}

/** What lines are read against. */
export interface Frame {
  /** The digits that every region of the list begins with. */
  readonly regionPrefix: string
  /** What the department certifies in the region. */
  readonly certifies: ReadonlySet<Category>
  /** Of the month that the list is for. */
  readonly firstDay: Day
  /** Days of periods that were read before: a list holds few, a million times each. */
  readonly days: Map<string, Day | null | undefined>
}

/** The text of a column, trimmed; null where it is empty. */
export type Cells = (name: RosterColumn) => string | null

const changeWords = new Map<string, RosterChange>([
  ...changes.map((change) => [change, change] as const),
  ...['新增', '增加'].map((word) => [word, 'added'] as const),
  ...['减少', '退出'].map((word) => [word, 'removed'] as const),
  ...['不变', '在册'].map((word) => [word, 'standing'] as const),
])

const categoryWords = new Map<string, Category>(
  categories.flatMap((code) => [[code, code] as const, [categoryNames[code].zh, code] as const]),
)

const personNoForm = /^[0-9A-Za-z._:-]{1,30}$/
/** The mark of a character that was lost on the way here. */
const lost = '\uFFFD'

/** Reads one line. What is wrong is named by the first column at fault. */
export function readRosterLine(lineNo: number, cells: Cells, frame: Frame): RosterLine | FaultyRosterLine {
  return new Reading(lineNo, cells, frame).line()
}

class Reading {
  readonly #lineNo: number
  readonly #cells: Cells
  readonly #frame: Frame

  constructor(lineNo: number, cells: Cells, frame: Frame) {
    this.#lineNo = lineNo
    this.#cells = cells
    this.#frame = frame
  }

  line(): RosterLine | FaultyRosterLine {
    const change = changeWords.get((this.#cells('change') ?? '').toLowerCase())
    if (change === undefined) return this.#fault('change', 'change')
    const who = this.#person()
    if ('reason' in who) return who
    const category = categoryWords.get(this.#cells('category') ?? '')
    if (category === undefined) return this.#fault('category', 'category')
    if (!this.#frame.certifies.has(category)) return this.#fault('category', 'category-not-certified')
    const period = this.#period(change)
    if ('reason' in period) return period
    const rest = this.#rest()
    if ('reason' in rest) return rest
    // Written out: a list has millions of lines, and spreading three objects takes longer than reading them.
    return {
      lineNo: this.#lineNo,
      change,
      personNo: who.personNo,
      idNumber: who.idNumber,
      name: who.name,
      birthDate: who.birthDate,
      category,
      from: period.from,
      to: period.to,
      certificateNo: rest.certificateNo,
      insuredRegion: rest.insuredRegion,
      enrolledTier: rest.enrolledTier,
    }
  }

  #person(): Pick<RosterLine, 'personNo' | 'idNumber' | 'name' | 'birthDate'> | FaultyRosterLine {
    const personNo = this.#cells('personNo')
    const idNumber = this.#cells('idNumber')?.toUpperCase() ?? null
    if (personNo === null && idNumber === null) return this.#fault('personNo', 'person')
    if (personNo !== null && !isPersonNo(personNo)) return this.#fault('personNo', 'person-no')
    if (idNumber !== null && !/^\d{17}[\dX]$/.test(idNumber)) return this.#fault('idNumber', 'id-number')
    if (idNumber !== null && !isIdNumber(idNumber)) return this.#fault('idNumber', 'id-number-check')
    const name = this.#cells('name')
    if (name !== null && !isText(name, 50)) return this.#fault('name', 'name')
    const birthDate = dayOf(this.#cells('birthDate'))
    if (birthDate === undefined) return this.#fault('birthDate', 'day')
    const born = idNumber === null ? birthDate : birthDateOf(idNumber)
    if (birthDate !== null && born !== birthDate) return this.#fault('birthDate', 'birth-date-differs')
    return { personNo, idNumber, name, birthDate: born }
  }

  #period(change: RosterChange): Pick<RosterLine, 'from' | 'to'> | FaultyRosterLine {
    const from = this.#day('from')
    if (from === undefined) return this.#fault('from', 'day')
    if (from === null && change === 'added') return this.#fault('from', 'from-needed')
    const to = this.#day('to')
    if (to === undefined) return this.#fault('to', 'day')
    if (to === null && change === 'removed') return this.#fault('to', 'to-needed')
    if (from !== null && to !== null && to < from) return this.#fault('to', 'period-reversed')
    const over = change === 'standing' && to !== null && to < this.#frame.firstDay
    return over ? this.#fault('to', 'standing-ended') : { from, to }
  }

  #day(column: 'from' | 'to'): Day | null | undefined {
    const text = this.#cells(column)
    if (text === null) return null
    const { days } = this.#frame
    if (days.has(text)) return days.get(text)
    const day = dayOf(text)
    if (days.size < mostDays) days.set(text, day)
    return day
  }

  #rest(): Pick<RosterLine, 'certificateNo' | 'insuredRegion' | 'enrolledTier'> | FaultyRosterLine {
    const certificateNo = this.#cells('certificateNo')
    if (certificateNo !== null && !isText(certificateNo, 100)) return this.#fault('certificateNo', 'text')
    const insuredRegion = this.#cells('insuredRegion')
    if (insuredRegion !== null && !this.#isRegion(insuredRegion)) return this.#fault('insuredRegion', 'region')
    const tier = this.#cells('enrolledTier')
    if (tier !== null && tier !== '1' && tier !== '2') return this.#fault('enrolledTier', 'tier')
    return { certificateNo, insuredRegion, enrolledTier: tier === null ? null : tier === '1' ? 1 : 2 }
  }

  #isRegion(region: string): boolean {
    return /^\d{6}$/.test(region) && region.startsWith(this.#frame.regionPrefix)
  }

  #fault(column: RosterColumn, reason: FaultReason): FaultyRosterLine {
    return { lineNo: this.#lineNo, column, reason, value: shownValue(column, this.#cells(column)) }
  }
}

/** A person number stands in addresses and logs, where no ID number may be. */
function isPersonNo(text: string): boolean {
  return personNoForm.test(text) && !isIdNumber(text.toUpperCase())
}

function isText(text: string, most: number): boolean {
  return text.length <= most && isPlainText(text) && !text.includes(lost)
}

/** A file may hold anything, and no list is to fill the memory. */
const mostDays = 1000

const dayForms = [
  /^(\d{4})-(\d{2})-(\d{2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/,
]

/** Spreadsheets write days in their own ways; undefined for what is no day. */
function dayOf(text: string | null): Day | null | undefined {
  if (text === null) return null
  const parts = dayForms.map((form) => form.exec(text)).find((found) => found !== null)
  if (!parts) return undefined
  const [, year, month = '', date = ''] = parts
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

/** What looks like an ID number, in whatever column it was put. */
const idNumbers = /(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)/g
const controls = /[\p{Cc}\p{Cs}]/gu
const shownLength = 40

/** What a report may show of a value: ID numbers and names are masked wherever they stand. */
export function shownValue(column: RosterColumn | 'line', value: string | null): string | null {
  if (value === null || column === 'line') return null
  if (column === 'idNumber') return maskIdNumber(value).slice(0, shownLength)
  const safe = column === 'name' ? maskName(value) : value
  return safe
    .replace(idNumbers, (found) => maskIdNumber(found))
    .replace(controls, '?')
    .slice(0, shownLength)
}
