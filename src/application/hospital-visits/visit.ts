import type pg from 'pg'
import { findVisit, lockVisit, type Setting, type VisitRow } from '../../db/hospital-visits/visits.ts'
import { list, maybe, members, shaped, text } from '../../db/shared/shape.ts'
import { type Day, isDay } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/** What a hospital tells of a visit; what is left out of a message stays as it was. Instants are China's, to the second. */
export interface VisitFacts {
  readonly medType: string | null
  readonly beganAt: string
  readonly endedAt: string | null
  readonly diseaseCode: string | null
  readonly diseaseName: string | null
  /** Number of the admission or of the outpatient visit in the hospital's own records. */
  readonly recordNo: string | null
  readonly certType: string | null
  /** The department and bed of the admission; a change of department is told as the one in which the person lies now. */
  readonly deptCode: string | null
  readonly deptName: string | null
  readonly bed: string | null
  readonly dscgDeptCode: string | null
  readonly dscgDeptName: string | null
  readonly dscgBed: string | null
  /** 离院方式 */
  readonly dscgWay: string | null
  readonly admissionDiagnosis: string | null
  readonly doctor: string | null
  /** 涉及第三方标志: '1' where somebody else caused the injury. */
  readonly relTtpFlag: string | null
  readonly diagnoses: readonly Diagnosis[]
  /** Text of the hospital's own (`exp_content`), kept as it came. */
  readonly note: string | null
}

export interface Diagnosis {
  readonly code: string
  readonly name: string
  readonly type: string | null
}

/** A visit as it stands: all that was told of it, together. */
export interface HospitalVisit extends VisitFacts {
  readonly mdtrtId: string
  readonly hospitalCode: string
  readonly personNo: string
  readonly setting: Setting
  readonly state: 'open' | 'ended' | 'cancelled'
  /** No discharge was told; the settlement that is active said the day itself. */
  readonly isClosedBySettlement: boolean
  /** The last day that is settled in the middle of the stay; null where none is. */
  readonly settledUntil: Day | null
  /** Where the person was taken in; `deptCode` and `deptName` are where the person lies now. */
  readonly admittedTo: { readonly code: string | null; readonly name: string | null }
  /** The departments that were told, one after the other, by name where there is one. */
  readonly departments: readonly string[]
}

const untold: VisitFacts = {
  medType: null,
  beganAt: '',
  endedAt: null,
  diseaseCode: null,
  diseaseName: null,
  recordNo: null,
  certType: null,
  deptCode: null,
  deptName: null,
  bed: null,
  dscgDeptCode: null,
  dscgDeptName: null,
  dscgBed: null,
  dscgWay: null,
  admissionDiagnosis: null,
  doctor: null,
  relTtpFlag: null,
  diagnoses: [],
  note: null,
}

const factsShape = members<Partial<VisitFacts>>(
  {},
  {
    medType: maybe(text),
    beganAt: text,
    endedAt: maybe(text),
    diseaseCode: maybe(text),
    diseaseName: maybe(text),
    recordNo: maybe(text),
    certType: maybe(text),
    deptCode: maybe(text),
    deptName: maybe(text),
    bed: maybe(text),
    dscgDeptCode: maybe(text),
    dscgDeptName: maybe(text),
    dscgBed: maybe(text),
    dscgWay: maybe(text),
    admissionDiagnosis: maybe(text),
    doctor: maybe(text),
    relTtpFlag: maybe(text),
    note: maybe(text),
    diagnoses: list(members<Diagnosis>({ code: text, name: text, type: maybe(text) })),
  },
)

const states = { opened: 'open', told: null, ended: 'ended', 'end-undone': 'open', cancelled: 'cancelled' } as const

export function hospitalVisitOf(row: VisitRow): HospitalVisit {
  const { mdtrtId, hospitalCode, personNo, setting, events, endedBySettlement, settledUntil } = row
  let facts = untold
  let state: HospitalVisit['state'] = 'open'
  let admittedTo: HospitalVisit['admittedTo'] | null = null
  const departments: string[] = []
  for (const event of events) {
    facts = { ...facts, ...shaped('visit_events.facts', factsShape, event.facts) }
    state = states[event.kind] ?? state
    const department = facts.deptName ?? facts.deptCode
    if (department === null) continue
    admittedTo ??= { code: facts.deptCode, name: facts.deptName }
    if (departments.at(-1) !== department) departments.push(department)
  }
  const closed = state === 'open' && endedBySettlement !== null
  const ended = closed ? { state: 'ended' as const, endedAt: endedBySettlement } : {}
  const places = { admittedTo: admittedTo ?? { code: null, name: null }, departments }
  return {
    ...facts,
    state,
    ...ended,
    ...places,
    isClosedBySettlement: closed,
    settledUntil,
    mdtrtId,
    hospitalCode,
    personNo,
    setting,
  }
}

export function dayOfTime(time: string): Day {
  const day = time.slice(0, 10)
  if (!isDay(day)) throw new Error('a visit holds a time that is none')
  return day
}

export interface VisitKey {
  readonly mdtrtId: string
  readonly personNo: string
}

/**
 * The visit of that number, locked until the transaction ends.
 * Errors: `not-found` when it is not the hospital's or not the person's, so that numbers cannot be tried; `visit-state`
 * when it was cancelled.
 */
export async function lockedVisit(client: pg.PoolClient, caller: Caller, key: VisitKey): Promise<HospitalVisit> {
  return ownVisit(await lockVisit(client, key.mdtrtId), caller, key)
}

export async function readVisit(service: Service, caller: Caller, key: VisitKey): Promise<HospitalVisit> {
  return ownVisit(await findVisit(service.db.pool, key.mdtrtId), caller, key)
}

/** What was read of a visit, if it is the caller's and the person's. Errors: as `lockedVisit`. */
export function ownVisit(row: VisitRow | null, caller: Caller, { mdtrtId, personNo }: VisitKey): HospitalVisit {
  if (!row || row.hospitalCode !== caller.hospitalCode || row.personNo !== personNo) {
    return refuse('not-found', {
      what: { zh: `人员 ${personNo} 的就诊 ${mdtrtId}`, en: `visit ${mdtrtId} of person ${personNo}` },
    })
  }
  const visit = hospitalVisitOf(row)
  if (visit.state === 'cancelled') inState(mdtrtId, '已撤销；请重新登记。', 'it was cancelled; open it again.')
  return visit
}

export function inState(mdtrtId: string, zh: string, en: string): never {
  const reason: Bilingual = { zh, en }
  refuse('visit-state', { mdtrtId, reason })
}
