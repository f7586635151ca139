import { pairsOf, type Row, rates, ratio } from './compare.ts'
import type { Repetition, ServiceFigures } from './measure.ts'

/** Two runs of one checkout differ by a tenth. */
const asFast = 0.9

type Of = (one: ServiceFigures) => number | undefined

/** This checkout's service over another one's, in turns on the same server: what the ledger of before is beaten by. */
export function besideRows(repetitions: readonly Repetition[]): Row[] {
  const against = 'the other checkout'
  const pair = (of: Of) => (one: Repetition) => [of(one), one.beside && of(one.beside)] as const
  const rate = (name: string, goal: number, of: Of) => rates(repetitions, name, against, goal, pair(of))
  const at = (name: string, goal: number, shown: (value: number) => string, of: Of) =>
    ratio(name, against, pairsOf(repetitions, pair(of)), { goal, isAtLeast: false, shown })
  const ms = (value: number) => `${value.toFixed(1)} ms`
  const us = (value: number) => `${value.toFixed(0)} µs`
  const bytes = (value: number) => `${value.toFixed(0)} B`
  return [
    ...rate('HTTP, 64 connections', 1.4, ({ http }) => http?.perSecond),
    ...at('processor time a settlement', 0.7, us, ({ cpu }) => cpu && cpu.service + cpu.database),
    ...at('open loop at 1,000/s, p50', 0.6, ms, ({ open }) => open?.p50),
    ...at('open loop at 1,000/s, p99', 0.7, ms, ({ open }) => open?.p99),
    ...at('disk a settlement', 0.65, bytes, ({ storage }) => storage?.disk),
    ...at('log a settlement', 0.65, bytes, ({ storage }) => storage?.log),
    ...rate('one connection', asFast, ({ alone }) => alone?.perSecond),
    ...rate('2304, one connection', asFast, ({ national }) => national?.settle.perSecond),
    ...rate('2303, one connection', asFast, ({ national }) => national?.quote.perSecond),
  ]
}
