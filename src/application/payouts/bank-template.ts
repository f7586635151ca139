import { findTemplate, insertTemplate } from '../../db/payouts/templates.ts'
import type { Queryable } from '../../db/sql.ts'
import { withTransaction } from '../../db/transaction.ts'
import { type BankTemplate, defaultTemplate } from '../../domain/payouts/bank-file.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireFundKeeper, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/** Without what the bank cannot pay from, or could not answer to. */
const needed = ['reference', 'payeeName', 'account', 'amount'] as const

/** The nearest template from the county to the province; the usual one where none of them has its own. */
export async function templateFor(client: Queryable, region: string): Promise<BankTemplate> {
  return (await nearest(client, region))?.content ?? defaultTemplate
}

function nearest(client: Queryable, region: string) {
  const regions = [...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`])]
  return findTemplate(client, regions)
}

/** Errors: `forbidden`. */
export async function getBankTemplate(service: Service, caller: Caller, region: string) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const found = await nearest(service.db.pool, region)
  return shown(region, found?.region ?? null, found?.version ?? 0, found?.content ?? defaultTemplate)
}

/** Errors: `forbidden`, `invalid-request` for one that a bank could not pay from. */
export async function putBankTemplate(service: Service, caller: Caller, region: string, content: BankTemplate) {
  requireKind(caller, 'bureau')
  requireRegion(caller, region)
  requireFundKeeper(caller, region)
  refuseUnusable(content)
  const stamp = { at: service.clock().toISOString(), callerId: caller.id }
  const { version } = await withTransaction(service.db.pool, (client) => insertTemplate(client, region, content, stamp))
  return shown(region, region, version, content)
}

function shown(region: string, from: string | null, version: number, content: BankTemplate) {
  return { region, from, version, ...content }
}

function refuseUnusable({ columns, answer }: BankTemplate): void {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) => faults.push({ pointer, detail: { zh, en } })
  const missing = needed.filter((field) => !columns.some((column) => column.field === field))
  if (missing.length > 0) fault('/columns', `缺少列：${missing.join('、')}。`, `Add the columns ${missing.join(', ')}.`)
  const headings = columns.map(({ heading }) => heading)
  if (new Set(headings).size < headings.length)
    fault('/columns', '列名重复；请使每列的名称不同。', 'Two columns have one heading; give each its own.')
  const both = answer.paid.filter((word) => answer.returned.includes(word))
  if (both.length > 0)
    fault(
      '/answer/returned',
      `「${both.join('、')}」同时表示成功与退回。`,
      `"${both.join('", "')}" would mean both paid and returned.`,
    )
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}
