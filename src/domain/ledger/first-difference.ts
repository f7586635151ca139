import type { SettlementOutcome } from '../adjudication/types.ts'

/** Of two objects, the first member that differs; whole outcomes are too long to read. */
export function firstDifference(stored: unknown, computed: unknown, a: string, b: string): [string, string] {
  if (!isRecord(stored) || !isRecord(computed)) return [a, b]
  for (const key of new Set([...Object.keys(stored), ...Object.keys(computed)])) {
    const [one, other] = [JSON.stringify(stored[key]), JSON.stringify(computed[key])]
    if (one !== other) return [`${key}: ${one}`, `${key}: ${other}`]
  }
  return [a, b]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An outcome says which engine came to it. A later one that comes to the same has nothing to name. */
export function byEngineOf(stored: unknown, computed: SettlementOutcome): SettlementOutcome {
  return isRecord(stored) && typeof stored['engine'] === 'string' ? { ...computed, engine: stored['engine'] } : computed
}
