import { undecorated } from '../shared/header-word.ts'
import { folded } from '../shared/plain-text.ts'

/** Columns of a department's list, each with the headers it may have; the first is the English one, the second the Chinese. */
export const rosterColumns = {
  change: ['change', '变动', '变动类型', '变更类型', '增减', '变动情况', '增减情况', '变动标志', '动态', '动态调整'],
  personNo: [
    ...['personNo', '人员编号', 'psn_no', '医保人员编号', '医保个人编号', '个人编号', '医保编号', '参保人员编号'],
    ...['个人医保编号', '医保个人账号'],
  ],
  idType: ['idType', '证件类型', '身份证件类型', '人员证件类型', 'psn_cert_type'],
  idNumber: [
    ...[
      'idNumber',
      '身份证号',
      '身份证号码',
      '公民身份号码',
      '公民身份证号码',
      '居民身份证号',
      '居民身份证号码',
      '身份证',
    ],
    ...['证件号码', '证件号', '身份证件号码', 'certno', '身份证编号', '公民身份证号', '公民身份号', '身份证件号'],
  ],
  name: ['name', '姓名', '人员姓名', '救助对象姓名', '对象姓名', 'psn_name'],
  birthDate: ['birthDate', '出生日期', '出生年月日', 'brdy'],
  category: [
    ...['category', '救助身份', '身份类别', '救助对象类别', '救助类别', '救助类型', '救助对象类型', '人员身份类别'],
    ...['人员类别', '对象类别', '对象类型', '保障类别', '身份', 'psn_idet_type', '人员类型', '身份类型', '困难类型'],
    ...['困难类别', '困难群众类别', '认定类别', '认定类型', '保障类型'],
  ],
  from: [
    ...[
      'from',
      '开始日期',
      '起始日期',
      '认定日期',
      '生效日期',
      '开始时间',
      '起始时间',
      '认定时间',
      '纳入日期',
      '纳入时间',
    ],
    ...['享受开始日期', 'begntime', 'begndate', '批准日期', '批准时间', '审批日期', '起始日', '开始日', '生效时间'],
  ],
  to: [
    ...[
      'to',
      '截止日期',
      '终止日期',
      '结束日期',
      '失效日期',
      '截止时间',
      '终止时间',
      '结束时间',
      '停发日期',
      '退出日期',
    ],
    ...['享受截止日期', '有效期至', 'endtime', 'enddate', '到期日期', '到期时间', '到期日', '截止日', '失效时间'],
  ],
  certificateNo: ['certificateNo', '证件编号', '证书编号', '救助证号', '认定文号', '认定文书编号', '救助证编号'],
  insuredRegion: ['insuredRegion', '参保地', '参保地区划', '参保地医保区划', 'insuplc_admdvs'],
  unableToWork: ['unableToWork', '丧失劳动能力', '是否丧失劳动能力', '劳动能力丧失', '是否丧失劳动力'],
  enrolledTier: ['enrolledTier', '参保档次', '缴费档次'],
} as const
export type RosterColumn = keyof typeof rosterColumns
export const columnNames = Object.keys(rosterColumns) as RosterColumn[]

const byHeader = new Map(
  columnNames.flatMap((name) => rosterColumns[name].map((header) => [header.toLowerCase(), name] as const)),
)

/** Which column stands where; null for one that is passed over. */
export type RosterLayout = readonly (RosterColumn | null)[]

/** A header that can be read, with the columns that are passed over by their names. */
export interface RosterHeader {
  readonly layout: RosterLayout
  readonly passedOver: readonly string[]
}

export interface HeaderFaults {
  readonly twice: readonly string[]
  /** Each by its English and Chinese header. */
  readonly missing: readonly string[]
}

/** Reads the header of a list, or the names of the fields of its first object. */
export function rosterHeaderOf(cells: readonly string[]): RosterHeader | HeaderFaults {
  const named = withoutEmptyEnd(cells)
  const exact = named.map(exactColumnOf)
  // A header that only ends like a column gives way to the one that is it.
  const layout = named.map((cell, at) => {
    const prefixed = exact[at] ?? prefixedColumnOf(cell)
    return exact[at] ?? (prefixed !== undefined && exact.includes(prefixed) ? null : (prefixed ?? null))
  })
  const twice = cells.filter((_, at) => layout[at] && layout.indexOf(layout[at] ?? null) !== at)
  const missing = missingFrom(layout)
  if (twice.length + missing.length > 0) return { twice, missing }
  return { layout, passedOver: cells.filter((cell, at) => cell.trim() !== '' && layout[at] === null) }
}

/** Spreadsheets write a column that was once touched and is empty. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
}

/** How many of these cells are headers, each column counted once. */
export function knownColumns(cells: readonly string[]): number {
  return new Set(cells.map(columnOf).filter((name) => name !== undefined)).size
}

const maxHeaderChars = 60

/** What a header may have before it without meaning another column: 救助对象姓名, 享受待遇开始日期. 户主姓名 is somebody else's. */
const prefixes = [
  ...[
    '医疗救助',
    '救助对象',
    '救助人员',
    '救助',
    '享受待遇',
    '享受',
    '待遇',
    '身份',
    '本人',
    '人员',
    '对象',
    '困难群众',
  ],
  ...['困难人员', '患者', '参保人员', '参保人', '保障对象', '保障'],
]

/** The column that a header names; undefined where nobody knows it. */
export function columnOf(header: string): RosterColumn | undefined {
  return exactColumnOf(header) ?? prefixedColumnOf(header)
}

function exactColumnOf(header: string): RosterColumn | undefined {
  if (header.length > maxHeaderChars) return undefined
  const plain = folded(header).toLowerCase()
  return byHeader.get(plain) ?? byHeader.get(undecorated(plain))
}

function prefixedColumnOf(header: string): RosterColumn | undefined {
  if (header.length > maxHeaderChars) return undefined
  const plain = undecorated(folded(header).toLowerCase())
  const found = prefixes.map((prefix) =>
    plain.startsWith(prefix) ? byHeader.get(plain.slice(prefix.length)) : undefined,
  )
  return found.find((column) => column !== undefined)
}

function missingFrom(layout: RosterLayout): string[] {
  const lacks = (name: RosterColumn) => !layout.includes(name)
  const alone = (['change', 'category', 'from'] as const).filter(lacks).map(headersOf)
  const who = lacks('personNo') && lacks('idNumber') ? [`${headersOf('personNo')} | ${headersOf('idNumber')}`] : []
  return [...alone, ...who]
}

/** `change（变动）`: how a column is called, in both languages. */
export function headersOf(name: RosterColumn): string {
  return `${rosterColumns[name][0]}（${rosterColumns[name][1]}）`
}
