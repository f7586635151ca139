import type { ClaimRead } from '../../db/ledger/rows.ts'
import { type Facts, placeOf, type YearState } from '../../domain/adjudication/types.ts'
import { type ComparedVisit, overlapsWith, type SettledVisit, sameVisit } from '../../domain/claim/overlaps.ts'
import { checkPlausible } from '../../domain/claim/plausible.ts'
import type { Bilingual } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { withAsked } from '../claim/asked-of-person.ts'
import { claimOf, eventDay, factsOf, governedBy, type Input } from '../claim/claim-input.ts'
import { elsewhereOf } from '../claim/elsewhere.ts'
import { isTheirs, type PersonRead } from '../claim/read-person-year.ts'
import type { HandedInBill, SettleJob } from '../ledger/commands.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { refuseAfterDeath } from './after-death.ts'

/** To a bureau, a person of another region is nobody. */
export function requireTheirs(
  { caller, input }: Pick<SettleJob, 'caller' | 'input'>,
  read: Pick<PersonRead, 'person' | 'identities'>,
): void {
  if (caller.kind === 'bureau' && !isTheirs(caller, read)) refuse('person-not-registered', { personNo: input.personNo })
}

/**
 * From what was read to what the engine asks for. Quote and settlement share it.
 * Errors: the person or hospital is not registered or not designated, the caller's region, no policy; those of
 * `checkPlausible`.
 */
export function prepare(
  context: Pick<PostingContext, 'library'>,
  job: Pick<SettleJob, 'caller' | 'input' | 'handedIn'>,
  found: ClaimRead,
  kept: (region: string) => (personNo: string) => YearState | undefined = () => () => undefined,
) {
  const { input } = job
  const read = { ...found, hospital: job.handedIn?.hospital ?? found.hospital }
  if (!read.person) return refuse('person-not-registered', { personNo: input.personNo })
  requireTheirs(job, { ...read, person: read.person })
  if (!read.hospital) return refuse('hospital-not-registered', { hospitalCode: input.hospitalCode })
  if (!read.hospital.designated) return refuse('hospital-not-designated', { hospitalCode: input.hospitalCode })
  refuseAfterDeath(read, input)
  const visit = comparedVisit(job)
  const same = sameVisit(visit, withPlaces(read.coinciding, job.handedIn))
  if (same) {
    const { settlementNo, from, to } = same
    const isBill = isReimbursementCode(input.hospitalCode)
    if (isReimbursementCode(same.hospitalCode) && !isBill) refuse('visit-handed-in', { settlementNo, from, to })
    refuse('same-visit-settled', {
      settlementNo,
      from,
      to,
      next: isBill ? billAgain(settlementNo, visit.stay) : visitAgain(settlementNo, visit.stay),
    })
  }
  const own = factsOf(context.library, read, input, overlapsWith(visit, read.coinciding))
  if (!own) throw new Error('a claim without a person or hospital went on')
  const law = governedBy((on) => context.library.law(placeOf(own.person), on), input)
  const elsewhere = elsewhereOf(read, law.region, kept(law.region))
  const facts = { ...own, ...(elsewhere ? { elsewhere } : {}), ...statementOf(job) }
  const claim = claimOf(input)
  checkPlausible(law, claim, read.person.birthDate)
  return { law, claim, facts: withAsked(law, facts, { ...read, person: read.person }, eventDay(input)) }
}

/** Asked only where a bill says that insurance paid nothing. */
function statementOf({ input, handedIn }: Pick<SettleJob, 'input' | 'handedIn'>): Pick<Facts, 'insuranceStatement'> {
  const paidNothing = [input.paid.basic, input.paid.criticalIllness].every(
    (paid) => paid !== null && decimal(paid).isZero(),
  )
  if (handedIn === undefined || !paidNothing) return {}
  return { insuranceStatement: handedIn.hasStatement ? 'shown' : 'missing' }
}

/** What to do where the visit was settled already under another number: by the API here, by message in its own names. */
export function visitAgain(settlementNo: string, isStay: boolean): Bilingual {
  if (isStay)
    return {
      zh: `取回结果请用原编号重发；原结算有误的请先冲正；住院不能与同院同日期同金额的另一次就医并存，请核对本次的日期、医疗类别和费用。`,
      en: `send that number again to have its answer, or reverse it first if it was wrong. No stay is settled beside a visit of the same days and amounts at one hospital: check this one’s days, care and costs.`,
    }
  return {
    zh: `取回结果请用原编号重发；原结算有误的请先冲正；确为两次门诊的，请在 besides 中加上 ${settlementNo} 后重新发送（已填写的保留）。`,
    en: `send that number again to have its answer, or reverse it first if it was wrong. Where there were two visits to an outpatient department, name it in \`besides\`, beside those that stand there, and send this again.`,
  }
}

/** What was handed in is not changed: it is taken back, and handed in again as it should have been. */
function billAgain(settlementNo: string, isStay: boolean): Bilingual {
  if (isStay)
    return {
      zh: `是同一次就医的，请撤回本笔（…/withdraw）；原结算有误的请先冲正；本笔日期、医疗类别或费用有误的，请撤回后以新的报销编号更正重报。`,
      en: `take this bill back (…/withdraw), or reverse the other first if it was wrong. Where this one’s days, care or costs are wrong, take it back and hand it in again under a new number with the right ones.`,
    }
  return {
    zh: `是同一次就医的，请撤回本笔（…/withdraw）；原结算有误的请先冲正；确为两次门诊的，请撤回后以新的报销编号重新受理，并在 besides 中加上 ${settlementNo}（已填写的保留）。`,
    en: `take this bill back (…/withdraw), or reverse the other first if it was wrong. Where there were two visits to an outpatient department, take it back and hand it in again under a new number, with ${settlementNo} in \`besides\`, beside those that stood there.`,
  }
}

/** Where the care of other bills was is known with this one: what is read of a settlement does not say it. */
function withPlaces(visits: readonly SettledVisit[], handedIn: HandedInBill | undefined): readonly SettledVisit[] {
  if (!handedIn) return visits
  return visits.map((visit) => ({
    ...visit,
    careAt: visit.careAt ?? handedIn.careOfOthers.get(billNameOf(visit)) ?? null,
  }))
}

/** By which one settled bill is told from another. */
export function billNameOf({ hospitalCode, settlementNo }: Pick<Input, 'hospitalCode' | 'settlementNo'>): string {
  return `${hospitalCode} ${settlementNo}`
}

export function comparedVisit({ input, handedIn }: Pick<SettleJob, 'input' | 'handedIn'>): ComparedVisit {
  const { settlementNo, hospitalCode, admittedOn = null, care, diseaseCode = null, costs, besides = [] } = input
  const to = eventDay(input)
  const stay = admittedOn !== null
  const { careAt = null } = handedIn ?? {}
  return { settlementNo, hospitalCode, from: admittedOn ?? to, to, stay, care, diseaseCode, costs, besides, careAt }
}
