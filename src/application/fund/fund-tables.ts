import { findEntryById } from '../../db/fund/journal.ts'
import { listPaidSubsidies, type PaidSubsidyRow } from '../../db/fund/subsidy-payments.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { accountName } from '../../domain/fund/fund-names.ts'
import { entryKindNames } from '../../domain/fund/journal.ts'
import type { Language } from '../../domain/language.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { column, type ExportColumn, type ExportTable, pagesOf, portionsOf, tableOf } from '../shared/table.ts'
import { requireFund, type ShownFundEntry } from './post-once.ts'
import { fundJournal } from './read-fund.ts'

type JournalLine = ShownFundEntry & ShownFundEntry['lines'][number]

const journalColumnsIn = (language: Language): readonly ExportColumn<JournalLine>[] => [
  column('业务日期', 'happenedOn', ({ happenedOn }) => happenedOn),
  column('记账时间', 'postedAt', ({ postedAt }) => postedAt),
  column('业务类别', 'kind', ({ kind }) => entryKindNames[kind][language]),
  column('编号', 'reference', ({ reference }) => reference),
  column('银行凭证号', 'paymentNo', ({ paymentNo }) => paymentNo),
  column('摘要', 'note', ({ note: said }) => said),
  column('科目', 'account', ({ account }) => account),
  column('科目名称', 'accountName', ({ account }) => accountName(account)[language]),
  column('金额（借正贷负）', 'amount', ({ amount }) => amount, 'amount'),
]

/** The journal of a fund as a file, a line a row, newest first. Errors: those of the journal. */
export async function journalTable(
  service: Service,
  caller: Caller,
  region: string,
  language: Language,
): Promise<ExportTable> {
  const entries = await pagesOf((page) => fundJournal(service, caller, region, page))
  const title = { zh: `${region} 基金日记账`, en: `Journal of ${region}` }
  const name = `fund-${region}-journal-${chinaDay(service.clock())}`
  return tableOf({ name, title, columns: journalColumnsIn(language), rows: linesOf(entries) }, language)
}

async function* linesOf(portions: AsyncIterable<readonly ShownFundEntry[]>) {
  for await (const entries of portions)
    yield entries.flatMap((entry) => entry.lines.map((line): JournalLine => ({ ...entry, ...line })))
}

/**
 * For whom a payment of premium subsidies was, a person a line: whole names and numbers for a bureau, which is in the audit trail before
 * the file is made. Errors: `not-found`, those of the fund.
 */
export async function paidSubsidiesTable(
  service: Service,
  caller: Caller,
  { region, id }: { readonly region: string; readonly id: string },
  language: Language,
): Promise<ExportTable> {
  requireFund(service, caller, region, 'bureau', 'auditor')
  const payment = await findEntryById(service.db.pool, { region, entryId: id })
  if (payment?.kind !== 'subsidy-paid') return refuse('not-found', { what: { zh: `拨付 ${id}`, en: `payment ${id}` } })
  const paymentNo = payment.reference
  const detail = { region, paymentNo }
  if (seesWhole(caller)) await note(service, caller, service.db.prisma, { action: 'subsidy-payment-exported', detail })
  const paid = portionsOf(
    (part: { readonly after: string | null; readonly take: number }) =>
      listPaidSubsidies(service.db.pool, payment.entryId, part),
    ({ personNo }) => personNo,
  )
  const title = { zh: `参保资助拨付 ${paymentNo}`, en: `Premium subsidies paid ${paymentNo}` }
  const name = `subsidy-payment-${region}-${payment.happenedOn}`
  return tableOf({ name, title, columns: paidColumns(language), rows: withPeople(service, caller, paid) }, language)
}

function paidColumns(language: Language): ExportColumn<PaidSubsidyRow & KnownPerson>[] {
  return [
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    ...peopleColumns<PaidSubsidyRow & KnownPerson>(),
    column('参保地区划', 'insuredRegion', ({ insuredRegion }) => insuredRegion),
    column('年度', 'year', ({ year }) => year, 'count'),
    column('救助身份', 'category', ({ category }) => category && categoryName(category)[language]),
    column('缴费档次', 'tier', ({ tier }) => tier, 'count'),
    column('拨付金额', 'amount', ({ amount }) => amount, 'amount'),
  ]
}
