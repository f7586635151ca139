import { expect } from 'vitest'
import type { ActionCode } from '../../../src/domain/reconciliation/differences.ts'
import { send as sendV1, type TestApp } from '../../support/database/test-app.ts'
import { type Row, undone } from '../../support/files/hospital-file.ts'
import { type Program, undoUnknown, type Visit } from './program.ts'

export interface Difference {
  readonly type: string
  readonly settlementId: string
  readonly settlementNo: string
  readonly personNo: string
  readonly line: number | null
  readonly here: { readonly total: string; readonly fundPaid: string } | null
  readonly action: { readonly code: ActionCode; readonly side: string }
}

/** Every difference, page by page. */
export async function differencesOf(it: TestApp, { hospital: { key } }: Program, id: string): Promise<Difference[]> {
  const found: Difference[] = []
  let cursor = ''
  do {
    const url = `/v1/reconciliations/${id}/differences?limit=40${cursor === '' ? '' : `&cursor=${cursor}`}`
    const { status, body } = await sendV1(it, 'GET', url, undefined, { key })
    expect(status).toBe(200)
    found.push(...body.items)
    cursor = body.nextCursor ?? ''
  } while (cursor !== '')
  return found
}

/** The hospital's own rows, found by the line of the file that it made of them. */
class Rows {
  readonly #rows: (Row | null)[]
  readonly #before: number

  constructor(rows: readonly Row[], headers: number) {
    this.#rows = [...rows]
    this.#before = headers + 1
  }

  at(line: number | null): Row {
    return this.#rows[(line ?? 0) - this.#before] ?? fail(line)
  }

  put(line: number | null, row: Row | null): void {
    this.at(line)
    this.#rows[(line ?? 0) - this.#before] = row
  }

  add(row: Row): void {
    this.#rows.push(row)
  }

  active(): Row[] {
    return this.#rows.filter((row) => row !== null)
  }
}

function fail(line: number | null): never {
  throw new Error(`the file has no line ${line}, or it was struck`)
}

interface World {
  readonly it: TestApp
  readonly program: Program
  /** What the hospital had sent, or meant to send, by its number. */
  readonly visits: ReadonlyMap<string, Visit>
}

type Doing = (world: World, rows: Rows, one: Difference) => Promise<void> | void

const visitOf = ({ visits }: World, { settlementNo }: Difference) => visits.get(settlementNo) as Visit

/** What each action says, done: by the hospital's program where it is the service's ledger, in the rows where it is its own. */
const doing: Partial<Record<ActionCode, Doing>> = {
  'record-settlement': async ({ program }, rows, { settlementId, personNo }) =>
    rows.add(await program.read(settlementId, personNo)),
  'settle-again': async (world, rows, one) => rows.put(one.line, (await world.program.settle(visitOf(world, one))).row),
  'take-amounts': (_, rows, { line, here }) =>
    rows.put(line, { ...rows.at(line), total: here?.total ?? '', fundPaid: here?.fundPaid ?? '' }),
  'record-reversal': async ({ program }, rows, { settlementId, personNo }) =>
    rows.add(undone(await program.read(settlementId, personNo))),
  'reverse-settlement': (world, _, one) => undoUnknown(world.it, world.program.hospital, visitOf(world, one)),
  'strike-duplicate': (_, rows, { line }) => rows.put(line, null),
}

/** The hospital's rows after every proposed action was taken. `headers` are the lines of its file above the first row. */
export async function afterActions(
  world: World,
  rows: readonly Row[],
  differences: readonly Difference[],
  headers: number,
): Promise<Row[]> {
  const corrected = new Rows(rows, headers)
  for (const one of differences) {
    const act = doing[one.action.code]
    if (!act) throw new Error(`nothing was planted that asks for ${one.action.code}`)
    await act(world, corrected, one)
  }
  return corrected.active()
}
