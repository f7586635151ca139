import { Agent } from 'node:http'
import { concurrently } from '../../../src/application/shared/concurrently.ts'
import type { LedgerAsRead, ListedEntry, ListedSettlement } from '../history/ledger.ts'
import { mustAsk } from './http.ts'
import { personNo, places } from './people.ts'
import { adminKey } from './register.ts'

const year = 2023

/** Everybody’s ledger, read through the API as any auditor would. */
export async function readLedger(port: number, peopleOfPlace: number): Promise<LedgerAsRead> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const people = places.flatMap((place) => Array.from({ length: peopleOfPlace }, (_, at) => personNo(place, at + 1)))
  const ledger = {
    settlements: [] as ListedSettlement[],
    entries: [] as ListedEntry[],
    caps: [] as LedgerAsRead['caps'][number][],
  }
  const read = <T>(path: string) => mustAsk<T>({ agent, port, method: 'GET', path, key: adminKey })
  await concurrently(people, 4, async (person) => {
    const entries = await pages<ListedEntry>(read, `/v1/beneficiaries/${person}/ledger?year=${year}`)
    ledger.entries.push(...entries.map((entry) => ({ ...entry, personNo: person })))
    ledger.settlements.push(...(await pages<ListedSettlement>(read, `/v1/settlements?personNo=${person}`)))
    const cap = await read<{ limits: { name: string; used: string }[] }>(
      `/v1/beneficiaries/${person}/annual-cap?year=${year}`,
    )
    ledger.caps.push(...cap.limits.map(({ name, used }) => ({ personNo: person, name, used })))
  })
  agent.destroy()
  return ledger
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
