import { catalogue } from './pairs.ts'

export const taskWords = catalogue({
  title: { zh: '待办', en: 'Tasks' },
  about: {
    zh: '须由另一人复核的事项；复核通过后按原请求执行。',
    en: 'What needs a second pair of eyes; once approved it is done as it was asked.',
  },
  what: { zh: '事项', en: 'What' },
  madeBy: { zh: '提出人', en: 'Asked by' },
  madeAt: { zh: '提出时间', en: 'Since' },
  state: { zh: '状态', en: 'State' },
  decidedBy: { zh: '复核人', en: 'Decided by' },
  waiting: { zh: '待复核', en: 'Waiting' },
  doing: { zh: '执行中', en: 'Being done' },
  done: { zh: '已执行', en: 'Done' },
  failed: { zh: '执行失败', en: 'Failed' },
  refused: { zh: '已退回', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  asked: { zh: '请求内容', en: 'What is asked' },
  answer: { zh: '执行结果', en: 'What came of it' },
  approve: { zh: '复核通过并执行', en: 'Approve, and have it done' },
  refuse: { zh: '退回', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Take back' },
  reason: { zh: '原因', en: 'Reason' },
  reasonToRefuse: { zh: '退回原因', en: 'Reason to refuse' },
  reasonToWithdraw: { zh: '撤回原因', en: 'Reason to take it back' },
  ownTask: { zh: '本人提出的事项须由另一人复核。', en: 'Somebody else decides what one asked for.' },
})
