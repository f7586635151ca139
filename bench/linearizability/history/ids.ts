import type { Operation } from './operation.ts'

/** A number stands for one settlement for ever, so every answer to it names one id, and no two numbers share one. */
export function idFaults(history: readonly Operation[]): string[] {
  const named = new Map<string, Set<string>>()
  for (const { asked, answer } of history) {
    if (!('no' in asked) || (answer?.kind !== 'settled' && answer?.kind !== 'settlement')) continue
    named.set(asked.no, (named.get(asked.no) ?? new Set()).add(answer.id))
  }
  const several = [...named].filter(([, ids]) => ids.size > 1)
  const all = [...named.values()].flatMap((ids) => [...ids])
  return [
    ...several.map(([no, ids]) => `${no} was answered as ${[...ids].join(' and ')}`),
    ...(new Set(all).size < all.length ? ['one id was answered for two numbers'] : []),
  ]
}
