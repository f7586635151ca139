import { gb18030 } from './gb18030.ts'
import { zipOf } from './hospital-file.ts'
import {
  additions,
  banners,
  type Column,
  dayForms,
  decorations,
  feet,
  headers,
  numberForms,
  openEnds,
  others,
  pad,
  words,
} from './list-spellings.ts'
import { type SheetCell, workbookOf } from './workbook.ts'

/**
 * Lists as departments write them, made at random: each takes its header, words, days, numbers, banners and file from those seen
 * in public notices, and says itself what it means. Nothing here is read from the service.
 */
export interface ListVariant {
  /** What was chosen, to be found again when it fails. */
  readonly chosen: readonly string[]
  readonly content: Buffer
  readonly people: readonly MeantPerson[]
}

/** What a line means, whoever reads it. */
export interface MeantPerson {
  readonly personNo: string | null
  readonly idNumber: string
  readonly category: string
  readonly from: string
  readonly to: string | null
}

/** Mulberry32: the same numbers from the same seed, everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Chooses by a seed, and remembers what it is told to tell. */
export class Choice {
  readonly #random: () => number
  readonly chosen: string[] = []

  constructor(seed: number) {
    this.#random = randomOf(seed)
  }

  below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  of<T>(values: readonly T[], told = false): T {
    const value = values[this.below(values.length)] as T
    if (told) this.chosen.push(String(value))
    return value
  }

  often(percent: number): boolean {
    return this.below(100) < percent
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => [this.#random(), value] as const)
      .sort(([a], [b]) => a - b)
      .map(([, value]) => value)
  }
}

export interface NewPerson {
  readonly personNo: string
  readonly idNumber: string
}

/** A variant of a seed, of people whom nobody knows yet. */
export function listVariant(seed: number, newcomers: readonly NewPerson[]): ListVariant {
  const choice = new Choice(seed)
  const withNumbers = choice.often(60)
  const columns: Column[] = choice.shuffled([
    'change',
    ...(withNumbers ? (['personNo'] as const) : []),
    'idNumber',
    'name',
    'category',
    'from',
    'to',
  ])
  const further = choice.shuffled(Object.keys(others)).slice(0, choice.below(5))
  const decorate = choice.of(decorations)
  const heads = [...columns.map((column) => decorate(choice.of(headers[column], true))), ...further]
  const places = choice.often(50) ? choice.shuffled(heads.map((_, at) => at)) : heads.map((_, at) => at)
  const lines = newcomers.map((newcomer) => lineOf(choice, columns, further, newcomer, withNumbers))
  const arranged = (cells: readonly string[]) => places.map((at) => cells[at] ?? '')
  const table = [
    ...Array.from({ length: choice.below(4) }, () => choice.of(banners)),
    arranged(heads),
    ...lines.flatMap(({ cells }) => (choice.often(15) ? [[''], arranged(cells)] : [arranged(cells)])),
    ...Array.from({ length: choice.below(4) }, () => choice.of(feet)),
  ]
  const content = fileOf(choice, table, heads.length)
  return { chosen: choice.chosen, content, people: lines.map(({ meant }) => meant) }
}

function lineOf(
  choice: Choice,
  columns: readonly Column[],
  further: readonly string[],
  newcomer: NewPerson,
  withNumbers: boolean,
) {
  const category = choice.of(Object.keys(words))
  const [year, month, day] = [2022 + choice.below(3), 1 + choice.below(5), 1 + choice.below(28)] as const
  const ends = choice.often(30) ? ([2025 + choice.below(5), 1 + choice.below(12), 1 + choice.below(28)] as const) : null
  const form = choice.of(dayForms)
  const cells: Record<Column, string> = {
    change: choice.of(additions, true),
    personNo: newcomer.personNo,
    idNumber: choice.of(numberForms)(newcomer.idNumber),
    name: choice.of(['示例新人', '示例 新人', '示例·新人', '  示例新人']),
    category: choice.of(words[category] ?? [], true),
    from: form(year, month, day),
    to: ends ? form(...ends) : choice.of(openEnds, true),
  }
  choice.chosen.push(cells.from, cells.idNumber)
  const iso = ([y, m, d]: readonly [number, number, number]) => `${y}-${pad(m)}-${pad(d)}`
  return {
    cells: [...columns.map((column) => cells[column]), ...further.map((name) => choice.of(others[name] ?? []))],
    meant: {
      personNo: withNumbers ? newcomer.personNo : null,
      idNumber: newcomer.idNumber,
      category,
      from: iso([year, month, day]),
      to: ends ? iso(ends) : null,
    },
  }
}

function fileOf(choice: Choice, table: readonly (readonly string[])[], width: number): Buffer {
  const kind = choice.of(['csv', 'csv', 'csv', 'xlsx', 'zip'], true)
  if (kind === 'xlsx') return workbookOf(table.map((row) => row.map((cell): SheetCell => cell || null)))
  const separator = choice.of([',', ',', ',', ';', '\t'], true)
  const end = choice.of(['\r\n', '\n', '\r'])
  const quoteAll = choice.often(15)
  const padded = choice.often(70)
  const cellOf = (cell: string) =>
    quoteAll || new RegExp(`["\\r\\n${separator}]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = table.map((row) => {
    const cells = padded ? [...row, ...Array.from({ length: Math.max(0, width - row.length) }, () => '')] : row
    return cells.map(cellOf).join(separator)
  })
  const text = `${choice.often(10) ? `sep=${separator}${end}` : ''}${lines.join(end)}${end}`
  const bytes = encoded(choice, text)
  return kind === 'zip' ? zipOf([{ name: '名单.csv', content: bytes }]) : bytes
}

function encoded(choice: Choice, text: string): Buffer {
  const hidden = /[\u200b\u202c\u202d\ufeff\u00a0]/.test(text)
  const encoding = choice.of(
    hidden ? ['utf-8', 'utf-8 with its mark', 'utf-16le'] : ['utf-8', 'utf-8 with its mark', 'gb18030', 'utf-16le'],
    true,
  )
  if (encoding === 'gb18030') return Buffer.from(gb18030(text))
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`, 'utf8')
}
