import type { WhatIfTable } from '../../../../src/domain/what-if/what-if-names.ts'

/** What is drawn of a table, by its columns: the words of a row, and one or two sums. */
export interface Picture {
  readonly kind: 'bars' | 'line'
  readonly label: readonly number[]
  readonly values: readonly number[]
}

const bars = (label: readonly number[], ...values: readonly number[]): Picture => ({ kind: 'bars', label, values })
const line = (...values: readonly number[]): Picture => ({ kind: 'line', label: [0], values })

/** The law is read, and not drawn. */
export const picturesOf: Readonly<Record<WhatIfTable, readonly Picture[]>> = {
  summary: [bars([0], 1, 2)],
  law: [],
  payers: [bars([0], 1, 2)],
  moves: [bars([0, 1], 3)],
  categories: [bars([0], 4, 5)],
  care: [bars([0], 4, 5)],
  counties: [bars([0], 4, 5)],
  hospitals: [bars([0], 4, 5)],
  costs: [bars([0, 1, 2, 3], 7, 8)],
  bands: [bars([0, 1], 2)],
  deciles: [bars([0], 3, 4)],
  lines: [bars([0], 1, 2)],
  limits: [bars([0], 2, 6)],
  ratios: [bars([0], 2, 3)],
  cash: [bars([0], 3, 4), line(5, 6)],
  sensitivity: [bars([0, 1], 2, 3)],
  curve: [line(2, 3)],
  contributions: [bars([0], 1)],
  households: [bars([0], 10, 11)],
  drawn: [bars([0], 5)],
  refused: [bars([0], 1)],
}
