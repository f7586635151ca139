import { refuse } from '../../domain/refusals/refusal.ts'
import { uuidOf } from './short-id.ts'

/** What a list is asked for: how many items at most, and the `nextCursor` of the page before. */
export interface PageInput {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  readonly nextCursor: string | null
}

const defaultLimit = 50
const maxLimit = 500

/**
 * Answers one page. `read` gives the rows after a key in the order of the key, at most `take` of them.
 *
 * One row more than asked for is read: it tells whether there is a next page without counting.
 */
export async function pageOf<Row, Item>(
  input: PageInput,
  read: (page: { after: string | null; take: number }) => Promise<Row[]>,
  { key, item }: { key: (row: Row) => string; item: (row: Row) => Item },
): Promise<Page<Item>> {
  const limit = Math.min(Math.max(input.limit ?? defaultLimit, 1), maxLimit)
  const rows = await read({ after: input.cursor === undefined ? null : open(input.cursor), take: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items: shown.map(item), nextCursor: more ? close(key(last)) : null }
}

/** Opaque, so that nobody builds one and we may change what is in it. */
function close(key: string): string {
  return Buffer.from(JSON.stringify([key])).toString('base64url')
}

function open(cursor: string): string {
  try {
    const [key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown]
    if (typeof key === 'string' && !key.includes('\0')) return key
  } catch {
    // not one of ours, as said below
  }
  return refuseCursor()
}

/** For a list whose cursor holds more than text. Errors: `invalid-request`, always. */
export function refuseCursor(): never {
  const detail = {
    zh: '请原样发送上一页的 nextCursor，或去掉 cursor 从头开始。',
    en: 'Send the nextCursor of the page before as it was, or leave it out to begin anew.',
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: '/cursor', detail }] })
}

/** For a list whose keys are ids: a cursor is opened before anybody looks at what is in it. Errors: `invalid-request`. */
export function uuidPage(page: { after: string | null; take: number }) {
  if (page.after !== null && uuidOf(page.after) === null) refuseCursor()
  return page
}
