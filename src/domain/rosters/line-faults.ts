import type { Bilingual } from '../language.ts'
import { rounded } from '../shared/rounded.ts'
import { coveredCell, spreadsheetError } from '../shared/spreadsheet-error.ts'
import { categoryWordList, changeWordList } from './list-words.ts'

/** Why a line of a list was not taken, and what to send instead. */
export const rosterLineFaults = {
  columns: {
    zh: '该行的列数与表头不同；含逗号的内容请加英文双引号。',
    en: 'The line has another number of columns than the header; put a value with a comma in it into double quotes.',
  },
  quotes: {
    zh: '双引号不成对；请将内容中的 " 写作 ""，一行一人。',
    en: 'A double quote is not closed; write " within a value as "", and one person a line.',
  },
  'too-long': { zh: '该行过长；一行一人。', en: 'The line is too long; one person a line.' },
  json: { zh: '该行不是 JSON 对象；一行一个对象。', en: 'The line is not a JSON object; send one object a line.' },
  number: {
    zh: '该列是 JSON 数字，长数字在读取时会失真；请写作文字，加英文双引号，如 "2024-05-01"。',
    en: 'This is a JSON number, and long ones lose digits when they are read; write it as text, in quotes, such as "2024-05-01".',
  },
  field: {
    zh: '该列须为文字或 null，且只出现一次；请核对写法。',
    en: 'This must be text or null, and stand once; check how it is written.',
  },
  change: {
    zh: `变动请填以下之一：${changeWordList}。`,
    en: `Send the change as one of these: ${changeWordList}.`,
  },
  person: {
    zh: '请填人员编号或身份证号，至少一项。',
    en: 'Send the person number or the ID number, one at least.',
  },
  'person-no': {
    zh: '人员编号只能含字母、数字和 . _ : -，最多 30 位，且不能是身份证号。',
    en: 'A person number has letters, digits and . _ : - only, at most 30, and is not an ID number.',
  },
  'id-number': {
    zh: '身份证号须为 18 位：17 位数字加校验码（数字或 X）；15 位旧号可填；其他证件请填全证件号码，不能有脱敏的星号。',
    en: 'Send the 18 characters of the ID number: 17 digits and a check digit, a digit or X. The fifteen digits of old are taken, and the whole numbers of other documents; no number has the stars of a masked list.',
  },
  'id-number-letter': {
    zh: '身份证号中的“X”是形近的其他字母（如西里尔字母 Х）；请用键盘输入大写字母 X。',
    en: 'The X of the ID number is a letter that looks like it, of the Cyrillic or Greek alphabet; type the Latin X.',
  },
  rounded,
  'merged-cell': coveredCell,
  'spreadsheet-error': spreadsheetError,
  mark: {
    zh: '是否丧失劳动能力请填“是”或“否”，不填按丧失处理。',
    en: 'Send 是 (yes) or 否 (no) for whether the person is unable to work; left empty, they are taken to be.',
  },
  'mark-differs': {
    zh: '该人已登记的身份在是否丧失劳动能力上与本行不同；请先报一行减少（截止变更前一日），再报一行新增。',
    en: 'The identity on record says otherwise of whether the person is unable to work; send a removal up to the day before the change, and an addition from it.',
  },
  'id-type': {
    zh: '证件类型请填国家编码（两位数字，01 为居民身份证）。',
    en: 'Send the national code of the type of document, two digits; 01 is the identity card.',
  },
  'id-number-check': {
    zh: '身份证号的校验码或出生日期不符（GB 11643）；请核对证件后重发该行。',
    en: 'The check digit of the ID number, or the day of birth in it, fails (GB 11643); look at the card and send the line again.',
  },
  name: {
    zh: '姓名最多 50 字，不含控制字符、无法识别的字符（U+FFFD、?、#N/A 等），不能是脱敏的姓名（丁*、丁×、丁○、丁某 等）；请按证件填写。',
    en: 'A name has at most 50 characters, no control character, none that was lost (U+FFFD, ?, #N/A), and is not masked (丁*, 丁×, 丁○, 丁某); write it as the document has it.',
  },
  day: {
    zh: '日期请写到日，如 2024-05-01（2024/5/1、2024.5.1、20240501、2024年5月1日亦可），且日历中有此日；无截止日期请留空或填“长期”。',
    en: 'Write a whole day that the calendar has, such as 2024-05-01 (2024/5/1, 2024.5.1, 20240501 and 2024年5月1日 are read too); leave an end that there is not empty, or write 长期.',
  },
  'birth-date-differs': {
    zh: '出生日期与身份证号中的不一致；请更正其一。',
    en: 'The date of birth is not the one in the ID number; correct one of them.',
  },
  category: {
    zh: `没有此救助身份；请填本地区政策包中的代码（psn_idet_type），或以下之一：${categoryWordList}。`,
    en: `There is no such category; send a code that the region's pack gives (psn_idet_type), or one of these: ${categoryWordList}.`,
  },
  'category-not-certified': {
    zh: '该部门在本地区不认定此类身份；请由认定部门报送。',
    en: 'In this region the department does not certify this category; have the department send it that does.',
  },
  'from-needed': {
    zh: '请填开始日期：该身份尚未登记，登记须有起始日。',
    en: 'Send `from`: the identity is not on record yet, and its first day is needed to open it.',
  },
  'to-needed': {
    zh: '减少的人员请填截止日期（身份有效的最后一天）。',
    en: 'Send `to` with a removal: the last day on which the identity holds.',
  },
  'period-reversed': {
    zh: '截止日期早于开始日期；请更正。',
    en: 'The period ends before it begins; send an end on or after the beginning.',
  },
  'standing-ended': {
    zh: '不变的人员在本月之前已截止；请以“减少”报送，或更正截止日期。',
    en: 'The last day of a standing person lies before the month; send the person as removed, or correct the day.',
  },
  text: {
    zh: '最多 100 字，不含控制字符和无法识别的字符（U+FFFD）。',
    en: 'At most 100 characters, no control character and none that was lost (U+FFFD).',
  },
  region: {
    zh: '参保地请填六位行政区划代码，且属于名单所报地区。',
    en: 'Send the six digits of the region of insurance; it lies in the region that the list is for.',
  },
  tier: {
    zh: '参保档次请填 1（不分档的也填 1）或 2；未参保的留空。',
    en: 'Send the tier as 1, also where there are no tiers, or 2; leave it empty for who is not enrolled.',
  },
  duplicate: {
    zh: '同一人同一身份在名单中重复，已按另一行处理；请只报一行。',
    en: 'The person stands in the list twice with this category; the other line was taken, send one line only.',
  },
  contradicts: {
    zh: '同一人同一身份的两行互相矛盾，均未采用；请核实后只报一行。',
    en: 'Two lines of the person and category say different things and neither was taken; send the right one only.',
  },
  'people-mixed': {
    zh: '与另一行矛盾：同一人员编号（或同一身份证号）在名单中是不同的人；请核对这两行。确有两人同用一证的（如新生儿用母亲的证件），请先逐人登记（PUT /v1/beneficiaries/…），再在名单中各填人员编号。',
    en: 'This line and the other one give one person number, or one ID number, to different people; check both. Where two people do share a card, such as a newborn and the mother, register each first (PUT /v1/beneficiaries/…) and list them by their person numbers.',
  },
  'person-unknown': {
    zh: '没有登记此人，无从减少；请核对人员编号或身份证号。',
    en: 'Nobody is registered under this number, so there is nothing to remove; check the person or ID number.',
  },
  'person-ambiguous': {
    zh: '本地区有多人登记了该身份证号，凭姓名也不能区分；请填人员编号。',
    en: 'Several people of the region are registered with this ID number, and the name does not tell them apart; send the person number.',
  },
  'id-type-needed': {
    zh: '尚未登记此人，且不是居民身份证；请加“证件类型”列填国家编码以便登记。',
    en: 'The person is not registered yet and this is no identity card; add the column idType（证件类型） with its national code to register them.',
  },
  'birth-date-needed': {
    zh: '尚未登记此人；证件号码中没有出生日期，请填出生日期以便登记。',
    en: 'The person is not registered yet and this number holds no date of birth; send it to register them.',
  },
  'id-number-needed': {
    zh: '尚未登记此人；请填身份证号以便登记。',
    en: 'The person is not registered yet; send the ID number to register them.',
  },
  'name-needed': {
    zh: '尚未登记此人；请填姓名以便登记。',
    en: 'The person is not registered yet; send the name to register them.',
  },
  'id-number-differs': {
    zh: '与该人员编号登记的身份证号不符；请更正名单，或先更正登记。',
    en: 'The register has another ID number for this person number; correct the list, or the register first.',
  },
  'id-number-elsewhere': {
    zh: '该身份证号已登记在另一人员编号下；请核对人员编号。',
    en: 'The ID number is registered under another person number; check the person number.',
  },
  'name-differs': {
    zh: '与登记的姓名不符；请更正名单，或先更正登记。',
    en: 'The register has another name for this person; correct the list, or the register first.',
  },
  'person-outside': {
    zh: '此人参保地不在名单所报地区；请由其参保地报送。',
    en: 'The person is insured outside the region of the list; have the region of insurance send it.',
  },
  overlaps: {
    zh: '与已登记的同类身份期间重叠（见值）；请更正日期，或先终止原身份；原身份系误终止的请先恢复（身份的 /reopen），误登的请先作废（/annul）。',
    en: 'The period overlaps one on record of the same category (see the value); change the days, or end that one first; reopen it where it was ended by mistake (`/reopen` of the identity), annul it where it was recorded by mistake (`/annul`).',
  },
  'not-held': {
    zh: '此人在该截止日期没有这一身份；请核对身份和日期。',
    en: 'The person does not hold this category on that last day; check the category and the day.',
  },
  'ends-before-begin': {
    zh: '截止日期早于已登记身份的开始日期；请更正。',
    en: 'The last day lies before the identity on record begins; correct it.',
  },
  'refused-in-review': {
    zh: '名单没有此人的人员编号，登记前复核未通过；请核对证件和姓名，或填人员编号后重新报送。',
    en: 'The list has no person number for this person, and the review before registering refused them; check the card and the name, or send the person number.',
  },
  'changed-since': {
    zh: '导入后登记已变动，该行未能执行；请按现有登记重新报送。',
    en: 'The register changed after the list was loaded and the line could not be applied; send it anew.',
  },
} as const satisfies Record<string, Bilingual>
export type FaultReason = keyof typeof rosterLineFaults
