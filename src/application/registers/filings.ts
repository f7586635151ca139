import type { Registers } from '../../db/registers/dates.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { FilingKind } from '../../domain/names/filings.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { holds } from '../../domain/registers/filings.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isReversed } from '../shared/period.ts'
import { lookAtPerson } from './beneficiaries.ts'
import { type CorrectionInput, recordFact, recordOf, saysNothing } from './person-facts.ts'
import { inRegisterTransaction, type WrittenAnswer } from './register-change.ts'

export interface FilingInput extends CorrectionInput {
  readonly kind: FilingKind
  /** To a region, to a hospital, or to both; an emergency may name neither. */
  readonly toRegion?: string | null | undefined
  readonly toHospital?: string | null | undefined
  readonly from: Day
  readonly to?: Day | null | undefined
  readonly source: string
}

export type FilingAnswer = ReturnType<typeof shown>

/**
 * Files care outside the insured place (000000/G8), also after the stay, before it is settled: what is settled is not
 * changed by it. Nothing is overwritten.
 *
 * Errors: those of `recordFact`; `fact-period-invalid` for days the wrong way round, after the death, or without a place.
 */
export async function addFiling(
  service: Service,
  caller: Caller,
  { personNo, ...input }: { personNo: string } & FilingInput,
): Promise<WrittenAnswer<FilingAnswer>> {
  return inRegisterTransaction(service, (registers) => recordFiling(service, caller, registers, { personNo, ...input }))
}

/** The same inside a transaction of the registers. */
export async function recordFiling(
  service: Service,
  caller: Caller,
  registers: Registers,
  {
    personNo,
    kind,
    toRegion = null,
    toHospital = null,
    from,
    to = null,
    source,
    ...correction
  }: {
    personNo: string
  } & FilingInput,
): Promise<WrittenAnswer<FilingAnswer>> {
  if (isReversed({ from, to })) refuse('fact-period-invalid', { reason: reversed })
  if (toRegion === null && (kind === 'residence' || (toHospital === null && kind !== 'emergency')))
    refuse('fact-period-invalid', { reason: kind === 'residence' ? noRegion : noPlace })
  await checkPlace(registers, toRegion, toHospital)
  const what = { filing: kind, toRegion, hospitalCode: toHospital }
  const said = { ...saysNothing, kind: 'filing', ...what, from, to, source, withdrawn: false } as const
  const { answer, created } = await recordFact(service, caller, registers, { personNo, said, ...correction })
  await checkAlive(registers, personNo, from)
  return { created, answer: shown(answer) }
}

/** Takes a filing back that was recorded by mistake. What was settled by it stays. Errors: those of `recordFact`. */
export async function withdrawFiling(
  service: Service,
  caller: Caller,
  { personNo, id, reason }: { personNo: string; id: string; reason: string },
): Promise<WrittenAnswer<FilingAnswer>> {
  return inRegisterTransaction(service, async (registers) => {
    const wrong = (await listFactRows(registers, { personNo, kind: 'filing' })).find((row) => row.id === id)
    const { filing, toRegion, hospitalCode, from, to, source } = wrong ?? nothing
    const what = { filing, toRegion, hospitalCode, from, to, source }
    const said = { ...saysNothing, kind: 'filing', ...what, withdrawn: true } as const
    const written = await recordFact(service, caller, registers, { personNo, said, corrects: id, reason })
    return { ...written, answer: shown(written.answer) }
  })
}

/** A filing that is not there is named by `recordFact`, after it has asked whose person it is. */
const nothing = { filing: null, toRegion: null, hospitalCode: null, from: '1900-01-01', to: null, source: '' } as const

/** Every filing that was ever recorded of a person, corrected and withdrawn ones included. Errors: `not-found`, `forbidden`. */
export async function listFilings(
  service: Service,
  caller: Caller,
  { personNo, ...page }: { personNo: string } & PageInput,
): Promise<Page<FilingAnswer>> {
  await lookAtPerson(service, caller, personNo, 'filings')
  const read = (part: { after: string | null; take: number }) =>
    listFactRows(service.db.prisma, { personNo, kind: 'filing' }, part)
  return pageOf('filings', page, read, { key: ({ id }) => id, item: shown })
}

const reversed: Bilingual = {
  zh: '截止日期早于起始日期；请填写不早于 from 的 to，长期有效的不填。',
  en: 'It ends before it begins; send a `to` on or after `from`, or leave it out while it has no end.',
}
const noRegion: Bilingual = {
  zh: '异地长期居住须填写居住地区 toRegion。',
  en: 'A residence elsewhere names its region, in `toRegion`.',
}
const noPlace: Bilingual = {
  zh: '请填写 toRegion（转往地区）或 toHospital（转往医疗机构）。',
  en: 'Send `toRegion`, the region, or `toHospital`, the hospital to which it leads.',
}

async function checkPlace(registers: Registers, toRegion: string | null, toHospital: string | null): Promise<void> {
  if (toRegion === null || toHospital === null) return
  const hospital = await findHospital(registers, toHospital)
  if (!hospital || holds(toRegion, hospital.region)) return
  const reason = {
    zh: `医疗机构 ${toHospital} 位于 ${hospital.region}，不在 ${toRegion}；请更正其一，或只填写其中一项。`,
    en: `Hospital ${toHospital} lies in ${hospital.region}, not in ${toRegion}; correct either, or send one of them.`,
  }
  refuse('fact-period-invalid', { reason })
}

/** After it was recorded, so that nothing is told of a person of another region; the transaction takes it back. */
async function checkAlive(registers: Registers, personNo: string, from: Day): Promise<void> {
  const deaths = await listFactRows(registers, { personNo, kind: 'death' })
  const died = deaths.find((row) => row.standing && !row.withdrawn)?.from
  if (died === undefined || from <= died) return
  const reason = {
    zh: `该人员于 ${died} 死亡，备案起始日期 ${from} 在其后；请核对日期或死亡登记。`,
    en: `The person died on ${died}, before the filing begins on ${from}; check the day or the death on record.`,
  }
  refuse('fact-period-invalid', { reason })
}

function shown(row: FactRow) {
  const { filing, toRegion, hospitalCode, from, to } = row
  return { ...recordOf(row), kind: filing as FilingKind, toRegion, toHospital: hospitalCode, from, to }
}
