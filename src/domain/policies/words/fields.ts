import type { Bilingual } from '../../language.ts'
import { conditionWords } from './conditions.ts'
import { headWords } from './head.ts'
import { rowWords, switchWords } from './rows.ts'

/**
 * What each field of a pack means, by its name; where a name means another thing in one kind of row, by that kind and the name,
 * as `premium.for`. The longest that fits counts.
 */
export const fieldWords: Readonly<Record<string, Bilingual>> = {
  ...headWords,
  ...conditionWords,
  for: { zh: '救助身份的列表，如 [tekun, dibao]', en: 'A list of identities, such as [tekun, dibao]' },
  care: {
    zh: '医疗类别的列表：inpatient 住院，outpatient-chronic 门诊慢性病，outpatient-ordinary 普通门诊等',
    en: 'A list of kinds of care, such as [inpatient, outpatient-chronic]',
  },
  where: {
    zh: '医院在哪里：anywhere 不限，insured-place 参保地（按 localCareDigits：全市、本县或全省），in-province 省内，outside-province 省外等；in-municipality 只用于直辖市',
    en: 'Where the hospital lies, seen from the insured place, which is the city, the county or the province as `localCareDigits` says; in-municipality is for the four municipalities alone',
  },
  from: { zh: '第一天；不写则自文件生效起', en: 'First day; left out, from the first day of the document' },
  to: { zh: '最后一天；不写则到文件失效止', en: 'Last day; left out, to the last day of the document' },
  rate: { zh: '比例，0 到 1，如 0.70', en: 'A share from 0 to 1, such as 0.70' },
  limit: { zh: '记入的限额，limits 中的名称', en: 'The limit drawn on, a name of `limits`' },
  share: { zh: '比例，0 到 1', en: 'A share from 0 to 1' },
  amount: { zh: '金额，元', en: 'An amount in yuan' },
  figure: { zh: '当年的数据，figures 中的名称', en: 'A figure of the year, a name of `figures`' },
  of: { zh: '哪个数据（上一年的），figures 中的名称', en: 'Of which figure of the year before, a name of `figures`' },
  tier: { zh: '参保缴费档次，1 或 2；不写为全部', en: 'Tier of the contribution, 1 or 2; both when left out' },
  levels: { zh: '只限这些级别的医院', en: 'For hospitals of these levels only' },
  grades: { zh: '只限这些收费类别的医院', en: 'For hospitals of these grades only' },
  inScopeAbove: {
    zh: '只限政策范围内费用超过这个金额（元）的就医',
    en: 'For visits with more in-scope cost than this, in yuan',
  },
  inScopeUpTo: {
    zh: '只限政策范围内费用不超过这个金额（元）的就医',
    en: 'For visits with at most this in-scope cost, in yuan',
  },
  referral: {
    zh: 'proper 只限已转诊、本地或免转诊的就医，none 只限未按规定转诊的（另写 withoutReferral 行，否则不予救助）',
    en: 'proper: referred, local or exempt; none: without the referral that rules ask for, which is aided where a row of `withoutReferral` says so',
  },
  diseases: { zh: '只限这些疾病代码，或以其开头的', en: 'For diseases whose code is or begins with one of these' },
  insured: { zh: '只限参保（yes）或未参保（no）的人', en: 'For people who are (yes) or are not (no) insured' },
  ages: { zh: '只限这些周岁的人，两端都含', en: 'For people of these whole years of age, both ends within' },
  'ages.from': { zh: '最小周岁', en: 'The youngest age' },
  'ages.to': { zh: '最大周岁', en: 'The oldest age' },
  deductible: {
    zh: '起付标准：none；{ amount: 金额 }；{ share: 比例, of: 数据 }；{ figure: 数据 }',
    en: 'none; { amount: yuan }; { share: rate, of: figure }; { figure: name }',
  },
  over: {
    zh: '按年（year）还是按次（visit 或 stay）计算',
    en: 'Counted over the year, or over the visit (or stay)',
  },
  counts: {
    zh: '哪些医疗类别的费用一起计入年度起付标准；不写只由住院费用填满，用于门诊的行要写',
    en: 'Which kinds of care fill the deductible of a year together; stays alone when left out, so rows for outpatient care say it',
  },
  lookBack: { zh: '起付标准也计入之前的费用', en: 'Costs of before count into the deductible too' },
  'lookBack.months': { zh: '往前多少个月，1 到 36', en: 'How many months back, 1 to 36' },
  'lookBack.from': {
    zh: '从就诊（visit）、取得身份之日（identity）还是批准的申请的受理之日（application）往前算；后两种只管到那一年年底，次年重新起算；算不到的就医按其自然年计，不因此不予救助',
    en: 'Back from the visit, from the day the identity began, or from the day on which the application that was approved was received; the latter two hold to the end of that year, and the next begins anew; a visit that none reaches goes by its own calendar year, and is not refused for it',
  },
  'deductible.period': {
    zh: '按别的期间计，与 over、lookBack 不同写：year 自然年，month 每月，quarter 每季度，half-year 每半年，visit 每次，{ begins: 07-01 } 每年从7月1日起算，{ months: 6 } 就诊前6个月内（含当日）合计',
    en: 'Over a period, in place of over and lookBack: year, the calendar’s, month, quarter, half-year, visit, { begins: 07-01 } for years from 1 July, { months: 6 } for the six months up to the visit',
  },
  'limits.period': {
    zh: '限额管多久，不写为自然年（year）：month 每月，quarter 每季度，half-year 每半年，visit 每次，lifetime 终身，{ begins: 07-01 } 每年从7月1日起算，{ months: 12 } 任意连续12个月',
    en: 'What the limit is of, the calendar year (year) when left out: month, quarter, half-year, visit, lifetime, { begins: 07-01 } for years from 1 July, { months: 12 } for any twelve months on end',
  },
  'period.begins': { zh: '年度从哪月哪日开始，如 07-01', en: 'On which month and day the year begins, such as 07-01' },
  'period.months': { zh: '连续多少个月，1 到 36', en: 'So many months on end, 1 to 36' },
  bands: {
    zh: '分段比例，每段 { upTo: 上限, rate: 比例 }，最后一段不写 upTo',
    en: 'Rates by amount: { upTo, rate } each, the last without upTo',
  },
  'bands.upTo': {
    zh: '本段到多少元为止（含），从起付标准以上的金额算起',
    en: 'Up to which amount the band goes, in yuan, counted from the deductible',
  },
  'criticalIllness.bands.upTo': {
    zh: '本段到年度累计多少元为止（含），从零算起，含起付标准',
    en: 'Up to which amount of the year the band goes, in yuan, counted from zero with the deductible in it',
  },
  'bands.rate': { zh: '本段的比例', en: 'The rate of the band' },
  bandsAre: {
    zh: 'marginal 各段分别计算，whole 全部按所在段的比例',
    en: 'marginal: each part at its own rate; whole: all at the rate of the band it ends in',
  },
  bandsOver: { zh: '分段按年累计（year）还是按次（visit）', en: 'Bands over the year, or each visit by itself' },
  cap: { zh: '年度封顶，元；没有封顶写 null', en: 'The cap of the year in yuan; null where there is none' },

  'limits.name': { zh: '限额的名称，aid 等行的 limit 引用它', en: 'Name of the limit, as rows name it in `limit`' },
  'limits.amount': {
    zh: '一年或 period 所写期间的限额，元；文件没有写的为 null',
    en: 'Yuan a year, or of the period; null where the document names none',
  },
  'aid.disease': {
    zh: 'special 只限特殊疾病，other 只限其他疾病，any 不限（默认）',
    en: 'special diseases only, other diseases only, or any, which is meant when left out',
  },
  'aid.hospitalLevelAtLeast': { zh: '只限这个级别及以上的医院', en: 'For hospitals of this level or above' },
  'aid.rate': {
    zh: '救助比例，0 到 1；与 bands 二选一',
    en: 'What is paid of the cost above the deductible; either this or `bands`',
  },
  'aid.limit': {
    zh: '记入的限额；可写几个，取剩余最少的，且都记入',
    en: 'The limit drawn on, or several: what is left of the least, and all are drawn on',
  },
  'aid.perVisit': { zh: '每次就医的最高和最低救助额', en: 'The most and the least that one visit is given' },
  'perVisit.cap': { zh: '每次最高，元', en: 'At most, in yuan a visit' },
  'perVisit.least': { zh: '每次不足这个金额（元）的不支付', en: 'What is less than this, in yuan, is not paid' },
  'aid.registration': {
    zh: '门诊是否须备案：needed（默认）或 not-needed',
    en: 'Whether outpatient care needs a registration of the disease; needed when left out',
  },
  'withoutReferral.aid': {
    zh: 'full 全额，points 比例减若干个百分点，factor 按应得的一部分，lost-part 不补基本医保少付的部分',
    en: 'full; points: the rate less so many; factor: a part of what is due; lost-part: not what insurance pays less',
  },
  'withoutReferral.points': { zh: '比例减少多少，如 0.10 为十个百分点', en: 'Points taken off the rate, as 0.10' },
  'withoutReferral.factor': { zh: '应得金额的多少，如 0.50', en: 'How much of what is due, as 0.50' },
  'withoutReferral.lost': {
    zh: '基本医保因未转诊少付的部分，占政策范围内费用的比例',
    en: 'What basic insurance pays less, as a share of the in-scope cost',
  },
  'floor.share': {
    zh: '各方支付合计至少占政策范围内费用的比例',
    en: 'The share of the in-scope cost that is covered at least',
  },
  'offCatalogueControl.by': {
    zh: '比例按医院收费类别（grade，默认）、级别（level）还是统一（any）',
    en: 'Whether the shares go by grade (when left out), by level, or are one (any)',
  },
  'offCatalogueControl.share': {
    zh: '每个类别或级别的比例上限，如 { class-one: 0.15 }',
    en: 'The share for each grade or level, such as { class-one: 0.15 }',
  },
  'topUp.payer': { zh: 'tilt 倾斜救助，reAid 再救助', en: 'tilt: tilted assistance; reAid: re-aid' },
  'topUp.threshold': {
    zh: '起点：金额；{ share: 比例, of: 上一年数据 }；{ figure: 当年数据 }',
    en: 'From where on: an amount; { share, of: figure of the year before }; { figure: name }',
  },
  'topUp.over': { zh: '个人自付按年（year）还是按次住院（stay）看', en: 'Self-pay of the year, or of the stay' },
  'topUp.paysOn': {
    zh: 'excess 只对超过起点的部分，whole 超过后对全部',
    en: 'excess: on what is above the threshold; whole: on all once it is passed',
  },
  'topUp.opensWhenUsedUp': { zh: '这个限额用完后才开始', en: 'Begins once this limit is used up' },
  'topUp.referredUnless': {
    zh: 'in-county：县外就医都须转诊',
    en: 'in-county: a referral is asked for unless care is in the person’s own county',
  },
  'package.basic': { zh: '基本医保承担的比例', en: 'The share of basic insurance' },
  'package.aid': { zh: '医疗救助承担的比例', en: 'The share of assistance' },
  'quota.management': { zh: '只能是 quota', en: 'Always quota' },
  'quota.aidedAt': { zh: '只能是 year-end，年终救助', en: 'Always year-end' },
  'basic.by': {
    zh: 'terms 按医院级别（level）、收费类别（feeClass）还是不分（any）',
    en: 'Whether `terms` go by level, by grade (feeClass), or are one (any)',
  },
  'basic.terms': {
    zh: '每个级别或类别的 { deductible: 起付标准, rate: 支付比例 }',
    en: '{ deductible, rate } for each level or grade, or for any',
  },
  'terms.*.deductible': { zh: '起付标准，元', en: 'Deductible in yuan' },
  'terms.*.rate': { zh: '支付比例', en: 'Rate' },
  'basic.repeatDeductible': {
    zh: '年内再次住院的起付标准为首次的多少：0.5 减半，0 免除；不写为 1',
    en: 'What later stays of the year take of the deductible: 0.5 half, 0 none; 1 when left out',
  },
  'basic.repeatFrom': {
    zh: '从第几次住院起；不写为第 2 次',
    en: 'From which stay of the year on; the second when left out',
  },
  'basic.entersUpTo': {
    zh: '一年内至多多少元政策范围内费用按本标准支付；不限写 null',
    en: 'At most so much in-scope cost of a year is paid by this schedule, in yuan; null for all',
  },
  'criticalIllness.for': {
    zh: '只限这些身份；不写为所有参保人',
    en: 'A schedule of these identities; of everyone when left out',
  },
  'criticalIllness.cap': {
    zh: '年度封顶：金额；null 无封顶；{ figure: 数据, times: 倍数 }',
    en: 'Cap of the year: an amount; null for none; { figure, times }',
  },
  'cap.times': { zh: '数据的多少倍', en: 'How many times the figure' },
  unableToWork: {
    zh: '写 true 表示只限丧失劳动能力的人；名单没有标明的按丧失处理',
    en: 'true: only for people unable to work, who are those that no list marks as able to',
  },
  'criticalIllnessTilt.deductibleReducedBy': {
    zh: '起付标准降低多少，0.5 为减半',
    en: 'By how much of itself the deductible falls',
  },
  'criticalIllnessTilt.points': { zh: '各段比例提高多少，0.05 为五个百分点', en: 'Points added to each rate' },
  'criticalIllnessTilt.cap': { zh: 'lifted 取消封顶，kept 保留', en: 'lifted, or kept' },
}

/** The words of a field, from the path of its names: `['aid', 'deductible', 'amount']`. */
export function fieldWordsOf(path: readonly string[]): Bilingual | undefined {
  const [kind = '', ...within] = path
  if (within.length === 0 && kind in rowWords) return rowWords[kind as keyof typeof rowWords].means
  if (kind === 'switches' && within.length === 1) return switchWords[within[0] as keyof typeof switchWords]
  const keys = path.map((_, at) => path.slice(at).join('.'))
  const key = keys.find((one) => one in fieldWords)
  return key === undefined ? undefined : fieldWords[key]
}
