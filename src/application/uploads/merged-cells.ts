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
  value: string
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
   * header of two rows is read; it is written into `cells`.
   */
  coverIn(line: number, cells: string[]): number[] {
    if (this.#next >= this.#merges.length && this.#open.length === 0) return []
    this.#open = this.#open.filter(({ bottom }) => bottom >= line)
    for (let merge = this.#merges[this.#next]; merge && merge.top <= line; merge = this.#merges[++this.#next])
      if (merge.bottom >= line && merge.left < maxSheetColumns && this.#open.length < maxSheetColumns)
        this.#open.push({ ...merge, value: merge.top === line ? (cells[merge.left] ?? '') : '' })
    return this.#open.flatMap((merge) => coveredBy(merge, line, cells))
  }
}

function coveredBy({ left, right, top, value }: Open, line: number, cells: string[]): number[] {
  if (line > top && value !== '' && (cells[left] ?? '') === '') {
    while (cells.length < left) cells.push('')
    cells[left] = value
  }
  const from = line > top ? left : left + 1
  return Array.from({ length: Math.max(0, Math.min(right, maxSheetColumns - 1) - from + 1) }, (_, at) => from + at)
}

const tooMany = {
  zh: '工作表中合并的单元格过多；请取消合并，或另存为“CSV UTF-8”后上传。',
  en: 'The sheet has too many merged cells; unmerge them, or save it as “CSV UTF-8”.',
}
