import { type Problem, problem } from './problem.ts'
import { problemsOfAccess } from './problems-of-access.ts'
import { problemsOfAlerts } from './problems-of-alerts.ts'
import { problemsOfApplications } from './problems-of-applications.ts'
import { problemsOfClaims } from './problems-of-claims.ts'
import { problemsOfConnections } from './problems-of-connections.ts'
import { problemsOfCorrections } from './problems-of-corrections.ts'
import { problemsOfDisallowances } from './problems-of-disallowances.ts'
import { problemsOfFunds } from './problems-of-funds.ts'
import { problemsOfJobs } from './problems-of-jobs.ts'
import { problemsOfLimits } from './problems-of-limits.ts'
import { problemsOfMessages } from './problems-of-messages.ts'
import { problemsOfOpenings } from './problems-of-openings.ts'
import { problemsOfOperators } from './problems-of-operators.ts'
import { problemsOfPayouts } from './problems-of-payouts.ts'
import { problemsOfPeople } from './problems-of-people.ts'
import { problemsOfPolicies } from './problems-of-policies.ts'
import { problemsOfReimbursements } from './problems-of-reimbursements.ts'
import { problemsOfRequests } from './problems-of-requests.ts'
import { problemsOfRosters } from './problems-of-rosters.ts'
import { problemsOfUploads } from './problems-of-uploads.ts'

/** Every way in which the service refuses, with its one kind and one title. A code never changes its meaning. */
export const problems = {
  'invalid-request': problem(
    'rejected',
    '请求内容有误',
    'The request is not valid',
    '请按 errors 中逐项说明修改后重新发送；未写入任何内容。',
    'Change what `errors` lists and send the request again; nothing was written.',
  ),
  ...problemsOfRequests,
  ...problemsOfPolicies,
  ...problemsOfCorrections,
  ...problemsOfDisallowances,
  unauthenticated: problem(
    'forbidden',
    '缺少有效密钥',
    'A valid key is missing',
    '请在请求头中发送 Authorization: Bearer 密钥；密钥未知或已吊销时请向医保经办机构申请。',
    'Send the header `Authorization: Bearer KEY`; ask the insurance bureau for a key when yours is unknown or revoked.',
  ),
  forbidden: problem('forbidden', '该密钥无此权限', 'The key may not do this', '{reason.zh}', '{reason.en}'),
  'not-found': problem('not-found', '未找到', 'Not found', '没有{what}；请核对。', 'There is no {what}; check the id.'),
  'costs-do-not-add-up': problem(
    'rejected',
    '费用构成与总额不符',
    'The parts of the costs do not add up',
    '全自费 + 超限价 + 先行自付 + 符合政策范围 = {sum}，总额为 {total}，相差 {difference}；请使四项之和等于总额。',
    'offCatalogue + overLimit + preSelfPay + inScope = {sum}, total is {total}, a difference of {difference}; send parts that add up to the total.',
  ),
  'paid-exceeds-total': problem(
    'rejected',
    '已付金额超过总费用',
    'More was paid than the visit cost',
    '已付合计 {paid}，总费用 {total}；请核对 paid 各项。',
    'The amounts under `paid` sum to {paid} and the total is {total}; check them.',
  ),
  'paid-exceeds-in-scope': problem(
    'rejected',
    '基本医保与大病保险支付超过政策范围内费用',
    'Basic and critical-illness insurance paid more than the in-scope cost',
    '基本医保与大病保险合计 {paid}，符合政策范围金额 {inScope}；{next.zh}。',
    'basic + criticalIllness = {paid} and inScope = {inScope}; these insurers pay in-scope cost only; {next.en}.',
  ),
  'dates-reversed': problem(
    'rejected',
    '出院日期早于入院日期',
    'Discharge is before admission',
    '入院 {admittedOn}，出院 {dischargedOn}；请更正日期。',
    'Admitted on {admittedOn}, discharged on {dischargedOn}; send a discharge on or after the admission.',
  ),
  'date-in-future': problem(
    'rejected',
    '日期在将来',
    'The date is in the future',
    '{field} 为 {date}，今天是 {today}（北京时间）；请核对日期，或在该日或之后办理。',
    '{field} is {date} and today is {today} in China; check the day, or send it on that day or later.',
  ),
  'person-not-registered': problem(
    'rejected',
    '人员未登记',
    'The person is not registered',
    '没有人员 {personNo}；请先由医保经办机构登记（PUT /v1/beneficiaries/{personNo}）。',
    'There is no person {personNo}; the bureau registers people with PUT /v1/beneficiaries/{personNo}.',
  ),
  'hospital-not-registered': problem(
    'rejected',
    '医疗机构未登记',
    'The hospital is not registered',
    '没有医疗机构 {hospitalCode}；请先由医保经办机构登记（PUT /v1/hospitals/{hospitalCode}）。',
    'There is no hospital {hospitalCode}; the bureau registers hospitals with PUT /v1/hospitals/{hospitalCode}.',
  ),
  'hospital-not-designated': problem(
    'rejected',
    '非定点医疗机构',
    'The hospital is not designated',
    '医疗机构 {hospitalCode} 不是定点医药机构，不能结算；请核对编码或由经办机构更新定点状态。',
    'Hospital {hospitalCode} is not designated, so nothing can be settled there; check the code, or have the bureau set `designated`.',
  ),
  'disease-code-missing': problem(
    'rejected',
    '缺少病种编码',
    'The disease code is missing',
    '{care} 须填 diseaseCode，并与有效备案的病种一致。',
    'Send `diseaseCode` for {care}; it names the disease of a registration in force.',
  ),
  'policy-missing': problem(
    'rejected',
    '没有适用的政策',
    'No policy is in force',
    '地区 {region} 在 {on} 没有生效的政策包；可用 GET /v1/policies 查看已加载的政策。',
    'No policy pack is in force for region {region} on {on}; GET /v1/policies lists the packs loaded.',
  ),
  'figure-missing': problem(
    'rejected',
    '缺少年度数据',
    'A yearly figure is missing',
    '地区 {region} 的政策需要{called.zh}（{year}），尚未录入；{instead.zh}请经办机构在政策包 figures 中补充 {figure}（{clause}）。',
    'The policy of region {region} needs {called.en} ({year}), which is not entered; {instead.en}have the bureau add `{figure}` to `figures` of the pack ({clause}).',
  ),
  'schedule-missing': problem(
    'rejected',
    '缺少待遇标准',
    'A benefit schedule is missing',
    '地区 {region} 没有可用于 {care} 的「{schedule}」标准；请在 paid.{field} 中填写已支付金额。{why.zh}',
    'Region {region} has no `{schedule}` schedule for {care}; send the amount already paid in `paid.{field}`. {why.en}',
  ),
  'tier-missing': problem(
    'rejected',
    '缺少参保档次',
    'The enrolled tier is missing',
    '地区 {region} 按参保档次计算；请登记参保档次（POST /v1/beneficiaries/…/enrolments），或直接填写 paid.basic。',
    'Region {region} goes by the enrolled tier; record the enrolment with its tier (POST /v1/beneficiaries/…/enrolments), or send `paid.basic`.',
  ),
  'tier-unknown': problem(
    'rejected',
    '该地区没有此档次',
    'The region has no such tier',
    '地区 {region} 没有第 {tier} 档；请去掉 tier 或填写：{known}。',
    'Region {region} has no tier {tier}; leave `tier` out or send one of: {known}.',
  ),
  'settlement-no-reused': problem(
    'rejected',
    '结算编号已用于其他内容',
    'The settlement number was used for another claim',
    '医疗机构 {hospitalCode} 的结算编号 {settlementNo} 已用于内容不同的结算 {settlementId}；请换用新编号。',
    'Hospital {hospitalCode} has used the settlement number {settlementNo} for another claim (settlement {settlementId}); send a new number.',
  ),
  'reversal-no-reused': problem(
    'rejected',
    '冲正编号已用于其他结算',
    'The reversal number was used for another settlement',
    '冲正编号 {reversalNo} 已用于结算 {settlementNo}；请换用新编号。',
    'The reversal number {reversalNo} was used for settlement {settlementNo}; send a new one.',
  ),
  'later-settlements-depend': problem(
    'conflict',
    '后续结算受影响',
    'Later settlements depend on this one',
    '有 {count} 笔后续结算的金额会随之改变；如需一并重算，请以 resettleLater: true 重新发送。',
    '{count} later settlements would come out differently; send `resettleLater: true` to recalculate them in the same step.',
  ),
  'identity-period-invalid': problem(
    'rejected',
    '身份起止日期有误',
    'The period of the identity is not valid',
    '起 {from}，止 {to}；截止日期不能早于起始日期。',
    'From {from} to {to}; send an end on or after the beginning.',
  ),
  'identity-overlaps': problem(
    'conflict',
    '同类身份期间重叠',
    'The identity overlaps one of the same category',
    '与身份 {id}（{from} 至 {to}）重叠；请先终止原身份或调整日期；原身份系误登或误终止的，请先作废或恢复（…/identities/{id}/annul、/reopen）。',
    'It overlaps identity {id} ({from} to {to}); end that one first or change the days; where that one, or its end, was recorded by mistake, annul or reopen it (…/identities/{id}/annul, /reopen).',
  ),
  ...problemsOfPeople,
  'registration-invalid': problem(
    'rejected',
    '备案内容有误',
    'The registration is not valid',
    '{reason.zh}',
    '{reason.en}',
  ),
  'caller-invalid': problem('rejected', '调用方信息有误', 'The caller is not valid', '{reason.zh}', '{reason.en}'),
  'subsidy-conflict': problem(
    'conflict',
    '该年度参保资助已登记',
    'The premium subsidy of the year is recorded already',
    '人员 {personNo} {year} 年的参保资助已按第 {tier} 档登记，一人一年一次；请按该档重发（或不填 tier）。参保档次有变的，请先更正参保登记，再批量核定（POST /v1/premium-subsidy-runs），差额自动更正。',
    'The subsidy of person {personNo} for {year} is recorded already (tier {tier}); it is given once a person and year. Send that tier, or none. Where the tier of the enrolment changed, correct the enrolment and run POST /v1/premium-subsidy-runs, which corrects the difference.',
  ),
  ...problemsOfConnections,
  ...problemsOfAccess,
  ...problemsOfClaims,
  ...problemsOfFunds,
  ...problemsOfMessages,
  ...problemsOfApplications,
  ...problemsOfAlerts,
  ...problemsOfJobs,
  ...problemsOfLimits,
  ...problemsOfRosters,
  ...problemsOfUploads,
  overloaded: problem(
    'unavailable',
    '服务繁忙',
    'The service is busy',
    '等待的结算过多，未写入任何内容；请稍后以同一编号重发。',
    'Too many settlements are waiting and nothing was written; send the same request again, with the same number, after `retry-after` seconds.',
  ),
  'deadline-exceeded': problem(
    'unavailable',
    '等待超时',
    'The request waited too long',
    '在开始写入前已超时，未写入任何内容；请以同一编号重发。',
    'The time ran out before anything was written; send the same request again with the same number.',
  ),
  'database-unavailable': problem(
    'unavailable',
    '数据库不可用',
    'The database is not reachable',
    '结果未知时请以同一编号重发，不会重复支付。',
    'Send the same request again with the same number: it is never paid twice.',
  ),
  internal: problem(
    'internal',
    '内部错误',
    'An error of the service',
    '请将 x-request-id 提供给运维人员。',
    'Give the x-request-id to those who run the service.',
  ),
  'period-reversed': problem(
    'rejected',
    '起止日期有误',
    'The period ends before it begins',
    '起 {from}，止 {to}；截止日期不能早于起始日期。',
    'From {from} to {to}; send an end on or after the beginning.',
  ),
  'number-reused': problem(
    'rejected',
    '编号已用于其他内容',
    'The number was used for something else',
    '{what.zh} {number} 已用于不同的内容；请核对，或换用新编号。',
    'The {what.en} {number} was used for something else; check it, or send a new number.',
  ),
  'clearing-differs': problem(
    'rejected',
    '申请金额与账目不符',
    'The claim differs from the ledger',
    '{month} 账目与申请不一致：账目减申请的差额为人次 {count}、总费用 {total}、基金支付 {fundPaid}、{people.zh}；请先对账（POST /v1/reconciliations，交易 3202），再按 here 中的 count、total、fundPaid、personPaid 申请。{elsewhere.zh}',
    'For {month} the ledger less the claim leaves {count} rows, {total} in total, {fundPaid} of funds and {people.en}; reconcile first (POST /v1/reconciliations, 3202), then claim `count`, `total`, `fundPaid` and `personPaid` of `here`.{elsewhere.en}',
  ),
  'clearing-nothing-left': problem(
    'conflict',
    '该月没有可清算的结算',
    'Nothing is left to clear',
    '医疗机构 {hospitalCode} 在地区 {region} 的 {month} 月没有未清算的结算；可用 GET /v1/clearings 查看已有申请。{elsewhere.zh}',
    'Hospital {hospitalCode} has nothing of {month} in region {region} that is not in a clearing already; GET /v1/clearings lists them.{elsewhere.en}',
  ),
  'clearing-status': problem(
    'conflict',
    '清算状态不允许此操作',
    'The clearing does not stand where this is possible',
    '清算 {id} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'Clearing {id} is {status.en}, so you cannot {action.en} it; {next.en}',
  ),
  'fund-insufficient': problem(
    'conflict',
    '基金余额不足',
    'The fund does not hold enough',
    '地区 {region} 的基金余额不足以支付 {amount} 元，未支付；请在资金到账并登记（POST /v1/funds/{region}/receipts）后再试。',
    'The fund of region {region} holds less than {amount}, so nothing was paid; record money received with POST /v1/funds/{region}/receipts and try again.',
  ),
  ...problemsOfOperators,
  ...problemsOfPayouts,
  ...problemsOfReimbursements,
  ...problemsOfOpenings,
  'subsidies-nothing-left': problem(
    'conflict',
    '没有待拨付的参保资助',
    'No premium subsidy is left to pay',
    '地区 {region} {year} 年登记的参保资助均已拨付；请先登记资助（POST /v1/premium-subsidies，批量 POST /v1/premium-subsidy-runs）再拨付，已拨付的见基金流水（GET /v1/funds/{region}/journal）。',
    'Every premium subsidy that region {region} recorded for {year} has been paid; record more first with POST /v1/premium-subsidies, or POST /v1/premium-subsidy-runs for all people. GET /v1/funds/{region}/journal shows what was paid.',
  ),
  'recovery-elsewhere': problem(
    'rejected',
    '款项不是从该基金支付',
    'The money did not leave this fund',
    '{what.zh}由地区 {paidBy} 的基金支付；请追回至 /v1/funds/{paidBy}/recoveries。',
    '{what.en} was paid by the fund of region {paidBy}; recover it with POST /v1/funds/{paidBy}/recoveries.',
  ),
  'recovery-exceeds': problem(
    'rejected',
    '追回金额超过已支付金额',
    'More would be recovered than was paid',
    '{what.zh}已支付 {paid} 元（已扣除冲正），已追回 {recovered} 元；最多还可追回 {left} 元。',
    'Of {paid} paid for {what.en}, reversals taken off, {recovered} has come back; send at most {left}.',
  ),
} as const satisfies Record<string, Problem>
