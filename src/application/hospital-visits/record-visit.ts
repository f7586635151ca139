import type pg from 'pg'
import { activeLines } from '../../db/hospital-visits/fee-lines.ts'
import {
  type EventKind,
  insertEvent,
  insertVisit,
  lockVisit,
  moveVisitOn,
  nextVisitNumber,
  type Setting,
} from '../../db/hospital-visits/visits.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { requireUnsettled } from './active-settlement.ts'
import { stayBefore } from './admission.ts'
import type { HospitalMessage } from './messages.ts'
import { requireOutsideSettled } from './midway.ts'
import type { Patient } from './patients.ts'
import { checkDays } from './plausible-visit.ts'
import type { SendingHospital } from './sending-hospital.ts'
import {
  dayOfTime,
  type HospitalVisit,
  hospitalVisitOf,
  inState,
  lockedVisit,
  ownVisit,
  type VisitFacts,
  type VisitKey,
} from './visit.ts'

/**
 * Opens a visit: a registration at the outpatient desk (2201) or an admission (2401). Answers its number.
 * Its days were checked (`checkCare`). Errors: `hospital-not-designated`; `already-admitted` to a bed of this or another hospital. The same
 * `ipt_no` of an admission that was told before is answered with that one.
 */
export async function openVisit(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  visit: { patient: Patient; setting: Setting; facts: Partial<VisitFacts>; place: SendingHospital },
): Promise<OpenedVisit> {
  const { hospitalCode, msgid } = message
  const { patient, setting, facts, place } = visit
  const { personNo } = patient
  if (!place.designated) return refuse('hospital-not-designated', { hospitalCode })
  const before = setting === 'inpatient' ? await stayBefore(client, message, patient, facts) : null
  if (before?.isSame) return { mdtrtId: before.visit.mdtrtId, isNew: false }
  if (before) refuseOpen(before.visit)
  const at = service.clock()
  const time = chinaTime(at).slice(0, 19).replace(/\D/g, '')
  const mdtrtId = `${place.region}${time}${await nextVisitNumber(client)}`
  await insertVisit(client, { mdtrtId, hospitalCode, personNo, setting, openedAt: at, callerId: caller.id })
  await insertEvent(client, { mdtrtId, seq: 1, kind: 'opened', facts, msgid, at })
  return { mdtrtId, isNew: true }
}

export interface OpenedVisit {
  readonly mdtrtId: string
  /** False where the same admission was told before. */
  readonly isNew: boolean
}

function refuseOpen({ mdtrtId, hospitalCode, beganAt }: HospitalVisit): never {
  return refuse('already-admitted', { hospitalCode, mdtrtId, on: dayOfTime(beganAt) })
}

interface Telling {
  readonly key: VisitKey
  readonly patient: Patient
  readonly setting: Setting
  readonly facts: Partial<VisitFacts>
}

/** What a message adds to a visit (2203, 2403). Errors: `not-found`, `visit-state`, `visit-settled`. */
export function updateVisit(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  telling: Telling,
) {
  return happen(service, caller, client, message, { ...telling, kind: 'told' })
}

/** Discharge (2402). */
export function endVisit(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  telling: Telling,
) {
  return happen(service, caller, client, message, { ...telling, kind: 'ended' })
}

/** The discharge is undone (2405), so that it can be told anew. */
export function undoEnd(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  telling: Telling,
) {
  return happen(service, caller, client, message, { ...telling, kind: 'end-undone' })
}

/** The visit is called off (2202, 2404): nothing of it stands. */
export function cancelVisit(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  message: HospitalMessage,
  telling: Telling,
) {
  return happen(service, caller, client, message, { ...telling, kind: 'cancelled' })
}

/** The stay that a message opened is called off; one that is called off already is left alone. */
export async function cancelOpened(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { msgid }: HospitalMessage,
  key: VisitKey,
): Promise<'done' | 'before'> {
  const row = await lockVisit(client, key.mdtrtId)
  if (row && hospitalVisitOf(row).state === 'cancelled') return 'before'
  const visit = ownVisit(row, caller, key)
  await requireUnsettled(service, client, visit)
  requireOutsideSettled(visit, 'cancelled', {})
  await allowed.cancelled(client, visit)
  const seq = await moveVisitOn(client, visit.mdtrtId)
  await insertEvent(client, { mdtrtId: visit.mdtrtId, seq, kind: 'cancelled', facts: {}, msgid, at: service.clock() })
  return 'done'
}

async function happen(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { msgid }: HospitalMessage,
  { key, patient, setting, facts, kind }: Telling & { readonly kind: EventKind },
): Promise<VisitUpdate> {
  const visit = await lockedVisit(client, caller, key)
  requireSetting(visit, setting)
  const isClosing = kind === 'ended' && visit.isClosedBySettlement && isSameDay(visit.endedAt, facts.endedAt)
  if (!isClosing) {
    await requireUnsettled(service, client, visit)
    requireOutsideSettled(visit, kind === 'cancelled' ? kind : 'other', facts)
    await allowed[kind](client, visit)
  }
  if (facts.beganAt !== undefined || facts.endedAt !== undefined)
    checkDays(service, patient, setting, { ...visit, ...facts })
  const seq = await moveVisitOn(client, visit.mdtrtId)
  await insertEvent(client, { mdtrtId: visit.mdtrtId, seq, kind, facts, msgid, at: service.clock() })
  return { change: kind === 'told' ? changeOfDepartment(visit, facts) : null }
}

export interface VisitUpdate {
  /** In Chinese, because it stands in a message; null where nothing is worth saying. */
  readonly change: string | null
}

/** Where a person lies changes the bed, the doctor and who is asked; whoever told it sees that it was understood so. */
function changeOfDepartment(before: HospitalVisit, { deptCode, deptName }: Partial<VisitFacts>): string | null {
  const [from, to] = [placeOf(before), placeOf({ deptCode: deptCode ?? null, deptName: deptName ?? null })]
  const isMoved = from !== null && to !== null && from !== to && (deptCode !== undefined || deptName !== undefined)
  return isMoved ? `科室由 ${from} 变更为 ${to}，已记录` : null
}

function placeOf({ deptCode, deptName }: Partial<Pick<VisitFacts, 'deptCode' | 'deptName'>>): string | null {
  return deptName ?? deptCode ?? null
}

/** A discharge that the settlement has said already is told once more, and changes nothing. */
function isSameDay(one: string | null, other: string | null | undefined): boolean {
  return one !== null && !!other && dayOfTime(one) === dayOfTime(other)
}

export function requireSetting({ mdtrtId, setting }: HospitalVisit, wanted: Setting): void {
  if (setting === wanted) return
  if (setting === 'inpatient')
    inState(mdtrtId, '是住院就诊，请用 23xx、24xx 交易。', 'it is a stay; use 23xx and 24xx.')
  inState(mdtrtId, '是门诊就诊，请用 22xx 交易。', 'it is outpatient care; use 22xx.')
}

const allowed: Record<EventKind, (client: pg.PoolClient, visit: HospitalVisit) => Promise<void> | void> = {
  opened: () => undefined,
  told: () => undefined,
  ended: (_, { state, mdtrtId }) => {
    if (state === 'ended')
      inState(mdtrtId, '已出院；如需更正请先 2405 撤销出院。', 'it has ended; undo that with 2405 first.')
  },
  'end-undone': (_, { state, mdtrtId }) => {
    if (state !== 'ended') inState(mdtrtId, '尚未办理出院，无可撤销。', 'it has not ended; there is nothing to undo.')
  },
  cancelled: async (client, { state, mdtrtId }) => {
    if (state === 'ended') inState(mdtrtId, '已出院；请先 2405 撤销出院。', 'it has ended; undo that with 2405 first.')
    const lines = await activeLines(client, mdtrtId)
    if (lines.length > 0)
      inState(
        mdtrtId,
        '尚有费用明细；请先撤销费用明细（2205、2302）。',
        'it has fee lines; withdraw them first (2205, 2302).',
      )
  },
}
