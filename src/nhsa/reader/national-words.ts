import { shortId } from '../../application/shared/short-id.ts'

/**
 * The words of refusals name the fields of the API; whoever reads them in a message knows the national names. Longer
 * names come first, because they hold shorter ones.
 */
const names: readonly (readonly [ours: string, national: string])[] = [
  ['paid.criticalIllness', 'exp_content.hifmi_pay'],
  ['paid.assistance', 'exp_content.maf_pay'],
  ['paid.basic', 'exp_content.hifp_pay'],
  ['paid 各项', 'exp_content 中各项支付'],
  ['请在 besides 中', '请在 exp_content 的 besides_msgid 中'],
  ['thirdPartyInjury', 'rel_ttp_flag'],
  ['resettleLater: true', 'exp_content {"resettle_later":"1"}'],
  ['；可用 GET /v1/policies 查看已加载的政策', '，该日的就诊不能在此结算；请核对日期，或联系参保地经办机构'],
  ['请经办机构在政策包 figures 中补充', '请经办机构补充'],
  [
    '请先对账（POST /v1/reconciliations，交易 3202），再按 here 中的 count、total、fundPaid、personPaid 申请',
    '请先对账（3202），再按账面金额（申请金额加该差额）申请',
  ],
  ['（here）', ''],
  ['；可用 GET /v1/clearings 查看已有申请', '；已有的申请请用 3204 撤销后重新申请'],
  ['；请登记参保档次（POST /v1/beneficiaries/…/enrolments），', '；请经办机构登记参保档次，'],
  ['（1101 或 POST /v1/certificate-reads）', '（1101）'],
  ['由统筹地区在政策包 plausibleAmount 中调整', '请联系统筹地区经办机构调整'],
  ['critical-illness-deductible', '大病保险起付线'],
  ['diseaseCode', 'dise_codg'],
  ['dischargedOn', 'dscgTime'],
  ['servedOn', 'begntime'],
  ['结算编号', '报文编号'],
  // A message is looked for in the log by its own number.
  ['x-request-id', 'msgid'],
]

/** A route of the API that the bureau uses says nothing to a hospital's program. */
const route = /（(?:GET|PUT|POST|PATCH|DELETE) \/v1\/[^）]{1,80}）/g

/** A number of ours, which messages have in the short form that fits `setl_id`. */
const id = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

export function nationalWords(text: string): string {
  return names
    .reduce((said, [ours, national]) => said.replaceAll(ours, national), text)
    .replaceAll(route, '')
    .replaceAll(id, (uuid) => shortId(uuid))
}
