import type { Registers } from '../../db/registers/dates.ts'
import { findHospital } from '../../db/registers/hospitals.ts'
import { type FactRow, listFactRows } from '../../db/registers/person-facts.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { FilingKind } from '../../domain/names/filings.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { placeFault } from '../../domain/registers/filings.ts'
import { implausibleBeginning } from '../../domain/shared/implausible-day.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isReversed } from '../shared/period.ts'
import { lockPerson, lookAtPerson } from './beneficiaries.ts'
import { type FactCorrectionInput, recordFact, recordOf, saysNothing } from './person-facts.ts'
import { homeOf, requirePlace } from './place.ts'
import { inRegisterTransaction, refuseImplausible, type WrittenAnswer } from './register-change.ts'

export interface FilingInput extends FactCorrectionInput {
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
 * Errors: those of `recordFact`; `fact-period-invalid` for days the wrong way round or after the death, without a place, to one
 * where the person is at home, or to a hospital that is not registered; `invalid-request` for a region or a day that cannot be one.
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
  refuseImplausible('/from', implausibleBeginning(from, chinaDay(service.clock())))
  const what = { filing: kind, toRegion, hospitalCode: toHospital }
  const said = { ...saysNothing, kind: 'filing', ...what, from, to, source, withdrawn: false } as const
  const { answer, created } = await recordFact(service, caller, registers, { personNo, said, ...correction })
  await checkPlace(service, registers, { personNo, toRegion, toHospital })
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

async function checkPlace(
  service: Service,
  registers: Registers,
  { personNo, toRegion, toHospital }: { personNo: string; toRegion: string | null; toHospital: string | null },
): Promise<void> {
  if (toRegion !== null) requirePlace(service, toRegion, '/toRegion')
  const hospital = toHospital === null ? null : await findHospital(registers, toHospital)
  if (toHospital !== null && hospital === null) refuse('fact-period-invalid', { reason: noHospital(toHospital) })
  const { insuredRegion } = await lockPerson(registers, personNo)
  const reason = placeFault({ toRegion, hospital, home: homeOf(service, insuredRegion) })
  if (reason) refuse('fact-period-invalid', { reason })
}

const noHospital = (code: string): Bilingual => ({
  zh: `没有登记医疗机构 ${code}；请核对编码，或先登记该机构（PUT /v1/hospitals/${code}），或只填写 toRegion。`,
  en: `No hospital ${code} is registered; check the code, register it first (PUT /v1/hospitals/${code}), or send \`toRegion\` alone.`,
})

function shown(row: FactRow) {
  const { filing, toRegion, hospitalCode, from, to } = row
  return { ...recordOf(row), kind: filing as FilingKind, toRegion, toHospital: hospitalCode, from, to }
}
