const one = (summary: string, value: object) => ({ example: { summary, value } })

/** Of people who sign in, and of what one of them asks and another decides. */
export const operatorExamples = {
  OperatorRequest: one('A clerk of the bureau / 经办人员', {
    username: 'li.si',
    name: '李四',
    kind: 'bureau',
    region: '140500',
    posts: ['clerk'],
  }),
  OperatorChange: one('Other posts / 变更岗位', { posts: ['clerk', 'reviewer'] }),
  SignIn: one('As the admin handed it over / 初始密码登录', { username: 'li.si', password: 'abcde-fghjk-mnpqr-stuvw' }),
  PasswordChange: one('A password of one’s own / 修改初始密码', {
    current: 'abcde-fghjk-mnpqr-stuvw',
    next: 'six-words-of-the-day',
  }),
  PolicyCorrectionRequest: one('A pack whose rate was wrong / 更正救助比例有误的政策包', {
    ...{ region: '140500', policyHash: `sha256:${'0'.repeat(64)}`, reason: '救助比例录入有误，已更正' },
  }),
  TaskReason: one('Why / 原因', { reason: '金额有误，请核对后重新提出' }),
  ReferralDecision: one('As the hospital sent it / 予以确认', { decision: 'confirm', reason: '材料齐全' }),
}
