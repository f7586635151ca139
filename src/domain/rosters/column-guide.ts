import type { Bilingual } from '../language.ts'
import type { RosterColumn } from './roster-columns.ts'

/** What to write into each column of a list, for whoever fills it in. */
export const columnGuide = {
  change: { zh: '必填，词见下', en: 'needed, in one of the words below' },
  personNo: { zh: '医保人员编号；与身份证号至少填一项', en: 'number of the person; this or the ID number' },
  idNumber: { zh: '18 位，按证件填写，单元格须为文本格式', en: 'as on the card, in a cell of text' },
  idType: {
    zh: '国家编码，01 为居民身份证；非身份证的新人员必填',
    en: 'national code, 01 is the identity card; needed for who has none',
  },
  name: { zh: '新人员必填；已登记的用于核对', en: 'needed for who is not registered, else compared' },
  birthDate: { zh: '可不填，身份证号中已有', en: 'may be left out: the ID number holds it' },
  category: { zh: '必填，词见下', en: 'needed, in one of the words below' },
  from: { zh: '新增必填，如 2024-05-01', en: 'needed with an addition, such as 2024-05-01' },
  to: {
    zh: '减少必填，为身份有效的最后一天；无截止日期留空或填“长期”',
    en: 'needed with a removal: the last day; empty or 长期 for none',
  },
  certificateNo: { zh: '认定文号或救助证号，可不填', en: 'number of the certificate; may be left out' },
  insuredRegion: {
    zh: '六位区划代码；不填为名单所报地区',
    en: 'six digits; the region of the list where it is left out',
  },
  unableToWork: {
    zh: '重度残疾人填“是”或“否”；不填按丧失处理',
    en: 'of the severely disabled 是 (yes) or 否 (no); empty: unable',
  },
  enrolledTier: {
    zh: '新人员填 1（不分档也填 1）或 2，未参保留空',
    en: 'of a new person 1 (also without tiers) or 2; empty: not enrolled',
  },
} as const satisfies Record<RosterColumn, Bilingual>

/** Marked with a star in the template: no line can be taken without them. */
export const neededColumns: readonly RosterColumn[] = ['change', 'category']
