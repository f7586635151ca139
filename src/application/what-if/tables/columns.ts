import type { Bilingual } from '../../../domain/language.ts'
import { type Decimal, yuan } from '../../../domain/money.ts'
import type { WhatIfTable } from '../../../domain/what-if/what-if-names.ts'
import type { ColumnKind, ExportCell } from '../../shared/table.ts'

export interface WhatIfColumn {
  readonly head: Bilingual
  readonly kind: ColumnKind
}

/** A table of a run: on a page, in a file and in an answer the same. */
export interface WhatIfSheet {
  readonly table: WhatIfTable
  readonly columns: readonly WhatIfColumn[]
  readonly rows: readonly (readonly ExportCell[])[]
  /** What a reader has to know of it; null where its heads say all. */
  readonly note: Bilingual | null
}

export const wordsColumn = (zh: string, en: string): WhatIfColumn => ({ head: { zh, en }, kind: 'text' })
export const countColumn = (zh: string, en: string): WhatIfColumn => ({ head: { zh, en }, kind: 'count' })
export const amountColumn = (zh: string, en: string): WhatIfColumn => ({ head: { zh, en }, kind: 'amount' })

/** Before, after, the difference, and what it is of the first. */
export const comparedColumns = (zh: string, en: string): WhatIfColumn[] => [
  amountColumn(`${zh}（现行）`, `${en}, as settled`),
  amountColumn(`${zh}（草案）`, `${en}, under the draft`),
  amountColumn('差额', 'difference'),
  wordsColumn('差额比例', 'difference in %'),
]

export function comparedCells(before: Decimal, after: Decimal): ExportCell[] {
  return [yuan(before), yuan(after), yuan(after.minus(before)), differenceInPercent(before, after)]
}

/** `-12.50`, of a hundred; null where there was nothing before. */
export function differenceInPercent(before: Decimal, after: Decimal): string | null {
  return before.isZero() ? null : after.minus(before).div(before).times(100).toFixed(2)
}

/** `62.50%`; null where there is nothing to divide by. */
export function shareOf(part: Decimal, whole: Decimal): string | null {
  return whole.isZero() ? null : `${part.div(whole).times(100).toFixed(2)}%`
}
