import type { Bilingual } from '../language.ts'
import type { BandStart, Direction } from './bands.ts'

/** The tables of a run, in the order in which they are shown. */
export const whatIfTables = [
  'summary',
  'law',
  'payers',
  'moves',
  'categories',
  'care',
  'counties',
  'hospitals',
  'costs',
  'bands',
  'deciles',
  'lines',
  'limits',
  'ratios',
  'cash',
  'sensitivity',
  'curve',
  'contributions',
  'households',
  'drawn',
  'refused',
] as const
export type WhatIfTable = (typeof whatIfTables)[number]

export const whatIfTableNames: Readonly<Record<WhatIfTable, Bilingual>> = {
  summary: { zh: '总体', en: 'In all' },
  law: { zh: '草案改了什么', en: 'What the draft changes' },
  payers: { zh: '各方负担', en: 'Who pays' },
  moves: { zh: '各方之间的转移', en: 'What moves between payers' },
  categories: { zh: '按救助身份', en: 'By identity' },
  care: { zh: '按医疗类别', en: 'By kind of care' },
  counties: { zh: '按县区', en: 'By county' },
  hospitals: { zh: '按医疗机构', en: 'By hospital' },
  costs: { zh: '身份×类别×县区×机构', en: 'By identity, care, county and hospital' },
  bands: { zh: '受益与受损人员分档', en: 'Who gains and who loses, in bands' },
  deciles: { zh: '个人负担十等分', en: 'Burden by tenths of the people' },
  lines: { zh: '预警线以上人员', en: 'People above the lines of early warning' },
  limits: { zh: '限额使用与未满足部分', en: 'Limits reached, and what is unmet above' },
  ratios: { zh: '政策范围内实际报销比例', en: 'Effective ratio in scope' },
  cash: { zh: '按月基金收支', en: 'Cash of the fund by month' },
  sensitivity: { zh: '敏感性', en: 'Sensitivity' },
  curve: { zh: '单一参数曲线', en: 'Curve over one value' },
  contributions: { zh: '各条款的贡献', en: 'What each clause contributes' },
  households: { zh: '十二个示例家庭', en: 'Twelve example households' },
  drawn: { zh: '尚未纳入的人员', en: 'People who are not in it yet' },
  refused: { zh: '未能测算的人员', en: 'People who could not be reckoned' },
}

export const directionNames: Readonly<Record<Direction, Bilingual>> = {
  gain: { zh: '受益', en: 'gain' },
  lose: { zh: '受损', en: 'lose' },
  stay: { zh: '不变', en: 'stay' },
}

/** Up to where each band goes; the last has no end. */
export const bandNames: Readonly<Record<BandStart, Bilingual>> = {
  '0': { zh: '不足100元', en: 'below 100' },
  '100': { zh: '100至不足500元', en: '100 to below 500' },
  '500': { zh: '500至不足1000元', en: '500 to below 1000' },
  '1000': { zh: '1000至不足2000元', en: '1000 to below 2000' },
  '2000': { zh: '2000至不足5000元', en: '2000 to below 5000' },
  '5000': { zh: '5000至不足10000元', en: '5000 to below 10000' },
  '10000': { zh: '10000元及以上', en: '10000 and above' },
}

export const lineNames: Readonly<Record<string, Bilingual>> = {
  return: { zh: '因病返贫预警线', en: 'line of return to poverty' },
  fall: { zh: '因病致贫预警线', en: 'line of fall into poverty' },
}

/** Written on every page and in every file: what such a reckoning cannot know. */
export const whatIfNotes: readonly Bilingual[] = [
  {
    zh: '未模拟行为变化：假定就诊、费用和转诊与当年相同，不因待遇改变而增减。',
    en: 'Behaviour is not modelled: people seek the same care at the same cost as they did, whatever the draft gives.',
  },
  {
    zh: '基准为台账现有结果；登记信息取结算当时的记录，已冲正的不计，同一人其他编号下的用量按结算当时的记录。',
    en: 'The baseline is what the ledger holds; registers are as they stood at each settlement, reversals are left out, and what a person’s other numbers had used is as it was.',
  },
]
