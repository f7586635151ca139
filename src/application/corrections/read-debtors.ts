import {
  type DebtItem,
  type DebtorKey,
  type DebtorRow,
  debtItems,
  listDebtorRows,
} from '../../db/corrections/debtors.ts'
import type { Language } from '../../domain/language.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { column, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'

export interface DebtorsAsked extends PageInput {
  readonly region?: string | undefined
}

export type ShownDebtor = DebtorRow & { readonly items: readonly Omit<DebtItem, 'region' | 'debtor' | 'code'>[] }

/**
 * Hospitals and people who owe a fund of the region, with what is open and how it came: reversals and corrections of what a hospital
 * has claimed and no clearing has taken off yet, and what people are to give back. Errors: `forbidden`.
 */
export async function listDebtors(
  service: Service,
  caller: Caller,
  { region = caller.region, ...page }: DebtorsAsked,
): Promise<Page<ShownDebtor>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region) }
  const { items, nextCursor } = await pageOf(
    'debtors',
    page,
    (part: { readonly after: DebtorKey | null; readonly take: number }) =>
      listDebtorRows(service.db.bulk, filter, part),
    { key: (row): [string, DebtorRow['debtor'], string] => [row.region, row.debtor, row.code], item: (row) => row },
  )
  const came = await debtItems(service.db.bulk, items)
  const isOf = (row: DebtorRow) => (item: DebtItem) =>
    item.region === row.region && item.debtor === row.debtor && item.code === row.code
  return { items: items.map((row) => ({ ...row, items: came.filter(isOf(row)).map(shownItem) })), nextCursor }
}

function shownItem({ settlementId, settlementNo, kind, cause, causeNo, amount, postedOn }: DebtItem) {
  return { settlementId, settlementNo, kind, cause, causeNo, amount, postedOn }
}

const debtorNames = { hospital: { zh: '医疗机构', en: 'hospital' }, person: { zh: '个人', en: 'person' } } as const

/** The list as a file, a line a debtor. Errors: those of the list. */
export async function debtorsTable(
  service: Service,
  caller: Caller,
  asked: Omit<DebtorsAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const rows = await pagesOf((page) => listDebtors(service, caller, { ...asked, ...page }))
  const columns = [
    column<ShownDebtor>('基金所属地区', 'fund', ({ region }) => region),
    column<ShownDebtor>('欠款方', 'debtor', ({ debtor }) => debtorNames[debtor][language]),
    column<ShownDebtor>('编号', 'code', ({ code }) => code),
    column<ShownDebtor>('名称', 'name', ({ name }) => name),
    column<ShownDebtor>('未退回金额', 'open', ({ open }) => open, 'amount'),
    column<ShownDebtor>('最早记账日', 'since', ({ since }) => since),
    column<ShownDebtor>('来由笔数', 'postings', ({ items }) => items.length, 'count'),
    column<ShownDebtor>('涉及结算', 'settlements', ({ items }) =>
      [...new Set(items.map((one) => one.settlementNo))].join(' '),
    ),
  ]
  const name = `debtors-${asked.region ?? caller.region}`
  return tableOf({ name, title: { zh: '欠款清单', en: 'Debtors' }, columns, rows }, language)
}
