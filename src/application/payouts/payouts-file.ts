import type { Readable } from 'node:stream'
import type { Bilingual, Language } from '../../domain/language.ts'
import { type PayeeKind, payeeKindNames, payeeKinds } from '../../domain/payouts/payout-names.ts'
import { folded, isPlainText } from '../../domain/shared/plain-text.ts'
import { amountIfGiven, ofAmount } from '../../domain/shared/written-amount.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import type { Caller } from '../callers/caller.ts'
import { requireOwnFund } from '../fund/post-once.ts'
import { type PersonColumn, personColumns, personOfLine } from '../registers/person-of-line.ts'
import type { Service } from '../service.ts'
import type { UploadLimits } from '../uploads/limits.ts'
import { lineByLine, numberIn, saidOfLine } from '../uploads/line-by-line.ts'
import type { TableForm, TableLine } from '../uploads/table.ts'
import { makePayout, type PayoutAsked } from './make-payout.ts'

type Column =
  | 'payoutNo'
  | PersonColumn
  | 'payee'
  | 'name'
  | 'grounds'
  | 'account'
  | 'bankName'
  | 'bankNo'
  | 'amount'
  | 'receivedOn'

const limits: UploadLimits = { bytes: 10_000_000, unpackedBytes: 50_000_000, lines: 2_020 }

const form: TableForm<Column> = {
  columns: {
    payoutNo: ['支付编号', 'payoutNo'],
    ...personColumns,
    payee: ['收款人类别', 'payee', 'payeeKind'],
    name: ['收款人姓名', '户名', 'payeeName'],
    grounds: ['代领依据', '依据', 'grounds'],
    account: ['账号', '银行账号', '银行卡号', 'account'],
    bankName: ['开户行', '开户银行', 'bankName'],
    bankNo: ['联行号', 'bankNo'],
    amount: ['金额', 'amount', '支付金额', '应付金额', '发放金额', '实付金额'],
    receivedOn: ['受理日期', 'receivedOn'],
  },
  needed: ['payoutNo', 'account', 'bankName'],
  limits,
  allAmounts: true,
}

export interface PayoutLine {
  readonly line: number
  readonly payoutNo: string | null
  /** Null where it could not be made. */
  readonly payoutId: string | null
  readonly amount: string | null
  readonly outcome: 'made' | 'known' | 'refused'
  readonly detail: string | null
}

export interface PayoutsOfFile {
  readonly region: string
  readonly made: number
  readonly known: number
  readonly refused: number
  readonly columnsPassedOver: readonly string[]
  readonly lines: readonly PayoutLine[]
}

/**
 * Payouts from a list of payees and accounts, one a line, each by itself: a line that is refused is named and the others are
 * made. The same list again makes nothing twice.
 * Errors: `forbidden`, `policy-missing`, those of uploads.
 */
export async function makePayouts(
  service: Service,
  caller: Caller,
  { region, content }: { readonly region: string; readonly content: Readable },
  language: Language,
): Promise<PayoutsOfFile> {
  requireOwnFund(service, caller, region)
  const { lines, columnsPassedOver } = await lineByLine<Column, PayoutLine>(service, caller, content, {
    ...{ form, maxLines: 2_000, language },
    take: (line) => makeLine(service, caller, region, line, language),
    refused: (line, detail) => refusedLine(line, null, detail),
  })
  const count = (outcome: PayoutLine['outcome']) => lines.filter((one) => one.outcome === outcome).length
  return { region, made: count('made'), known: count('known'), refused: count('refused'), columnsPassedOver, lines }
}

function refusedLine(line: number, payoutNo: string | null, detail: string): PayoutLine {
  return { line, payoutNo, payoutId: null, amount: null, outcome: 'refused', detail }
}

async function makeLine(
  service: Service,
  caller: Caller,
  region: string,
  { line, values }: TableLine<Column>,
  language: Language,
): Promise<PayoutLine> {
  const payoutNo = folded(values.payoutNo.slice(0, 100))
  const person = await personOfLine(service, caller, values)
  if ('zh' in person) return refusedLine(line, numberIn(values.payoutNo), person[language])
  const asked = askedOf(region, payoutNo, { ...values, personNo: person.personNo })
  if ('zh' in asked) return refusedLine(line, numberIn(values.payoutNo), asked[language])
  try {
    const { payout, replayed } = await makePayout(service, caller, asked)
    const outcome = replayed ? 'known' : 'made'
    return { line, payoutNo, payoutId: payout.id, amount: payout.amount, outcome, detail: null }
  } catch (error) {
    return refusedLine(line, payoutNo, saidOfLine(error, language))
  }
}

const code = /^[0-9A-Za-z._:-]{1,64}$/

/** What a line asks for, or what is wrong with it before anything is looked up. */
function askedOf(region: string, payoutNo: string, values: TableLine<Column>['values']): PayoutAsked | Bilingual {
  if (!code.test(payoutNo)) return numbers
  const { personNo } = values
  const kind = payeeOf(values.payee)
  if (kind === null) return payees
  const words = (text: string) => text === '' || (text.length <= 200 && isPlainText(text))
  if (!words(values.name) || !words(values.grounds) || values.bankName === '' || !words(values.bankName)) return texts
  const bankNo = folded(values.bankNo)
  if (bankNo !== '' && !/^\d{12}$/.test(bankNo)) return bankNumber
  const amount = amountIfGiven(values.amount)
  if (amount === undefined) return ofAmount(values.amount, amounts)
  const receivedOn = writtenDay(values.receivedOn)
  if (receivedOn === undefined) return days
  const some = (text: string) => (text === '' ? null : text)
  return {
    ...{ payoutNo, region, personNo, amount, receivedOn },
    payee: { kind, name: some(values.name), grounds: some(values.grounds) },
    account: { number: values.account, bankName: values.bankName, bankNo: some(bankNo) },
  }
}

function payeeOf(text: string): PayeeKind | null {
  const said = folded(text)
  if (said === '') return 'person'
  return payeeKinds.find((kind) => kind === said || payeeKindNames[kind].zh === said) ?? null
}

const numbers: Bilingual = {
  zh: '支付编号须填写，只能含字母、数字和 . _ : -，最多 64 位。',
  en: 'The number of the payout is needed: letters, digits and . _ : - only, at most 64.',
}
const payees: Bilingual = {
  zh: `收款人类别须为${payeeKinds.map((kind) => payeeKindNames[kind].zh).join('、')}，或留空表示本人。`,
  en: `The payee is one of ${payeeKinds.join(', ')}, or empty for the person.`,
}
const texts: Bilingual = {
  zh: '开户行须填写；姓名、依据、开户行不超过 200 字，不含控制字符。',
  en: 'The bank is needed; names, grounds and the bank have at most 200 characters and none that control.',
}
const bankNumber: Bilingual = { zh: '联行号须为 12 位数字。', en: 'The number of the bank has twelve digits.' }
const amounts: Bilingual = {
  zh: '金额须为最多两位小数的数字。',
  en: 'Write the amount (金额) in yuan with at most two decimals.',
}
const days: Bilingual = { zh: '受理日期须写作 2024-05-01。', en: 'Write the day as 2024-05-01.' }
