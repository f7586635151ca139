import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { decimal, sum, yuan, zero } from '../../src/domain/money.ts'
import { anyYear, stepThrough } from '../../test/support/claims/arbitraries.ts'
import { faultsOf } from '../../test/support/claims/year-laws.ts'
import { peakOf } from '../lib/memory.ts'

/**
 * `npm run simulation -- --people N [--check] [--seed S]`: so many random person-years through the engine, each forgotten before
 * the next, so that a million take no more memory than a thousand. With `--check` each is looked at for what must hold of any
 * (`test/support/claims/year-laws.ts`), and one that does not ends the run with 1 and with the seed that makes it again.
 */
const usage = 'npm run simulation -- --people N [--check] [--seed S]'
/** Made at once: what a generator holds while it makes them. */
const portion = 250
/** More faults tell nothing that these do not. */
const maxShown = 20
const secondsBetweenLines = 30

const { values } = parseArgs({
  options: { people: { type: 'string' }, check: { type: 'boolean' }, seed: { type: 'string' } },
})
const people = whole(values.people, 10_000)
const seed = whole(values.seed, 1)

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Error(`"${text}" is no whole number above 0.\n${usage}`)
}

interface Tally {
  years: number
  visits: number
  refused: number
  aid: ReturnType<typeof decimal>
  faults: number
}

const began = performance.now()
const tally: Tally = { years: 0, visits: 0, refused: 0, aid: zero, faults: 0 }

function one(year: ReturnType<typeof made>[number], at: string): void {
  const stepped = stepThrough(year)
  tally.years += 1
  tally.visits += stepped.active.length
  tally.refused += year.length - stepped.active.length
  for (const { outcome } of stepped.active) {
    const { assistance, reAid, tilt } = outcome.payers
    tally.aid = sum([tally.aid, ...[assistance, reAid, tilt].map(decimal)])
  }
  if (!values.check) return
  for (const fault of faultsOf(stepped)) {
    tally.faults += 1
    if (tally.faults <= maxShown) console.error(`seed ${at}: ${fault}\n${JSON.stringify(year)}`)
  }
}

/** Each portion has a seed of its own, so that one that breaks a law is made again without the ones before it. */
function made(from: number, count: number) {
  return fc.sample(anyYear, { seed: from, numRuns: count })
}

function line(): string {
  const seconds = (performance.now() - began) / 1000
  const each = Math.round(tally.years / Math.max(seconds, 0.001))
  return `${tally.years} person-years, ${tally.visits} visits settled, ${tally.refused} refused, aid ${yuan(tally.aid)}, ${seconds.toFixed(1)} s (${each} a second)`
}

let told = performance.now()
for (let part = 0; tally.years < people; part += 1) {
  const from = seed + part
  for (const [at, year] of made(from, Math.min(portion, people - tally.years)).entries())
    one(year, `${from}, year ${at}`)
  if (performance.now() - told < secondsBetweenLines * 1000) continue
  told = performance.now()
  console.log(line())
}
console.log(line())
console.log(`peak memory ${Math.round(await peakOf(process.pid))} MB`)
if (values.check) console.log(tally.faults === 0 ? 'every law held' : `${tally.faults} laws broken`)
process.exitCode = tally.faults === 0 ? 0 : 1
