import { demoPerson } from '../../application/demo/demo-people.ts'

const jinchengDibao = demoPerson('140500', 'dibao')

/** Bodies of applications and their steps, by the name of the schema. */
export const applicationExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  ApplicationRequest: [
    'The margin of dibao / 低保边缘申请',
    {
      applicationNo: 'SQ-2023-0001',
      personNo: jinchengDibao,
      category: 'dibao-marginal',
      requestedFrom: '2023-01-01',
      documents: ['家庭经济状况核对授权书', '收入证明'],
      contact: { name: '示例王某', phone: '13800000000' },
    },
  ],
  ApplicationDocuments: ['A paper that was missing / 补交材料', { documents: ['诊断证明'] }],
  ApplicationForwarding: ['To civil affairs / 转民政部门', { department: '民政部门', asked: '请认定低保边缘家庭' }],
  ApplicationTelling: ['By telephone / 电话告知', { how: '电话告知申请人' }],
  ApplicationCheck: ['Nothing against it / 核对通过', { findings: '入户核查与信息核对一致' }],
  ApplicationPublication: ['In the village / 村务公开栏', { place: '村务公开栏', until: null }],
  ApplicationApproval: [
    'From the day applied for / 自申请起始日',
    {
      certifiedBy: 'civil-affairs',
      certificateNo: '晋城民边2023-0001',
      to: null,
    },
  ],
  ApplicationRefusal: ['Above the line / 超过标准', { reason: '家庭人均收入超过规定标准' }],
  ApplicationWithdrawal: ['Taken back / 申请人撤回', { reason: '申请人主动撤回' }],
}
