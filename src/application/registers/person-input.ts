import type { BeneficiaryRow } from '../../db/registers/beneficiaries.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Insurance } from '../../domain/names/insurances.ts'

export interface BeneficiaryInput {
  readonly personNo: string
  readonly name: string
  /** The national dictionary's; '01' is the resident identity card. */
  readonly idType: string
  readonly idNumber: string
  readonly birthDate: Day
  /** Since before anything known here, until a dated fact says otherwise; an answer says where by now. */
  readonly insuredRegion: string
  /** Left out: not enrolled. */
  readonly enrolledTier?: 1 | 2 | null | undefined
  /** In whose insurance, until a dated enrolment says otherwise; residents where it is left out. */
  readonly insurance?: Insurance | undefined
}

/** Of whom anything was settled is replaced by a correction only. */
export interface Correcting {
  readonly reason?: string | null | undefined
}

export interface Replaced {
  readonly row: BeneficiaryRow
  readonly before: BeneficiaryRow
  readonly fields: readonly string[]
}
