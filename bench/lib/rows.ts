import type { Figures } from '../load/sample.ts'
import type { NationalFigures, Repetition } from './measure.ts'
import type { Soak } from './soak.ts'

/** One line of the table: what was measured, against what, and whether the goal holds. */
export interface Row {
  readonly name: string
  readonly measured: string
  readonly against: string
  readonly value: number
  /** How the value is shown: a ratio, or milliseconds. */
  readonly unit: '×' | ' ms' | '%' | ''
  /** Null is shown for the record and never short. */
  readonly goal: number | null
  readonly isAtLeast: boolean
}

export function holds({ value, goal, isAtLeast }: Row): boolean {
  if (goal === null) return true
  return isAtLeast ? value >= goal : value <= goal
}

/** Medians over the repetitions; a ratio is the median of the repetitions' own ratios. */
export function rowsOf(repetitions: readonly Repetition[], memory: Soak | null): Row[] {
  const rows = [
    ...overCeilings(repetitions),
    ...latencyRows(repetitions),
    ...nationalRows(repetitions),
    ...besideRows(repetitions),
    ...ratio(repetitions, '10 hot people, 64 connections', 'spread over everybody', 0.6, (one) => [
      one.hot?.perSecond,
      one.http?.perSecond,
    ]),
    ...ratio(repetitions, 'large database', 'small database', 0.9, (one) => [
      one.large?.perSecond,
      one.http?.perSecond,
    ]),
    ...ratio(repetitions, 'engine with trace', 'json-rules-engine', 2, (one) => [
      one.engines?.yizhan,
      one.engines?.jsonRules,
    ]),
    ...ratio(repetitions, 'engine with trace', 'ZEN, one by one', 5, (one) => [one.engines?.yizhan, one.engines?.zen]),
    ...refusals(repetitions, memory),
  ]
  return memory ? [...rows, memoryRow(memory)] : rows
}

type Compared = Pick<Repetition, 'http' | 'alone' | 'national'>
type Pair = (one: Repetition) => readonly [number | undefined, number | undefined]

function overCeilings(repetitions: readonly Repetition[]): Row[] {
  const over = (against: string, goal: number | null, of: (one: Repetition) => number | undefined) =>
    ratio(repetitions, 'HTTP, 64 connections', against, goal, (one) => [one.http?.perSecond, of(one)])
  return [
    ...over('pgbench, single statement, 8 clients', 1, (one) => one.single),
    ...over('pgbench, textbook transaction, 8 clients', 2, (one) => one.textbook),
    ...over('pgbench, 50 a statement, 8 clients', 0.3, (one) => one.fifty),
    ...over('Prisma interactive transaction, over HTTP', 12, (one) => one.prisma?.perSecond),
    ...over('double entry in SQL functions, 8 clients', 4, (one) => one.doubleEntry),
    ...over('pgbench, bare write, single statement', null, (one) => one.bareSingle),
    ...over('pgbench, bare write, textbook transaction', null, (one) => one.bareTextbook),
    ...over('pgbench, bare write, 50 a statement', null, (one) => one.bareFifty),
  ]
}

function ratio(
  repetitions: readonly Repetition[],
  name: string,
  against: string,
  goal: number | null,
  pair: Pair,
): Row[] {
  const pairs = repetitions
    .map(pair)
    .filter((one): one is readonly [number, number] => one[0] !== undefined && one[1] !== undefined)
  if (pairs.length === 0) return []
  const perSecond = (values: readonly number[]) => `${median(values).toFixed(0)}/s`
  const measured = perSecond(pairs.map(([ours]) => ours))
  const theirs = `${against}: ${perSecond(pairs.map(([, other]) => other))}`
  const value = median(pairs.map(([ours, other]) => ours / other))
  return [{ name, measured, against: theirs, value, unit: '×', goal, isAtLeast: true }]
}

function latencyRows(repetitions: readonly Repetition[]): Row[] {
  const opens = repetitions.flatMap(({ open }) => (open ? [open] : []))
  const alones = repetitions.flatMap(({ alone, singleMs }) =>
    alone && singleMs !== undefined ? [{ alone, singleMs }] : [],
  )
  if (opens.length === 0 || alones.length === 0) return []
  const at = (of: (figures: Figures) => number) => median(opens.map(of))
  const measured = `${at(({ perSecond }) => perSecond).toFixed(0)}/s`
  const single = median(alones.map(({ singleMs }) => singleMs))
  const row = (name: string, against: string, value: number, goal: number): Row => ({
    name,
    measured,
    against,
    value,
    unit: ' ms',
    goal,
    isAtLeast: false,
  })
  return [
    row(
      'open loop at 1,000/s, p50',
      '',
      at(({ p50 }) => p50),
      6,
    ),
    row(
      'open loop at 1,000/s, p99',
      '',
      at(({ p99 }) => p99),
      60,
    ),
    {
      ...row(
        'one connection, p50',
        `pgbench single statement: ${single.toFixed(2)} ms`,
        median(alones.map(({ alone }) => alone.p50)),
        2 * single + 2,
      ),
      measured: `${median(alones.map(({ alone }) => alone.perSecond)).toFixed(0)}/s`,
    },
  ]
}

/** For the record: what a national message takes beside the same settlement by POST /v1/settlements. */
function nationalRows(repetitions: readonly Repetition[]): Row[] {
  const pairs = repetitions.flatMap(({ alone, national }) => (alone && national ? [{ alone, national }] : []))
  if (pairs.length === 0) return []
  const plain = median(pairs.map(({ alone }) => alone.p50))
  const row = (name: string, of: (one: NationalFigures) => Figures): Row => {
    const figures = pairs.map(({ national }) => of(national))
    return {
      name: `${name}, one connection, p50`,
      measured: `${median(figures.map(({ perSecond }) => perSecond)).toFixed(0)}/s`,
      against: `POST /v1/settlements: ${plain.toFixed(2)} ms`,
      value: median(figures.map(({ p50 }) => p50)),
      unit: ' ms',
      goal: null,
      isAtLeast: false,
    }
  }
  return [row('2304', ({ settle }) => settle), row('2303', ({ quote }) => quote)]
}

/** On one machine in the same minutes, what another checkout does; a tenth is within what two runs of one checkout differ by. */
const asFast = 0.9

/** Another checkout's service beside this one: not slower is the goal. */
function besideRows(repetitions: readonly Repetition[]): Row[] {
  const rate = (name: string, of: (one: Compared) => number | undefined) =>
    ratio(repetitions, name, 'the other checkout', asFast, (one) => [of(one), one.beside && of(one.beside)])
  return [
    ...rate('HTTP, 64 connections', ({ http }) => http?.perSecond),
    ...rate('one connection', ({ alone }) => alone?.perSecond),
    ...rate('2304, one connection', ({ national }) => national?.settle.perSecond),
    ...rate('2303, one connection', ({ national }) => national?.quote.perSecond),
  ]
}

/** No caller sees an error in any of the loads. */
function refusals(repetitions: readonly Repetition[], memory: Soak | null): Row[] {
  const loads = repetitions.flatMap(({ http, hot, large, open, alone, national }) => [
    ...[http, hot, large, open, alone, national?.quote, national?.settle],
  ])
  const seen = [...loads, memory?.load].filter((figures) => figures !== undefined)
  const answered = seen.reduce((sum, figures) => sum + figures.answered, 0)
  const value = seen.reduce((sum, figures) => sum + figures.refused, 0)
  const first = seen.find((figures) => figures.firstRefusal !== null)?.firstRefusal ?? ''
  if (seen.length === 0) return []
  return [
    {
      name: 'errors seen by a caller',
      measured: `${answered} settled`,
      against: first,
      value,
      unit: '',
      goal: 0,
      isAtLeast: false,
    },
  ]
}

function memoryRow({ firstMb, lastMb, load }: Soak): Row {
  const value = (lastMb / firstMb - 1) * 100
  const against = `${firstMb.toFixed(0)} MB, then ${lastMb.toFixed(0)} MB`
  return {
    name: 'memory after the first minute',
    measured: `${load.perSecond.toFixed(0)}/s`,
    against,
    value,
    unit: '%',
    goal: 10,
    isAtLeast: false,
  }
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
