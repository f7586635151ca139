import type { Bilingual } from '../../language.ts'
import type { RowKind, Switches } from '../pack.ts'

interface RowWords {
  /** What pages call the kind. */
  readonly title: Bilingual
  /** What a row of it lays down. */
  readonly means: Bilingual
}

const words = (zh: string, en: string, means: Bilingual): RowWords => ({ title: { zh, en }, means })

/** What each kind of row is for: editors show it, the authors' pages and the law page use it. */
export const rowWords: Readonly<Record<RowKind, RowWords>> = {
  limits: words('限额', 'Limits', {
    zh: '某类对象一年（或 period 所写的期间）内最多救助多少；文件没有写限额的，写 amount: null',
    en: 'The most that people of an identity are given in a year, or in another `period`; `amount: null` where the document names none',
  }),
  aid: words('医疗救助', 'Medical assistance', {
    zh: '对谁、哪种医疗、起付标准以上按什么比例救助，记入哪个限额',
    en: 'Whom, for which care, above which deductible, at which rate, within which limit assistance pays',
  }),
  withoutReferral: words('未经转诊', 'Care without referral', {
    zh: '未按规定转诊的就医如何降低救助；没有这一行就不予救助',
    en: 'How much less is paid for care without the referral that the rules ask for; without a row nothing is',
  }),
  floor: words('托底比例', 'Least share covered', {
    zh: '各方支付合计至少达到政策范围内费用的多少，不足部分由医疗救助补足',
    en: 'The share of the in-scope cost that all payers together reach at least; assistance pays the rest',
  }),
  offCatalogueControl: words('目录外费用控制', 'Control of off-catalogue cost', {
    zh: '目录外费用占总费用的比例上限，超出部分由医疗机构承担',
    en: 'The share of the total that off-catalogue cost may reach; what is above is the hospital’s',
  }),
  offCatalogueAid: words('目录外费用救助', 'Aid for off-catalogue cost', {
    zh: '对控制比例以内的目录外费用按比例救助',
    en: 'What is paid of the off-catalogue cost within the control',
  }),
  topUp: words('倾斜救助与再救助', 'Tilted assistance and re-aid', {
    zh: '三重保障之后个人负担仍超过标准的，再按比例救助',
    en: 'A further share of what a person still bears above a threshold once everything else has paid',
  }),
  householdAid: words('家庭救助', 'Aid to a household', {
    zh: '家庭成员全年负担合并后按比例救助，每年一次，由年度办理发放；家庭成员由身份登记的 householdNo（POST /v1/beneficiaries/…/identities）认定，没有的在办理明细中列为 household-not-recorded',
    en: 'What the members of a household bore in a year is aided together, once a year, by a run; who is of a household is said by `householdNo` of their identities (POST /v1/beneficiaries/…/identities), and the run lists who has none as `household-not-recorded`',
  }),
  secondAid: words('年度二次救助', 'Second aid of the year', {
    zh: '年末用基金结余对个人负担仍超过标准的再救助一次，由年度办理发放',
    en: 'A further aid of each person once a year, out of what the fund has left, by a run',
  }),
  accumulation: words('累计范围', 'What counts into the self-pay of the year', {
    zh: '哪些就医计入倾斜救助、再救助所看的年度个人自付',
    en: 'Which visits count into the self-pay of the year that tilted assistance and re-aid look at',
  }),
  package: words('单病种分担', 'Split of a disease package', {
    zh: '单病种限额之内基本医保和医疗救助各承担多少',
    en: 'How basic insurance and assistance share the package amount of a listed disease',
  }),
  quota: words('限额管理', 'Quota management', {
    zh: '实行限额管理的门诊在年终一并救助',
    en: 'Outpatient care under a quota is aided once, at the end of the year',
  }),
  basic: words('基本医疗保险', 'Basic insurance', {
    zh: '基本医保的起付标准、支付比例和年度封顶，按医院级别或收费类别',
    en: 'Deductible, rate and cap of basic insurance, by the level or the grade of the hospital',
  }),
  criticalIllness: words('大病保险', 'Critical-illness insurance', {
    zh: '大病保险的起付标准、分段比例和封顶',
    en: 'Deductible, bands and cap of critical-illness insurance',
  }),
  criticalIllnessTilt: words('大病保险倾斜', 'Critical-illness insurance, tilted', {
    zh: '对困难群众降低大病保险起付标准、提高比例、取消封顶',
    en: 'A lower deductible, more points and no cap for people in hardship',
  }),
  premium: words('参保资助', 'Premium subsidy', {
    zh: '对谁的参保缴费资助多少：比例或定额',
    en: 'How much of whose contribution is paid: a share or an amount',
  }),
  figures: words('基础数据', 'Figures', {
    zh: '规则所用的年度数据，如居民人均可支配收入、缴费标准、大病起付线、单病种限额',
    en: 'Figures that rules use: income, contribution, deductible of a year, package of a disease',
  }),
  figureFallback: words('数据未公布', 'Figure not yet published', {
    zh: '当年数据未公布时暂用上一年的',
    en: 'The figure of the year before stands in while that of the year is unpublished',
  }),
  channel: words('救助方式', 'How one is aided', {
    zh: '直接救助还是依申请救助，名单本身是否足以直接结算',
    en: 'Directly or on application, and whether a list alone is enough at the counter',
  }),
  applicationPeriod: words('申请时限', 'Periods of an application', {
    zh: '救助申请的核查、公示、审批各要在多少日内完成',
    en: 'Within how many days an application is checked, publicised, decided',
  }),
  depositWaiver: words('免缴押金', 'Waiver of the deposit', {
    zh: '哪些人住院免缴押金',
    en: 'Who is admitted without a deposit',
  }),
  earlyWarning: words('因病返贫致贫预警', 'Early warning', {
    zh: '个人年度医疗负担超过多少时推送核查',
    en: 'Above which burden of the year a person is looked into',
  }),
  enrolment: words('参保率', 'Enrolment', {
    zh: '某类对象的参保率最低要求',
    en: 'The least share of a group that is to be enrolled',
  }),
  roster: words('名单报送', 'Lists of departments', {
    zh: '哪个部门认定哪些对象、每月几日前报送名单',
    en: 'Which department certifies whom, and by which day of the month its list is due',
  }),
  rosterWatch: words('名单异动', 'Lists that shrink', {
    zh: '名单比上次减少超过这个比例时提示',
    en: 'A list that lost a larger share of its people than this is pointed at',
  }),
  auditKept: words('留痕保存', 'How long the audit is kept', {
    zh: '查询留痕和操作留痕至少保存多少个月',
    en: 'How many months looks at people and what was done are kept at least',
  }),
  holidays: words('节假日', 'Holidays', {
    zh: '一年的放假日期和调休上班日期，用于推算工作日',
    en: 'The public holidays of a year and the weekend days on which offices work',
  }),
  floorOfProvince: words('省级底线', 'Floor of the province', {
    zh: '省里要求各市至少达到的比例和限额，核对时对下级规则强制',
    en: 'What a province asks of its cities at least; the check holds them to it',
  }),
  fund: words('救助基金', 'The fund', {
    zh: '救助基金单独核算、资金来源、对账周期、错付追回',
    en: 'Account, sources and reconciliation of the assistance fund, and what is wrongly paid',
  }),
  registration: words('备案', 'Registrations', {
    zh: '慢特病等待遇凭备案还是凭病种名录，医院备案是否即时生效',
    en: 'Whether a registration or a list decides, and whether a hospital’s own registration counts at once',
  }),
  codes: words('接口编码', 'Codes of the interface', {
    zh: '国家接口留给各地的编码在本地是什么意思',
    en: 'What a code that the national interface leaves to regions stands for here',
  }),
  plausibleAmount: words('金额合理范围', 'Plausible amounts', {
    zh: '账单、到账、费用明细的金额高到多少时提示、多少时不予受理',
    en: 'Above which amount a bill, a receipt or a fee line is pointed at, and above which it is refused',
  }),
  plausibleStay: words('住院天数合理范围', 'Plausible stays', {
    zh: '住院天数多到多少时提示、多少时不予受理',
    en: 'Above how many days a stay is pointed at, and above how many it is refused',
  }),
  plausibleFeeDay: words('费用日期合理范围', 'Plausible days of fees', {
    zh: '费用明细的日期可以在就诊前后多少天',
    en: 'How many days before or after a visit a fee line may be of',
  }),
  catalogue: words('医保目录', 'Catalogue', {
    zh: '一个目录项目的甲乙类、限价和先行自付比例',
    en: 'Level, price limit and pre-self-pay share of one item of the catalogue',
  }),
  gap: words('留白', 'Gaps', {
    zh: '文件留给别的机关规定、还没有规定的事项',
    en: 'What the document leaves to somebody else',
  }),
  manual: words('人工核定', 'Settled by hand', {
    zh: '文件有规定、但程序算不了、由经办机构核定的事项',
    en: 'What the document lays down and this program cannot compute',
  }),
  names: words('名称', 'Names', {
    zh: '本地自己的身份、医院类别、限额、数据、部门、病种，及其中英文名称',
    en: 'Identities, grades, limits, figures, departments and diseases of the region’s own, with their names',
  }),
}

/** What each reading chooses between. */
export const switchWords: Readonly<Record<keyof Switches, Bilingual>> = {
  rounding: {
    zh: '金额如何取整到分：half-up 四舍五入，half-even 四舍六入五成双，down 舍去',
    en: 'How amounts are rounded to the fen: half-up, half-even, or down',
  },
  ties: {
    zh: '两个身份待遇相同时取谁：pack-order 按声明的先后，held-longest 取持有最久的',
    en: 'Which of two identities that give the same counts: the first declared (pack-order), or held-longest',
  },
  lawOn: { zh: '按哪一天的规则结算：出院日或入院日', en: 'The day whose law holds: of discharge or of admission' },
  identityOn: {
    zh: '按哪一天的身份：出院日、入院日，或 better 取有利的',
    en: 'The day whose identities hold: discharge, admission, or the better of both',
  },
  categoryChange: {
    zh: '年中身份变化：used-stays-used 已用限额继续计算，starts-anew 重新计算',
    en: 'When an identity changes in the year: what was used stays used, or starts anew',
  },
  emergencyWithoutReferral: {
    zh: '急诊未转诊：exempt 视同已转诊，not-exempt 不例外',
    en: 'Emergencies without referral: exempt, or not-exempt',
  },
  openDocument: {
    zh: '没有写失效日的文件：in-force 继续有效，old-after-five-years 满五年提示',
    en: 'A document without a last day: in-force, or pointed at after five years',
  },
  referralUnfiled: {
    zh: '没有备案的转诊：marked 提示，refused 不予认可',
    en: 'A referral that nobody filed: marked, or refused',
  },
  aidWithoutLimit: {
    zh: '没有限额的救助是否记录年度累计：recorded 或 not-recorded',
    en: 'Whether what is paid without a limit is recorded',
  },
  fundLevel: {
    zh: '救助基金由谁管理：region 本地区一个基金，county 各县一个基金',
    en: 'Who keeps the fund: one for the region, or one for each county',
  },
  localCareDigits: {
    zh: '参保地以区划代码前几位相同为准：2 省，4 市，6 县',
    en: 'How many digits make care local: 2 the province, 4 the city, 6 the county',
  },
  criticalIllnessOver: {
    zh: '大病保险按年度累计（year）还是按次（stay）',
    en: 'Critical-illness insurance over the year or the stay',
  },
  governedBy: {
    zh: '适用参保地（insurance）还是认定地（certification）的规则',
    en: 'Whose law governs: of the place of insurance, or of certification',
  },
  aidWithoutInsurance: {
    zh: '未参保的人：none 不救助，rest 按扣除应由医保支付后的部分救助',
    en: 'Who is not insured: none, or the rest after what insurance would have paid',
  },
  overlappingStays: { zh: '住院日期重叠：warned 提示，refused 拒绝', en: 'Stays that overlap: warned, or refused' },
  thirdPartyInjury: {
    zh: '第三人造成的伤害：warned 照收并提示，refused 不予结算',
    en: 'An injury that somebody else caused: settled with a warning, or refused',
  },
  catalogueMeans: {
    zh: '“目录内费用”的含义：in-scope 政策范围内，within-catalogue 目录内',
    en: 'What 目录内 stands for: in-scope, or within the catalogue',
  },
  outsideCatalogueMeans: {
    zh: '“目录外费用”的含义：off-catalogue 全自费，all-not-in-scope 政策范围以外的全部',
    en: 'What 目录外 stands for: the off-catalogue part alone, or all that is not in scope',
  },
  accumulates: {
    zh: '年度个人自付从何时累计：since-identity 取得身份起，whole-year 全年',
    en: 'From when the self-pay of the year counts: since the identity, or the whole year',
  },
  aidDeductibleOver: {
    zh: '救助起付标准按年（year）还是按次（stay）',
    en: 'The deductible of aid over the year or the stay',
  },
  packageOrStay: {
    zh: '单病种限额与按项目救助：least-left 取个人负担最少的，package-only 只按定额',
    en: 'Package or ordinary aid: what leaves least to the person, or the package only',
  },
  personBurden: {
    zh: '年度个人负担：all-paid 全部自付，in-scope 政策范围内自付',
    en: 'The burden of the year: all that was paid, or the in-scope part',
  },
  dibaoMarginalDirect: {
    zh: '低保边缘对象是否直接救助',
    en: 'Whether people on the margin of dibao are aided directly',
  },
  limitsAre: { zh: '几个限额各自计算（separate）还是共用（shared）', en: 'Limits are separate, or shared' },
}
