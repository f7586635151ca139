/**
 * The words of refusals name the fields of the API; whoever reads them in a message knows the national names. Longer
 * names come first, because they hold shorter ones.
 */
const names: readonly (readonly [ours: string, national: string])[] = [
  ['paid.criticalIllness', 'exp_content.hifmi_pay'],
  ['paid.basic', 'exp_content.hifp_pay'],
  ['paid 各项', 'exp_content 中各项支付'],
  ['resettleLater: true', 'exp_content {"resettle_later":"1"}'],
  ['；可用 GET /v1/policies 查看已加载的政策', '，该日的就诊不能在此结算；请核对日期，或联系参保地经办机构'],
  [
    '请在政策包 figures 中补充',
    '请在 exp_content 中填写 hifp_pay、hifmi_pay（已支付金额）后重新发送，或请经办机构补充该数据',
  ],
  ['diseaseCode', 'dise_codg'],
  ['dischargedOn', 'dscgTime'],
  ['servedOn', 'begntime'],
  ['结算编号', '报文编号'],
]

export function nationalWords(text: string): string {
  return names.reduce((said, [ours, national]) => said.replaceAll(ours, national), text)
}
