import { uuidv7 } from 'uuidv7'
import type { Registers } from '../../db/registers/dates.ts'
import { insertPersonVersion, wasSettled } from '../../db/registers/versions.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { Caution } from '../shared/caution.ts'
import type { BeneficiaryInput, Replaced } from './person-input.ts'

/** Who somebody is; where they are insured, and how, has days of its own. */
const whoFields = ['name', 'idType', 'idNumberHmac', 'birthDate']

/**
 * Keeps what a person was registered as, where that is replaced. What was settled bears the name: it is replaced by a
 * correction that says why, or another human would stand behind somebody's settlements.
 * Errors: correction-needs-reason.
 */
export async function keepVersion(
  service: Service,
  caller: Caller,
  registers: Registers,
  { before, fields, reason }: Pick<Replaced, 'before' | 'fields'> & { readonly reason: string | null },
): Promise<void> {
  if (!fields.some((name) => whoFields.includes(name))) return
  const { personNo, name, idType, idNumberEnc, idNumberHmac, birthDate } = before
  if (reason === null && (await wasSettled(registers, { personNo })))
    refuse('correction-needs-reason', { what: { zh: `人员 ${personNo}`, en: `person ${personNo}` } })
  const kept = { personNo, name, idType, idNumberEnc, idNumberHmac, birthDate }
  await insertPersonVersion(registers, { ...kept, id: uuidv7(), until: service.clock(), reason, replacedBy: caller.id })
}

/** What a replacement may have done without being meant to. */
export function cautionsOfReplacing(
  input: BeneficiaryInput,
  { before, fields }: Replaced,
  language: Language,
): Caution[] {
  const isOther = fields.includes('name') && fields.includes('idNumberHmac')
  const reset = [
    ...(input.enrolledTier === undefined && before.enrolledTier !== null ? ['enrolledTier'] : []),
    ...(input.insurance === undefined && before.insurance !== 'residents' ? ['insurance'] : []),
  ]
  return [
    ...(isOther ? [{ code: 'person-replaced' as const, text: replacedText[language] }] : []),
    ...(reset.length > 0 ? [{ code: 'fields-reset' as const, text: resetText(reset)[language] }] : []),
  ]
}

const replacedText: Bilingual = {
  zh: '姓名和证件号码均已更改；如为另一人，请另用人员编号登记，并将此处改回。',
  en: 'Name and ID number were both changed; if this is another human, register them under a number of their own and put this one back.',
}

function resetText(fields: readonly string[]): Bilingual {
  return {
    zh: `未发送 ${fields.join('、')}，原登记内容已清除（enrolledTier 为未参保，insurance 为城乡居民）；如非本意，请带上这些字段重新发送。`,
    en: `${fields.join(' and ')} had been set and was left out, so it was reset (enrolledTier: not enrolled, insurance: residents); send it again with these fields if that was not meant.`,
  }
}
