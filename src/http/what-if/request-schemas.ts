import { z } from 'zod'
import { flagField, named, regionField, wordsText, yearField } from '../shared/fields.ts'

export const draftRegion = regionField('Region whose law the draft is of', '草案所属地区')

const aMonth = z
  .string({ error: 'month' })
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, { error: 'month' })
  .meta({ examples: ['2024-01'] })

const clauseIdText = named(
  z
    .string({ error: 'clause-id' })
    .max(80, { error: 'clause-id', abort: true })
    .regex(/^\d{6}\/[\w.-]+$/, { error: 'clause-id' })
    .meta({ examples: ['140500/J4'] }),
  'The clause, by its region and id as GET /v1/policies/{region} shows it',
  '条款编号，见 GET /v1/policies/{region}',
)
const pathText = named(
  z
    .string({ error: 'draft-path' })
    .max(200, { error: 'draft-path', abort: true })
    .regex(/^\/[^\s]+$/, { error: 'draft-path' })
    .meta({ examples: ['/limits/1/amount'] }),
  'Where the value stands within the clause, as a JSON pointer (RFC 6901)',
  '参数在条款内的位置，JSON 指针（RFC 6901）',
)

const packValue: z.ZodType = z.union([z.string(), z.null(), z.array(z.unknown()), z.record(z.string(), z.unknown())])

const draftFile = z.strictObject({
  name: wordsText(120, 'What its faults call it', '文件名，用于说明错误所在'),
  text: named(
    z.string({ error: 'draft-text' }).min(1, { error: 'draft-text' }).max(400_000, { error: 'draft-text' }),
    'A pack file in YAML, as in POLICY_DIR. It takes the place of the document of the same region, number and first day, or stands beside',
    'YAML 政策包文件，与 POLICY_DIR 中的相同；替换地区、文号、生效日均相同的文件，没有则为新增',
  ),
})

const draftEdit = z.strictObject({
  clause: clauseIdText,
  path: pathText,
  value: named(
    packValue,
    'What stands there instead, as a pack holds it: numbers as text',
    '改为的值，与政策包写法一致，数字写成字符串',
  ),
})

const draft = named(
  z.strictObject(
    {
      files: named(z.array(draftFile).max(10), 'Documents of the draft', '草案文件').optional(),
      edits: named(z.array(draftEdit).max(50), 'Values that are written otherwise', '改动的参数').optional(),
    },
    { error: 'object' },
  ),
  'The draft: files, values that are changed, or both; empty it is the pack in force',
  '草案：整份文件、改动的参数，或两者；为空即现行政策包',
)

const categoryText = z
  .string({ error: 'category' })
  .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'category' })
  .meta({ examples: ['dibao'] })
const percent = (en: string, zh: string) =>
  named(z.int({ error: 'percent' }).min(1, { error: 'percent' }).max(1000, { error: 'percent' }), en, zh)

const people = named(
  z.strictObject(
    {
      more: named(
        z
          .array(
            z.strictObject({
              category: named(
                categoryText.nullable(),
                'Identity; null for people without one',
                '救助身份；null 为无身份',
              ),
              percent: percent('How many more, of a hundred there are', '每百人增加的人数'),
            }),
          )
          .max(20),
        'People who are not in the ledger yet, drawn from those of their like',
        '尚未纳入台账的人员，从同类人员中抽取',
      ).optional(),
      identities: named(
        z
          .array(
            z.strictObject({
              from: named(categoryText.nullable(), 'Identity that they hold; null for none', '现有身份；null 为无身份'),
              to: named(categoryText, 'Identity that they would hold all year', '全年将持有的身份'),
              percent: named(
                z.int({ error: 'percent' }).min(1, { error: 'percent' }).max(100, { error: 'percent' }),
                'How many of a hundred would hold it',
                '每百人中的人数',
              ),
            }),
          )
          .max(20),
        'People who would hold another identity, drawn from those who hold one or none',
        '将取得另一身份的人员，从现有人员中抽取',
      ).optional(),
    },
    { error: 'object' },
  ),
  'Who is not in it yet',
  '尚未纳入的人员',
)

export const whatIfRequest = z
  .strictObject(
    {
      region: draftRegion,
      year: yearField('Year whose settlements are reckoned again', '测算年度'),
      from: named(
        aMonth,
        'First month whose visits count; January when left out',
        '计入的第一个月；不填为一月',
      ).optional(),
      to: named(
        aMonth,
        'Last month whose visits count; December when left out',
        '计入的最后一个月；不填为十二月',
      ).optional(),
      title: wordsText(200, 'What the draft is called', '草案名称'),
      draft,
      people: people.optional(),
      seed: named(
        z.int().min(0).max(2_147_483_647),
        'What is drawn follows from it; 1 when left out',
        '随机种子，同一种子结果相同；不填为 1',
      ).optional(),
      sensitivity: flagField(
        'Whether 5 and 10 percent more or less of people, prices and use are looked at; false when left out',
        '是否测算人数、费用、就诊各增减 5%、10%；不填为 false',
      ).optional(),
      contributions: flagField(
        'Whether the difference is taken apart by the changed clauses, six at most; false when left out',
        '是否按条款（至多六条）分解差额；不填为 false',
      ).optional(),
      curve: named(
        z.strictObject({
          clause: clauseIdText,
          path: pathText,
          values: named(
            z
              .array(
                z
                  .string({ error: 'curve-values' })
                  .min(1, { error: 'curve-values' })
                  .max(40, { error: 'curve-values' }),
                {
                  error: 'curve-values',
                },
              )
              .min(2, { error: 'curve-values' })
              .max(20, { error: 'curve-values' }),
            'The values that it is given in turn',
            '依次取的值',
          ),
        }),
        'One value of the draft, looked at in several places',
        '单一参数的曲线',
      ).optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'WhatIfRequest' })
