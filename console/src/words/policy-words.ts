import { catalogue } from './pairs.ts'

export const policyWords = catalogue({
  title: { zh: '政策', en: 'Policies' },
  region: { zh: '地区', en: 'Place' },
  on: { zh: '日期', en: 'On' },
  documents: { zh: '文件', en: 'Documents' },
  number: { zh: '文号', en: 'Number' },
  name: { zh: '名称', en: 'Title' },
  issuer: { zh: '印发', en: 'Issued by' },
  inForce: { zh: '施行', en: 'In force' },
  clauses: { zh: '条款', en: 'Clauses' },
  clause: { zh: '条款', en: 'Clause' },
  says: { zh: '大意', en: 'What it says' },
  reading: { zh: '我们的理解', en: 'Our reading' },
  status: { zh: '依据性质', en: 'How sure' },
  page: { zh: '政策阅读页', en: 'The law as a page' },
  compare: { zh: '两日对照', en: 'Two days compared' },
  from: { zh: '此日', en: 'This day' },
  to: { zh: '与此日', en: 'And this one' },
  search: { zh: '查找条款', en: 'Find a clause' },
})
