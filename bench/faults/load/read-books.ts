import { Agent } from 'node:http'
import type { BookEntry, BookSettlement, Books } from '../history/books.ts'
import { mustAsk } from './http.ts'
import { personNo, places } from './people.ts'
import { adminKey } from './register.ts'

const year = 2023

/** Everybody's books, read through the API as any auditor would. */
export async function readBooks(port: number, peopleOfPlace: number): Promise<Books> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const people = places.flatMap((place) => Array.from({ length: peopleOfPlace }, (_, at) => personNo(place, at + 1)))
  const books = { settlements: [] as BookSettlement[], entries: [] as BookEntry[], caps: [] as Books['caps'][number][] }
  const read = <T>(path: string) => mustAsk<T>({ agent, port, method: 'GET', path, key: adminKey })
  await inLanes(people, 4, async (person) => {
    const entries = await pages<BookEntry>(read, `/v1/beneficiaries/${person}/ledger?year=${year}`)
    books.entries.push(...entries.map((entry) => ({ ...entry, personNo: person })))
    books.settlements.push(...(await pages<BookSettlement>(read, `/v1/settlements?personNo=${person}`)))
    const cap = await read<{ limits: { name: string; used: string }[] }>(
      `/v1/beneficiaries/${person}/annual-cap?year=${year}`,
    )
    books.caps.push(...cap.limits.map(({ name, used }) => ({ personNo: person, name, used })))
  })
  agent.destroy()
  return books
}

async function pages<T>(read: <P>(path: string) => Promise<P>, path: string): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: T[]; nextCursor: string | null } = await read(`${path}&limit=200${next}`)
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

/** Each of a few lanes takes the next item when it is done with one. */
async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const lane = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
