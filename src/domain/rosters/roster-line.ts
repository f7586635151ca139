import type { Day } from '../calendar.ts'
import { type Category, categoryName } from '../names/categories.ts'
import { birthDateOf, inEighteen, isIdNumber, isRoundedNumber, maskIdNumber, maskName } from '../registers/id-number.ts'
import { isLostName } from '../registers/lost-name.ts'
import { shownText } from '../registers/shown-text.ts'
import { identityCard, writtenDocument } from '../registers/written-document.ts'
import { folded, isPlainText, lostCharacter } from '../shared/plain-text.ts'
import { writtenDay } from '../shared/written-day.ts'
import { marks, tiers } from './cell-words.ts'
import type { FaultReason } from './line-faults.ts'
import { categoryOf, changeOf, type RosterChange } from './list-words.ts'
import type { RosterColumn } from './roster-columns.ts'

/** A line that can be read. Who it is about, and whether the register agrees, is not known yet. */
export interface RosterLine {
  readonly lineNo: number
  readonly change: RosterChange
  readonly personNo: string | null
  /** Eighteen characters with a right check digit, or the number of another document. */
  readonly idNumber: string | null
  /** Null where the list does not say; then the number tells, or the register. */
  readonly idType: string | null
  readonly name: string | null
  readonly birthDate: Day | null
  readonly category: Category
  /** The department's own word for it, where that is another: 农村低保, 孤儿. */
  readonly listedAs: string | null
  /** The word of a removal that says why: 死亡, 迁出. */
  readonly endReason: string | null
  readonly from: Day | null
  readonly to: Day | null
  readonly certificateNo: string | null
  readonly insuredRegion: string | null
  readonly enrolledTier: 1 | 2 | null
  /** 丧失劳动能力, where the list says it (140500/J15). */
  readonly unableToWork: boolean | null
}

export interface FaultyRosterLine {
  readonly lineNo: number
  readonly column: RosterColumn | 'line'
  readonly reason: FaultReason
  /** What was sent, without what names a person. */
  readonly value: string | null
  /** Whom the line is about all the same, so that they are not taken for missing; null where it does not say. */
  readonly about: ListedPerson | null
}

/** As far as a line that is not taken can be read. */
export interface ListedPerson {
  readonly personNo: string | null
  readonly idNumber: string | null
  readonly idType: string | null
  readonly name: string | null
  /** Null where no category could be read: the line may be about any that the person holds. */
  readonly category: Category | null
}

/** What lines are read against. */
export interface Frame {
  /** The digits that every region of the list begins with. */
  readonly regionPrefix: string
  /** Categories by the codes that the region's packs give them (`psn_idet_type`). */
  readonly categoryCodes: ReadonlyMap<string, Category>
  /** What the department certifies in the region. */
  readonly certifies: ReadonlySet<Category>
  /** Of the month that the list is for. */
  readonly firstDay: Day
  /** Days of periods that were read before: a list holds few, a million times each. */
  readonly days: Map<string, Day | null | undefined>
}

/** The text of a column, trimmed; null where it is empty. */
export type Cells = (name: RosterColumn) => string | null

const personNoForm = /^[0-9A-Za-z._:-]{1,30}$/

/** Reads one line. What is wrong is named by the first column at fault. */
export function readRosterLine(lineNo: number, cells: Cells, frame: Frame): RosterLine | FaultyRosterLine {
  return new Reading(lineNo, cells, frame).line()
}

/** Whom a line is about, of which more is not read. */
export function listedPersonOf(cells: Cells, frame: Frame): ListedPerson | null {
  return new Reading(0, cells, frame).about()
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
    const said = changeOf(this.#cells('change'))
    if (said === null) return this.#fault('change', 'change')
    const { change } = said
    const who = this.#person()
    if ('reason' in who) return who
    const word = folded(this.#cells('category') ?? '')
    const category = categoryOf(word) ?? this.#frame.categoryCodes.get(word)
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
      idType: who.idType,
      name: who.name,
      birthDate: who.birthDate,
      category,
      listedAs: isOwnWord(word, category) ? word : null,
      endReason: said.reason,
      from: period.from,
      to: period.to,
      certificateNo: rest.certificateNo,
      insuredRegion: rest.insuredRegion,
      enrolledTier: rest.enrolledTier,
      unableToWork: rest.unableToWork,
    }
  }

  #person(): Pick<RosterLine, 'personNo' | 'idNumber' | 'idType' | 'name' | 'birthDate'> | FaultyRosterLine {
    const personNo = folded(this.#cells('personNo') ?? '') || null
    const document = this.#document()
    if ('reason' in document) return document
    const { idNumber, idType } = document
    if (personNo === null && idNumber === null) return this.#fault('personNo', 'person')
    if (personNo !== null && isRoundedNumber(personNo)) return this.#fault('personNo', 'rounded')
    if (personNo !== null && !isPersonNo(personNo)) return this.#fault('personNo', 'person-no')
    const name = this.#cells('name')
    if (name !== null && !isName(name)) return this.#fault('name', 'name')
    const birthDate = this.#birthDate(idNumber)
    return birthDate !== null && typeof birthDate === 'object'
      ? birthDate
      : { personNo, idNumber, idType, name, birthDate }
  }

  /** A citizen's number holds it, and of the others it has to be said. */
  #birthDate(idNumber: string | null): Day | null | FaultyRosterLine {
    const sent = writtenDay(this.#cells('birthDate'))
    if (sent === undefined) return this.#fault('birthDate', 'day')
    if (idNumber === null || !isIdNumber(idNumber)) return sent
    const born = birthDateOf(idNumber)
    return sent === null || sent === born ? born : this.#fault('birthDate', 'birth-date-differs')
  }

  #document(): Pick<RosterLine, 'idNumber' | 'idType'> | FaultyRosterLine {
    const sent = this.#number('idNumber')
    const type = this.#number('idType')
    const idType = type === null ? null : idTypeOf(type)
    if (idType === undefined) return this.#fault('idType', 'id-type')
    if (sent === null) return { idNumber: null, idType }
    const document = writtenDocument(sent, idType)
    return typeof document === 'string' ? this.#fault('idNumber', document) : { ...document, idType }
  }

  /** A number as it was meant: what is of full width, invisible or a space is no part of it. */
  #number(column: RosterColumn): string | null {
    const text = this.#cells(column)
    return text === null ? null : folded(text).toUpperCase() || null
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
    const day = writtenDay(text)
    if (days.size < maxDays) days.set(text, day)
    return day
  }

  #rest(): Pick<RosterLine, 'certificateNo' | 'insuredRegion' | 'enrolledTier' | 'unableToWork'> | FaultyRosterLine {
    const certificateNo = this.#cells('certificateNo')
    if (certificateNo !== null && !isText(certificateNo, 100)) return this.#fault('certificateNo', 'text')
    const insuredRegion = this.#number('insuredRegion')
    if (insuredRegion !== null && !this.#isRegion(insuredRegion)) return this.#fault('insuredRegion', 'region')
    const tier = this.#cells('enrolledTier')
    const enrolledTier = tier === null ? null : tiers.get(folded(tier))
    if (enrolledTier === undefined) return this.#fault('enrolledTier', 'tier')
    const mark = this.#cells('unableToWork')
    const unableToWork = mark === null ? null : marks.get(folded(mark).toLowerCase())
    if (unableToWork === undefined) return this.#fault('unableToWork', 'mark')
    return { certificateNo, insuredRegion, enrolledTier, unableToWork }
  }

  #isRegion(region: string): boolean {
    return /^\d{6}$/.test(region) && region.startsWith(this.#frame.regionPrefix)
  }

  about(): ListedPerson | null {
    const number = folded(this.#cells('personNo') ?? '')
    const personNo = number !== '' && isPersonNo(number) ? number : null
    const sent = this.#number('idNumber')
    const idNumber = sent === null || !isText(sent, 50) || isRoundedNumber(sent) ? null : inEighteen(sent)
    if (personNo === null && idNumber === null) return null
    const word = folded(this.#cells('category') ?? '')
    const name = this.#cells('name')
    return {
      personNo,
      idNumber,
      idType: idTypeOf(this.#number('idType') ?? '') ?? null,
      name: name !== null && isText(name, 50) ? name : null,
      category: categoryOf(word) ?? this.#frame.categoryCodes.get(word) ?? null,
    }
  }

  #fault(column: RosterColumn, reason: FaultReason): FaultyRosterLine {
    const value = shownValue(column, this.#cells(column))
    return { lineNo: this.#lineNo, column, reason, value, about: this.about() }
  }
}

/** The words of the national table that lists of people use; its other codes are taken as codes. */
const idTypes = new Map([
  ['居民身份证', identityCard],
  ['身份证', identityCard],
  ['居民身份证(户口簿)', identityCard],
  ['户口簿', identityCard],
])

/** Undefined for what is neither a code nor one of these words. */
function idTypeOf(text: string): string | undefined {
  return idTypes.get(text) ?? (/^\d{1,2}$/.test(text) ? text.padStart(2, '0') : undefined)
}

/** Whether the department's word says more than the category's name or code. */
function isOwnWord(word: string, category: Category): boolean {
  return word !== category && word !== categoryName(category).zh && !/^[\x21-\x7e]*$/.test(word)
}

/** A person number stands in addresses and logs, where no ID number may be. */
function isPersonNo(text: string): boolean {
  return personNoForm.test(text) && !isIdNumber(text.toUpperCase())
}

function isText(text: string, maxLength: number): boolean {
  return text.length <= maxLength && isPlainText(text) && !text.includes(lostCharacter)
}

function isName(text: string): boolean {
  return isText(text, 50) && !isLostName(text)
}

/** A file may hold anything, and no list is to fill the memory. */
const maxDays = 1000

/** What a report may show of a value: ID numbers and names are masked wherever they stand. */
export function shownValue(column: RosterColumn | 'line', value: string | null): string | null {
  if (value === null || column === 'line') return null
  return shownText(column === 'idNumber' ? maskIdNumber(value) : column === 'name' ? maskName(value) : value)
}
