import type { Bilingual } from '../../domain/language.ts'
import type { Expectation } from '../../domain/policies/values.ts'

/** What the texts of a pack file should have been (`Expectation` in the schema). */
export const expectations: Record<Expectation, Bilingual> = {
  yuan: { zh: '以元为单位的金额，例如 60000 或 2917.80', en: 'an amount in yuan, such as 60000 or 2917.80' },
  share: { zh: '0 到 1 之间的比例，例如 0.70', en: 'a share from 0 to 1, such as 0.70' },
  year: { zh: '年份，例如 2023', en: 'a year, such as 2023' },
  day: { zh: '日历上有的日期，例如 2023-01-01', en: 'a day of the calendar, such as 2023-01-01' },
  'day-of-month': { zh: '一个月中的日子，1 到 31', en: 'a day of the month, from 1 to 31' },
  days: { zh: '天数，例如 5', en: 'a number of days, such as 5' },
  region: { zh: "六位行政区划代码，例如 '140500'", en: "a region code of six digits, such as '140500'" },
  identity: {
    zh: '身份代码：小写字母开头，只含小写字母、数字和连字符，例如 dibao',
    en: 'the code of an identity, in small letters, digits and hyphens, such as dibao',
  },
  stays: { zh: '第几次住院，2 到 9', en: 'the number of a stay, from 2 to 9' },
  times: { zh: '倍数，1 到 99', en: 'a multiple, from 1 to 99' },
  age: { zh: '周岁，例如 70', en: 'an age in whole years, such as 70' },
  disease: { zh: '疾病代码或其开头，例如 I21 或 O80', en: 'a code of a disease or how it begins, such as I21 or O80' },
  'name-code': {
    zh: '代码：字母、数字、点和连字符，例如 class-one',
    en: 'a code of letters, digits, points and hyphens, such as class-one',
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
  unreadable: { zh: '无法读取：{why}', en: 'cannot be read: {why}' },
  'not-utf8': { zh: '文件不是 UTF-8 编码，请另存为 UTF-8', en: 'the file is not UTF-8; save it as UTF-8' },
  'not-yaml': { zh: '不是 YAML：{why}', en: 'this is not YAML: {why}' },
  'key-twice': { zh: '同一个键在这里写了两次', en: 'the same key is written twice here' },
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
  'unknown-key': { zh: '这里没有 `{key}` 这个键', en: '`{key}` is not a key that is known here' },
  'unknown-category': {
    zh: '没有 `{value}` 这个救助身份；已有：{known}',
    en: '`{value}` is not a known category; the known ones are {known}',
  },
  'not-one-of': { zh: '`{value}` 不在可选值之内：{known}', en: '`{value}` is not one of {known}' },
  'not-expected': { zh: '`{value}` 不是{expected}', en: '`{value}` is not {expected}' },
  'wrong-shape': { zh: '`{key}` 应为{shape}', en: '`{key}` should be {shape}' },
  empty: { zh: '`{key}` 是空的', en: '`{key}` is empty' },
  'no-form': { zh: '`{key}` 的写法不对；可以是：{forms}', en: '`{key}` has none of its forms: {forms}' },
} satisfies Record<string, Bilingual>

/** Faults of one clause or one document. */
const standing = {
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
  'grade-unknown': {
    zh: '收费类别 `{value}` 没有声明；已有：{known}。请用 names 行（of: grade）声明',
    en: 'the grade `{value}` is not declared; the known ones are {known}. Declare it with a row of `names` (of: grade)',
  },
  'counts-not-own-care': {
    zh: '起付标准的 `counts` 不含本行的 {care}，本行的费用永远填不满它',
    en: 'the `counts` of the deductible leaves out {care}, which the row is for, so that its own costs never fill it',
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

export const faultWords = { ...writing, ...standing, ...law }
export type FaultCode = keyof typeof faultWords
