/** Examples of what is put right and taken out of clearings, by the name of the body. */
export const correctionExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  DisallowanceRequest: [
    'An item of the bill / 扣减一个项目',
    {
      ...{ disallowanceNo: 'JH-2023-0001', settlementId: '0190f5fe-7c00-7a00-8000-000000000001', item: '床位费' },
      ...{
        amount: '120.00',
        reason: '超标准收费',
        clause: '医疗保障基金使用监督管理条例 第十五条',
        answerWithinDays: 10,
      },
    },
  ],
  DisallowanceAnswerRequest: ['Not agreed / 不同意', { agrees: false, words: '该项目按医嘱执行，附病历' }],
  DisallowanceDecisionRequest: ['Upheld / 维持扣减', { decision: 'uphold', words: '经复核，超出收费标准' }],
  SettlementCorrectionRequest: [
    'Critical illness paid afterwards / 大病保险事后支付',
    {
      ...{ hospitalCode: 'H14050000001', settlementNo: 'H140500000012023031512000001', correctionNo: 'GZ-2023-0001' },
      reason: '大病保险于 2023 年 4 月赔付个人',
      changes: { paid: { criticalIllness: '1000.00' }, paidTo: 'person' },
    },
  ],
  RecalculationRunRequest: [
    'What was recorded in June / 六月登记的变动',
    {
      ...{ region: '140500', runNo: 'CS-2023-0001', year: 2023, recordedFrom: '2023-06-01', recordedTo: '2023-06-30' },
      reason: '民政部门六月名单追溯认定',
    },
  ],
  RecalculationRunWithdrawal: ['The list was wrong / 名单有误', { reason: '名单有误，更正后重新发起' }],
}
