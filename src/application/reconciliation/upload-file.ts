import type { Readable } from 'node:stream'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  countLinesSince,
  findFileByContent,
  insertFile,
  insertFileFaults,
  insertFileLines,
  listFileFaults,
  type StoredLine,
  type UploadedFile,
} from '../../db/reconciliation/uploaded-files.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type FaultyLine, type FileLine, lineFaults } from '../../domain/reconciliation/file-line.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { shortId, uuidOf } from '../shared/short-id.ts'
import { withContent } from '../uploads/content.ts'
import { encodingNames, type FileEncoding } from '../uploads/encoding.ts'
import { LineCount, type LineFaultText } from '../uploads/faulty.ts'
import { hospitalFile, shownFaults } from '../uploads/limits.ts'
import { openList } from '../uploads/open-list.ts'
import { refuseUnitBeside } from '../uploads/other-units.ts'
import { type Spooled, spooled } from '../uploads/spool.ts'
import { unreadable } from '../uploads/unreadable.ts'
import { knownFileColumns, readFileLines } from './read-file-lines.ts'
import { hospitalInScope } from './reconciliation-scope.ts'

export interface FileUpload {
  readonly hospitalCode: string
  readonly fileName: string
  /** XLSX, CSV or tab-separated text, as it is or in a ZIP. */
  readonly content: Readable
}

export interface Uploaded {
  /** At most 30 characters, as `file_qury_no` is. */
  readonly fileNo: string
  readonly hospitalCode: string
  readonly fileName: string
  /** Lines without the header, faulty ones included. */
  readonly rows: number
  readonly faults: number
  readonly uploadedAt: string
  /** The first hundred lines that could not be read; the others are compared all the same. */
  readonly errors: readonly LineFaultText[]
}

/** Lines written in one statement. Nothing else of the file is in memory. */
const portion = 2000

/** Lines that a hospital may upload within a day: months of the largest one, and what a slip cannot exceed unseen. */
const maxLinesADay = 5_000_000

/**
 * 9101: keeps a hospital's lines for a reconciliation. The same bytes again are the same file, under the same number.
 * Errors: `forbidden`, `hospital-not-registered`, `body-too-large`, `file-unreadable`, `file-too-large`, `file-faulty`,
 * `uploads-at-once`, `uploads-a-day`, `uploads-busy`.
 */
export async function uploadLines(
  service: Service,
  caller: Caller,
  { hospitalCode, fileName, content }: FileUpload,
): Promise<Uploaded & { readonly replayed: boolean }> {
  requireKind(caller, 'hospital', 'bureau')
  await hospitalInScope(service, caller, hospitalCode)
  return service.uploads.admit(caller.hospitalCode ?? caller.id, (inTurn) =>
    spooled(content, hospitalFile.bytes, async (file) => {
      const known = await findFileByContent(service.db.pool, hospitalCode, file.hash)
      if (known) return { ...(await shownFile(service, known)), replayed: true }
      await refuseTooMuch(service, hospitalCode)
      const stored = await inTurn(() => storeOnce(service, file, { hospitalCode, fileName, callerId: caller.id }))
      return { ...(await shownFile(service, stored.file)), replayed: stored.replayed }
    }),
  )
}

const dayMs = 86_400_000

async function refuseTooMuch(service: Service, hospitalCode: string): Promise<void> {
  const since = new Date(service.clock().getTime() - dayMs).toISOString()
  const lines = await countLinesSince(service.db.pool, hospitalCode, since)
  if (lines >= maxLinesADay) refuse('uploads-a-day', { lines: String(lines), limit: String(maxLinesADay) })
}

type Named = Pick<UploadedFile, 'hospitalCode' | 'fileName' | 'callerId'>

/** Two uploads of the same file at once: the second finds the first one's. */
async function storeOnce(service: Service, file: Spooled, named: Named) {
  try {
    return { file: await store(service, file, named), replayed: false }
  } catch (error) {
    const first = isRace(error) ? await findFileByContent(service.db.pool, named.hospitalCode, file.hash) : null
    if (!first) throw error
    return { file: first, replayed: true }
  }
}

function store(service: Service, file: Spooled, named: Named): Promise<UploadedFile> {
  return withContent(file, hospitalFile, async (content) => {
    const reading = {
      said: null,
      maxLines: hospitalFile.lines,
      known: knownFileColumns,
      refuseLine,
      beside: refuseUnitBeside,
    }
    const list = await openList(content, reading)
    if (list.format === 'ndjson') return unreadable(objects)
    const { rows: table } = list
    return withTransaction(service.db.bulk, async (client) => {
      const fileNo = shortId(uuidv7())
      const { lines: rows, faults } = await writeLines(client, fileNo, readFileLines(table, list.format === 'xlsx'))
      const stored = { fileNo, bytes: file.bytes, rows, faults, ...named, uploadedAt: service.clock().toISOString() }
      await insertFile(client, stored, file.hash)
      return stored
    })
  })
}

function refuseLine(line: number, encoding: FileEncoding): never {
  const name = encodingNames[encoding]
  unreadable({
    zh: `第 ${line} 行不是 ${name} 文本，未保存任何内容；请以 UTF-8 或 GB18030 另存后重新上传。`,
    en: `Line ${line} is no text in ${name} and nothing was kept; save the file in UTF-8 or GB18030 and send it again.`,
  })
}

/** Of the faulty lines the first hundred are kept and all are counted. */
async function writeLines(client: pg.ClientBase, fileNo: string, lines: AsyncIterable<FileLine | FaultyLine>) {
  const count = new LineCount()
  const bad: FaultyLine[] = []
  let good: StoredLine[] = []
  for await (const line of lines) {
    if ('reason' in line) {
      count.faulty(toldFault(line))
      if (bad.length < shownFaults) bad.push(line)
      continue
    }
    count.good()
    good.push({ ...line, settlementId: uuidOf(line.settlement) })
    if (good.length < portion) continue
    await insertFileLines(client, fileNo, good)
    good = []
  }
  if (count.lines === 0) return noLines()
  if (good.length > 0) await insertFileLines(client, fileNo, good)
  if (bad.length > 0) await insertFileFaults(client, fileNo, bad)
  return count
}

function toldFault({ lineNo, column, reason }: FaultyLine): LineFaultText {
  return { line: lineNo, column, detail: lineFaults[reason] }
}

const objects = {
  zh: '这是 JSON；请上传 XLSX、CSV 或制表符分隔的文本，每行一笔结算。',
  en: 'This is JSON; send XLSX, CSV or tab-separated text, one settlement a line.',
}

function noLines(): never {
  unreadable({ zh: '文件中没有结算行。', en: 'The file holds no line of a settlement.' })
}

export async function shownFile(service: Service, file: UploadedFile): Promise<Uploaded> {
  const { fileNo, hospitalCode, fileName, rows, faults } = file
  const listed = faults === 0 ? [] : await listFileFaults(service.db.pool, fileNo, shownFaults)
  const errors = listed.map(toldFault)
  return { fileNo, hospitalCode, fileName, rows, faults, uploadedAt: chinaTime(new Date(file.uploadedAt)), errors }
}
