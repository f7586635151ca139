import { type BeneficiaryRow, listBeneficiaryRows } from '../../db/registers/beneficiaries.ts'
import type { Bilingual } from '../../domain/language.ts'
import { comparableName } from '../../domain/registers/comparable-name.ts'
import { documentTypesOf, writtenDocument } from '../../domain/registers/written-document.ts'
import { rosterLineFaults } from '../../domain/rosters/line-faults.ts'
import { folded } from '../../domain/shared/plain-text.ts'
import { type Caller, prefixOf } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { TableColumns } from '../uploads/table.ts'
import { fingerprints } from './beneficiaries.ts'

/** Whose a line of a list is: by the person's number, by card and name, or by both, which then must agree. */
export type PersonColumn = 'personNo' | 'idNumber' | 'personName'

export const personColumns = {
  personNo: ['人员编号', 'psn_no', 'personNo', '医保人员编号', '个人编号', '医保编号'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '居民身份证号码',
    '身份证',
    '证件号码',
    '证件号',
    'certno',
    'idNumber',
  ],
  personName: ['姓名', '人员姓名', '参保人姓名', 'psn_name', 'personName'],
} as const satisfies TableColumns<PersonColumn>

type Cells = Readonly<Record<PersonColumn, string>>

const personNoForm = /^[0-9A-Za-z._:-]{1,30}$/
const maxChars = 100
/** Where a card is registered more often, one of them is not told from the others by name either. */
const maxHolders = 20

export interface PersonOfLine {
  readonly personNo: string
  /** Where the person is insured; null where nobody of the caller's region has the number. */
  readonly insuredRegion: string | null
}

/**
 * The person whom a line names, or what is wrong with it. A number that nobody of the caller's region has is left to
 * whoever looks the person up. Nobody is registered by it: where money moves, a person is known before.
 */
export async function personOfLine(service: Service, caller: Caller, cells: Cells): Promise<PersonOfLine | Bilingual> {
  const personNo = folded(cells.personNo.slice(0, maxChars))
  const card = folded(cells.idNumber.slice(0, maxChars)).toUpperCase()
  if (personNo === '' && card === '') return rosterLineFaults.person
  if (personNo !== '' && !personNoForm.test(personNo)) return rosterLineFaults['person-no']
  const name = cells.personName === '' ? null : comparableName(cells.personName.slice(0, maxChars))
  const isNamed = (row: BeneficiaryRow) => name === null || name === comparableName(row.name)
  return personNo === ''
    ? holderOf(service, caller, { card, isNamed })
    : agreed(service, caller, { personNo, card, isNamed })
}

interface Said {
  readonly personNo: string
  /** Folded, in capital letters; empty where nothing is said of it. */
  readonly card: string
  readonly isNamed: (row: BeneficiaryRow) => boolean
}

async function agreed(
  service: Service,
  caller: Caller,
  { personNo, card, isNamed }: Said,
): Promise<PersonOfLine | Bilingual> {
  const [row] = await listBeneficiaryRows(
    service.db.prisma,
    { regionPrefix: prefixOf(caller.region), personNo },
    { after: null, take: 1 },
  )
  if (!row) return { personNo, insuredRegion: null }
  const document = card === '' ? null : writtenDocument(card, row.idType)
  if (typeof document === 'string') return rosterLineFaults[document]
  const numbers = document && fingerprints(service, row.idType, document.idNumber)
  if (numbers && !numbers.some((one) => Buffer.compare(one, row.idNumberHmac) === 0))
    return rosterLineFaults['id-number-differs']
  return isNamed(row) ? row : rosterLineFaults['name-differs']
}

async function holderOf(
  service: Service,
  caller: Caller,
  { card, isNamed }: Omit<Said, 'personNo'>,
): Promise<PersonOfLine | Bilingual> {
  const document = writtenDocument(card, null)
  if (typeof document === 'string') return rosterLineFaults[document]
  const { idNumber } = document
  const idNumberHmacs = documentTypesOf(idNumber, null).flatMap((type) => fingerprints(service, type, idNumber))
  const found = await listBeneficiaryRows(
    service.db.prisma,
    { regionPrefix: prefixOf(caller.region), idNumberHmacs },
    { after: null, take: maxHolders },
  )
  const [holder, ...others] = found.filter(isNamed)
  if (holder === undefined) return found.length > 0 ? rosterLineFaults['name-differs'] : nobody
  return others.length > 0 ? rosterLineFaults['person-ambiguous'] : holder
}

const nobody: Bilingual = {
  zh: '本地区没有登记该证件号码的人员；请核对证件号码，或先登记此人（PUT /v1/beneficiaries/…）。',
  en: 'Nobody of the region is registered with this ID number; check it, or register the person first (PUT /v1/beneficiaries/…).',
}
