import { banners, dayForms, decorations, feet, numberForms, others } from './list-spellings.ts'
import { Choice } from './list-variants.ts'
import { amountForms, contentOf } from './variant-file.ts'

/**
 * A table of a bureau's office as its spreadsheets write it, made at random. What each line means is given, and how it is written is
 * chosen; nothing here is read from the service.
 */
export interface TableColumn {
  /** Names that a header may give it. */
  readonly heads: readonly string[]
  readonly holds: 'number' | 'amount' | 'day' | 'word' | 'card' | 'name'
  /** Left out of the table where no line has it, by chance. */
  readonly optional?: boolean
}

export type TableColumns<Name extends string> = Readonly<Record<Name, TableColumn>>
/** What a line means, or the words among which one stands for it; undefined where it says nothing. */
export type MeantLine<Name extends string> = Readonly<Partial<Record<Name, string | readonly string[]>>>

export interface TableVariant {
  /** What was chosen, to be found again when it fails. */
  readonly chosen: readonly string[]
  readonly content: Buffer
}

const nameForms: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => ` ${name} `,
  (name) => [...name].join(' '),
  (name) => [...name].join('\u3000'),
  (name) => name.replace('·', '•'),
  (name) => name.replace('·', '．'),
  (name) => `${name}\u200b`,
]
const wordForms: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => ` ${word}`,
  (word) => `'${word}`,
  (word) => `\u202d${word}\u202c`,
]
/** No amounts: a column of money that nobody knows is refused, which is another test. */
const besides = Object.keys(others).filter((name) => !/金额|账号|开户/.test(name))

/** A variant of a seed. */
export function tableVariant<Name extends string>(
  seed: number,
  columns: TableColumns<Name>,
  lines: readonly MeantLine<Name>[],
): TableVariant {
  const choice = new Choice(seed)
  const isSaid = (name: Name) => lines.some((line) => line[name] !== undefined)
  const names = choice.shuffled(
    (Object.keys(columns) as Name[]).filter((name) => isSaid(name) || !columns[name].optional),
  )
  const further = choice.shuffled([...besides]).slice(0, choice.below(4))
  const decorate = choice.of(decorations)
  const head = [...names.map((name) => decorate(choice.of(columns[name].heads, true))), ...further]
  const rows = lines.map((line) => [
    ...names.map((name) => written(choice, columns[name], line[name])),
    ...further.map((name) => choice.of(others[name] ?? [])),
  ])
  const table = [
    ...Array.from({ length: choice.below(4) }, () => choice.of(banners)),
    head,
    ...rows.flatMap((cells) => (choice.often(15) ? [[''], cells] : choice.often(10) ? [head, cells] : [cells])),
    ...Array.from({ length: choice.below(4) }, () => choice.of(feet)),
  ]
  return { chosen: choice.chosen, content: contentOf(choice, table, { width: head.length, hasHeader: true }) }
}

function written(
  choice: Choice,
  { holds, optional }: TableColumn,
  meant: string | readonly string[] | undefined,
): string {
  if (meant === undefined)
    return choice.of(holds === 'amount' && optional ? ['', 'null', '-', '￥ -'] : ['', 'null', ''])
  const value = typeof meant === 'string' ? meant : choice.of(meant, true)
  const cell = spelled(choice, holds, value)
  choice.chosen.push(cell)
  return cell
}

function spelled(choice: Choice, holds: TableColumn['holds'], value: string): string {
  if (holds === 'amount') return choice.of(amountForms)(value)
  if (holds === 'name') return choice.of(nameForms)(value)
  if (holds === 'word') return choice.of(wordForms)(value)
  if (holds === 'day') {
    const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
    return choice.of(dayForms)(year, month, day)
  }
  // Letters of a number of ours are of one case; those of a card are not.
  const forms = holds === 'card' ? numberForms : numberForms.filter((form) => form('A') !== 'a')
  return choice.of(forms)(value)
}
