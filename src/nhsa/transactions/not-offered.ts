import type { Bilingual } from '../../domain/language.ts'

export interface NotOffered {
  readonly name: string
  readonly where: Bilingual
}

const national: Bilingual = {
  zh: '请向国家医保平台发送；救助结算不需要它。',
  en: 'send it to the national platform; settling assistance does not need it.',
}
const catalogue: Bilingual = {
  zh: '本服务不下发目录；有目录的地区写在政策包中，2301 应答按其计算。',
  en: 'no catalogue is handed out; where a region has one it is in its policy pack, and 2301 answers by it.',
}
const designation: Bilingual = {
  zh: '本服务不登记人员定点，救助结算不以定点为条件；基本医保的定点请向国家医保平台发送。',
  en: 'nobody is bound to a hospital here, and assistance does not ask for it; for basic insurance send it to the national platform.',
}
const pharmacy: Bilingual = {
  zh: '药店购药不属于医疗救助“一站式”结算。',
  en: 'what is bought in pharmacies is not settled with assistance.',
}

const rows: readonly (readonly [infno: string, name: string, where: Bilingual])[] = [
  ['1161', '读卡', national],
  ['1162', '电子凭证解码', national],
  ...Array.from({ length: 19 }, (_, at) => [String(1301 + at), '目录下载与查询', catalogue] as const),
  ['2101', '药店预结算', pharmacy],
  ['2102', '药店结算', pharmacy],
  ['2103', '药店结算撤销', pharmacy],
  ['2505', '人员定点备案', designation],
  ['2506', '人员定点备案撤销', designation],
  ['3101', '明细审核事前分析', national],
  ['3102', '明细审核事中分析', national],
  ['3211', '费用结算日对账', national],
  ['3212', '费用结算日对账结果', national],
  ['3260', '提取异地清分明细', national],
  ['3261', '异地清分结果确认', national],
  ['3262', '异地清分结果确认回退', national],
  ['3301', '目录对照上传', catalogue],
  ['3302', '目录对照撤销', catalogue],
  ['3401', '科室信息上传', national],
  ['3402', '科室信息变更', national],
  ['3403', '科室信息撤销', national],
  ...Array.from({ length: 7 }, (_, at) => [String(3501 + at), '进销存', national] as const),
  ['4101', '医疗保障基金结算清单信息上传', national],
  ['4102', '结算清单状态修改', national],
  ['4103', '结算清单信息查询', national],
  ['4104', '结算清单质控结果查询', national],
  ['4105', '结算清单数量统计查询', national],
  ...Array.from({ length: 9 }, (_, at) => [String(4201 + at), '自费病人信息', national] as const),
  ['4401', '住院病案首页', national],
  ['4402', '住院医嘱记录', national],
  ['4701', '电子病历上传', national],
  ['5101', '科室信息查询', national],
  ['5102', '医执人员信息查询', national],
  ['5205', '人员慢特病用药记录查询', national],
  ['6201', '移动支付费用明细上传', national],
  ['6203', '移动支付医保退费', national],
  ['6301', '移动支付订单结算结果查询', national],
  ['6401', '移动支付上传撤销', national],
]

/** Transactions of the interface that are known and have no place here, with where to go instead. */
export const notOffered: ReadonlyMap<string, NotOffered> = new Map(
  rows.map(([infno, name, where]) => [infno, { name, where }]),
)
