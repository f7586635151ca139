import { uuidv7 } from 'uuidv7'
import { lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { type FactRow, insertFact, listFactRows } from '../../db/registers/person-facts.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { endOf, overlap } from '../shared/period.ts'
import { requireLifetime } from './lifetime.ts'
import { noSuchPerson, note, type WrittenAnswer } from './register-change.ts'

/** Which fact a new one takes the place of, and why. Both or neither. */
export interface FactCorrectionInput {
  readonly corrects?: string | null | undefined
  readonly reason?: string | null | undefined
}

/** What a fact says, beside when it was recorded and by whom. */
export type SaidFact = Pick<FactRow, 'kind' | 'from' | 'to' | 'source' | 'withdrawn'> & Partial<Own>

/** What facts of one kind or another say besides; a fact says null to what is another kind's. */
type Own = Pick<
  FactRow,
  | ('year' | 'tier' | 'region' | 'insurance' | 'insuredGroup' | 'withoutClaims' | 'otherNo')
  | ('category' | 'hospitalCode' | 'settlementNo' | 'filing' | 'toRegion')
>

/** Of a fact that says none of it. */
export const saysNothing: Own = {
  ...{ year: null, tier: null, region: null, insurance: null, otherNo: null },
  ...{ insuredGroup: null, withoutClaims: null },
  ...{ category: null, hospitalCode: null, settlementNo: null, filing: null, toRegion: null },
}

/** How a recorded fact is shown to the register's readers, whatever it is of. */
export function recordOf(row: FactRow) {
  return {
    id: row.id,
    personNo: row.personNo,
    source: row.source,
    corrects: row.corrects,
    reason: row.reason,
    standing: row.standing && !row.withdrawn,
    recordedAt: chinaTime(row.recordedAt),
    recordedBy: row.recordedBy,
  }
}

/**
 * Records what holds of a person. Nothing is overwritten: a correction names the fact that was wrong and why, and takes its
 * place. The same body again answers the first record.
 *
 * Errors: `not-found`, `forbidden`, `fact-overlaps`, `fact-correction-invalid`, `invalid-request` for a correction without
 * its reason.
 */
export async function recordFact(
  service: Service,
  caller: Caller,
  registers: Registers,
  { personNo, said, corrects, reason }: { personNo: string; said: SaidFact } & FactCorrectionInput,
): Promise<WrittenAnswer<FactRow>> {
  requireKind(caller, 'bureau')
  const correction = checkedCorrection({ corrects, reason })
  const person = await lockBeneficiary(registers, personNo)
  const held = await listFactRows(registers, { personNo, kind: said.kind })
  const same = held.find((row) => isSame(row, said, correction.corrects))
  const own = [same, held.find((row) => row.id === correction.corrects)].some((row) => row?.recordedBy === caller.id)
  // Whoever moved a person elsewhere asks for a lost answer, or takes it back, although the person is no longer theirs.
  if (!person || (!own && !coversRegion(caller.region, person.insuredRegion))) noSuchPerson(personNo)
  if (same) return { created: false, answer: same }
  requireCorrectable(held, correction.corrects)
  refuseOverlap(held, said, correction.corrects)
  if (said.kind === 'enrolment' || (said.kind === 'filing' && !said.withdrawn))
    await requireLifetime(registers, person, said.from)
  const stamp = { recordedAt: service.clock(), recordedBy: caller.id }
  const whole = { ...saysNothing, ...said }
  const row = await insertFact(registers, { id: uuidv7(), personNo, ...whole, ...correction, standing: true, ...stamp })
  const { id, kind, from, to } = row
  const detail = { id, from, to, ...correction }
  await note(service, caller, registers, { action: `${kind}-recorded`, personNo, detail })
  return { created: true, answer: row }
}

function checkedCorrection({ corrects = null, reason = null }: FactCorrectionInput) {
  if ((corrects === null) === (reason === null)) return { corrects, reason }
  const fault: Fault =
    corrects === null
      ? {
          pointer: '/corrects',
          detail: {
            zh: '填写了 reason 的，请以 corrects 指明所更正的记录。',
            en: 'With `reason`, name the record that it corrects in `corrects`.',
          },
        }
      : {
          pointer: '/reason',
          detail: { zh: '更正须填写 reason（更正原因）。', en: 'A correction says why, in `reason`.' },
        }
  return refuse('invalid-request', {}, { faults: [fault] })
}

/** A lost answer is fetched by sending the same again, also when it was corrected meanwhile. */
function isSame(row: FactRow, said: SaidFact, corrects: string | null): boolean {
  const own = Object.keys(saysNothing) as (keyof Own)[]
  const fields = ['from', 'to', 'source', 'withdrawn', ...own] as const
  return (
    row.corrects === corrects &&
    (row.standing || corrects !== null) &&
    fields.every((name) => row[name] === (said[name] ?? null))
  )
}

function requireCorrectable(held: readonly FactRow[], corrects: string | null): void {
  if (corrects === null) return
  const wrong = held.find(({ id }) => id === corrects)
  if (!wrong) refuse('not-found', { what: { zh: `记录 ${corrects}`, en: `record ${corrects}` } })
  if (wrong.standing) return
  const by = held.find((row) => row.corrects === corrects)?.id ?? ''
  refuse('fact-correction-invalid', {
    reason: {
      zh: `记录 ${corrects} 已被记录 ${by} 更正；请更正后者。`,
      en: `Record ${corrects} was corrected by ${by} already; correct that one.`,
    },
  })
}

function refuseOverlap(held: readonly FactRow[], said: SaidFact, corrects: string | null): void {
  if (said.withdrawn || mayMeet(said)) return
  const other = held.find((row) => row.standing && !row.withdrawn && row.id !== corrects && collide(row, said))
  if (other) refuse('fact-overlaps', { id: other.id, from: other.from, to: endOf(other.to) })
}

/** An insured region holds until the next one begins, so that only two of one day are in each other's way; of joins, the same one. */
function collide(one: FactRow, other: SaidFact): boolean {
  if (other.kind === 'join') return one.otherNo === other.otherNo
  if (other.kind === 'insured-region') return one.from === other.from
  return one.filing === (other.filing ?? null) && overlap(one, other)
}

/** Two applications may cover one day, and the person is aided once; two filings too, but nobody lives in two places. */
function mayMeet({ kind, filing }: SaidFact): boolean {
  return kind === 'aid-approval' || (kind === 'filing' && filing !== 'residence')
}
