import { type Problem, problem } from './problem.ts'

/** What is refused of the dated facts of a person, and because of them. */
export const problemsOfPeople = {
  'identity-annulled': problem(
    'conflict',
    '该身份已作废',
    'The identity was annulled',
    '身份 {id} 已于 {on} 作废（{reason}），不再变更；如此人确有该身份，请重新登记（POST …/identities）。',
    'Identity {id} was annulled on {on} ({reason}) and is not changed any more; where the person does hold it, record it anew (POST …/identities).',
  ),
  'identity-not-ended': problem(
    'conflict',
    '该身份没有截止日期',
    'The identity has no end',
    '身份 {id} 没有截止日期，无需恢复；如系误登，请作废（…/identities/{id}/annul）。',
    'Identity {id} has no end, so there is nothing to reopen; where it was recorded by mistake, annul it (…/identities/{id}/annul).',
  ),
  'fact-period-invalid': problem('rejected', '起止日期有误', 'The period is not valid', '{reason.zh}', '{reason.en}'),
  'fact-overlaps': problem(
    'conflict',
    '与已登记的期间重叠',
    'It overlaps what is on record',
    '与记录 {id}（{from} 至 {to}）重叠；如原记录有误，请以 corrects 指明该记录并填写 reason 更正。',
    'It overlaps record {id} ({from} to {to}); where that one is wrong, name it in `corrects` with a `reason`.',
  ),
  'fact-correction-invalid': problem(
    'conflict',
    '不能这样更正',
    'It cannot be corrected so',
    '{reason.zh}',
    '{reason.en}',
  ),
  'join-invalid': problem('rejected', '不能合并', 'They cannot be joined', '{reason.zh}', '{reason.en}'),
  'certified-region-invalid': problem(
    'rejected',
    '不能代其他地区认定',
    'A region cannot certify for another',
    '{region} 的经办机构不能登记 {certifiedRegion} 认定的身份；请填写本地区内的 certifiedRegion，或不填（即参保地），由 {certifiedRegion} 认定的请由当地登记。',
    'The bureau of {region} cannot record what {certifiedRegion} certified; send a `certifiedRegion` within its own region, leave it out for the insured region, or have {certifiedRegion} record it.',
  ),
  died: problem(
    'rejected',
    '已登记死亡',
    'The person has died',
    '人员 {personNo} 登记于 {diedOn} 死亡，{what.zh}；请核对人员编号和日期，死亡登记有误的请经办机构更正（PUT /v1/beneficiaries/{personNo}/death）。',
    'Person {personNo} died on {diedOn} by the register, {what.en}; check the person and the day, or have the bureau correct the death (PUT /v1/beneficiaries/{personNo}/death).',
  ),
  'died-before-birth': problem(
    'rejected',
    '死亡日期早于出生日期',
    'The death is before the birth',
    '出生 {birthDate}，死亡 {diedOn}；请更正其一。',
    'Born on {birthDate}, died on {diedOn}; correct either.',
  ),
  'same-visit-settled': problem(
    'conflict',
    '同一就医已结算',
    'The same visit is settled already',
    '同一医疗机构、同一日期（{from} 至 {to}）、相同金额的就医已按编号 {settlementNo} 结算；取回结果请用原编号重发，确有两次就医的请核对日期和金额，原结算有误的请先冲正。',
    'The visit of the same hospital, days ({from} to {to}) and amounts is settled under the number {settlementNo}; send that number again to have its answer, check days and amounts if there were two visits, or reverse it first if it was wrong.',
  ),
  'stay-overlaps': problem(
    'conflict',
    '就医日期与已结算的重叠',
    'The days overlap a settled stay',
    '与结算 {settlementNo}（{from} 至 {to}）的就医日期重叠，该地区规定不予结算（{clause}）；请核对入院和出院日期，原结算有误的请先冲正。',
    'The visit has days in common with settlement {settlementNo} ({from} to {to}), and the region refuses that ({clause}); check the days of both, or reverse the other first if it was wrong.',
  ),
  'not-enrolled': problem(
    'rejected',
    '该年度未参保',
    'The person is not enrolled in the year',
    '人员 {personNo} {year} 年没有参保登记，没有可资助的缴费；参保后请先登记（POST /v1/beneficiaries/{personNo}/enrolments）。',
    'Person {personNo} is not enrolled in {year}, so there is no contribution to subsidise; record the enrolment first (POST /v1/beneficiaries/{personNo}/enrolments).',
  ),
  'category-not-certified': problem(
    'rejected',
    '该部门不认定此类身份',
    'The department does not certify this category',
    '{certifiedBy} 在本地区不认定{category.zh}；认定部门为：{certifying.zh}。请核对身份类别和认定部门。',
    'In this region {certifiedBy} does not certify the category {category.en}; it is certified by: {certifying.en}. Check the category and `certifiedBy`.',
  ),
} as const satisfies Record<string, Problem>
