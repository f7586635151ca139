/** What stands in a table of the service: money and shares as text, counts as numbers. */
export type Cell = string | number | null

/** A cell as a whole number, for drawing and comparing alone; null where it is no number. */
export function drawnOf(cell: Cell): bigint | null {
  const [, sign, whole = '', part = ''] = /^([+-]?)(\d{1,18})(?:\.(\d{1,4}))?%?$/.exec(String(cell ?? '')) ?? []
  if (whole === '') return null
  const size = BigInt(whole + part.padEnd(4, '0'))
  return sign === '-' ? -size : size
}

export interface Span {
  readonly from: bigint
  readonly to: bigint
}

/** From the least to the greatest of them, and nothing in between: sums are drawn from there. */
export function spanOf(values: readonly (bigint | null)[], beginsAt: bigint | null = 0n): Span {
  const known = [...(beginsAt === null ? [] : [beginsAt]), ...values.filter((value) => value !== null)]
  return known.reduce<Span>(
    ({ from, to }, value) => ({ from: value < from ? value : from, to: value > to ? value : to }),
    { from: known[0] ?? 0n, to: known[0] ?? 0n },
  )
}

/** Where a value lies in a span that is drawn so large, in pixels. */
export function pixelsOf(value: bigint, { from, to }: Span, size: number): number {
  return from === to ? 0 : +String(((value - from) * BigInt(size) * 10n) / (to - from)) / 10
}

/** As much of a name as there is place for; a Chinese character takes twice that of a letter. */
export function shortened(name: string, halves: number): string {
  let taken = 0
  const shown = [...name].filter((one) => {
    taken += one > '⺀' ? 2 : 1
    return taken <= halves
  })
  return shown.length === [...name].length ? name : `${shown.slice(0, -1).join('')}…`
}
