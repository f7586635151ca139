import type { Figures } from '../load/sample.ts'
import { besideRows } from './beside-rows.ts'
import { median, pairsOf, type Row, rates, ratio } from './compare.ts'
import type { Repetition } from './measure.ts'
import type { Soak } from './soak.ts'

/** Medians over the repetitions; a ratio is the median of the repetitions' own ratios. */
export function rowsOf(repetitions: readonly Repetition[], memory: Soak | null): Row[] {
  const rows = [
    ...overYardsticks(repetitions),
    ...rates(repetitions, 'batches of 1,000', 'HTTP, 64 connections', 2.5, (one) => [
      one.batches?.perSecond,
      one.http?.perSecond,
    ]),
    ...latencyRows(repetitions),
    ...processorRows(repetitions),
    ...storageRows(repetitions),
    ...besideRows(repetitions),
    ...rates(repetitions, '10 hot people, 64 connections', 'spread over everybody', 0.6, (one) => [
      one.hot?.perSecond,
      one.http?.perSecond,
    ]),
    ...rates(repetitions, 'large database', 'small database', 0.9, (one) => [
      one.large?.perSecond,
      one.http?.perSecond,
    ]),
    ...overOwnWrites(repetitions),
    ...rates(repetitions, 'engine with trace', 'json-rules-engine', 2, (one) => [
      one.engines?.yizhan,
      one.engines?.jsonRules,
    ]),
    ...rates(repetitions, 'engine with trace', 'ZEN, one by one', 5, (one) => [one.engines?.yizhan, one.engines?.zen]),
    ...refusals(repetitions, memory),
  ]
  return memory ? [...rows, memoryRow(memory)] : rows
}

function overHttp(repetitions: readonly Repetition[]) {
  return (against: string, goal: number | null, of: (one: Repetition) => number | undefined) =>
    rates(repetitions, 'HTTP, 64 connections', against, goal, (one) => [one.http?.perSecond, of(one)])
}

/** Of what does not change with this ledger's tables. */
function overYardsticks(repetitions: readonly Repetition[]): Row[] {
  const over = overHttp(repetitions)
  return [
    ...over('pgbench TPC-B, scale 50, 8 clients', 1, (one) => one.tpcb),
    ...over('pgbench, bare write, single statement', 0.55, (one) => one.bareSingle),
    ...over('pgledger, four transfers, 8 clients', 3, (one) => one.pgledger),
    ...over('double entry in SQL functions, 8 clients', null, (one) => one.doubleEntry),
  ]
}

/** For the record: a ratio to this ledger's own write falls when the write gets cheaper. */
function overOwnWrites(repetitions: readonly Repetition[]): Row[] {
  const over = overHttp(repetitions)
  return [
    ...over('pgbench, own write, single statement', null, (one) => one.single),
    ...over('pgbench, own write, textbook transaction', null, (one) => one.textbook),
    ...over('pgbench, own write, 50 a statement', null, (one) => one.fifty),
    ...over('Prisma interactive transaction, over HTTP', 12, (one) => one.prisma?.perSecond),
  ]
}

type Single = Pick<Row, 'name' | 'measured' | 'against' | 'value' | 'unit'> & { readonly goal?: number }

/** A value of its own: nothing is compared, or the goal follows from what was measured beside it. */
function single({ goal, ...row }: Single): Row {
  return { ...row, goal: goal ?? null, isAtLeast: false }
}

function latencyRows(repetitions: readonly Repetition[]): Row[] {
  const opens = repetitions.flatMap(({ open }) => open ?? [])
  const alones = repetitions.flatMap(({ alone, bareSingleMs }) =>
    alone && bareSingleMs !== undefined ? [{ alone, bareSingleMs }] : [],
  )
  if (opens.length === 0 || alones.length === 0) return []
  const at = (of: (figures: Figures) => number) => median(opens.map(of))
  const measured = `${at(({ perSecond }) => perSecond).toFixed(0)}/s`
  const bare = median(alones.map(({ bareSingleMs }) => bareSingleMs))
  const rate = `${median(alones.map(({ alone }) => alone.perSecond)).toFixed(0)}/s`
  const p50 = median(alones.map(({ alone }) => alone.p50))
  const open = { measured, against: '', unit: ' ms' } as const
  return [
    single({ ...open, name: 'open loop at 1,000/s, p50', value: at((figures) => figures.p50) }),
    single({ ...open, name: 'open loop at 1,000/s, p99', value: at((figures) => figures.p99) }),
    single({
      ...{ name: 'one connection, p50', measured: rate, unit: ' ms', value: p50 },
      ...{ against: `pgbench, bare write: ${bare.toFixed(2)} ms`, goal: 2 * bare + 2 },
    }),
    ...nationalRows(repetitions, p50),
  ]
}

/** For the record: what a national message takes beside the same settlement by POST /v1/settlements. */
function nationalRows(repetitions: readonly Repetition[], plainMs: number): Row[] {
  const seen = repetitions.flatMap(({ national }) => national ?? [])
  const row = (name: string, figures: readonly Figures[]): Row =>
    single({
      name: `${name}, one connection, p50`,
      measured: `${median(figures.map(({ perSecond }) => perSecond)).toFixed(0)}/s`,
      against: `POST /v1/settlements: ${plainMs.toFixed(2)} ms`,
      value: median(figures.map(({ p50 }) => p50)),
      unit: ' ms',
    })
  return [
    row(
      '2304',
      seen.map(({ settle }) => settle),
    ),
    row(
      '2303',
      seen.map(({ quote }) => quote),
    ),
  ]
}

function processorRows(repetitions: readonly Repetition[]): Row[] {
  const row = (name: string, of: (one: Repetition) => Repetition['cpu']): Row[] => {
    const times = repetitions.flatMap((one) => of(one) ?? [])
    if (times.length === 0) return []
    const service = median(times.map((one) => one.service))
    const database = median(times.map((one) => one.database))
    const measured = `service ${service.toFixed(0)}, PostgreSQL ${database.toFixed(0)}`
    return [single({ name, measured, against: '', value: Math.round(service + database), unit: ' µs' })]
  }
  const sum = (time: Repetition['cpu']) => time && time.service + time.database
  return [
    ...row('processor time a settlement, 64 connections', ({ cpu }) => cpu),
    ...row('processor time a settlement of a batch', ({ batchCpu }) => batchCpu),
    ...ratio(
      'processor time of 2304',
      'POST /v1/settlements',
      pairsOf(repetitions, ({ nationalCpu }) => [sum(nationalCpu?.message), sum(nationalCpu?.plain)]),
      { goal: 3, isAtLeast: false, shown: (value) => `${value.toFixed(0)} µs` },
    ),
  ]
}

function storageRows(repetitions: readonly Repetition[]): Row[] {
  const seen = repetitions.flatMap(({ storage }) => storage ?? [])
  if (seen.length === 0) return []
  const row = (name: string, bytes: readonly number[]) =>
    single({ name, measured: '', against: '', value: Math.round(median(bytes)), unit: ' B' })
  return [
    row(
      'disk a settlement',
      seen.map(({ disk }) => disk),
    ),
    row(
      'log a settlement',
      seen.map((one) => one.log),
    ),
  ]
}

/** No caller sees an error in any of the loads. */
function refusals(repetitions: readonly Repetition[], memory: Soak | null): Row[] {
  const loads = repetitions.flatMap(({ http, hot, large, open, alone, national }) => [
    ...[http, hot, large, open, alone, national?.quote, national?.settle],
  ])
  const batches = repetitions.flatMap((one) => one.batches ?? [])
  const seen = [...loads, memory?.load].filter((figures) => figures !== undefined)
  const answered = [...seen.map((one) => one.answered), ...batches.map(({ settled }) => settled)]
  const all = [...seen, ...batches]
  if (all.length === 0) return []
  return [
    {
      name: 'errors seen by a caller',
      measured: `${total(answered)} settled`,
      against: all.find(({ firstRefusal }) => firstRefusal !== null)?.firstRefusal ?? '',
      value: total(all.map(({ refused }) => refused)),
      unit: '',
      goal: 0,
      isAtLeast: false,
    },
  ]
}

function memoryRow({ firstMb, lastMb, load }: Soak): Row {
  const value = (lastMb / firstMb - 1) * 100
  const against = `${firstMb.toFixed(0)} MB, then ${lastMb.toFixed(0)} MB`
  const measured = `${load.perSecond.toFixed(0)}/s`
  return { name: 'memory after the first minute', measured, against, value, unit: '%', goal: 10, isAtLeast: false }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
