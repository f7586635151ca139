import {
  listSettlementCorrectionRows,
  type SettlementCorrectionRow,
} from '../../db/corrections/settlement-corrections.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type Caller, prefixOf, requireHospital } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'

export type ShownSettlementCorrection = ReturnType<typeof shownSettlementCorrection>

export function shownSettlementCorrection(row: SettlementCorrectionRow) {
  const { id, settlementId, settlementNo, hospitalCode, personNo, year, correctionNo, reason, callerId } = row
  const { takenBack, ...changes } = row.changes
  const [back] = takenBack ?? []
  return {
    ...{ id, settlementId, settlementNo, hospitalCode, personNo, year, correctionNo, reason, callerId },
    changes: {
      ...changes,
      ...(row.paidTo ? { paidTo: row.paidTo } : {}),
      ...(back ? { takenBack: { amount: back.amount, from: back.from } } : {}),
      ...(row.newPersonNo ? { personNo: row.newPersonNo } : {}),
    },
    correctedAt: chinaTime(new Date(row.correctedAt)),
  }
}

export interface SettlementCorrectionsAsked extends PageInput {
  readonly hospitalCode?: string | undefined
  readonly settlementNo?: string | undefined
  readonly personNo?: string | undefined
}

/** Newest first: a hospital those of its own settlements, the others those of their region. Errors: `forbidden`. */
export function listSettlementCorrections(
  service: Service,
  caller: Caller,
  { hospitalCode, settlementNo, personNo, ...page }: SettlementCorrectionsAsked,
): Promise<Page<ShownSettlementCorrection>> {
  if (hospitalCode !== undefined) requireHospital(caller, hospitalCode)
  const isHospital = caller.kind === 'hospital'
  const filter = {
    regionPrefix: isHospital ? '' : prefixOf(caller.region),
    hospitalCode: isHospital ? caller.hospitalCode : (hospitalCode ?? null),
    settlementNo: settlementNo ?? null,
    personNo: personNo ?? null,
  }
  return pageOf('corrections', page, (part) => listSettlementCorrectionRows(service.db.pool, filter, part), {
    key: ({ id }) => id,
    item: shownSettlementCorrection,
  })
}
