import {
  type AidTakenBack,
  type CorrectedVisit,
  costParts,
  debtors,
} from '../../domain/adjudication/corrected-visit.ts'
import { hospitalLevels } from '../../domain/names/hospitals.ts'
import { allOf, among, list, maybe, members, text } from '../shared/shape.ts'

const paidShape = { basic: text, criticalIllness: text, supplementary: text, commercial: text, socialAid: text }

/** What corrections have put right of a visit. */
export const correctedShape = members<CorrectedVisit>(
  {},
  {
    paid: members<NonNullable<CorrectedVisit['paid']>>({}, paidShape),
    thirdParty: text,
    costs: allOf(costParts, text),
    referral: among(['proper', 'none']),
    hospital: members<NonNullable<CorrectedVisit['hospital']>>(
      {},
      { level: among(hospitalLevels), feeClass: maybe(text) },
    ),
    takenBack: list(members<AidTakenBack>({ no: text, amount: text, from: among(debtors) })),
  },
)
