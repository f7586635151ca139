import { maxSheetColumns } from './limits.ts'
import { tooLarge } from './unreadable.ts'

/** A cell that is merged over several, by its corners; columns count from nothing, rows from 1. */
export interface Merge {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const word = Buffer.from('mergeCell')
const mergeTag = /<(?:\w{1,20}:)?mergeCell\s{1,9}ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g
/** Longer than one such tag. */
const carried = 300
const maxMerges = 200_000

/**
 * The merged cells of a sheet, from the top. They stand behind its rows, so it is unpacked once for them alone; text that
 * mentions them has its brackets escaped. Errors: `file-too-large`.
 */
export async function mergesOf(bytes: AsyncIterable<Buffer>): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const piece = Buffer.concat([tail, chunk])
    let end = Math.max(0, piece.length - carried)
    if (piece.includes(word)) {
      const text = piece.toString('latin1')
      for (const found of text.matchAll(mergeTag)) {
        merges.push(mergeOf(found))
        end = Math.max(end, found.index + found[0].length)
        if (merges.length > maxMerges) tooLarge(tooMany)
      }
    }
    tail = piece.subarray(end)
  }
  return merges.sort((one, other) => one.top - other.top)
}

function mergeOf([, left = 'A', top, right = 'A', bottom]: RegExpMatchArray): Merge {
  return {
    left: columnOfReference(left) ?? 0,
    right: columnOfReference(right) ?? 0,
    top: Number(top),
    bottom: Number(bottom),
  }
}

/** `AB12` is the 28th column, 27 from nothing. */
export function columnOfReference(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference?.slice(0, 10) ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

interface Open extends Merge {
  readonly value: string
  /** The covered columns of its first row, which is of those where another row of it comes. */
  readonly first: number[] | null
  /** Whether another row of it has come. */
  isLong: boolean
}

/** Which cells of the rows, as they come, lie under a merged one. */
export class Merges {
  readonly #merges: readonly Merge[]
  #next = 0
  #open: Open[] = []

  constructor(merges: readonly Merge[]) {
    this.#merges = merges
  }

  /**
   * The columns that are covered in a row. A cell that is merged downwards says in each row what it says in the first, which is how a
   * header of two rows is read; it is written into `cells`. What is said of the first of two people nobody knows either: once the
   * second row of such a cell comes, the columns of the first are added to what was answered of it.
   */
  coverIn(line: number, cells: string[]): number[] {
    if (this.#next >= this.#merges.length && this.#open.length === 0) return none
    const covered: number[] = []
    this.#open = this.#open.filter(({ bottom }) => bottom >= line)
    for (let merge = this.#merges[this.#next]; merge && merge.top <= line; merge = this.#merges[++this.#next])
      if (merge.bottom >= line && merge.left < maxSheetColumns && this.#open.length < maxSheetColumns) {
        const [value, first] = merge.top === line ? [cells[merge.left] ?? '', covered] : ['', null]
        this.#open.push({ ...merge, value, first, isLong: false })
      }
    for (const merge of this.#open) covered.push(...coveredBy(merge, line, cells))
    return covered
  }

  /** Whether a cell of this row may turn out to be one of the next row too. */
  isOpen(line: number): boolean {
    return this.#open.some(({ top, bottom }) => top === line && bottom > line)
  }
}

const none: number[] = []

function coveredBy(merge: Open, line: number, cells: string[]): number[] {
  const { left, right, top, value, first } = merge
  if (line > top && value !== '' && (cells[left] ?? '') === '') {
    while (cells.length < left) cells.push('')
    cells[left] = value
  }
  if (line > top && !merge.isLong) {
    merge.isLong = true
    first?.push(...columnsOf(left, right))
  }
  return columnsOf(line > top ? left : left + 1, right)
}

function columnsOf(left: number, right: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(right, maxSheetColumns - 1) - left + 1) }, (_, at) => left + at)
}

const tooMany = {
  zh: '工作表中合并的单元格过多；请取消合并，或另存为“CSV UTF-8”后上传。',
  en: 'The sheet has too many merged cells; unmerge them, or save it as “CSV UTF-8”.',
}
