import { type KeyOf, type ListName, readCursor, writeCursor } from './cursor.ts'

/** What a list is asked for: how many items at most, and the `nextCursor` of the page before. */
export interface PageInput {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  readonly nextCursor: string | null
}

/** Where a page of a list begins, and the most rows to read for it. */
export interface PagePart<List extends ListName> {
  readonly after: KeyOf<List> | null
  readonly take: number
}

const defaultLimit = 50
const maxLimit = 500

/**
 * Answers one page of a list. `read` gives the rows after a key in the order of the key, at most `take` of them.
 *
 * One row more than asked for is read: it tells whether there is a next page without counting.
 * Errors: `invalid-request` for a cursor that is not of this list.
 */
export async function pageOf<List extends ListName, Row, Item>(
  list: List,
  input: PageInput,
  read: (part: PagePart<List>) => Promise<Row[]>,
  { key, item }: { key: (row: Row) => KeyOf<List>; item: (row: Row) => Item },
): Promise<Page<Item>> {
  const limit = Math.min(Math.max(input.limit ?? defaultLimit, 1), maxLimit)
  const after = input.cursor === undefined ? null : readCursor(list, input.cursor)
  const rows = await read({ after, take: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items: shown.map(item), nextCursor: more ? writeCursor(list, key(last)) : null }
}
