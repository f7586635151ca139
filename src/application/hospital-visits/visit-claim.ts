import type { ReadToSettle } from '../../db/hospital-visits/read-to-settle.ts'
import type { MessageOperator } from '../../db/hospital-visits/settlement-attempts.ts'
import type { Setting } from '../../db/hospital-visits/visits.ts'
import { chinaDay, covers, type Day } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { ClaimBody } from '../claim/claim-input.ts'
import type { Service } from '../service.ts'
import { careOf } from './care-of-visit.ts'
import { checkLineDay } from './check-fee-line.ts'
import { type Costs, costsOf, type SummedLines } from './fee-lines.ts'
import { linesOfPart, midwayUntil, partFrom, requireRest } from './midway.ts'
import { Codes } from './national-codes.ts'
import type { Patient } from './patients.ts'
import { checkDays, plausibleNow } from './plausible-visit.ts'
import { requireSetting } from './record-visit.ts'
import { dayOfTime, type HospitalVisit, inState, type VisitKey } from './visit.ts'

/** What a message asks to have settled or quoted. Parts left out are null. */
export interface SettleAsked {
  readonly key: VisitKey
  readonly setting: Setting
  readonly patient: Patient
  /** As the message says it (`insutype`); null where it does not. */
  readonly insurance: Insurance | null
  readonly medType: string | null
  /** 包干结算: a listed critical disease under its package. */
  readonly packaged: boolean
  readonly endedAt: string | null
  /** A settlement in the middle of a stay (`mid_setl_flag` 1); `endedAt` is then the last day that it covers. */
  readonly isMidway: boolean
  readonly diseaseCode: string | null
  readonly costs: { readonly [Part in keyof Costs]: string | null }
  readonly paid: NonNullable<ClaimBody['paid']>
  /** Who sends it, as the message says; decides nothing. */
  readonly operator: MessageOperator
  /** Somebody else caused the injury; left out where the message does not say so. */
  readonly thirdPartyInjury?: true
  /** Numbers of settlements beside which this is another visit; left out where nothing is said. */
  readonly besides?: readonly string[]
  /** Text of the hospital's own, which is kept with the message and decides nothing. */
  readonly note: string | null
}

/** A claim as `settle` takes it, with the kind of visit that it was made for. */
export interface VisitClaim {
  readonly body: ClaimBody
  /** The last day that is settled in the middle of the stay; null where the stay is settled to its end. */
  readonly until: Day | null
  readonly medType: string
}

/**
 * A visit and what the message says of it as the claim that is settled.
 * Errors: `visit-state` when a stay has not ended; `amounts-differ-from-lines`; `code-unknown`; `invalid-request`.
 */
export function claimOfVisit(
  service: Service,
  visit: HospitalVisit,
  asked: SettleAsked,
  read: Pick<ReadToSettle, 'lines' | 'registrations' | 'referrals'>,
  { settlementNo }: { settlementNo: string | null },
): VisitClaim {
  requireSetting(visit, asked.setting)
  const until = midwayUntil(service, visit, asked)
  const lines = linesOfPart(read.lines, { settledUntil: visit.settledUntil, until })
  checkLineDays(service, visit, asked, lines)
  const days = daysOf(service, visit, asked, { isQuote: settlementNo === null, until })
  const on = days.dischargedOn ?? days.servedOn ?? ''
  const medType = asked.medType ?? visit.medType
  requireInsurance(asked, on)
  if (medType === null) return refuse('invalid-request', {}, { faults: [noMedType] })
  const kind = new Codes(service, asked.patient.insuredRegion, on).of('med_type', medType)
  const diseaseCode = asked.diseaseCode ?? visit.diseaseCode
  const place = { region: asked.patient.insuredRegion, on, setting: asked.setting }
  const care = careOf(service, { ...place, kind, packaged: asked.packaged, diseaseCode, held: read.registrations })
  const referred = read.referrals.some((one) => covers(one, dayOfTime(visit.beganAt)))
  const body: ClaimBody = {
    ...(settlementNo === null ? {} : { settlementNo }),
    personNo: visit.personNo,
    hospitalCode: visit.hospitalCode,
    care,
    ...days,
    referral: referred ? 'proper' : 'none',
    emergency: kind.emergency === 'true',
    ...(diseaseCode === null ? {} : { diseaseCode }),
    costs: costsAsked(asked, costsOf(lines)),
    paid: asked.paid,
    ...(asked.thirdPartyInjury || visit.relTtpFlag === '1' ? { thirdPartyInjury: true } : {}),
    ...(asked.besides ? { besides: asked.besides } : {}),
  }
  return { body, medType, until }
}

/** A hospital that takes an employee for a resident has settled by the wrong schedule before. */
function requireInsurance({ insurance, patient }: SettleAsked, on: Day): void {
  const registered = patient.insuranceOn(on)
  if (insurance === null || insurance === registered) return
  const [code, name] = registered === 'employees' ? ['310', '职工'] : ['390', '城乡居民']
  const detail = {
    zh: `${on} 该人员参加${name}基本医疗保险，请填写 ${code}；参保登记有误的请经办机构更正。`,
    en: `On ${on} the person is in ${registered}’ insurance: send ${code}, or have the bureau correct the register.`,
  }
  refuse('invalid-request', {}, { faults: [{ pointer: '/input/data/insutype', detail }] })
}

/** A discharge that was told, or moved, after the lines came may leave some of them behind. */
function checkLineDays(
  service: Service,
  visit: HospitalVisit,
  { patient, endedAt, isMidway }: SettleAsked,
  lines: ReadToSettle['lines'],
): void {
  const stay =
    visit.state === 'ended' || endedAt === null || isMidway ? visit : { ...visit, endedAt, state: 'ended' as const }
  const plausible = plausibleNow(service, patient)
  if (visit.setting === 'inpatient') for (const line of lines) checkLineDay(service, line, stay, plausible)
}

const noMedType = {
  pointer: '/input/data/med_type',
  detail: {
    zh: '请填写医疗类别 med_type，如 14 门诊慢特病、21 普通住院。',
    en: 'Send med_type, such as 14 for outpatient care of a registered disease or 21 for a stay.',
  },
}

/** A stay that has not ended is quoted as if it ended today. */
function daysOf(
  service: Service,
  visit: HospitalVisit,
  asked: SettleAsked,
  { isQuote, until }: { readonly isQuote: boolean; readonly until: Day | null },
) {
  const { mdtrtId, setting, beganAt, endedAt: told } = visit
  if (setting === 'outpatient') return { servedOn: dayOfTime(beganAt) }
  const admittedOn = partFrom(visit)
  if (until !== null) {
    checkDays(service, asked.patient, setting, { beganAt, endedAt: until }, 'dischargedOn')
    return { admittedOn, dischargedOn: until }
  }
  const ended = visit.state === 'ended' ? told : null
  const sent = asked.endedAt
  if (ended !== null && sent !== null && dayOfTime(ended) !== dayOfTime(sent))
    inState(
      mdtrtId,
      `出院日期 dscgTime 为 ${dayOfTime(sent)}，2402 登记为 ${dayOfTime(ended)}；请更正其一。`,
      `dscgTime is ${dayOfTime(sent)} and 2402 said ${dayOfTime(ended)}; correct either.`,
    )
  const end = ended ?? sent
  if (end === null && !isQuote)
    inState(
      mdtrtId,
      '尚未出院；请先 2402 办理出院，或填写 dscgTime。',
      'it has not ended; send 2402 first, or dscgTime.',
    )
  checkDays(service, asked.patient, setting, { beganAt, endedAt: end }, 'dischargedOn')
  const dischargedOn = end === null ? chinaDay(service.clock()) : dayOfTime(end)
  requireRest(visit, dischargedOn)
  return { admittedOn, dischargedOn }
}

const national = {
  total: 'medfee_sumamt',
  offCatalogue: 'fulamt_ownpay_amt',
  overLimit: 'overlmt_selfpay',
  preSelfPay: 'preselfpay_amt',
  inScope: 'inscp_scp_amt',
} as const
const fields = Object.keys(national) as (keyof Costs)[]

/** What the message leaves out is summed from the lines; where both are there they must agree. */
function costsAsked({ costs }: SettleAsked, lines: SummedLines | null): Costs {
  if (lines) {
    const { costs: summed, untold } = lines
    if (untold !== null) return costsTold(costs, lines)
    for (const field of fields) requireAgreed(field, costs[field], summed[field])
    return summed
  }
  const missing = (['total', 'inScope'] as const).filter((field) => costs[field] === null)
  if (missing.length > 0) refuse('invalid-request', {}, { faults: missing.map(noAmount) })
  const none = '0.00'
  return {
    total: costs.total ?? none,
    offCatalogue: costs.offCatalogue ?? none,
    overLimit: costs.overLimit ?? none,
    preSelfPay: costs.preSelfPay ?? none,
    inScope: costs.inScope ?? none,
  }
}

function requireAgreed(field: keyof Costs, sent: string | null, summed: string): void {
  if (sent !== null && sent !== summed) refuse('amounts-differ-from-lines', { field: national[field], sent, summed })
}

/**
 * Some lines left it to this message to say of what they are made up: the sum is theirs, and each part at least what the
 * other lines come to.
 */
function costsTold(costs: SettleAsked['costs'], { costs: summed }: SummedLines): Costs {
  requireAgreed('total', costs.total, summed.total)
  const { inScope } = costs
  if (inScope === null) return refuse('invalid-request', {}, { faults: [noParts] })
  const told = { ...summed, inScope }
  for (const part of ['offCatalogue', 'overLimit', 'preSelfPay'] as const) told[part] = costs[part] ?? summed[part]
  const below = fields.find((field) => decimal(told[field]).lt(summed[field]))
  if (below !== undefined)
    refuse('amounts-differ-from-lines', { field: national[below], sent: told[below], summed: summed[below] })
  return told
}

const noParts = {
  pointer: '/input/data/inscp_scp_amt',
  detail: {
    zh: '费用明细未给费用构成，请填写 fulamt_ownpay_amt、overlmt_selfpay、preselfpay_amt、inscp_scp_amt 四项合计。',
    en: 'The fee lines do not say of what they are made up; send the four sums of the visit.',
  },
}

function noAmount(field: keyof Costs) {
  return {
    pointer: `/input/data/${national[field]}`,
    detail: {
      zh: '请填写该金额，或先上传费用明细（2204、2301）由明细汇总。',
      en: 'Send this amount, or upload fee lines first (2204, 2301) and have them summed.',
    },
  }
}
