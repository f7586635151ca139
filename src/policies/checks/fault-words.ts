import type { Bilingual } from '../../domain/language.ts'
import type { Expectation } from '../../domain/policies/values.ts'
import { cautionWords } from './caution-words.ts'
import { exampleFaultWords } from './example-fault-words.ts'
import { yamlWords } from './yaml-words.ts'

/** What the texts of a pack file should have been (`Expectation` in the schema). */
export const expectations: Record<Expectation, Bilingual> = {
  yuan: { zh: '以元为单位的金额，例如 60000 或 2917.80', en: 'an amount in yuan, such as 60000 or 2917.80' },
  share: { zh: '0 到 1 之间的比例，例如 0.70', en: 'a share from 0 to 1, such as 0.70' },
  year: { zh: '年份，例如 2023', en: 'a year, such as 2023' },
  day: { zh: '日历上有的日期，例如 2023-01-01', en: 'a day of the calendar, such as 2023-01-01' },
  months: { zh: '月数，6 到 999', en: 'months, from 6 to 999' },
  'day-of-month': { zh: '一个月中的日子，1 到 31', en: 'a day of the month, from 1 to 31' },
  days: { zh: '天数，例如 5', en: 'a number of days, such as 5' },
  region: { zh: "六位行政区划代码，例如 '140500'", en: "a region code of six digits, such as '140500'" },
  identity: {
    zh: '身份代码：小写字母开头，只含小写字母、数字和连字符，例如 dibao',
    en: 'the code of an identity, in small letters, digits and hyphens, such as dibao',
  },
  department: {
    zh: '部门代码：小写字母开头，只含小写字母、数字和连字符，例如 civil-affairs',
    en: 'the code of a department, in small letters, digits and hyphens, such as civil-affairs',
  },
  'month-count': { zh: '月数，1 到 36', en: 'a number of months, from 1 to 36' },
  'month-day': {
    zh: '年度开始的月和日，例如 07-01（2月29日除外）',
    en: 'the month and day on which a year begins, such as 07-01 (not 29 February)',
  },
  stays: { zh: '第几次住院，2 到 9', en: 'the number of a stay, from 2 to 9' },
  years: { zh: '年数，0 到 9', en: 'a number of years, from 0 to 9' },
  times: { zh: '倍数，1 到 99', en: 'a multiple, from 1 to 99' },
  age: { zh: '周岁，例如 70', en: 'an age in whole years, such as 70' },
  disease: { zh: '疾病代码或其开头，例如 I21 或 O80', en: 'a code of a disease or how it begins, such as I21 or O80' },
  'name-code': {
    zh: '代码：字母、数字、点和连字符，例如 class-one',
    en: 'a code of letters, digits, points and hyphens, such as class-one',
  },
  payers: {
    zh: '至少一方的金额，例如 { assistance: 700.00 }',
    en: 'the amount of one payer at least, such as { assistance: 700.00 }',
  },
  'clause-id': { zh: '条款编号，例如 J4 或 art-11', en: 'a clause id, such as J4 or art-11' },
}

export const shapes = {
  array: { zh: '列表，例如 [tekun, dibao]', en: 'a list, such as [tekun, dibao]' },
  object: { zh: '一组“键: 值”', en: 'a group of `key: value`' },
  record: { zh: '一组“键: 值”', en: 'a group of `key: value`' },
  string: { zh: '一个值，不是列表、一组键值或空', en: 'one value, not a list, a group or nothing' },
} satisfies Record<string, Bilingual>

/** Faults of writing: what a file may hold. */
const writing = {
  missing: { zh: '缺少 `{key}`', en: '`{key}` is missing' },
  'no-clause-id': {
    zh: '这里的值没有条款编号：缺少 `clause`',
    en: 'values stand here under no clause: `clause` is missing',
  },
  'no-citation': { zh: '条款没有出处：缺少 `cite`', en: 'a clause without its citation: `cite` is missing' },
  'outside-clause': {
    zh: '`{key}` 不在任何条款之下；每个值都要有条款和出处',
    en: '`{key}` stands outside any clause; every value needs a clause and its citation',
  },
  'unknown-key': { zh: '这里没有 `{key}` 这个键{advice}', en: '`{key}` is not a key that is known here{advice}' },
  'unknown-category': {
    zh: '没有 `{value}` 这个救助身份；已有：{known}{advice}。本地自己的身份用 names 行（of: identity）声明',
    en: '`{value}` is not a known category; the known ones are {known}{advice}. Declare one of your own with a row of `names` (of: identity)',
  },
  'department-unknown': {
    zh: '没有 `{value}` 这个部门；已有：{known}{advice}。本地自己的部门用 names 行（of: department）声明',
    en: '`{value}` is not a known department; the known ones are {known}{advice}. Declare one of your own with a row of `names` (of: department)',
  },
  'not-one-of': { zh: '`{value}` 不在可选值之内：{known}{advice}', en: '`{value}` is not one of {known}{advice}' },
  'not-expected': { zh: '`{value}` 不是{expected}{advice}', en: '`{value}` is not {expected}{advice}' },
  'wrong-shape': { zh: '`{key}` 应为{shape}{advice}', en: '`{key}` should be {shape}{advice}' },
  empty: { zh: '`{key}` 是空的', en: '`{key}` is empty' },
  'no-form': { zh: '`{key}` 的写法不对；可以是：{forms}', en: '`{key}` has none of its forms: {forms}' },
} satisfies Record<string, Bilingual>

/** Faults of one clause or one document. */
const statuses = {
  'no-source': {
    zh: '条款 {clause} 标为未经证实，却没有写来源 `source`',
    en: 'clause {clause} is unconfirmed but names no `source`',
  },
  'no-reading': {
    zh: '条款 {clause} 标为读法，却没有写理由 `reading`',
    en: 'clause {clause} is a reading but does not say why in `reading`',
  },
  'no-gap': {
    zh: '条款 {clause} 标为留白，却没有写留了什么、由谁定（`gap`）',
    en: 'clause {clause} is a gap but does not say what is left open and to whom (`gap`)',
  },
  'no-manual': {
    zh: '条款 {clause} 标为人工核定，却没有写核定什么、由谁核定（`manual`）',
    en: 'clause {clause} is manual but does not say what is settled by hand and by whom (`manual`)',
  },
  'manual-status': {
    zh: '条款 {clause} 写了 `manual`，状态却不是 manual',
    en: 'clause {clause} has `manual` rows but its status is not manual',
  },
  'gap-status': {
    zh: '条款 {clause} 写了 `gap`，状态却不是 gap',
    en: 'clause {clause} has `gap` rows but its status is not gap',
  },
  'gap-with-values': {
    zh: '条款 {clause} 标为留白，却又写了 `{kind}`',
    en: 'clause {clause} is a gap and yet lays down `{kind}`',
  },
  'listed-twice': {
    zh: '`{key}` 里 {value} 写了两次，请删去一个或改成另一个',
    en: '{value} stands twice in `{key}`; take one away, or write the other that was meant',
  },
  'dates-reversed': { zh: '起始 {from} 晚于终止 {to}', en: 'it begins on {from}, after it ends on {to}' },
  'same-document': {
    zh: '{region} 的文件“{number}”已在 {other} 中',
    en: 'the document {number} of {region} is already in {other}',
  },
  'same-clause': { zh: '条款编号 {clause} 已用于 {other}', en: 'the clause id {clause} is already used at {other}' },
  'inherits-unknown': {
    zh: '所承接的 {region} 没有任何规则文件',
    en: 'it inherits {region}, of which there is no pack',
  },
  'inherits-circle': { zh: '承接关系成环：{circle}', en: 'the regions inherit each other in a circle: {circle}' },
  'replaces-unknown': {
    zh: '`replaces` 所指的 {clause} 不是本地或所承接地区的条款',
    en: '`replaces` names {clause}, which is no clause of this region or of one it inherits',
  },
  'replaces-circle': {
    zh: '{clause} 与本条款互相取代，两条都会失效',
    en: '{clause} and this clause replace each other, so that neither would hold',
  },
  'supplement-alone': {
    zh: '{region} 只有补充文件而没有政策文件（role: policy），补充不会生效',
    en: '{region} has supplements but no document with `role: policy`, so they would never apply',
  },
  'documents-overlap': {
    zh: '{region} 自 {from} 起有两个政策文件同时有效，另一个在 {other}',
    en: 'from {from} two policy documents of {region} are in force at once, the other at {other}',
  },
  'documents-apart': {
    zh: '{region} 从 {from} 到 {to} 没有任何政策文件有效，前一个在 {other}',
    en: 'from {from} to {to} no policy document of {region} is in force, the one before at {other}',
  },
} satisfies Record<string, Bilingual>

/** Faults that show when the law of a region on a day is put together. */
const law = {
  'row-twice': {
    zh: '{what} 在 {on} 有两处规定，另一处在 {other}；若是取代它，请写 `replaces`',
    en: '{what} is laid down twice on {on}, the other time at {other}; say `replaces` if this takes its place',
  },
  'rows-meet': {
    zh: '{what} 在 {on} 有两行规定，另一行在 {other}，而同一次就医可能同时符合两行的条件；请用 where、levels、grades、inScopeAbove/inScopeUpTo、referral、diseases、insured 或 ages 把两行分开',
    en: '{what} has two rows on {on}, the other at {other}, and one visit can meet the conditions of both; tell them apart by where, levels, grades, inScopeAbove and inScopeUpTo, referral, diseases, insured or ages',
  },
  'rate-or-bands': {
    zh: '要写 `rate` 或 `bands` 之一，不能都写，也不能都不写',
    en: 'write either `rate` or `bands`, not both and not neither',
  },
  'bands-options': {
    zh: '`bandsAre` 和 `bandsOver` 只与 `bands` 一起写',
    en: '`bandsAre` and `bandsOver` go with `bands` only',
  },
  'span-reversed': {
    zh: '`{key}` 的下限高于上限，没有任何就医符合',
    en: 'the lower end of `{key}` is above its upper end, so that nothing meets it',
  },
  'span-empty': { zh: '`{key}` 里什么也没有写', en: 'nothing is said in `{key}`' },
  'without-referral-shape': {
    zh: '`aid: {aid}` 要写 `{key}`，且不写别的数',
    en: '`aid: {aid}` goes with `{key}` and no other number',
  },
  'row-never': {
    zh: '`levels` 与 `hospitalLevelAtLeast` 没有共同的级别，没有任何就医符合',
    en: '`levels` and `hospitalLevelAtLeast` have no level in common, so that nothing meets the row',
  },
  'grade-unknown': {
    zh: '收费类别 `{value}` 没有声明；已有：{known}。请用 names 行（of: grade）声明',
    en: 'the grade `{value}` is not declared; the known ones are {known}. Declare it with a row of `names` (of: grade)',
  },
  'group-unknown': {
    zh: '参保人群 `{value}` 没有声明；已有：{known}。请用 names 行（of: group）声明',
    en: 'the group `{value}` is not declared; the known ones are {known}. Declare it with a row of `names` (of: group)',
  },
  'uninsured-unreached': {
    zh: '未参保的人（insured: no）在这里得不到救助，这一行用不上；请在同一条款里写 `switches: { aidWithoutInsurance: rest }`',
    en: 'nobody without insurance is aided here, so this row (insured: no) is never reached; write `switches: { aidWithoutInsurance: rest }` into the clause',
  },
  'unreferred-unreached': {
    zh: '未按规定转诊的 {who}（{care}）在这里得不到救助，这一行用不上；请加一行 withoutReferral：{ for: [{who}], care: [{care}], aid: full }',
    en: '{who} are not aided here without a referral ({care}), so this row is never reached; add a row of `withoutReferral`: { for: [{who}], care: [{care}], aid: full }',
  },
  'package-unreached': {
    zh: '单病种（critical-disease）按 `package` 行或按住院救助，这一行用不上；请写 care: [inpatient]，或写 package 行',
    en: 'a listed critical disease is aided by a row of `package` or as a stay, so this row is never reached; write care: [inpatient], or a row of `package`',
  },
  'counts-left-out': {
    zh: '年度起付标准没有写 `counts`，只由住院费用填满，{care} 每次都要重新扣；请写 counts: [{all}]（按次的写 over: visit）',
    en: 'without `counts` a deductible of the year is filled by stays alone, and {care} meets it anew each time; write counts: [{all}], or over: visit where it is of each visit',
  },
  'period-twice': {
    zh: '起付标准的 {keys} 各写了一个期间；请只写一个（over 按年或按次，period 其他期间，lookBack 往前算）',
    en: '{keys} of the deductible each say a period; write one of them (`over` for the year or the visit, `period` for another, `lookBack` to count back)',
  },
  'look-back-of-visit': {
    zh: '按次（over: visit）的起付标准不计入之前的费用；请删去 `lookBack`，或写 over: year',
    en: 'a deductible of each visit counts no costs of before; take `lookBack` out, or write over: year',
  },
  'counts-not-own-care': {
    zh: '起付标准的 `counts` 不含本行的 {care}，本行的费用永远填不满它',
    en: 'the `counts` of the deductible leaves out {care}, which the row is for, so that its own costs never fill it',
  },
  'cap-counts': {
    zh: '`capCounts` 要与封顶 `cap` 一起写，并含本行的类别：capCounts: [{care}]',
    en: '`capCounts` goes with a `cap` and holds the care of its row: capCounts: [{care}]',
  },
  'registration-never': {
    zh: '住院和普通门诊不需要备案，请去掉 `registration: needed`',
    en: 'stays and ordinary outpatient care need no registration; take `registration: needed` away',
  },
  'row-apart': {
    zh: '{what} 从 {from} 起中断，到这里才又有规定',
    en: '{what} is laid down by nothing from {from} until here',
  },
  'row-and-gap': {
    zh: '{what} 在这里留白，却又在 {other} 作了规定',
    en: '{what} is left open here and yet laid down at {other}',
  },
  'row-and-manual': {
    zh: '{what} 在这里由人工核定，却又在 {other} 作了规定；请删去其一，或用 `care`、`for` 分开',
    en: '{what} is settled by hand here and yet laid down at {other}; take one away, or tell them apart by `care` and `for`',
  },
  'limit-unknown': {
    zh: '限额 `{limit}` 没有为 {category} 规定；没有限额也要写一行 amount: null',
    en: 'the limit `{limit}` is not laid down for {category}; write amount: null where there is none',
  },
  'figure-unknown': {
    zh: '规则用到的数据 `{figure}` 没有任何表',
    en: 'the rule uses the figure `{figure}`, of which there is no table',
  },
  'reading-unchosen': {
    zh: '{on} 没有任何条款选择读法 `{reading}`；取代通用规则的条款要在 `switches` 里另作选择',
    en: 'no clause chooses the reading `{reading}` on {on}; one that takes the place of a common rule chooses it in `switches`',
  },
  'figure-by-person': {
    zh: '数据 `{figure}` 分人群或年龄，只有缴费标准（contribution）可以这样分；请给每一群人一个数据，并各写一行（groups、ages）',
    en: 'the figure `{figure}` goes by groups or ages, as only the contribution may; give each group a figure and a row of its own (`groups`, `ages`)',
  },
  'figure-year-missing': {
    zh: '数据 `{figure}` 缺 {year} 年；确实没有的写进 `missing`',
    en: 'the figure `{figure}` of {year} is missing; a year that is known to be missing goes into `missing`',
  },
  'figure-without-value': {
    zh: '数据 `{figure}` 既没有 `value` 也没有 `values`',
    en: 'the figure `{figure}` has neither `value` nor `values`',
  },
  'premium-shape': {
    zh: '参保资助要写 `share` 或 `amount` 之一',
    en: 'a premium subsidy says either `share` or `amount`',
  },
  'manual-limit': {
    zh: '人工核定要记入限额时，须写明 `for`，且 `topic` 为 aid、reAid 或 tilt',
    en: 'to draw on a limit, what is settled by hand says `for` whom and its `topic` is aid, reAid or tilt',
  },
  'bands-order': {
    zh: '分段的 `upTo` 要逐段升高，只有最后一段不写',
    en: 'the `upTo` of bands rises from band to band and only the last goes without',
  },
  'plausible-order': {
    zh: '提示的界限不能高于不予受理的界限',
    en: 'what is pointed at begins at or below what is refused',
  },
  'below-floor-rate': {
    zh: '{category} 的救助比例 {value} 低于 {floor} 规定的最低 {least}',
    en: 'the rate {value} for {category} is below the least of {floor}, which is {least}',
  },
  'below-floor-limit': {
    zh: '{category} 的年度限额 {value} 低于 {floor} 规定的最低 {least}',
    en: 'the limit {value} for {category} is below the least of {floor}, which is {least}',
  },
} satisfies Record<string, Bilingual>

export const faultWords = { ...yamlWords, ...writing, ...statuses, ...law, ...exampleFaultWords, ...cautionWords }
export type FaultCode = keyof typeof faultWords
