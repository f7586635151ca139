import { countLeads, type LeadKey, type LeadRow, listLeadRows } from '../../db/audit/audit-leads.ts'
import type { Language } from '../../domain/language.ts'
import { type AuditLead, auditLeadNames, auditLeads } from '../../domain/names/audit-leads.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { column, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'

/** What an auditor may start from, with how many there are. Errors: `forbidden`. */
export async function readAuditLeads(
  service: Service,
  caller: Caller,
  { region }: { readonly region: string },
  language: Language,
) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const kinds: { kind: AuditLead; name: string; count: number; list: string }[] = []
  for (const kind of auditLeads) {
    const count = await countLeads(service.db.bulk, kind, prefixOf(region))
    kinds.push({ kind, name: auditLeadNames[kind][language], count, list: `/v1/audit-leads/${kind}?region=${region}` })
  }
  return { region, kinds }
}

export interface LeadsAsked extends PageInput {
  readonly kind: AuditLead
  readonly region: string
}

export type ShownLead = ReturnType<typeof shown>

/** The findings of one kind, by person. Errors: `forbidden`. */
export function listAuditLeads(
  service: Service,
  caller: Caller,
  { kind, region, ...page }: LeadsAsked,
): Promise<Page<ShownLead>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const of = { kind, prefix: prefixOf(region) }
  return pageOf(
    'audit-leads',
    page,
    (part: { readonly after: LeadKey | null; readonly take: number }) => listLeadRows(service.db.bulk, of, part),
    { key: (row): [string, string, string] => [row.personNo, row.key, row.other ?? ''], item: shown },
  )
}

function shown({ key, settlementId, ...row }: LeadRow) {
  return { ...row, settlementId, year: settlementId === null ? Number(key) : null }
}

/** The same as a file. Errors: those of the list. */
export async function auditLeadsTable(
  service: Service,
  caller: Caller,
  { kind, region }: Omit<LeadsAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const rows = await pagesOf((page) => listAuditLeads(service, caller, { kind, region, ...page }))
  const of = column<ShownLead>
  const columns = [
    of('人员编号', 'personNo', ({ personNo }) => personNo),
    of('结算编号', 'settlementNo', ({ settlementNo }) => settlementNo),
    of('医疗机构编号', 'hospitalCode', ({ hospitalCode }) => hospitalCode),
    of('资助年度', 'year', ({ year }) => (year === null ? null : String(year))),
    of('起始日期', 'from', ({ from }) => from),
    of('截止日期', 'to', ({ to }) => to),
    of('金额', 'amount', ({ amount }) => amount, 'amount'),
    of('对照', 'compared with', ({ other }) => other),
    of('对照起始', 'its first day', ({ otherFrom }) => otherFrom),
    of('对照截止', 'its last day', ({ otherTo }) => otherTo),
  ]
  return tableOf({ name: `audit-${kind}-${region}`, title: auditLeadNames[kind], columns, rows }, language)
}
