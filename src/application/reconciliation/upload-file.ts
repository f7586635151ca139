import type { Readable } from 'node:stream'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  findFileByContent,
  insertFaults,
  insertFile,
  insertLines,
  listFaults,
  type StoredLine,
  type UploadedFile,
} from '../../db/reconciliation/uploaded-files.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type ColumnName, type FaultyLine, lineFaults } from '../../domain/reconciliation/file-line.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { shortId, uuidOf } from '../shared/short-id.ts'
import { readLines } from './read-file-lines.ts'
import { hospitalInScope } from './reconciliation-scope.ts'
import { type Spooled, spooled } from './spool.ts'
import { noLines } from './unpack.ts'

export interface Upload {
  readonly hospitalCode: string
  readonly fileName: string
  /** ZIP of one text, tab-separated text or CSV. */
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
  readonly errors: readonly {
    readonly line: number
    readonly column: ColumnName | 'line'
    readonly detail: Bilingual
  }[]
}

/** Lines written in one statement. Nothing else of the file is in memory. */
const portion = 2000
const shownFaults = 100

/**
 * 9101: keeps a hospital's lines for a reconciliation. The same bytes again are the same file, under the same number.
 * Errors: `forbidden`, `hospital-not-registered`, `body-too-large`, `file-unreadable`.
 */
export async function uploadLines(
  service: Service,
  caller: Caller,
  { hospitalCode, fileName, content }: Upload,
): Promise<Uploaded & { readonly replayed: boolean }> {
  requireKind(caller, 'hospital', 'bureau')
  await hospitalInScope(service, caller, hospitalCode)
  return spooled(content, async (file) => {
    const known = await findFileByContent(service.db.pool, hospitalCode, file.hash)
    if (known) return { ...(await shownFile(service, known)), replayed: true }
    const stored = await storeOnce(service, file, { hospitalCode, fileName, callerId: caller.id })
    return { ...(await shownFile(service, stored.file)), replayed: stored.replayed }
  })
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

async function store(service: Service, { path, bytes, hash }: Spooled, named: Named): Promise<UploadedFile> {
  return withTransaction(service.db.bulk, async (client) => {
    const fileNo = shortId(uuidv7())
    const counts = await writeLines(client, fileNo, path)
    const file = { fileNo, bytes, ...counts, ...named, uploadedAt: service.clock().toISOString() }
    await insertFile(client, file, hash)
    return file
  })
}

async function writeLines(client: pg.ClientBase, fileNo: string, path: string) {
  let [rows, faults] = [0, 0]
  let [good, bad]: [StoredLine[], FaultyLine[]] = [[], []]
  const flush = async () => {
    faults += bad.length
    if (good.length > 0) await insertLines(client, fileNo, good)
    if (bad.length > 0) await insertFaults(client, fileNo, bad)
    ;[good, bad] = [[], []]
  }
  for await (const line of readLines(path)) {
    rows += 1
    if ('reason' in line) bad.push(line)
    else good.push({ ...line, settlementId: uuidOf(line.settlement) })
    if (good.length + bad.length >= portion) await flush()
  }
  if (rows === 0) return noLines()
  await flush()
  return { rows, faults }
}

export async function shownFile(service: Service, file: UploadedFile): Promise<Uploaded> {
  const { fileNo, hospitalCode, fileName, rows, faults } = file
  const listed = faults === 0 ? [] : await listFaults(service.db.pool, fileNo, shownFaults)
  const errors = listed.map(({ lineNo, column, reason }) => ({ line: lineNo, column, detail: lineFaults[reason] }))
  return { fileNo, hospitalCode, fileName, rows, faults, uploadedAt: chinaTime(new Date(file.uploadedAt)), errors }
}
