import type { Bilingual } from '../domain/policy/words.ts'

/** The forms that a field may ask for. What was sent is not repeated: it may be a name or an ID number. */
export const forms = {
  money: {
    en: 'an amount in yuan as a string with two decimals, such as "0.00"',
    zh: '以字符串表示、两位小数的金额（元），如 "0.00"',
  },
  day: { en: 'a day as YYYY-MM-DD, such as "2023-03-15"', zh: '日期 YYYY-MM-DD，如 "2023-03-15"' },
  region: { en: 'the six digits of a region, such as "140500"', zh: '六位行政区划代码，如 "140500"' },
  code: {
    en: 'a code of letters, digits and . _ : - in the length that the documentation gives',
    zh: '由字母、数字和 . _ : - 组成、长度符合文档的编码',
  },
  words: {
    en: 'text that is not empty, without control characters, in the length that the documentation gives',
    zh: '非空、不含控制字符、长度符合文档的文字',
  },
  uuid: {
    en: 'the id as the service gave it, such as "0190f5fe-7c00-7a00-8000-000000000001"',
    zh: '服务返回的 id，如 "0190f5fe-7c00-7a00-8000-000000000001"',
  },
  flag: { en: 'true or false, without quotes', zh: 'true 或 false，不加引号' },
  year: { en: 'a year of four digits, such as 2023', zh: '四位年份，如 2023' },
  limit: { en: 'a whole number from 1 to 500', zh: '1 至 500 的整数' },
  cursor: { en: 'the `nextCursor` of the page before, unchanged', zh: '上一页返回的 nextCursor 原文' },
  'id-number': {
    en: 'the number of the identity document; for idType "01" eighteen characters with a right check digit',
    zh: '证件号码；idType 为 "01" 时须为 18 位且校验位正确',
  },
  object: {
    en: 'a JSON object, with `content-type: application/json`',
    zh: 'JSON 对象，并带 Content-Type: application/json',
  },
  'stay-days': {
    en: 'admittedOn and dischargedOn for a stay, and no servedOn',
    zh: '住院须填 admittedOn 与 dischargedOn，不填 servedOn',
  },
  'served-on': {
    en: 'servedOn for outpatient care, and neither admittedOn nor dischargedOn',
    zh: '门诊须填 servedOn，不填 admittedOn 与 dischargedOn',
  },
  'stay-or-served': {
    en: 'either admittedOn with dischargedOn, or servedOn',
    zh: 'admittedOn 与 dischargedOn，或 servedOn，二者择一',
  },
} as const satisfies Record<string, Bilingual>
export type Form = keyof typeof forms
