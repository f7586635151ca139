import type { Bilingual } from '../../language.ts'
import { exampleWords } from './examples.ts'
import { registerWords } from './registers.ts'

const text = {
  zh: { zh: '中文', en: 'In Chinese' },
  en: { zh: '英文', en: 'In English' },
} satisfies Record<string, Bilingual>

/** The head of a file, and what every clause says of itself. */
export const headWords: Readonly<Record<string, Bilingual>> = {
  ...text,
  ...registerWords,
  ...exampleWords,
  region: { zh: "六位行政区划代码，加引号：'140500'", en: "Region code of six digits, in quotes: '140500'" },
  name: { zh: '名称', en: 'Name' },
  role: {
    zh: 'policy 政策文件：其有效期就是规则的有效期；supplement 补充标准、数据',
    en: 'policy: gives law, and its days are the law’s; supplement: adds schedules and figures',
  },
  document: { zh: '这个文件本身', en: 'The document itself' },
  'document.number': { zh: '文号，如 晋市政办〔2022〕40号', en: 'Its number as printed' },
  'document.title': { zh: '标题', en: 'Its title' },
  'document.issuer': { zh: '发文机关', en: 'Who issued it' },
  'document.issued': { zh: '发文日期；不知道写 null', en: 'Day of issue; null where it is not known' },
  inForce: { zh: '有效期', en: 'The days in force' },
  'inForce.from': { zh: '生效日', en: 'First day' },
  'inForce.to': { zh: '失效日；没有写失效日的为 null', en: 'Last day; null where the document has none' },
  'inForce.reading': { zh: '有效期没有写明时，为什么这样认定', en: 'Why open dates are read so' },
  inherits: { zh: '上级地区：它的条款在这里也有效，除非被取代', en: 'The region whose clauses hold here too' },
  clauses: { zh: '条款，按文件的顺序', en: 'The clauses, in the order of the document' },
  clause: { zh: '条款编号，在本地区内唯一，如 art-11', en: 'Id of the clause, once in the region, such as art-11' },
  cite: { zh: '出处：文号和条款，如 晋市政办〔2022〕40号 第十一条', en: 'Citation as printed: document and article' },
  says: { zh: '用自己的话说这一条规定了什么', en: 'Our own words for what the clause says' },
  status: {
    zh: 'text 文件原文，reading 解读（写理由），unconfirmed 未经证实（写来源），gap 留白，manual 人工核定',
    en: 'text; reading, with why; unconfirmed, with its source; gap; manual',
  },
  reading: { zh: '一句话：为什么这样解读', en: 'One sentence: why the text is read so' },
  source: { zh: '未经证实的数值从哪里来', en: 'Where an unconfirmed value comes from' },
  replaces: { zh: '它取代的上级条款，如 140000/J4', en: 'Inherited clauses whose place it takes, such as 140000/J4' },
  switches: { zh: '对整个政策包的解读选择', en: 'Readings that hold for the whole pack' },
}
