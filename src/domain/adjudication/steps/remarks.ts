import { covers } from '../../calendar.ts'
import type { Draft } from '../draft.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, isCertifiedHere } from '../visit.ts'
import { remarkDeath } from './after-death.ts'
import { remarkDocumentAge } from './document-age.ts'
import { remarkNotTaken } from './left-open.ts'
import { remarkOverlaps } from './overlaps.ts'
import { personLine } from './person.ts'
import { remarkReferral } from './referral.ts'
import { remarkThirdParty } from './third-party.ts'
import { pointAtUnusual } from './unusual.ts'

/** What is said of a visit whoever pays what of it, and the person's line, which is the last. It changes no amount. */
export function remarkVisit(visit: AdjudicatedVisit, best: Draft): void {
  remarkThirdParty(visit, best.trace)
  remarkCertifiedElsewhere(visit, best.trace)
  remarkOverlaps(visit, best.trace)
  remarkDeath(visit, best.trace)
  remarkReferral(visit, best.trace)
  remarkNotTaken(visit, best.trace)
  remarkDocumentAge(visit, best.trace)
  personLine(visit, best)
  pointAtUnusual(visit, best.trace)
}

/** Whoever is aided nowhere else must at least read why an identity does not count here (000000/G19). */
function remarkCertifiedElsewhere({ law, facts, day }: AdjudicatedVisit, trace: Trace): void {
  for (const identity of facts.identities) {
    const { category, certifiedRegion = facts.person.insuredRegion } = identity
    if (covers(identity, day) && !isCertifiedHere(law, identity, facts.person.insuredRegion))
      trace.reason('certified-elsewhere', law.choices.governedBy.clause, { category, certifiedRegion })
  }
}
