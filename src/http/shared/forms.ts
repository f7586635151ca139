import type { Bilingual } from '../../domain/language.ts'

/** The forms that a field may ask for. What was sent is not repeated: it may be a name or an ID number. */
export const forms = {
  money: {
    en: 'an amount in yuan as a string with two decimals, such as "0.00"',
    zh: '以字符串表示、两位小数的金额（元），如 "0.00"',
  },
  'signed-money': {
    en: 'an amount in yuan as a string with two decimals, such as "0.00"; below nothing with a minus, such as "-12.50"',
    zh: '以字符串表示、两位小数的金额（元），如 "0.00"；为负时带负号，如 "-12.50"',
  },
  'some-money': {
    en: 'an amount above nothing, in yuan, as a string with two decimals, such as "12.50"',
    zh: '大于零的金额（元），字符串，两位小数，如 "12.50"',
  },
  'of-payment': { en: 'this field with `decision: "pay"` only', zh: '仅在 decision 为 pay（拨付）时填写本项' },
  account: {
    en: 'the number of the card or account, digits in a string, with spaces or hyphens where you like',
    zh: '银行卡号或账号，字符串，数字之间可含空格或短横',
  },
  'bank-no': { en: 'the twelve digits of the bank’s branch (CNAPS)', zh: '十二位联行号' },
  'bank-words': {
    en: 'one to thirty words, each once, as the bank’s file has them',
    zh: '一至三十个词，各不相同，与银行文件一致',
  },
  recovered: {
    en: 'one to a thousand settlements, each once, with `settlementId` and `amount`',
    zh: '一至一千笔结算，每笔一次，含 settlementId 和 amount',
  },
  percent: { en: 'a whole number of percent, from 1 to 1000', zh: '1 至 1000 的整数（百分数）' },
  'draft-path': {
    en: 'a JSON pointer to a value within the clause, such as "/limits/1/amount"',
    zh: '条款内参数的 JSON 指针，如 "/limits/1/amount"',
  },
  'draft-text': { en: 'the text of a pack file, at most 400000 characters', zh: '政策包文件全文，不超过 400000 字' },
  'clause-id': { en: 'a clause by region and id, such as "140500/J4"', zh: '条款编号：地区/条款，如 "140500/J4"' },
  'curve-values': { en: 'two to twenty values, as text', zh: '二至二十个取值，字符串' },
  month: { en: 'a month as YYYY-MM, such as "2023-03"', zh: '月份 YYYY-MM，如 "2023-03"' },
  quarter: { en: 'a quarter, such as 2023Q1', zh: '季度，如 2023Q1' },
  count: { en: 'a whole number, 0 or more', zh: '不小于 0 的整数' },
  moment: {
    en: 'an instant with its offset in the years 2000 to 2099, such as "2023-12-31T23:00:00+08:00"',
    zh: '带时区的时刻，限 2000 至 2099 年，如 "2023-12-31T23:00:00+08:00"',
  },
  day: { en: 'a day as YYYY-MM-DD, such as "2023-03-15"', zh: '日期 YYYY-MM-DD，如 "2023-03-15"' },
  'policy-hash': {
    en: 'the `policyHash` of settlements, "sha256:" and 64 hexadecimal digits',
    zh: '结算所载的 policyHash，即 "sha256:" 加 64 位十六进制数字',
  },
  region: { en: 'the six digits of a region, such as "140500"', zh: '六位行政区划代码，如 "140500"' },
  grade: {
    en: 'a charge class, such as "class-one", or a grade that the pack of the place declares',
    zh: '收费类别，如 "class-one"，或当地政策包声明的类别',
  },
  category: {
    en: 'the code of an identity, such as "dibao", or one that a pack declares',
    zh: '救助身份代码，如 "dibao"，或政策包声明的身份',
  },
  code: {
    en: 'a code of letters, digits and . _ : - in the length that the documentation gives',
    zh: '由字母、数字和 . _ : - 组成、长度符合文档的编码',
  },
  words: {
    en: 'text that is not empty, without control characters, marks of direction and characters of no width, in the length that the documentation gives',
    zh: '非空、不含控制字符、方向控制符和零宽字符、长度符合文档的文字',
  },
  url: { en: 'a whole address, such as "https://example.org/yizhan"', zh: '完整地址，如 "https://example.org/yizhan"' },
  uuid: {
    en: 'the id as the service gave it, such as "0190f5fe-7c00-7a00-8000-000000000001"',
    zh: '服务返回的 id，如 "0190f5fe-7c00-7a00-8000-000000000001"',
  },
  flag: { en: 'true or false, without quotes', zh: 'true 或 false，不加引号' },
  year: { en: 'a year of four digits, such as 2023', zh: '四位年份，如 2023' },
  age: { en: 'a whole number of years from 0 to 149', zh: '0 至 149 的周岁数' },
  'enrolled-tier': {
    en: '1, also where the region has no tiers, or 2; null for who is not enrolled',
    zh: '1（不分档的也填 1）或 2；未参保填 null',
  },
  limit: { en: 'a whole number from 1 to 500', zh: '1 至 500 的整数' },
  cursor: { en: 'the `nextCursor` of the page before, unchanged', zh: '上一页返回的 nextCursor 原文' },
  'receipt-no': {
    en: 'the 35 letters and digits of the receipt number on the statement',
    zh: '结算单上的 35 位凭证号（字母和数字）',
  },
  'document-no': {
    en: 'the number of the document as it is written there, not empty, in the length that the documentation gives',
    zh: '文书或受理编号原文，非空，长度符合文档',
  },
  'application-no': {
    en: 'the number of the application as it is written there, without spaces, in the length that the documentation gives',
    zh: '申请受理编号原文，非空且不含空格，长度符合文档',
  },
  'id-number': {
    en: 'the number of the identity document; for idType "01" eighteen characters with a right check digit',
    zh: '证件号码；idType 为 "01" 时须为 18 位且校验位正确',
  },
  username: {
    en: 'a user name of 3 to 64 small letters, digits and . _ @ -, beginning with a letter or digit',
    zh: '3 至 64 个小写字母、数字和 . _ @ - 组成的用户名，以字母或数字开头',
  },
  post: {
    en: 'one of clerk, reviewer, finance, auditor, admin',
    zh: 'clerk（经办）、reviewer（复核）、finance（财务）、auditor（审计）、admin（管理）之一',
  },
  posts: {
    en: 'one to five posts: clerk, reviewer, finance, auditor, admin',
    zh: '一至五个岗位：clerk（经办）、reviewer（复核）、finance（财务）、auditor（审计）、admin（管理）',
  },
  password: { en: 'the password as text', zh: '密码（字符串）' },
  object: {
    en: 'a JSON object, with `content-type: application/json`',
    zh: 'JSON 对象，并带 Content-Type: application/json',
  },
  'answer-days': { en: 'a whole number of days from 1 to 60', zh: '1 至 60 的整数天数' },
  'corrected-some': {
    en: 'at least one thing that is put right, as the documentation lists them',
    zh: '至少一项更正内容（见接口文档）',
  },
  'corrected-person-alone': {
    en: 'personNo alone; put the rest right in another correction, of the new settlement',
    zh: '人员更正须单独填写 personNo；其余更正另用一个更正编号，针对新结算办理',
  },
  'paid-to': {
    en: '"hospital" or "person": to whom the others have paid what changes',
    zh: 'hospital（医疗机构）或 person（个人）：变化的款项付给了谁',
  },
  'taken-back-some': { en: 'an amount above 0.00', zh: '大于 0.00 的金额' },
  'stay-days': {
    en: 'admittedOn and dischargedOn for a stay, and no servedOn',
    zh: '住院须填 admittedOn 与 dischargedOn，不填 servedOn',
  },
  'served-on': {
    en: 'servedOn for outpatient care, and neither admittedOn nor dischargedOn',
    zh: '门诊须填 servedOn，不填 admittedOn 与 dischargedOn',
  },
  besides: {
    en: 'at most 20 numbers of settlements (a hospital’s own, where it sends this), with outpatient care only; leave it out of a stay',
    zh: '最多 20 个结算编号（医院填写本院的），限门诊；住院请去掉',
  },
  'stay-or-served': {
    en: 'either admittedOn with dischargedOn, or servedOn',
    zh: 'admittedOn 与 dischargedOn，或 servedOn，二者择一',
  },
} as const satisfies Record<string, Bilingual>
export type Form = keyof typeof forms
