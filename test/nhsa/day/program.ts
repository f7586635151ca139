import { type Answered, ask, type Body } from '../../support/claims/messages.ts'
import type { TestApp } from '../../support/database/test-app.ts'
import type { Row } from '../../support/files/hospital-file.ts'

/** A hospital of the day. */
export interface Hospital {
  readonly code: string
  readonly region: string
  readonly key: string
  readonly people: readonly string[]
  /** What outpatient care and stays of its people name as their disease; null for a plain stay. */
  readonly diseases: { readonly visit: string; readonly stay: string | null }
}

/** A visit whose settlement may be sent: under this number, as often as need be. */
export interface Visit {
  readonly personNo: string
  readonly number: string
  /** Of a settlement in the national messages. */
  readonly infno: '2207' | '2304'
  readonly total: string
  readonly body: Record<string, unknown>
}

/** What its accounts keep of a settlement. */
export interface Booked {
  readonly visitId: string | null
  readonly row: Row
}

/** How a hospital's program speaks to the service: in the national messages, or by the API itself. */
export interface Program {
  readonly hospital: Hospital
  /** Opens the n-th visit of the day: every other one a stay. Its settlement is not sent yet. */
  readonly begin: (at: number) => Promise<Visit>
  readonly settle: (visit: Visit) => Promise<Booked>
  /** Sends it over a line that breaks: before it arrives, or after it was done and before the answer. */
  readonly lose: (visit: Visit, when: 'before-arrival' | 'after-commit') => Promise<void>
  /** Sends a settlement after it was undone, and answers whether it was settled all the same. */
  readonly sendLate: (visit: Visit) => Promise<boolean>
  readonly undo: (visit: Visit, booked: Booked) => Promise<void>
  /** The settlement as the service has it now. */
  readonly read: (settlementId: string, personNo: string) => Promise<Row>
}

let numbers = 0

/** A number for a message or a settlement, of the form that a 2601 asks for. */
export function nextNumber({ code }: Hospital): string {
  numbers += 1
  const second = String(Math.floor(numbers / 10_000)).padStart(6, '0')
  return `${code}20240505${second}${String(numbers % 10_000).padStart(4, '0')}`
}

/** What the n-th visit of the day costs, for whom, and what basic insurance has paid of it. */
export function billOf({ people }: Hospital, at: number) {
  // The fen go on with each round, or one person would bring the same bill twice (G25).
  const fen = (at + Math.floor(at / 900)) % 100
  const total = `${100 + (at % 900)}.${String(fen).padStart(2, '0')}`
  return { personNo: people[at % people.length] ?? '', isStay: at % 2 === 0, total, basic: `${at % 90}.00` }
}

export function send(
  it: TestApp,
  { region, key, ...hospital }: Hospital,
  infno: string,
  input: object,
  msgid = nextNumber({ region, key, ...hospital }),
): Promise<Answered> {
  const envelope = { mdtrtarea_admvs: region, insuplc_admdvs: region }
  return ask(it, infno, input as Record<string, unknown>, { msgid, key, envelope })
}

/** As `send`, where anything but a success is an error. */
export async function done(
  it: TestApp,
  hospital: Hospital,
  infno: string,
  input: object,
  msgid?: string,
): Promise<Body> {
  const { status, body } = await send(it, hospital, infno, input, msgid)
  if (status !== 200 || body.infcode !== 0) throw new Error(`${infno}: ${status} ${body.err_msg}`)
  return body
}

/** 2601: whatever the number stood for, nothing of it stands any more. */
export async function undoUnknown(it: TestApp, hospital: Hospital, { infno, personNo, number }: Visit): Promise<void> {
  await done(it, hospital, '2601', { data: { psn_no: personNo, omsgid: number, oinfno: infno } })
}
