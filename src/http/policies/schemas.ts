import { z } from 'zod'
import { statusField } from '../shared/clause.ts'
import { aDay, day, named, regionField } from '../shared/fields.ts'

export const policyParams = z.strictObject({
  region: regionField(
    'Region asked for; a county finds its city’s or province’s pack',
    '地区；县级可查到所属市或省的政策',
    'insuplc_admdvs',
  ),
})
export const onQuery = z.strictObject({
  on: day('The day asked for; today in China when left out', '查询日期；不填为今天（北京时间）').optional(),
})

const pageForm = {
  format: named(
    z.enum(['html', 'pdf']).optional(),
    'html or pdf; left out, `Accept` decides, and HTML where it does not',
    'html 或 pdf；不填时按 Accept，未指明则为 HTML',
  ),
  language: named(
    z.enum(['zh', 'en']).optional(),
    'zh or en; left out, `Accept-Language` decides',
    'zh 或 en；不填时按 Accept-Language',
  ),
}
export const lawPageQuery = onQuery.extend(pageForm)
export const lawCompareQuery = z.strictObject({
  from: day('The day whose law is compared', '比较的日期'),
  to: day(
    'The day that it is compared with; today in China when left out',
    '对照的日期；不填为今天（北京时间）',
  ).optional(),
  ...pageForm,
})

export const bilingualText = z
  .strictObject({ zh: named(z.string(), 'In Chinese', '中文'), en: named(z.string(), 'In English', '英文') })
  .meta({ id: 'Bilingual', description: 'In both languages / 中英文' })
export const maybeBilingual = (en: string, zh: string) => named(bilingualText.nullable(), en, zh)

const document = z
  .strictObject({
    region: regionField('Region whose document it is', '文件所属地区'),
    role: named(
      z.enum(['policy', 'supplement']),
      'policy gives law; supplement adds schedules and figures',
      'policy 政策文件, supplement 补充标准与数据',
    ),
    number: named(z.string(), 'Number of the document', '文号'),
    title: named(bilingualText, 'Title', '标题'),
    issuer: named(bilingualText, 'Who issued it', '发文机关'),
    issued: named(aDay.nullable(), 'Date of issue', '发文日期'),
    inForce: named(
      z.strictObject({
        from: named(aDay, 'First day', '生效日'),
        to: named(aDay.nullable(), 'Last day; null while it has no end', '失效日；无期限为 null'),
        reading: named(bilingualText, 'How open dates are read', '对日期的解读').optional(),
      }),
      'Days in force',
      '有效期',
    ),
    clauses: named(z.int(), 'Number of clauses', '条款数'),
  })
  .meta({ id: 'Document' })

const policy = z
  .strictObject({
    region: regionField('Region of the pack', '地区'),
    name: named(bilingualText, 'Name of the region', '地区名称'),
    inherits: named(z.string().nullable(), 'Region whose clauses hold here too', '继承其条款的上级地区'),
    policyHash: named(z.string(), 'Hash of the pack with all it inherits', '政策包哈希，含所继承内容'),
    documents: named(z.array(document), 'Its documents', '政策文件'),
  })
  .meta({ id: 'Policy' })
export const policyList = z
  .strictObject({
    items: named(z.array(policy), 'Every region that has law of its own', '有本地政策的全部地区'),
    nextCursor: named(z.null(), 'There is one page', '仅一页'),
  })
  .meta({ id: 'PolicyList' })

const gap = z
  .strictObject({
    topic: named(z.string(), 'What is left open', '留白事项'),
    for: named(z.array(z.string()), 'Identities it concerns; all when left out', '涉及的身份；不填为全部').optional(),
    care: named(
      z.array(z.string()),
      'Kinds of care it concerns; all when left out',
      '涉及的医疗类别；不填为全部',
    ).optional(),
    tier: named(
      z.enum(['1', '2']),
      'The tier of a premium that it concerns; both when left out',
      '涉及的参保档次；不填为全部',
    ).optional(),
    decides: named(bilingualText, 'Who is to decide', '由谁规定'),
  })
  .meta({ id: 'Gap' })

const policyClause = z
  .strictObject({
    id: named(z.string(), 'Region and clause, such as 500243/P4', '条款编号，如 500243/P4'),
    clause: named(z.string(), 'The clause within its region', '条款代码'),
    cite: named(z.string(), 'The citation as printed', '文件名称与条款'),
    document: named(z.string(), 'Number of its document', '所在文件文号'),
    says: named(bilingualText, 'Our own words for what it says', '条款大意'),
    status: statusField,
    reading: maybeBilingual('Why open text is read so', '解读理由'),
    source: maybeBilingual('Where an unconfirmed value comes from', '未核实数据的来源'),
    replaces: named(z.array(z.string()), 'Inherited clauses that it takes the place of', '所替代的上级条款'),
    from: named(aDay, 'First day in force', '生效日'),
    to: named(aDay.nullable(), 'Last day in force; null while it has no end', '失效日；无期限为 null'),
    gap: named(z.array(gap).nullable(), 'What it leaves to others', '留白'),
    values: named(
      z.record(z.string(), z.unknown()),
      'Its typed values as the pack file holds them; numbers as text',
      '条款参数，与政策包文件一致，数字为字符串',
    ),
  })
  .meta({ id: 'PolicyClause', description: 'A clause with its values / 条款及其参数' })

export const policyDetail = z
  .strictObject({
    region: regionField('Region whose pack is in force', '适用政策的地区'),
    asked: regionField('Region asked for', '所查询的地区'),
    name: named(bilingualText, 'Name of the region', '地区名称'),
    on: named(aDay, 'The day', '日期'),
    policy: named(z.string(), 'region@first day', '地区@生效日'),
    policyHash: named(z.string(), 'Hash of the pack', '政策包哈希'),
    documents: named(z.array(document), 'Its documents, inherited ones included', '政策文件，含继承的'),
    clauses: named(z.array(policyClause), 'Every clause in force that day', '当日有效的全部条款'),
  })
  .meta({ id: 'PolicyDetail' })
