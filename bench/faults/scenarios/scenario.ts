import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentOptions, FaultEnvironment } from '../environment/environment.ts'
import type { Load, LoadOptions } from '../load/load.ts'

export interface Scenario {
  readonly name: string
  /** What is broken, in a few words. */
  readonly breaks: string
  /** Why it cannot be run on this machine; null where it can. */
  readonly cannot?: () => string | null
  readonly environment?: Omit<EnvironmentOptions, 'random'>
  readonly load?: Partial<Pick<LoadOptions, 'clients' | 'burst' | 'pauseMs' | 'timeoutMs' | 'patienceMs'>>
  /** Breaks things under load for about so many seconds, and puts everything right again. */
  readonly run: (scope: Scope) => Promise<Findings>
}

export interface Scope {
  readonly environment: FaultEnvironment
  readonly load: Load
  readonly seconds: number
}

export interface Findings {
  /** What was really done, such as `5 kills`: a fault that never came about proves nothing. */
  readonly did: string
  readonly complaints: readonly string[]
}

/** Does something again and again until the time is over, and at least so many times; answers how often. */
export async function until(
  seconds: number,
  act: (round: number) => Promise<unknown>,
  { atLeast = 0 } = {},
): Promise<number> {
  const end = performance.now() + seconds * 1000
  let rounds = 0
  while (performance.now() < end || rounds < atLeast) await act(rounds++)
  return rounds
}

export const wait = (ms: number) => sleep(ms)

/** A complaint where something holds that must not. */
export function complaint(wrong: boolean, says: string): string[] {
  return wrong ? [says] : []
}
