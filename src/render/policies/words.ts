import type { Bilingual } from '../../domain/language.ts'
import type { Status } from '../../domain/policies/pack.ts'

/** The words of the law page besides the law's own. */
export const lawWords = {
  title: { zh: '医疗救助政策', en: 'The law of medical assistance' },
  on: { zh: '适用日期', en: 'As of' },
  region: { zh: '地区', en: 'Region' },
  hash: { zh: '政策包哈希', en: 'Hash of the pack' },
  inForce: { zh: '有效期', en: 'In force' },
  open: { zh: '无期限', en: 'no end' },
  issued: { zh: '发文日期', en: 'Issued' },
  issuer: { zh: '发文机关', en: 'Issuer' },
  common: { zh: '通用规则（各地适用）', en: 'Common rules, which hold everywhere' },
  reading: { zh: '解读理由', en: 'Why it is read so' },
  source: { zh: '来源', en: 'Source' },
  replaces: { zh: '取代', en: 'In place of' },
  silent: { zh: '政策没有规定的事项', en: 'What the law says nothing of' },
  silentNote: {
    zh: '下列事项在本地文件和所承接的文件里都没有找到，也没有写明由谁规定。',
    en: 'No document of the region or of those it inherits speaks of these, nor says who is to.',
  },
  nothing: { zh: '没有', en: 'None' },
  examples: { zh: '例子', en: 'Examples' },
  published: { zh: '公布的例子', en: 'Published' },
  derived: { zh: '据条款算出', en: 'Worked from the clauses' },
  changed: { zh: '有变化', en: 'changed' },
  new: { zh: '新增', en: 'new' },
  gone: { zh: '此后没有', en: 'gone later' },
  notHere: { zh: '这一天没有这一条', en: 'No such clause on this day' },
  page: { zh: '第 {at} 页，共 {of} 页', en: 'Page {at} of {of}' },
} satisfies Record<string, Bilingual>

export const statusWords: Readonly<Record<Status, Bilingual>> = {
  text: { zh: '原文', en: 'Text' },
  reading: { zh: '解读', en: 'Reading' },
  unconfirmed: { zh: '未经证实', en: 'Unconfirmed' },
  gap: { zh: '留白', en: 'Left open' },
  manual: { zh: '人工核定', en: 'By hand' },
}
