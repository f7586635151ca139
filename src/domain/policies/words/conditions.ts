import type { Bilingual } from '../../language.ts'

/** What the fields mean that tell people and their insurance apart. */
export const conditionWords = {
  insurance: {
    zh: '参保险种：residents 居民、employees 职工；不写：救助类行两者都适用，基本医保、大病、大病倾斜、参保资助、单病种只适用居民',
    en: 'For people in residents’ or employees’ insurance; left out, rows of assistance are for both, and basic, criticalIllness, criticalIllnessTilt, premium and package for residents',
  },
  groups: {
    zh: '只限参保登记为这些人群的人，如学生、退休；须在 names 中以 of: group 声明',
    en: 'For people enrolled in these groups, such as students or retired, declared by `names` with of: group',
  },
  exceptDiseases: {
    zh: '不含这些疾病代码或以其开头的疾病，与另一行的 diseases 互斥',
    en: 'Any disease but these, by code or how codes begin; so that a row with `diseases` may stand beside it',
  },
  'basic.for': {
    zh: '只限这些身份的标准，代替所有参保人的标准；几个身份取支付最多的',
    en: 'A schedule of these identities in place of that of everyone; of several the one that pays most counts',
  },
  'basic.capCounts': {
    zh: '哪些医疗类别的支付计入这个封顶；不写则各类合计。门诊另有封顶的，住院和门诊的行都要写',
    en: 'Which kinds of care fill this cap; all of them when left out. Where outpatient care has a cap of its own, the rows of both say it',
  },
  'basic.where': {
    zh: '医院在哪里：anywhere 不限，in-province 省内，outside-province 省外',
    en: 'Where the hospital lies, seen from the insured place',
  },
  'basic.over': {
    zh: '起付标准按次（visit，默认）还是按年（year，本行各类医疗合计）',
    en: 'Whether each visit takes the deductible, which is meant when left out, or the year once, over the care of the row',
  },
  'premium.ages': {
    zh: '只限当年 12 月 31 日的周岁在此之内的人，两端都含',
    en: 'For people whose age on 31 December of the year is within, both ends',
  },
  'figures.groups': {
    zh: '这些参保人群的数额，优先于不分人群的',
    en: 'The figure of these groups, which is taken before one that names none',
  },
  'figures.ages': {
    zh: '当年 12 月 31 日的周岁在此之内的人的数额，优先于不分年龄的',
    en: 'The figure of people of this age on 31 December of the year, taken before one that names none',
  },
  'householdAid.visits': {
    zh: 'year 全年的就医，identity 身份有效期内的就医（默认）',
    en: 'year: all visits of the year; identity: those while the identity was in force, which is meant when left out',
  },
  'secondAid.visits': {
    zh: 'year 全年的就医，identity 身份有效期内的就医（默认）',
    en: 'year: all visits of the year; identity: those while the identity was in force, which is meant when left out',
  },
  threshold: {
    zh: '起点：金额；{ share: 比例, of: 上一年数据 }；{ figure: 当年数据 }；不写为 0',
    en: 'From where on: an amount; { share, of: figure of the year before }; { figure: name }; 0 when left out',
  },
  least: { zh: '不足这个金额（元）的不发放', en: 'What is less than this, in yuan, is not paid' },
  'cap.grows': {
    zh: '封顶随连续参保年数或零报销年数提高',
    en: 'The cap grows with unbroken enrolment, or with years without a claim',
  },
  'grows.perYear': { zh: '此后每连续参保一年提高多少元', en: 'Yuan for each further year of unbroken enrolment' },
  'grows.afterYears': {
    zh: '须先连续参保满几年（含当年）；不写为 0',
    en: 'After how many years of unbroken enrolment, this one among them; 0 when left out',
  },
  'grows.perYearWithoutClaims': {
    zh: '连续参保期内，以前年度参保登记标明零报销的，每年提高多少元',
    en: 'Yuan for each earlier year of it whose enrolment says that it passed without a claim',
  },
  'grows.since': { zh: '从哪一年起算', en: 'The first year that counts' },
  'grows.atMostShare': { zh: '累计提高不超过原封顶的比例', en: 'At most this share of the cap itself' },
} satisfies Record<string, Bilingual>
