import { attemptOf } from '../../db/hospital-visits/settlement-attempts.ts'
import { findVisit } from '../../db/hospital-visits/visits.ts'
import { hospitalVisitOf } from '../hospital-visits/visit.ts'
import type { Service } from '../service.ts'

/** What the hospital itself calls the visit; nulls where no message told of it. */
export interface StatedVisit {
  /** Number of the admission or of the outpatient visit. */
  readonly recordNo: string | null
  readonly diagnosis: string | null
}

/** More do not fit on the line. */
const maxDiagnoses = 3

export async function statedVisit(
  { db }: Pick<Service, 'db'>,
  { hospitalCode, settlementNo }: { readonly hospitalCode: string; readonly settlementNo: string },
): Promise<StatedVisit> {
  const attempt = await attemptOf(db.pool, { hospitalCode, msgid: settlementNo })
  const row = attempt && (await findVisit(db.pool, attempt.mdtrtId))
  if (!row) return { recordNo: null, diagnosis: null }
  const { recordNo, diagnoses, diseaseName, admissionDiagnosis } = hospitalVisitOf(row)
  const named = diagnoses.slice(0, maxDiagnoses).map(({ name }) => name)
  return { recordNo, diagnosis: named.length > 0 ? named.join('；') : (diseaseName ?? admissionDiagnosis) }
}
