import type { Answer, Operation } from './operation.ts'

/** What came about in histories: what did not proves nothing. */
export const wanted = [
  'settled',
  'settled briefly',
  'settled with nothing left of the limit',
  'replayed',
  'refused as reused',
  'reversed',
  'reversed with others adjusted',
  'reversed again',
  'refused as depended on',
  'read as absent',
  'read limits',
  'read a settlement',
  'never answered',
] as const

export type Happening = (typeof wanted)[number]
export type Coverage = Record<Happening, number>

export const noCoverage = (): Coverage => Object.fromEntries(wanted.map((name) => [name, 0])) as Coverage

export function count(coverage: Coverage, history: readonly Operation[]): void {
  for (const { answer } of history) for (const name of happeningsOf(answer)) coverage[name] += 1
}

function happeningsOf(answer: Answer | null): Happening[] {
  switch (answer?.kind) {
    case undefined:
      return ['never answered']
    case 'settled':
      return answer.replayed ? ['replayed'] : settledAs(answer)
    case 'reused':
      return ['refused as reused']
    case 'reversed':
      return answer.replayed ? ['reversed again'] : reversedAs(answer)
    case 'depended-on':
      return ['refused as depended on']
    case 'absent':
      return ['read as absent']
    case 'limits':
      return ['read limits']
    case 'settlement':
      return ['read a settlement']
    default:
      return []
  }
}

function settledAs({ used, assistance }: Extract<Answer, { kind: 'settled' }>): Happening[] {
  return [
    'settled',
    ...(used === null ? (['settled briefly'] as const) : []),
    ...(assistance === 0n ? (['settled with nothing left of the limit'] as const) : []),
  ]
}

function reversedAs({ adjusted }: Extract<Answer, { kind: 'reversed' }>): Happening[] {
  return ['reversed', ...(adjusted && adjusted.length > 0 ? (['reversed with others adjusted'] as const) : [])]
}
