import { type BeneficiaryRow, listBeneficiaryRows } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { samePairsOf } from '../../db/registers/same-people.ts'
import type { Language } from '../../domain/language.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { type Caller, prefixOf } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { Caution } from '../shared/caution.ts'

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
    zh: `相同证件号码已登记在其他人员编号下：${list.join('、')}。同一人有两个编号时年度限额会分别计算，如为同一人，请合并（POST /v1/beneficiaries/${personNo}/joins）。`,
    en: `The same ID number is registered under other person numbers: ${list.join(', ')}. One person under two numbers has every yearly limit twice; where it is one person, join them (POST /v1/beneficiaries/${personNo}/joins).`,
  }
  return [{ code: 'id-number-elsewhere', text: text[language] }]
}

/** Whoever has the same name and birth under another document may be the same human (000000/G26). */
export async function cautionsOfNamesakes(
  service: Service,
  caller: Caller,
  personNo: string,
  language: Language,
): Promise<Caution[]> {
  const all = await samePairsOf(service.db.pool, prefixOf(caller.region), personNo)
  const named = all.filter(({ by }) => by === 'name-and-birth').map(({ otherNo }) => otherNo)
  if (named.length === 0) return []
  const text = {
    zh: `姓名和出生日期相同的另有人员编号：${named.join('、')}。如为同一人，请合并（POST /v1/beneficiaries/${personNo}/joins），限额将合并计算。`,
    en: `The same name and birth are registered under ${named.join(', ')}. Where it is one person, join them (POST /v1/beneficiaries/${personNo}/joins): their limits then count together.`,
  }
  return [{ code: 'same-name-and-birth', text: text[language] }]
}
