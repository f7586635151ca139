/** Columns of a department's list, each with the headers it may have; the first is the English one, the second the Chinese. */
export const rosterColumns = {
  change: ['change', '变动', '变动类型', '变更类型', '增减'],
  personNo: ['personNo', '人员编号', 'psn_no'],
  idNumber: ['idNumber', '身份证号', '身份证号码', '公民身份号码', 'certno'],
  name: ['name', '姓名', 'psn_name'],
  birthDate: ['birthDate', '出生日期', 'brdy'],
  category: ['category', '救助身份', '身份类别', '救助对象类别', 'psn_idet_type'],
  from: ['from', '开始日期', '起始日期', '认定日期', 'begntime'],
  to: ['to', '截止日期', '终止日期', '结束日期', 'endtime'],
  certificateNo: ['certificateNo', '证件编号', '证书编号', '救助证号', '认定文号'],
  insuredRegion: ['insuredRegion', '参保地', '参保地区划', 'insuplc_admdvs'],
  enrolledTier: ['enrolledTier', '参保档次', '缴费档次'],
} as const
export type RosterColumn = keyof typeof rosterColumns
export const columnNames = Object.keys(rosterColumns) as RosterColumn[]

/** What lists carry besides, and nobody reads here. Anything else may be a column that is spelt wrong. */
const passedOver = ['no', '序号', 'note', '备注']

const byHeader = new Map(
  columnNames.flatMap((name) => rosterColumns[name].map((header) => [header.toLowerCase(), name] as const)),
)

/** Which column stands where; null for one that is passed over. */
export type RosterLayout = readonly (RosterColumn | null)[]

export interface HeaderFaults {
  readonly unknown: readonly string[]
  readonly twice: readonly string[]
  /** Each by its English and Chinese header. */
  readonly missing: readonly string[]
  /** How many columns are known. */
  readonly known: number
}

export type Header = { readonly layout: RosterLayout } | HeaderFaults

/** Reads the header of a list, or the names of the fields of its first object. */
export function rosterHeaderOf(cells: readonly string[]): Header {
  const named = cells.map((cell) => ({ cell, name: columnOf(cell) }))
  const unknown = named.filter(({ name }) => name === undefined).map(({ cell }) => cell)
  const layout = named.map(({ name }) => name ?? null)
  const twice = named.filter(({ name }, at) => name && layout.indexOf(name) !== at).map(({ cell }) => cell)
  const missing = missingFrom(layout)
  const known = layout.filter((name) => name !== null).length
  return unknown.length + twice.length + missing.length > 0 ? { unknown, twice, missing, known } : { layout }
}

/** The column of a header; null where it is passed over, undefined where nobody knows it. */
export function columnOf(header: string): RosterColumn | null | undefined {
  const name = header.trim().toLowerCase()
  return passedOver.includes(name) ? null : byHeader.get(name)
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
