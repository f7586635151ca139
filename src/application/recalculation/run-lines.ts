import type { RecalculatedSums, RunLine } from '../../db/recalculation/run-lines.ts'
import type { Language } from '../../domain/language.ts'
import { decimal, yuan } from '../../domain/money.ts'
import { detailOf, Refusal } from '../../domain/refusals/refusal.ts'
import type { ChangedSettlement, RecalculationResult } from './recalculation-answer.ts'

/**
 * The lines of a person. Settlements that only take on other facts or another pack and pay the same are left out, but where none pays
 * differently: then they are told, because what the year has used of a limit is another.
 */
export function runLinesOf({ personNo, settlements }: RecalculationResult): RunLine[] {
  const paid = settlements.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
  const told = paid.length > 0 ? paid : settlements
  return told.map((one, seq) => ({
    ...{ personNo, seq, year: one.year, settlementId: one.id, settlementNo: one.settlementNo },
    ...{ hospitalCode: one.hospitalCode, insuredRegion: one.insuredRegion, care: one.care, eventOn: one.eventOn },
    ...{ before: one.before, after: one.after, ...sumsOf(one), problem: null, detail: null },
  }))
}

function sumsOf({ difference, personGetsBack, owedToPerson }: ChangedSettlement): RecalculatedSums {
  const fundsPay = yuan(decimal(personGetsBack).minus(decimal(difference.hospital)))
  return { personGetsBack, fundsPay, hospitalBears: difference.hospital, owedToPerson }
}

/** Nothing of the person was recalculated; the code and its words say what the bureau has to mend before the next run. */
export function unreckonedLine(
  { personNo, year }: { readonly personNo: string; readonly year: number },
  error: unknown,
): RunLine {
  const refusal = error instanceof Refusal ? error : new Refusal('internal')
  const nothing = { personGetsBack: '0.00', fundsPay: '0.00', hospitalBears: '0.00', owedToPerson: '0.00' }
  const settlement = { settlementId: null, settlementNo: null, hospitalCode: null, insuredRegion: null }
  return {
    ...{ personNo, seq: 0, year, ...settlement, care: null, eventOn: null, before: null, after: null, ...nothing },
    problem: refusal.code,
    detail: { zh: detailOf(refusal, 'zh'), en: detailOf(refusal, 'en') },
  }
}

export type ShownRunLine = ReturnType<ReturnType<typeof shownRunLineIn>>

export const shownRunLineIn =
  (language: Language) =>
  ({ detail, ...line }: RunLine) => ({ ...line, detail: detail?.[language] ?? null })
