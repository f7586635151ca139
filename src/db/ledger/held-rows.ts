import type { Category } from '../../domain/names/categories.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'

/* What a person holds, as a claim is read with it. */

export interface ReadIdentity {
  readonly id: string
  readonly category: Category
  /** Null: the insured region of the day. */
  readonly certifiedRegion: string | null
  /** As the department marks it; null where it does not. */
  readonly unableToWork: boolean | null
  readonly from: string
  readonly to: string | null
}

export interface ReadRegistration {
  readonly id: string
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly management: 'visit' | 'quota' | null
  readonly packageCode: string | null
  readonly from: string
  readonly to: string | null
}
