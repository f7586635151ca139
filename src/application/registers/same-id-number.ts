import { type BeneficiaryRow, listBeneficiaryRows } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import type { Language } from '../../domain/language.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf } from '../callers/caller.ts'
import type { Caution } from './beneficiaries.ts'

/** As many as a warning names. */
const maxNamed = 5

/**
 * Others of the caller's region with the same document: one person under two numbers has every yearly limit twice. It is a
 * warning, because two documents may bear one number; whoever keeps the register looks which number goes on.
 */
export async function cautionsOfOthers(
  registers: Registers,
  caller: Caller,
  { personNo, numbers }: { readonly personNo: string; readonly numbers: readonly Uint8Array<ArrayBuffer>[] },
  language: Language,
): Promise<Caution[]> {
  const filter = { regionPrefix: prefixOf(caller.region), idNumberHmacs: [...numbers] }
  const found = await listBeneficiaryRows(registers, filter, { after: null, take: maxNamed + 1 })
  const others = found.filter((row) => row.personNo !== personNo).slice(0, maxNamed)
  if (others.length === 0) return []
  const named = (row: BeneficiaryRow) => `${row.personNo}（${maskName(row.name)}）`
  const list = others.map(named)
  const text = {
    zh: `相同证件号码已登记在其他人员编号下：${list.join('、')}。同一人有两个编号时年度限额会分别计算，请核对并只保留一个编号的待遇。`,
    en: `The same ID number is registered under other person numbers: ${list.join(', ')}. One person under two numbers has every yearly limit twice; check which of them goes on.`,
  }
  return [{ code: 'id-number-elsewhere', text: text[language] }]
}
