import { type BatchLine, listBatchLines } from '../../db/payouts/batch-lines.ts'
import { findPayoutBatch, type StoredBatch } from '../../db/payouts/batches.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type BankTemplate, type FileField, referenceOf } from '../../domain/payouts/bank-file.ts'
import { type Caller, ofRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { accountOwner } from './account.ts'
import { templateFor } from './bank-template.ts'
import { batchNotFound, refuseStatus } from './decide-batch.ts'
import { maxBatchLines } from './make-batch.ts'

export interface BankFile {
  readonly name: string
  readonly title: string
  /** The head first. */
  readonly rows: readonly (readonly string[])[]
}

/**
 * The file for the bank, with whole account numbers: only of a batch that was sent, so that no money leaves for a file that
 * nobody approved. Each time it is fetched leaves a line in the audit trail.
 * Errors: `forbidden`, `not-found`, `batch-status`.
 */
export async function bankFile(service: Service, caller: Caller, id: string): Promise<BankFile> {
  requireKind(caller, 'bureau')
  return withTransaction(service.db.pool, async (client) => {
    const batch = ofRegion(caller, await findPayoutBatch(client, id)) ?? batchNotFound(id)
    if (batch.sentAt === null) refuseStatus(batch, fetching)
    const template = await templateFor(client, batch.region)
    const lines = await listBatchLines(client, id, { after: null, take: maxBatchLines })
    const detail = { batchId: id, lines: lines.length }
    await recordChangeIn(client, { action: 'payout-file-shown', callerId: caller.id, at: service.clock(), detail })
    const row = (line: BatchLine) => template.columns.map(({ field }) => cell(service, template, batch, line, field))
    const head = template.columns.map(({ heading }) => heading)
    return { name: `payouts-${batch.batchNo}`, title: batch.batchNo.slice(0, 31), rows: [head, ...lines.map(row)] }
  })
}

const fetching: Bilingual = { zh: '下载银行文件', en: 'fetch the bank’s file of' }

function cell(
  service: Service,
  { purpose }: BankTemplate,
  { batchNo }: StoredBatch,
  line: BatchLine,
  field: FileField,
): string {
  const cells: Record<FileField, () => string> = {
    lineNo: () => String(line.lineNo),
    reference: () => referenceOf(batchNo, line.lineNo),
    payeeName: () => line.payeeName,
    account: () => service.secrets.decrypt(line.accountEnc, accountOwner(line.payoutId, line.accountRound)),
    bankName: () => line.bankName,
    bankNo: () => line.bankCode ?? '',
    amount: () => line.amount,
    purpose: () => purpose,
    personNo: () => line.personNo,
    personName: () => line.personName,
    batchNo: () => batchNo,
    empty: () => '',
  }
  return cells[field]()
}
