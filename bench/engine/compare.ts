import { jsonRules } from './json-rules.ts'
import { inFen, type Paid, samples } from './visits.ts'
import { paidOf, yizhan } from './yizhan.ts'
import { zen } from './zen.ts'

/** Settlements a second of each, one after another. */
export interface EngineFigures {
  readonly yizhan: number
  readonly jsonRules: number
  readonly zen: number
}

type Run = () => unknown

/** Times the engines on the same stays. Errors: an engine that pays otherwise, because then it is not the same policy. */
export async function compareEngines(seconds: number): Promise<EngineFigures> {
  const ours = samples.map(await yizhan())
  const others = { jsonRules: samples.map(inFen).map(jsonRules()), zen: samples.map(inFen).map(zen()) }
  for (const [name, runs] of Object.entries(others)) await agree(name, ours, runs)
  return {
    yizhan: await timed(ours, seconds),
    jsonRules: await timed(others.jsonRules, seconds),
    zen: await timed(others.zen, seconds),
  }
}

async function agree(name: string, ours: readonly Run[], theirs: readonly Run[]): Promise<void> {
  for (const [at, run] of theirs.entries()) {
    const expected = paidOf(await (ours[at] as Run)())
    const paid = (await run()) as Paid
    for (const payer of Object.keys(expected) as (keyof Paid)[]) {
      if (paid[payer] === expected[payer]) continue
      throw new Error(`${name} pays ${payer} ${paid[payer]} fen of stay ${at}, not ${expected[payer]}`)
    }
  }
}

async function timed(runs: readonly Run[], seconds: number): Promise<number> {
  await repeat(runs, seconds / 3)
  return repeat(runs, seconds)
}

/** A promise is only awaited where there is one: ours gives none. */
async function repeat(runs: readonly Run[], seconds: number): Promise<number> {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < seconds * 1000) {
    for (const run of runs) {
      const paid = run()
      if (paid instanceof Promise) await paid
      done += 1
    }
  }
  return done / ((performance.now() - start) / 1000)
}
