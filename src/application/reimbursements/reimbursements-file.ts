import type { Readable } from 'node:stream'
import type { Language } from '../../domain/language.ts'
import { cares } from '../../domain/names/care.ts'
import { folded } from '../../domain/shared/plain-text.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { Codes } from '../hospital-visits/national-codes.ts'
import { type PersonOfLine, personOfLine } from '../registers/person-of-line.ts'
import type { Service } from '../service.ts'
import { lineByLine, numberIn, saidOfLine } from '../uploads/line-by-line.ts'
import type { TableForm, TableLine } from '../uploads/table.ts'
import { type BillColumn, billColumns, billNamesGivingWay, billOfLine } from './bill-line.ts'
import { receiveReimbursement } from './receive-reimbursement.ts'

export const billForm: TableForm<BillColumn> = {
  columns: billColumns,
  needed: ['reimbursementNo', 'care', 'total', 'inScope', 'basic', 'criticalIllness', 'invoices'],
  limits: { bytes: 10_000_000, unpackedBytes: 50_000_000, lines: 2_020 },
  allAmounts: true,
  givingWay: billNamesGivingWay,
}

export interface ReimbursementLine {
  readonly line: number
  readonly reimbursementNo: string | null
  /** Null where it was not taken. */
  readonly reimbursementId: string | null
  readonly receiptNo: string | null
  readonly outcome: 'received' | 'known' | 'refused'
  readonly detail: string | null
}

/**
 * Bills from a list, one a line, each by itself: a line that is refused is named and the others are taken. The same list again,
 * after an answer that was lost or a process that died, takes nothing twice.
 * Errors: `forbidden`, those of uploads.
 */
export async function receiveReimbursements(service: Service, caller: Caller, content: Readable, language: Language) {
  requireKind(caller, 'bureau')
  const { lines, columnsPassedOver } = await lineByLine<BillColumn, ReimbursementLine>(service, caller, content, {
    ...{ form: billForm, maxLines: 2_000, language },
    take: (line) => takeLine(service, caller, line, language),
    refused: (line, detail) => refusedLine(line, null, detail),
  })
  const count = (outcome: ReimbursementLine['outcome']) => lines.filter((one) => one.outcome === outcome).length
  return { received: count('received'), known: count('known'), refused: count('refused'), columnsPassedOver, lines }
}

function refusedLine(line: number, reimbursementNo: string | null, detail: string): ReimbursementLine {
  return { line, reimbursementNo, reimbursementId: null, receiptNo: null, outcome: 'refused', detail }
}

/** A code of the region (`med_type`), or its name, that stands for one kind of care, as far as a list can tell; the others are named as wrong. */
function careByCode(
  service: Service,
  { insuredRegion }: PersonOfLine,
  { care, emergency, dischargedOn, servedOn }: TableLine<BillColumn>['values'],
): Partial<Pick<TableLine<BillColumn>['values'], 'care' | 'emergency'>> {
  const on = writtenDay(dischargedOn === '' ? servedOn : dischargedOn)
  if (insuredRegion === null || !on) return {}
  const sent = folded(care.slice(0, 20))
  const read = new Codes(service, insuredRegion, on)
    .all('med_type')
    .find(({ code, name }) => code === sent || name === sent)
  const means = cares.find((one) => one === read?.means)
  if (!read || !means) return {}
  return { care: means, ...(read.emergency && emergency === '' ? { emergency: 'yes' } : {}) }
}

async function takeLine(
  service: Service,
  caller: Caller,
  { line, values }: TableLine<BillColumn>,
  language: Language,
): Promise<ReimbursementLine> {
  const person = await personOfLine(service, caller, values)
  if ('zh' in person) return refusedLine(line, numberIn(values.reimbursementNo), person[language])
  const bill = billOfLine({ ...values, personNo: person.personNo, ...careByCode(service, person, values) })
  if ('zh' in bill) return refusedLine(line, numberIn(values.reimbursementNo), bill[language])
  const { reimbursementNo } = bill
  try {
    const { reimbursement, replayed } = await receiveReimbursement(service, caller, bill)
    const { id, receiptNo } = reimbursement
    const outcome = replayed ? 'known' : 'received'
    return { line, reimbursementNo, reimbursementId: id, receiptNo, outcome, detail: null }
  } catch (error) {
    return refusedLine(line, reimbursementNo, saidOfLine(error, language))
  }
}
