import { parseArgs } from 'node:util'
import { scenarios } from './scenarios/all.ts'
import type { Scenario } from './scenarios/scenario.ts'

export interface Options {
  readonly chosen: readonly Scenario[]
  readonly seed: number
  /** How long each scenario is under fault. */
  readonly seconds: number
  readonly keep: boolean
}

export const usage = `npm run faults -- [--only NAME,NAME] [--seed NUMBER] [--seconds NUMBER] [--keep]
  --only     ${scenarios.map(({ name }) => name).join(', ')}
  --seed     repeats what the clients do and where the faults fall; interleaving stays the machine's (1)
  --seconds  under fault, each scenario (12)
  --keep     leaves the clients' logs and the services' logs behind; they are kept anyway where something is wrong`

/** Errors: a sentence that names the option. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '12' },
      keep: { type: 'boolean', default: false },
    },
  })
  const { only, keep } = values
  const chosen = only === undefined ? scenarios : only.split(',').map((name) => named(name.trim()))
  return { chosen, seed: whole('seed', values.seed), seconds: whole('seconds', values.seconds), keep }
}

function named(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (!found) throw new Error(`There is no scenario ${name}.\n${usage}`)
  return found
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number.\n${usage}`)
  return Number(text)
}
