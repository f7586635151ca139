import type { Bilingual } from '../../language.ts'

/** Examples that a pack brings along: facts in, payers out. */
export const exampleWords: Readonly<Record<string, Bilingual>> = {
  examples: {
    zh: '手工算出的例子：给出费用和各方支付，policy:check 逐分核对，并与政策一起展示',
    en: 'Examples worked by hand: costs in, payers out; policy:check compares them to the fen, and they are shown with the law',
  },
  'examples.why': { zh: '例子说明什么、怎么算出来', en: 'What the example shows, and how it is worked' },
  'examples.published': { zh: '是否为政府或经办机构公布的例子', en: 'Whether a government or a bureau published it' },
  'examples.source': { zh: '公布在哪里', en: 'Where it was published' },
  'examples.person': { zh: '是谁', en: 'Who it is' },
  'person.identities': { zh: '救助身份；不写为没有', en: 'Identities held; none when left out' },
  'person.insured': { zh: '参保地；不写为本地区', en: 'Where the person is insured; here when left out' },
  'person.enrolled': { zh: '是否参保；不写为是', en: 'Whether the person is insured; yes when left out' },
  'person.tier': { zh: '参保档次；不写为 1', en: 'Tier of the contribution; 1 when left out' },
  'person.insurance': {
    zh: '居民（residents，默认）还是职工（employees）',
    en: 'residents, when left out, or employees',
  },
  'person.born': { zh: '出生日期；规则看年龄时要写', en: 'Day of birth, where rules ask for the age' },
  'person.held': {
    zh: '救助身份及其起止日，规则看日期时用它代替 identities',
    en: 'Identities with the days that they are held, in place of `identities` where rules look at the days',
  },
  'held.identity': { zh: '救助身份', en: 'The identity' },
  'held.from': { zh: '第一天', en: 'First day' },
  'held.to': { zh: '最后一天；不写为仍有效', en: 'Last day; left out, it is still held' },
  'held.applied': {
    zh: '申请受理之日；规则从申请往前算时要写',
    en: 'Day on which it was applied for, where rules look back from the application',
  },
  'person.group': {
    zh: '参保人群，如 retired；规则分人群时要写',
    en: 'Group of the enrolment, such as retired, where rules go by groups',
  },
  'person.enrolledYears': {
    zh: '参保的年度；规则看连续参保时要写',
    en: 'The years of enrolment, where rules ask how long it has gone on',
  },
  'person.yearsWithoutClaims': { zh: '其中没有报销的年度', en: 'Those of them that passed without a claim' },
  'examples.visits': { zh: '一年内的就医，按先后', en: 'The visits of a year, in order' },
  'visits.on': { zh: '出院或就诊日', en: 'Day of discharge or service' },
  'visits.admitted': { zh: '入院日；不写为出院当日', en: 'Day of admission; that of discharge when left out' },
  'visits.care': { zh: '医疗类别；不写为住院', en: 'Kind of care; inpatient when left out' },
  'visits.hospital': { zh: '医院；不写为本地三级医院', en: 'The hospital; one of level three here when left out' },
  'hospital.region': { zh: '医院所在地', en: 'Where the hospital lies' },
  'hospital.level': { zh: '级别：one、two、three', en: 'Level: one, two, three' },
  'hospital.grade': { zh: '收费类别', en: 'Grade of its place' },
  'hospital.criticalDiseaseDesignated': {
    zh: '是否单病种定点；不写为是',
    en: 'Whether it is designated for listed diseases; yes when left out',
  },
  'visits.referral': { zh: 'proper 已转诊，none 未按规定转诊', en: 'proper, or none' },
  'visits.emergency': { zh: '是否急诊', en: 'Whether it is an emergency' },
  'visits.disease': { zh: '疾病代码', en: 'Code of the disease' },
  'visits.registered': {
    zh: '备案种类；不写则门诊视为已备案，住院视为没有',
    en: 'The registration; left out, outpatient care is registered and a stay is not',
  },
  'visits.package': { zh: '单病种名称', en: 'The listed disease whose package it is' },
  'visits.inScope': { zh: '政策范围内费用，元', en: 'In-scope cost in yuan' },
  'visits.offCatalogue': { zh: '全自费，元', en: 'Off-catalogue cost in yuan' },
  'visits.overLimit': { zh: '超限价，元', en: 'Over-limit cost in yuan' },
  'visits.preSelfPay': { zh: '先行自付，元', en: 'Pre-self-pay in yuan' },
  'visits.basic': { zh: '基本医保已付；不写则按政策包计算', en: 'What basic insurance paid; computed when left out' },
  'visits.criticalIllness': {
    zh: '大病保险已付；不写则按政策包计算',
    en: 'What critical-illness insurance paid; computed when left out',
  },
  'visits.supplementary': { zh: '补充医疗保险已付', en: 'What supplementary insurance paid' },
  'visits.commercial': { zh: '商业保险已付', en: 'What commercial insurance paid' },
  'visits.payers': {
    zh: '各方应付：assistance 医疗救助，tilt 倾斜，person 个人等；没写的不核对',
    en: 'Who pays what: assistance, tilt, person and so on; what is left out is not compared',
  },
}
