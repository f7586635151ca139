import { Choice } from './list-variants.ts'
import { amountForms, contentOf, inFullWidth } from './variant-file.ts'

/**
 * A hospital's own accounts as its programs and spreadsheets write them, made at random: header or none, columns in any order, amounts,
 * numbers, feet and file from those seen. Each says itself what it means; nothing here is read from the service.
 */
export interface FileVariant {
  /** What was chosen, to be found again when it fails. */
  readonly chosen: readonly string[]
  readonly content: Buffer
  readonly rows: readonly MeantRow[]
}

export interface MeantRow {
  readonly settlement: string
  readonly personNo: string | null
  readonly total: string
  readonly fundPaid: string
  readonly accountPaid: string
  readonly refunded: boolean
}

type Column = 'settlement' | 'visitId' | 'personNo' | 'total' | 'fundPaid' | 'accountPaid' | 'refunded'

const headers: Record<Column, readonly string[]> = {
  settlement: ['setl_id', 'SETL_ID', '结算ID', '结算编号', '医药机构结算ID', 'settlementNo', 'medins_setl_id'],
  visitId: ['mdtrt_id', '就诊ID', 'visitId'],
  personNo: ['psn_no', '人员编号', 'personNo', 'PSN_NO'],
  total: ['medfee_sumamt', '医疗费总额', '医疗费总金额', '医疗总费用', 'total', '医疗费用总额', '总费用'],
  fundPaid: ['fund_pay_sumamt', '基金支付总额', 'fundPaid', '基金支付总金额', '基金支付合计'],
  accountPaid: ['acct_pay', '个人账户支出', 'accountPaid', '个人账户支付'],
  refunded: ['refd_setl_flag', '退费结算标志', 'refunded'],
}
const inOrder = Object.keys(headers) as Column[]
const needed: readonly Column[] = ['settlement', 'total', 'fundPaid']

const decorations: readonly ((header: string) => string)[] = [
  (header) => header,
  (header) => `*${header}`,
  (header) => `${header}（元）`,
  (header) => ` ${header} `,
  (header) => `${header}：`,
  (header) => (/^[一-龥]+$/.test(header) ? [...header].join(' ') : header),
]

const others: Readonly<Record<string, readonly string[]>> = {
  序号: ['1', '2'],
  姓名: ['示例某'],
  科室: ['内科', '外科，二病区'],
  出院日期: ['2024-05-05', '2024/5/5'],
  备注: ['', '已核对', '换\n行', '"补"'],
}

const numberForms: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => inFullWidth(number),
  (number) => `'${number}`,
  (number) => `="${number}"`,
  (number) => ` ${number}\u00a0`,
  (number) => `\ufeff${number}`,
  (number) => `\u202d${number}\u202c`,
]

const banners = [['示例医院2024年5月医保结算明细'], ['单位：元'], ['统计日期：2024-05-01至2024-05-05', '', ''], ['']]
const feet = [['合计', '', '6,000.00'], ['总计：3笔'], ['小计', '3'], ['']]

/** A variant of a seed, of settlements whose numbers nobody else has. */
export function fileVariant(seed: number, numbers: readonly string[]): FileVariant {
  const choice = new Choice(seed)
  const hasHeader = choice.often(80)
  const left = inOrder.filter((column) => needed.includes(column) || choice.often(70))
  const columns = hasHeader ? choice.shuffled(left) : inOrder
  const further = hasHeader ? choice.shuffled(Object.keys(others)).slice(0, choice.below(3)) : []
  const decorate = choice.of(decorations)
  const head = [...columns.map((column) => decorate(choice.of(headers[column], true))), ...further]
  const lines = numbers.map((number) => lineOf(choice, columns, further, number))
  const above = hasHeader ? Array.from({ length: choice.below(4) }, () => choice.of(banners)) : []
  const table = [
    ...above,
    ...(hasHeader ? [head] : []),
    ...lines.flatMap(({ cells }) => (choice.often(10) ? [[''], cells] : [cells])),
    ...Array.from({ length: choice.below(3) }, () => choice.of(feet)),
  ]
  return {
    chosen: choice.chosen,
    content: contentOf(choice, table, { width: head.length, hasHeader }),
    rows: lines.map(({ meant }) => meant),
  }
}

function lineOf(choice: Choice, columns: readonly Column[], further: readonly string[], number: string) {
  const refunded = choice.often(20)
  const total = 1000 + choice.below(900_000)
  const fund = choice.below(total)
  const yuan = (whole: number, fen: number) =>
    `${refunded && whole + fen > 0 ? '-' : ''}${whole}.${String(fen).padStart(2, '0')}`
  const fens = () => (choice.often(40) ? 0 : choice.below(100))
  const has = (column: Column) => columns.includes(column)
  const meant: MeantRow = {
    settlement: number,
    personNo:
      has('personNo') && choice.often(80) ? `1405020000000000${String(choice.below(9999)).padStart(4, '0')}` : null,
    total: yuan(total, fens()),
    fundPaid: yuan(fund, fens()),
    accountPaid: has('accountPaid') ? yuan(choice.below(5), fens()) : '0.00',
    refunded,
  }
  const nothing = choice.of(['', 'null', 'NULL'])
  const written: Record<Column, string> = {
    settlement: choice.of(numberForms)(number),
    visitId: choice.of(['', 'null', `M${number}`]),
    personNo: meant.personNo === null ? nothing : choice.of(numberForms)(meant.personNo),
    total: choice.of(amountForms)(meant.total),
    fundPaid: choice.of(amountForms)(meant.fundPaid),
    accountPaid: meant.accountPaid === '0.00' && choice.often(50) ? nothing : choice.of(amountForms)(meant.accountPaid),
    refunded: refunded ? choice.of(['1', '１', '']) : choice.of(['0', '', 'null']),
  }
  choice.chosen.push(written.total, written.fundPaid, written.settlement)
  return {
    cells: [...columns.map((column) => written[column]), ...further.map((name) => choice.of(others[name] ?? []))],
    meant,
  }
}
