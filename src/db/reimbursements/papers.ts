import type pg from 'pg'
import type { PaperKind } from '../../domain/reimbursements/reimbursement-names.ts'
import type { Queryable } from '../sql.ts'

export interface NewPaper {
  readonly id: string
  readonly reimbursementId: string
  readonly kind: PaperKind
  readonly mediaType: string
  readonly bytes: number
  readonly contentHash: Buffer
  readonly addedAt: string
  readonly addedBy: string
  /** Its content in pieces, each sealed. */
  readonly parts: readonly Uint8Array[]
}

/** Answers whether it is new: the same content is one paper of a kind, and may be of several: an invoice with the statement on it. */
export async function insertPaper(client: pg.ClientBase, paper: NewPaper): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO reimbursement_documents (id, reimbursement_id, kind, media_type, bytes, content_hash, added_at, added_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reimbursement_id, content_hash, kind) DO NOTHING`,
    [
      ...[paper.id, paper.reimbursementId, paper.kind, paper.mediaType, paper.bytes, paper.contentHash],
      ...[paper.addedAt, paper.addedBy],
    ],
  )
  if (rowCount !== 1) return false
  for (const [at, part] of paper.parts.entries())
    await client.query(
      'INSERT INTO reimbursement_document_parts (document_id, part, content_enc) VALUES ($1, $2, $3)',
      [paper.id, at + 1, part],
    )
  return true
}

export interface PaperParts {
  readonly id: string
  readonly kind: PaperKind
  readonly mediaType: string
  readonly parts: readonly Buffer[]
}

export async function findPaper(
  client: Queryable,
  { reimbursementId, id }: { readonly reimbursementId: string; readonly id: string },
): Promise<PaperParts | null> {
  const { rows } = await client.query<PaperParts>(
    `SELECT d.id, d.kind, d.media_type AS "mediaType",
       (SELECT array_agg(p.content_enc ORDER BY p.part) FROM reimbursement_document_parts p WHERE p.document_id = d.id) AS parts
     FROM reimbursement_documents d WHERE d.reimbursement_id = $1 AND d.id = $2`,
    [reimbursementId, id],
  )
  return rows[0] ?? null
}
