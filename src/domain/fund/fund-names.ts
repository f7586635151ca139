import type { Bilingual } from '../language.ts'

/** Where a fund's money comes from (鲁医保发〔2020〕79号 annex 四(三), 370000/N7). */
export const sources = ['central', 'provincial', 'city', 'county', 'lottery', 'donation', 'interest'] as const
export type Source = (typeof sources)[number]

export const sourceNames: Record<Source, Bilingual> = {
  central: { zh: '中央财政补助', en: 'central government' },
  provincial: { zh: '省级财政补助', en: 'provincial government' },
  city: { zh: '市级财政补助', en: 'city government' },
  county: { zh: '县级财政补助', en: 'county government' },
  lottery: { zh: '彩票公益金', en: 'public lottery' },
  donation: { zh: '社会捐赠', en: 'donations' },
  interest: { zh: '利息收入', en: 'interest' },
}

/** What it is spent on. */
export const purposes = ['aid', 'premium-subsidy'] as const
export type Purpose = (typeof purposes)[number]

export const purposeNames: Record<Purpose, Bilingual> = {
  aid: { zh: '医疗救助支出', en: 'medical assistance' },
  'premium-subsidy': { zh: '资助参保支出', en: 'premium subsidies' },
}

/** Accounts of a region's journal. */
export const accounts = {
  fund: (region: string) => `fund:${region}`,
  source: (source: Source) => `source:${source}`,
  purpose: (purpose: Purpose) => `purpose:${purpose}`,
  payable: (hospitalCode: string) => `payable:${hospitalCode}`,
  /** Promised to people by batches that are approved, until it has arrived. */
  people: (region: string) => `people:${region}`,
  /** With the bank. */
  transit: (region: string) => `transit:${region}`,
} as const

const partNames: Readonly<Record<string, Bilingual>> = { ...sourceNames, ...purposeNames }

const accountNames: Readonly<Record<string, Bilingual>> = {
  fund: { zh: '基金', en: 'fund' },
  source: { zh: '资金来源', en: 'source' },
  payable: { zh: '应付医疗机构', en: 'owed to hospital' },
  people: { zh: '应付个人', en: 'owed to people of' },
  transit: { zh: '银行在途', en: 'with the bank of' },
}

/** What an account is called: `payable:H1` is what is owed to the hospital H1. */
export function accountName(account: string): Bilingual {
  const [kind = '', of = ''] = account.split(':')
  const name = accountNames[kind]
  const { zh, en } = partNames[of] ?? { zh: of, en: of }
  if (name === undefined) return { zh, en }
  return { zh: `${name.zh}：${zh}`, en: `${name.en} ${en}` }
}

export const clearingTypes = ['inpatient', 'outpatient', 'all'] as const
export type ClearingType = (typeof clearingTypes)[number]

export const clearingTypeNames: Record<ClearingType, Bilingual> = {
  inpatient: { zh: '住院', en: 'stays' },
  outpatient: { zh: '门诊', en: 'outpatient care' },
  all: { zh: '全部', en: 'everything' },
}

export const clearingStatuses = ['applied', 'held', 'approved', 'paid', 'withdrawn'] as const
export type ClearingStatus = (typeof clearingStatuses)[number]

export const clearingStatusNames: Record<ClearingStatus, Bilingual> = {
  applied: { zh: '已申请', en: 'applied for' },
  held: { zh: '暂缓', en: 'held' },
  approved: { zh: '已核准', en: 'approved' },
  paid: { zh: '已拨付', en: 'paid' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}

export const decisions = ['approve', 'hold', 'pay'] as const
export type ClearingDecision = (typeof decisions)[number]

export const decisionNames: Record<ClearingDecision, Bilingual> = {
  approve: { zh: '核准', en: 'approve' },
  hold: { zh: '暂缓', en: 'hold' },
  pay: { zh: '拨付', en: 'pay' },
}
