import type { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import { classifyLines, countRows } from '../../db/rosters/classify-lines.ts'
import { compareWithRegister } from '../../db/rosters/compare-lines.ts'
import { insertListed, type ListedLine } from '../../db/rosters/listed-people.ts'
import {
  findRegistered,
  insertLoading,
  insertRosterFaults,
  type LoadingLine,
  openLoading,
} from '../../db/rosters/loading.ts'
import {
  findPrevious,
  findRosterByContent,
  insertRoster,
  lockDepartment,
  type ReadAs,
  type RosterKey,
} from '../../db/rosters/rosters.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { documentTypesOf } from '../../domain/registers/written-document.ts'
import { rosterLineFaults } from '../../domain/rosters/line-faults.ts'
import { knownColumns } from '../../domain/rosters/roster-columns.ts'
import { categoryCodes, certifiedBy, countingOrder } from '../../domain/rosters/roster-law.ts'
import type { FaultyRosterLine, Frame, RosterLine } from '../../domain/rosters/roster-line.ts'
import { firstDayOf, lastDayOfMonth } from '../../domain/rosters/roster-month.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Content, withContent } from '../uploads/content.ts'
import { encodingNames, type FileEncoding } from '../uploads/encoding.ts'
import { LineCount, type LineFaultText } from '../uploads/faulty.ts'
import { departmentList } from '../uploads/limits.ts'
import { type List, openList } from '../uploads/open-list.ts'
import { Portions } from '../uploads/portions.ts'
import { type Spooled, spooled } from '../uploads/spool.ts'
import { unreadable } from '../uploads/unreadable.ts'
import { RosterReader } from './read-roster-lines.ts'
import { type ShownRoster, shownRoster } from './read-rosters.ts'

export interface RosterUpload extends RosterKey {
  /** As the sender named it; told from the bytes where nothing was said. */
  readonly encoding: FileEncoding | null
  readonly content: Readable
}

/** What numbers begin with that stand in for a person number until the platform's own is known. */
const madeNumberPrefix = 'TEMP-'

type Stream = Parameters<Parameters<typeof withTransaction>[1]>[0]

/**
 * Loads a department's list of a month and compares it with the register; nothing is applied. Lines that are wrong are
 * reported and the others load. The same bytes again answer the first roster.
 *
 * Errors: `forbidden`, `policy-missing`, `body-too-large`, `file-unreadable`, `file-too-large`, `file-faulty`,
 * `roster-encoding-wrong`, `roster-columns-wrong`, `uploads-at-once`, `uploads-busy`. Of a list that is refused nothing is kept.
 */
export async function uploadRoster(
  service: Service,
  caller: Caller,
  upload: RosterUpload,
): Promise<ShownRoster & { readonly replayed: boolean }> {
  requireKind(caller, 'bureau')
  requireRegion(caller, upload.region)
  const law = service.library.law(upload.region, lastDayOfMonth(upload.month))
  return service.uploads.admit(caller.id, (inTurn) =>
    spooled(upload.content, departmentList.bytes, async (list) => {
      const loaded = await inTurn(() => loadOnce(service, caller, upload, { law, list }))
      return { ...(await shownRoster(service, loaded.id)), replayed: loaded.replayed }
    }),
  )
}

type Arrived = { readonly law: Law; readonly list: Spooled }

async function loadOnce(service: Service, caller: Caller, upload: RosterUpload, { law, list }: Arrived) {
  return withContent(list, departmentList, async (content) => {
    return withTransaction(service.db.bulk, async (client) => {
      await lockDepartment(client, upload)
      const known = await findRosterByContent(client, upload, list.hash)
      if (known) return { id: known.id, replayed: true }
      const { hash } = list
      return { id: await load(service, caller, client, { upload, law, content, hash }), replayed: false }
    })
  })
}

interface Load {
  readonly upload: RosterUpload
  readonly law: Law
  readonly content: Content
  /** Of what was sent, packed or not. */
  readonly hash: Buffer
}

async function load(service: Service, caller: Caller, client: Stream, of: Load): Promise<string> {
  const { region, month, department, encoding: said } = of.upload
  const id = uuidv7()
  const key = { region, month, department }
  const list = await openList(of.content, { said, maxLines: departmentList.lines, known: knownColumns, refuseLine })
  await openLoading(client)
  const readAs = await readInto(service, client, { id, list, of })
  await compareWithRegister(client, id)
  const previousId = await findPrevious(client, key)
  const days = { firstDay: firstDayOf(month), lastDay: lastDayOfMonth(month) }
  await classifyLines(client, region, { rosterId: id, ...days, order: countingOrder(of.law), previousId })
  const counts = await countRows(client, id)
  if (counts.accepted + counts.rejected === 0) noLines()
  const stamp = { uploadedAt: service.clock().toISOString(), callerId: caller.id }
  const { format, encoding } = list
  await insertRoster(client, { id, ...key, format, encoding, readAs, previousId, ...counts, ...stamp }, of.hash)
  return id
}

interface Into {
  readonly id: string
  readonly list: List
  readonly of: Load
}

/** Good lines into the load's own table, the others among the faults; the next portion is read while one is written. */
async function readInto(service: Service, client: Stream, { id, list, of }: Into): Promise<ReadAs> {
  const { region } = of.upload
  const good = new Portions<RosterLine>((lines) => writeLines(service, client, peoplePrefix(region, of.law), lines))
  const bad = new Portions<FaultyRosterLine>((faults) => writeFaults(service, client, { id, of }, faults))
  const count = new LineCount()
  const reader = new RosterReader(frameOf(of))
  for await (const block of reader.lines(list)) {
    for (const line of block) {
      if ('reason' in line) count.faulty(toldFault(line))
      else count.good()
      const full = 'reason' in line ? bad.add(line) : good.add(line)
      if (full !== undefined) await full
    }
  }
  await good.end()
  await bad.end()
  return reader.readAs
}

/** Whom a faulty line is about is found as for the others: on the list is who stands in it, however it is written. */
async function writeFaults(
  service: Service,
  client: Stream,
  { id, of }: { readonly id: string; readonly of: Load },
  faults: readonly FaultyRosterLine[],
): Promise<void> {
  await insertRosterFaults(client, id, faults)
  const listed = faults.flatMap(({ lineNo, about }): ListedLine[] => {
    if (about === null) return []
    const { personNo, idNumber, name, category } = about
    const types = idNumber === null ? [] : documentTypesOf(idNumber, about.idType)
    const fingerprints = types.flatMap((type) => service.secrets.fingerprints(`${type}:${idNumber}`))
    return [{ lineNo, personNo, name, category, fingerprints }]
  })
  await insertListed(client, peoplePrefix(of.upload.region, of.law), listed)
}

function frameOf({ upload: { region, month, department }, law }: Load): Frame {
  return {
    regionPrefix: peoplePrefix(region, law),
    categoryCodes: categoryCodes(law),
    certifies: certifiedBy(law, department),
    firstDay: firstDayOf(month),
    days: new Map(),
  }
}

function refuseLine(line: number, encoding: FileEncoding): never {
  refuse('roster-encoding-wrong', { line: String(line), encoding: encodingNames[encoding] })
}

function toldFault({ lineNo, column, reason }: FaultyRosterLine): LineFaultText {
  return { line: lineNo, column, detail: rosterLineFaults[reason] }
}

/** Whom a list may name: people insured in the region; where certification governs, in its province or municipality (000000/G19). */
function peoplePrefix(region: string, law: Law): string {
  return law.choices.governedBy.value === 'certification' ? region.slice(0, 2) : prefixOf(region)
}

/** Most people of a list are registered, and their ID numbers are not sealed anew only to be compared. */
async function writeLines(service: Service, client: Stream, regionPrefix: string, lines: readonly RosterLine[]) {
  const numbers = lines.flatMap(({ personNo, idNumber }) => (personNo !== null && idNumber !== null ? [personNo] : []))
  const known = await findRegistered(client, numbers)
  await insertLoading(
    client,
    regionPrefix,
    lines.map((line) => sealed(service, line, known)),
  )
}

/**
 * A new person's number is sealed for that person. A number is found by the document that it stands on: the registered
 * person's own, the identity card for what has its form, and every kind for the others, of which nobody writes the kind.
 */
function sealed(service: Service, line: RosterLine, known: ReadonlyMap<string, string>): LoadingLine {
  const { idNumber, personNo } = line
  if (idNumber === null) return { line, madeNumber: null, sealed: null, fingerprints: null }
  const registered = personNo === null ? undefined : known.get(personNo)
  const types = registered === undefined ? documentTypesOf(idNumber, line.idType) : [registered]
  const fingerprints = types.flatMap((type) => service.secrets.fingerprints(`${type}:${idNumber}`))
  const madeNumber = personNo === null ? madeNumberOf(fingerprints) : null
  const owner = registered === undefined && line.change !== 'removed' ? (personNo ?? madeNumber) : null
  return {
    line: { ...line, idType: types.length === 1 ? (types[0] ?? null) : null },
    madeNumber,
    sealed: owner === null ? null : service.secrets.encrypt(idNumber, owner),
    fingerprints,
  }
}

/** The same card gets the same number, in whatever line and list; nobody finds the card from it without the key. */
function madeNumberOf([fingerprint]: readonly Buffer[]): string | null {
  return fingerprint === undefined ? null : `${madeNumberPrefix}${fingerprint.toString('hex', 0, 10).toUpperCase()}`
}

function noLines(): never {
  unreadable({
    zh: '名单里没有人员；请发送一行一人的 XLSX、CSV（带表头）或 NDJSON。',
    en: 'There is no line of a person in it; send XLSX or CSV with a header, or NDJSON, one person a line.',
  })
}
