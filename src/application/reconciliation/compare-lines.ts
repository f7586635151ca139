import { uuidv7 } from 'uuidv7'
import { violated } from '../../db/errors.ts'
import { type ComparedSums, compareFile } from '../../db/reconciliation/compare-file.ts'
import { insertReconciliation, type ReconciliationRow } from '../../db/reconciliation/reconciliations.ts'
import { findFile, type UploadedFile } from '../../db/reconciliation/uploaded-files.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import { caresOfClearing } from '../../domain/clearing/clearing.ts'
import type { ClearingType } from '../../domain/fund/fund-names.ts'
import type { DifferenceType } from '../../domain/reconciliation/differences.ts'
import type { Result } from '../../domain/reconciliation/totals.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type ShownReconciliation, shownReconciliation } from './read-reconciliations.ts'
import { hospitalInScope, requirePeriod } from './reconciliation-scope.ts'

export interface LinesAsked {
  readonly hospitalCode: string
  readonly fileNo: string
  /** Days of posting in China, both included. */
  readonly from: Day
  readonly to: Day
  /** Only stays or only outpatient care, as `clr_type` asks; left out, everything. */
  readonly clearingType?: ClearingType | undefined
}

/**
 * 3202: an uploaded file against the ledger of a period, line by line. Each comparison is kept as it was found; comparing
 * again is a new one, because the ledger may have moved.
 * Errors: `forbidden`, `hospital-not-registered`, `period-reversed`, `not-found` for a file of another hospital's.
 */
export async function compareLines(service: Service, caller: Caller, asked: LinesAsked): Promise<ShownReconciliation> {
  requireKind(caller, 'hospital', 'bureau')
  const { hospitalCode, fileNo, from, to, clearingType = 'all' } = asked
  const { region } = await hospitalInScope(service, caller, hospitalCode)
  requirePeriod(from, to)
  const file = await fileOf(service, hospitalCode, fileNo)
  const id = uuidv7()
  return withTransaction(service.db.bulk, async (client) => {
    const sums = await compareFile(
      client,
      { hospitalCode, from, to, cares: caresOfClearing[clearingType] },
      { fileNo, reconciliationId: id },
    )
    const stamp = { comparedAt: service.clock().toISOString(), callerId: caller.id }
    const row = { id, hospitalCode, region, from, to, clearingType, fileNo, ...rowOf(sums, file), ...stamp }
    await insertReconciliation(client, row).catch((error: unknown) => refuseRemoved(fileNo, error))
    return shownReconciliation({ ...row, types: sums.types })
  })
}

/** The file's time ran out while it was being compared. */
function refuseRemoved(fileNo: string, error: unknown): never {
  if (violated(error) === 'reconciliations_file_no_fkey') noFile(fileNo)
  throw error
}

function noFile(fileNo: string): never {
  refuse('not-found', { what: { zh: `文件 ${fileNo}`, en: `file ${fileNo}` } })
}

async function fileOf(service: Service, hospitalCode: string, fileNo: string): Promise<UploadedFile> {
  const file = await findFile(service.db.pool, fileNo)
  if (file?.hospitalCode === hospitalCode) return file
  return noFile(fileNo)
}

function rowOf(
  sums: ComparedSums,
  { faults }: UploadedFile,
): Omit<ReconciliationRow, 'id' | 'region' | keyof LinesAsked | 'comparedAt' | 'callerId'> {
  const { types, ...rest } = sums
  const differences = Object.values(types).reduce((sum, count) => sum + count, 0)
  return { ...rest, faults, differences, result: resultOf(types, differences + faults) }
}

/** One side has more when nothing but its own rows is left over. */
function resultOf(types: ComparedSums['types'], open: number): Result {
  if (open === 0) return 'balanced'
  const counted = (...of: DifferenceType[]) => of.reduce((sum, type) => sum + (types[type] ?? 0), 0)
  if (counted('only-here') === open) return 'here-more'
  return counted('only-there', 'duplicate') === open ? 'there-more' : 'differs'
}
