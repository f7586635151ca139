import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { findPaper, insertPaper } from '../../db/reimbursements/papers.ts'
import {
  findReimbursement,
  lockReimbursement,
  type StoredReimbursement,
} from '../../db/reimbursements/reimbursements.ts'
import { withTransaction } from '../../db/transaction.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type PaperType, paperTypeOf } from '../../domain/reimbursements/paper-type.ts'
import type { PaperKind } from '../../domain/reimbursements/reimbursement-names.ts'
import { type Caller, ofRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { DecidedReimbursement } from './decide-reimbursement.ts'
import { shownReimbursement } from './reimbursement-answer.ts'
import { adding, refuseStanding, reimbursementNotFound } from './reimbursement-status.ts'

export const maxPaperBytes = 10_000_000
const maxPapers = 20

/** What one piece holds before it is sealed: small enough that many are sealed anew at a time when keys are changed. */
const partBytes = 48_000

export const paperOwner = (documentId: string, part: number): string => `paper:${documentId}:${part}`

/**
 * Keeps a paper with a bill that is not decided. What it is its content says, and not its name. The same content again is a replay.
 * Errors: `forbidden`, `not-found`, `reimbursement-status`, `file-too-large`, `file-unreadable`, `uploads-at-once`, `uploads-busy`.
 */
export async function addPaper(
  service: Service,
  caller: Caller,
  { id, kind, content }: { readonly id: string; readonly kind: PaperKind; readonly content: Readable },
): Promise<DecidedReimbursement> {
  requireKind(caller, 'bureau')
  return service.uploads.admit(caller.id, async (inTurn) => {
    const bytes = await wholeOf(content)
    const mediaType = paperTypeOf(bytes) ?? refuse('file-unreadable', { reason: unknownType })
    return inTurn(() => keep(service, caller, { id, kind, bytes, mediaType }))
  })
}

const unknownType = {
  zh: '文件不是完整的 PDF、JPEG、PNG 或 OFD（按内容判断，不看文件名）；请重新扫描或另存后上传。',
  en: 'It is no whole PDF, JPEG, PNG or OFD, by its content and not by its name; scan or save it anew and send it again.',
}

/** Errors: `file-too-large`. */
async function wholeOf(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxPaperBytes) return refuse('file-too-large', { reason: tooLarge })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = {
  zh: '每份材料不超过 10 MB；请降低扫描分辨率，或分页上传。',
  en: 'A paper has at most 10 MB; scan it in a lower resolution, or send its pages one by one.',
}
const tooMany = {
  zh: `每笔报销最多 ${maxPapers} 份材料；请合并为一个 PDF。`,
  en: `A bill has at most ${maxPapers} papers; put several into one PDF.`,
}

interface Kept {
  readonly id: string
  readonly kind: PaperKind
  readonly bytes: Buffer
  readonly mediaType: PaperType
}

function keep(service: Service, caller: Caller, { id, kind, bytes, mediaType }: Kept): Promise<DecidedReimbursement> {
  return withTransaction(service.db.pool, async (client) => {
    const row = ofRegion(caller, await lockReimbursement(client, id)) ?? reimbursementNotFound(id)
    if (row.status !== 'received' && row.status !== 'checked') refuseStanding(row, adding)
    const paperId = uuidv7()
    const isNew = await insertPaper(client, {
      ...{ id: paperId, reimbursementId: id, kind, mediaType, bytes: bytes.length },
      contentHash: createHash('sha256').update(bytes).digest(),
      ...{ addedAt: service.clock().toISOString(), addedBy: caller.id, parts: sealed(service, paperId, bytes) },
    })
    if (isNew && row.papers.length >= maxPapers) refuse('file-too-large', { reason: tooMany })
    const stored = (await findReimbursement(client, { id })) as StoredReimbursement
    return { reimbursement: shownReimbursement(stored), replayed: !isNew }
  })
}

/** Each piece as text, since that is what is sealed. */
function sealed({ secrets }: Service, paperId: string, bytes: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let from = 0; from < bytes.length; from += partBytes) {
    const text = bytes.subarray(from, from + partBytes).toString('base64')
    parts.push(secrets.encrypt(text, paperOwner(paperId, parts.length + 1)))
  }
  return parts
}

export interface OpenedPaper {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
}

/** A paper as it was handed in; each time it is fetched leaves a line in the audit trail. Errors: `forbidden`, `not-found`. */
export async function openPaper(
  service: Service,
  caller: Caller,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<OpenedPaper> {
  requireKind(caller, 'bureau', 'auditor')
  return withTransaction(service.db.pool, async (client) => {
    const row = ofRegion(caller, await findReimbursement(client, { id })) ?? reimbursementNotFound(id)
    const paper = await findPaper(client, { reimbursementId: id, id: documentId })
    if (!paper) return refuse('not-found', { what: { zh: `材料 ${documentId}`, en: `document ${documentId}` } })
    const detail = { reimbursementId: id, documentId, kind: paper.kind }
    const shown = { action: 'reimbursement-paper-shown', personNo: row.personNo, detail }
    await recordChangeIn(client, { ...shown, callerId: caller.id, at: service.clock() })
    const texts = paper.parts.map((part, at) => service.secrets.decrypt(part, paperOwner(documentId, at + 1)))
    const content = Buffer.concat(texts.map((text) => Buffer.from(text, 'base64')))
    return { name: `${row.reimbursementNo}-${paper.kind}`, mediaType: paper.mediaType, content }
  })
}
