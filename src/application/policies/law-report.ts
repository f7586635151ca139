import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { careNames, cares } from '../../domain/names/care.ts'
import { payerNames } from '../../domain/names/payers.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { clauseIdOf, clausesFor, everywhere, inForceOn, type PlacedClause } from '../../domain/policies/merge.ts'
import { type Clause, type RowKind, type RowOf, rowKinds, type Status } from '../../domain/policies/pack.ts'
import { rowWords, switchWords } from '../../domain/policies/words/rows.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type ReportedExample, reportedExamples } from './report-examples.ts'
import { sentenceOf } from './sentences/sentence.ts'
import { say } from './sentences/words.ts'

/** A value of a clause as a sentence, under what its kind is called. */
export interface ReportedValue {
  readonly title: Bilingual
  readonly says: Bilingual
}

export interface ReportedClause {
  readonly id: string
  readonly cite: string
  readonly says: Bilingual
  readonly status: Status
  readonly reading: Bilingual | null
  readonly source: Bilingual | null
  readonly from: Day
  readonly to: Day | null
  readonly replaces: readonly string[]
  readonly values: readonly ReportedValue[]
  /** Whether the other of two versions says the same: null where only one is asked for. */
  readonly differs: 'changed' | 'new' | 'gone' | null
}

export interface ReportedDocument {
  readonly region: string
  readonly number: string
  readonly title: Bilingual
  readonly issuer: Bilingual
  readonly issued: Day | null
  readonly from: Day
  readonly to: Day | null
  readonly reading: Bilingual | null
  readonly clauses: readonly ReportedClause[]
}

/** The law of a region on a day, as a lawyer reads it. */
export interface LawReport {
  readonly region: string
  readonly name: Bilingual
  readonly on: Day
  readonly policyHash: string
  /** The region's own documents first, then those it inherits, then the rules that hold everywhere. */
  readonly documents: readonly ReportedDocument[]
  /** What no clause of the region or of those it inherits speaks of. */
  readonly silent: readonly Bilingual[]
  readonly examples: readonly ReportedExample[]
}

export interface LawReports {
  readonly law: LawReport
  /** The law of the other day, each clause marked where it differs; null where one day was asked for. */
  readonly other: LawReport | null
}

/** Errors: `policy-missing`, of either day. */
export function reportLaw(
  service: Pick<Service, 'library' | 'clock'>,
  _caller: Caller | null,
  region: string,
  days: { readonly on?: Day | undefined; readonly and?: Day | undefined },
): LawReports {
  const on = days.on ?? chinaDay(service.clock())
  const law = reportOf(service.library, region, on)
  if (days.and === undefined) return { law, other: null }
  const other = reportOf(service.library, region, days.and)
  return { law: marked(law, other, 'gone'), other: marked(other, law, 'new') }
}

function reportOf(library: PolicyLibrary, asked: string, on: Day): LawReport {
  const region = library.governing(asked, on)
  if (region === null) return refuse('policy-missing', { region: asked, on })
  const law = library.lawOfPack(region, on)
  const placed = clausesFor(library.files, region, on)
  const files = [...new Set(placed.map(({ file }) => file))]
  return {
    region,
    name: law.name,
    on,
    policyHash: law.policyHash,
    documents: files.map((file) => ({
      region: file.region,
      ...file.document,
      from: file.inForce.from,
      to: file.inForce.to,
      reading: file.inForce.reading ?? null,
      clauses: placed.filter((one) => one.file === file).map((one) => reportedClause(one, on)),
    })),
    silent: silentOn(placed, on),
    examples: files.flatMap((file) => reportedExamples(file)),
  }
}

function reportedClause(place: PlacedClause, on: Day): ReportedClause {
  const { clause, file, region } = place
  return {
    ...{ id: clauseIdOf(region, clause), cite: clause.cite, says: clause.says, status: clause.status },
    reading: clause.reading ?? null,
    source: clause.source ?? null,
    from: clause.from ?? file.inForce.from,
    to: clause.to ?? file.inForce.to,
    replaces: clause.replaces ?? [],
    values: [
      ...rowsOn(place, on).map((one) => reportedRow(one, place.region)),
      ...rowsOfOtherDays(place, on),
      ...choices(place),
    ],
    differs: null,
  }
}

interface AnyRow {
  readonly kind: RowKind
  readonly row: RowOf<RowKind>
}

function rowsOf({ clause }: PlacedClause): AnyRow[] {
  return rowKinds.flatMap((kind) => ((clause[kind] ?? []) as readonly RowOf<RowKind>[]).map((row) => ({ kind, row })))
}

function rowsOn(place: PlacedClause, on: Day): AnyRow[] {
  return rowsOf(place).filter(({ row }) => inForceOn(row as { from?: string; to?: string }, on))
}

/** What the clause says of other days: a rule that has ended, or is yet to begin, must not look as if it had never been. */
function rowsOfOtherDays(place: PlacedClause, on: Day): ReportedValue[] {
  const here = new Set(rowsOn(place, on).map(({ row }) => row))
  return rowsOf(place)
    .filter(({ row }) => !here.has(row))
    .map(({ kind, row }) => {
      const { title, says } = reportedRow({ kind, row }, place.region)
      const { from = null, to = null } = row as { from?: Day; to?: Day }
      const ended = to !== null && to < on
      return {
        title,
        says: say(
          `${ended ? `已于 ${to} 停止` : `自 ${from} 起`}，当日不适用：${says.zh}`,
          `Not on this day (${ended ? `ended on ${to}` : `from ${from}`}): ${says.en}`,
        ),
      }
    })
}

function reportedRow({ kind, row }: AnyRow, region: string | null = null): ReportedValue {
  return { title: rowWords[kind].title, says: sentenceOf(kind, row, region) }
}

const readingTitle = say('解读选择', 'Reading')

/** All values of a clause as sentences, whatever their days. */
export function valuesOf(clause: Clause): ReportedValue[] {
  const rows = rowKinds.flatMap((kind) =>
    ((clause[kind] ?? []) as readonly RowOf<RowKind>[]).map((row) => reportedRow({ kind, row })),
  )
  return [...rows, ...choices({ clause })]
}

function choices({ clause }: Pick<PlacedClause, 'clause'>): ReportedValue[] {
  return Object.entries(clause.switches ?? {}).map(([name, value]) => {
    const { zh, en } = switchWords[name as keyof typeof switchWords]
    return { title: readingTitle, says: say(`${zh}；这里取 ${value}。`, `${en}; here ${value}.`) }
  })
}

/** Subjects that a region's rules may leave out, each with whether a row or a gap speaks of it. */
function silentOn(placed: readonly PlacedClause[], on: Day): Bilingual[] {
  const own = placed.filter(({ region }) => region !== everywhere).flatMap((place) => rowsOn(place, on))
  const has = (kind: RowKind) => own.some((one) => one.kind === kind)
  const open = (topic: string, care?: string) =>
    own.some(({ kind, row }) => {
      if (kind !== 'gap' && kind !== 'manual') return false
      const left = row as RowOf<'gap'>
      return (
        left.topic === topic && (care === undefined || left.care === undefined || left.care.some((one) => one === care))
      )
    })
  const aided = (care: string) =>
    own.some(({ kind, row }) => kind === 'aid' && (row as RowOf<'aid'>).care.some((one) => one === care))
  const topUp = (payer: string) =>
    own.some(({ kind, row }) => kind === 'topUp' && (row as RowOf<'topUp'>).payer === payer)
  const kinds = silentKinds.filter(([kind, topic]) => !has(kind) && !(topic && open(topic)))
  return [
    ...kinds.map(([kind]) => rowWords[kind].title),
    ...(['tilt', 'reAid'] as const).filter((payer) => !topUp(payer) && !open(payer)).map((payer) => payerNames[payer]),
    ...cares
      .filter((care) => !aided(care) && !open('aid', care) && !(care === 'critical-disease' && has('package')))
      .map((care) => say(`${careNames[care].zh}的医疗救助`, `medical assistance for ${careNames[care].en}`)),
  ]
}

const silentKinds: readonly (readonly [RowKind, string | null])[] = [
  ...[['basic', 'basic'] as const, ['criticalIllness', 'criticalIllness'] as const, ['premium', 'premium'] as const],
  ...[['withoutReferral', null] as const, ['offCatalogueControl', null] as const, ['floor', null] as const],
  ...[['channel', null] as const, ['applicationPeriod', 'application'] as const, ['depositWaiver', null] as const],
  ...[['earlyWarning', 'early-warning'] as const, ['registration', null] as const],
]

function marked(report: LawReport, other: LawReport, alone: 'new' | 'gone'): LawReport {
  const there = new Map(other.documents.flatMap(({ clauses }) => clauses).map((clause) => [clause.id, textOf(clause)]))
  const mark = (clause: ReportedClause): ReportedClause => {
    const text = there.get(clause.id)
    return { ...clause, differs: text === undefined ? alone : text === textOf(clause) ? null : 'changed' }
  }
  return { ...report, documents: report.documents.map((one) => ({ ...one, clauses: one.clauses.map(mark) })) }
}

function textOf({ cite, says, status, reading, source, values }: ReportedClause): string {
  return JSON.stringify([cite, says, status, reading, source, values])
}
