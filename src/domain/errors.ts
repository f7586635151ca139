import type { Bilingual } from './policy/words.ts'
import { type Problem, problem } from './problem.ts'
import { problemsOfMessages } from './problems-of-messages.ts'

/** One refused part of the input: a JSON pointer into the request and what to send instead. */
export interface Fault {
  readonly pointer: string
  readonly detail: Bilingual
}

/** Every way in which the service refuses, with its one status and one title. A code never changes its meaning. */
export const problems = {
  'invalid-request': problem(
    400,
    '请求内容有误',
    'The request is not valid',
    '请按 errors 中逐项说明修改后重新发送；未写入任何内容。',
    'Change what `errors` lists and send the request again; nothing was written.',
  ),
  'malformed-json': problem(
    400,
    '请求体不是 JSON',
    'The body is not JSON',
    '请发送一个 JSON 对象（UTF-8）：{reason}',
    'Send one JSON object in UTF-8: {reason}',
  ),
  unauthenticated: problem(
    401,
    '缺少有效密钥',
    'A valid key is missing',
    '请在请求头中发送 Authorization: Bearer 密钥；密钥未知或已吊销时请向医保经办机构申请。',
    'Send the header `Authorization: Bearer KEY`; ask the insurance bureau for a key when yours is unknown or revoked.',
  ),
  forbidden: problem(403, '该密钥无此权限', 'The key may not do this', '{reason.zh}', '{reason.en}'),
  'not-found': problem(404, '未找到', 'Not found', '没有 {what}；请核对编号。', 'There is no {what}; check the id.'),
  'method-not-allowed': problem(
    405,
    '不支持该方法',
    'The method is not allowed here',
    '该地址支持：{allowed}。',
    'This address answers: {allowed}.',
  ),
  'body-too-large': problem(
    413,
    '请求体过大',
    'The body is too large',
    '请求体最多 {limit} 字节；请分批发送。',
    'Send at most {limit} bytes in one body; split what is larger.',
  ),
  'unsupported-media-type': problem(
    415,
    '内容类型不支持',
    'The content type is not supported',
    '请以 Content-Type: application/json 发送。',
    'Send the body with `content-type: application/json`.',
  ),
  'costs-do-not-add-up': problem(
    422,
    '费用构成与总额不符',
    'The parts of the costs do not add up',
    '全自费 + 超限价 + 先行自付 + 符合政策范围 = {sum}，总额为 {total}，相差 {difference}；请使四项之和等于总额。',
    'offCatalogue + overLimit + preSelfPay + inScope = {sum}, total is {total}, a difference of {difference}; send parts that add up to the total.',
  ),
  'paid-exceeds-total': problem(
    422,
    '已付金额超过总费用',
    'More was paid than the visit cost',
    '已付合计 {paid}，总费用 {total}；请核对 paid 各项。',
    'The amounts under `paid` sum to {paid} and the total is {total}; check them.',
  ),
  'paid-exceeds-in-scope': problem(
    422,
    '基本医保与大病保险支付超过政策范围内费用',
    'Basic and critical-illness insurance paid more than the in-scope cost',
    '基本医保与大病保险合计 {paid}，符合政策范围金额 {inScope}；请核对。',
    'basic + criticalIllness = {paid} and inScope = {inScope}; these insurers pay in-scope cost only, check the amounts.',
  ),
  'dates-reversed': problem(
    422,
    '出院日期早于入院日期',
    'Discharge is before admission',
    '入院 {admittedOn}，出院 {dischargedOn}；请更正日期。',
    'Admitted on {admittedOn}, discharged on {dischargedOn}; send a discharge on or after the admission.',
  ),
  'date-in-future': problem(
    422,
    '日期在将来',
    'The date is in the future',
    '{field} 为 {date}，今天是 {today}（北京时间）；请在该日或之后结算。',
    '{field} is {date} and today is {today} in China; settle on that day or later.',
  ),
  'person-not-registered': problem(
    422,
    '人员未登记',
    'The person is not registered',
    '没有人员 {personNo}；请先由医保经办机构登记（PUT /v1/beneficiaries/{personNo}）。',
    'There is no person {personNo}; the bureau registers people with PUT /v1/beneficiaries/{personNo}.',
  ),
  'hospital-not-registered': problem(
    422,
    '医疗机构未登记',
    'The hospital is not registered',
    '没有医疗机构 {hospitalCode}；请先由医保经办机构登记（PUT /v1/hospitals/{hospitalCode}）。',
    'There is no hospital {hospitalCode}; the bureau registers hospitals with PUT /v1/hospitals/{hospitalCode}.',
  ),
  'hospital-not-designated': problem(
    422,
    '非定点医疗机构',
    'The hospital is not designated',
    '医疗机构 {hospitalCode} 不是定点医药机构，不能结算；请核对编码或由经办机构更新定点状态。',
    'Hospital {hospitalCode} is not designated, so nothing can be settled there; check the code, or have the bureau set `designated`.',
  ),
  'disease-code-missing': problem(
    422,
    '缺少病种编码',
    'The disease code is missing',
    '{care} 须填 diseaseCode，并与有效备案的病种一致。',
    'Send `diseaseCode` for {care}; it names the disease of a registration in force.',
  ),
  'policy-missing': problem(
    422,
    '没有适用的政策',
    'No policy is in force',
    '地区 {region} 在 {on} 没有生效的政策包；可用 GET /v1/policies 查看已加载的政策。',
    'No policy pack is in force for region {region} on {on}; GET /v1/policies lists the packs loaded.',
  ),
  'figure-missing': problem(
    422,
    '缺少年度数据',
    'A yearly figure is missing',
    '地区 {region} 的政策需要「{figure}」{year}，但没有该数据；请在政策包 figures 中补充（{clause}）。',
    'The policy of region {region} needs the figure `{figure}` {year}, which is not there; add it to `figures` of the pack ({clause}).',
  ),
  'schedule-missing': problem(
    422,
    '缺少待遇标准',
    'A benefit schedule is missing',
    '地区 {region} 没有可用于 {care} 的「{schedule}」标准；请在 paid.{field} 中填写已支付金额。{why.zh}',
    'Region {region} has no `{schedule}` schedule for {care}; send the amount already paid in `paid.{field}`. {why.en}',
  ),
  'tier-missing': problem(
    422,
    '缺少参保档次',
    'The enrolled tier is missing',
    '地区 {region} 按参保档次计算；请为人员 {personNo} 登记 enrolledTier（1 或 2），或直接填写 paid.basic。',
    'Region {region} goes by the enrolled tier; register `enrolledTier` 1 or 2 for person {personNo}, or send `paid.basic`.',
  ),
  'tier-unknown': problem(
    422,
    '该地区没有此档次',
    'The region has no such tier',
    '地区 {region} 没有第 {tier} 档；请去掉 tier 或填写：{known}。',
    'Region {region} has no tier {tier}; leave `tier` out or send one of: {known}.',
  ),
  'settlement-no-reused': problem(
    422,
    '结算编号已用于其他内容',
    'The settlement number was used for another claim',
    '医疗机构 {hospitalCode} 的结算编号 {settlementNo} 已用于内容不同的结算 {settlementId}；请换用新编号。',
    'Hospital {hospitalCode} has used the settlement number {settlementNo} for another claim (settlement {settlementId}); send a new number.',
  ),
  'settlement-reversed': problem(
    409,
    '该结算已冲正',
    'The settlement was reversed',
    '结算 {settlementNo} 已由 {reversalNo} 冲正，编号不可再用；请用新编号重新结算。',
    'Settlement {settlementNo} was reversed by {reversalNo} and its number is spent; settle again under a new number.',
  ),
  'reversal-no-reused': problem(
    422,
    '冲正编号已用于其他结算',
    'The reversal number was used for another settlement',
    '冲正编号 {reversalNo} 已用于结算 {settlementNo}；请换用新编号。',
    'The reversal number {reversalNo} was used for settlement {settlementNo}; send a new one.',
  ),
  'later-settlements-depend': problem(
    409,
    '后续结算受影响',
    'Later settlements depend on this one',
    '冲正后有 {count} 笔后续结算的金额会改变；如需一并重算，请以 resettleLater: true 重新发送。',
    '{count} later settlements would come out differently; send `resettleLater: true` to settle them anew in the same step.',
  ),
  'identity-period-invalid': problem(
    422,
    '身份起止日期有误',
    'The period of the identity is not valid',
    '起 {from}，止 {to}；截止日期不能早于起始日期。',
    'From {from} to {to}; send an end on or after the beginning.',
  ),
  'identity-overlaps': problem(
    409,
    '同类身份期间重叠',
    'The identity overlaps one of the same category',
    '与身份 {id}（{from} 至 {to}）重叠；请先终止原身份或调整日期。',
    'It overlaps identity {id} ({from} to {to}); end that one first or change the days.',
  ),
  'registration-invalid': problem(422, '备案内容有误', 'The registration is not valid', '{reason.zh}', '{reason.en}'),
  'caller-invalid': problem(422, '调用方信息有误', 'The caller is not valid', '{reason.zh}', '{reason.en}'),
  'subsidy-conflict': problem(
    409,
    '该年度参保资助已登记',
    'The premium subsidy of the year is recorded already',
    '人员 {personNo} {year} 年的参保资助已按第 {tier} 档登记；一人一年一次。',
    'The subsidy of person {personNo} for {year} is recorded already (tier {tier}); it is given once a person and year.',
  ),
  ...problemsOfMessages,
  overloaded: problem(
    503,
    '服务繁忙',
    'The service is busy',
    '等待的结算过多，未写入任何内容；请稍后以同一编号重发。',
    'Too many settlements are waiting and nothing was written; send the same request again, with the same number, after `retry-after` seconds.',
  ),
  'deadline-exceeded': problem(
    503,
    '等待超时',
    'The request waited too long',
    '在开始写入前已超时，未写入任何内容；请以同一编号重发。',
    'The time ran out before anything was written; send the same request again with the same number.',
  ),
  'database-unavailable': problem(
    503,
    '数据库不可用',
    'The database is not reachable',
    '结果未知时请以同一编号重发，不会重复支付。',
    'Send the same request again with the same number: it is never paid twice.',
  ),
  internal: problem(
    500,
    '内部错误',
    'An error of the service',
    '请将 x-request-id 提供给运维人员。',
    'Give the x-request-id to those who run the service.',
  ),
} as const satisfies Record<string, Problem>

export type ErrorCode = keyof typeof problems

/** Words for `{place}` in a detail: one text for both languages, or one for each. */
export type RefusalParams = Readonly<Record<string, string | Bilingual>>

/** A refusal by name. Thrown anywhere below HTTP; one handler turns it into problem+json. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly params: RefusalParams
  readonly faults: readonly Fault[]
  /** Further members of the problem document, such as the settlements that depend. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    params: RefusalParams = {},
    more: { faults?: readonly Fault[]; extra?: Record<string, unknown> } = {},
  ) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.faults = more.faults ?? []
    this.extra = more.extra ?? {}
  }
}

export function refuse(
  code: ErrorCode,
  params: RefusalParams = {},
  more: { faults?: readonly Fault[]; extra?: Record<string, unknown> } = {},
): never {
  throw new Refusal(code, params, more)
}

/** Fills the `{places}` of a sentence. `{reason.zh}` takes the Chinese side of a bilingual word. */
export function fill(template: string, params: RefusalParams, language: keyof Bilingual): string {
  return template.replace(/\{([\w-]+)(?:\.(?:zh|en))?\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) return ''
    return typeof value === 'string' ? value : value[language]
  })
}

export function detailOf(refusal: Refusal, language: keyof Bilingual): string {
  return fill(problems[refusal.code].detail[language], refusal.params, language).trim()
}
