import { z } from 'zod'
import { budgetWarnings } from '../../domain/fund/forecast.ts'
import { purposeNames, purposes, sourceNames, sources } from '../../domain/fund/fund-names.ts'
import {
  amount,
  documentNo,
  instant,
  money,
  named,
  oneOf,
  regionField,
  signedMoney,
  wordsText,
  yearField,
} from '../shared/fields.ts'
import { commitmentsAnswer } from './schemas.ts'

const fundRegion = regionField('Region of the fund', '基金所属地区')

export const budgetParams = z.strictObject({
  region: fundRegion,
  year: named(
    z
      .string({ error: 'year' })
      .regex(/^(19|20)\d\d$/, { error: 'year' })
      .transform(Number)
      .meta({ type: 'integer', pattern: undefined, examples: [2023] }),
    'Year of the budget',
    '预算年度',
  ),
})

const optionalAmounts = <Name extends string>(
  names: readonly Name[],
  words: Readonly<Record<Name, { zh: string; en: string }>>,
) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, amount(words[name].en, words[name].zh).optional()])) as Record<
      Name,
      z.ZodOptional<z.ZodString>
    >,
    { error: 'object' },
  )

export const budgetRequest = z
  .strictObject(
    {
      documentNo: documentNo(100, 'Number of the document that approves it', '批复文号'),
      note: wordsText(200, 'What it is', '摘要'),
      sources: named(
        optionalAmounts(sources, sourceNames),
        'What is to come in, by source; nothing where left out',
        '预算收入，按来源；未填为零',
      ),
      purposes: named(
        optionalAmounts(purposes, purposeNames),
        'What may be spent, by purpose; nothing where left out',
        '预算支出，按用途；未填为零',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'FundBudgetRequest' })

const month = z.strictObject({
  month: named(z.int(), 'Month, 1 to 12', '月份'),
  aid: signedMoney('Aid of the month’s visits', '当月就诊的救助金额'),
  isForecast: named(z.boolean(), 'Whether it is foreseen', '是否为预测'),
})

export const fundBudget = z
  .strictObject({
    region: fundRegion,
    year: yearField('Year of the budget', '预算年度'),
    version: named(z.int(), 'How often it was entered', '版本'),
    documentNo: named(z.string(), 'Number of the document', '批复文号'),
    note: named(z.string(), 'What it is', '摘要'),
    enteredAt: instant('When this version was entered', '录入时间'),
    opening: signedMoney('What the fund held when the year began', '年初结余'),
    sources: named(
      z.array(
        z.strictObject({
          source: oneOf(sources, 'Where it comes from', '资金来源', sourceNames),
          budget: money('Budgeted', '预算'),
          received: signedMoney('Received so far', '已到账'),
        }),
      ),
      'Budget and receipts, by source',
      '收入预算与到账',
    ),
    purposes: named(
      z.array(
        z.strictObject({
          purpose: oneOf(purposes, 'What it is spent on', '用途', purposeNames),
          budget: money('Budgeted', '预算'),
          paid: signedMoney('Paid so far', '已支付'),
          recovered: signedMoney('Recovered so far', '已追回'),
        }),
      ),
      'Budget and payments, by purpose',
      '支出预算与支付',
    ),
    commitments: named(commitmentsAnswer, 'What is promised of the fund today', '目前已承诺金额'),
    forecast: named(
      z.strictObject({
        shape: oneOf(
          ['last-year', 'average', 'none'],
          'How the months to come are foreseen: in last year’s shape, as the mean of those so far, or not at all',
          '预测方法：按上年走势、按已过月份平均、无法预测',
          {
            'last-year': { zh: '按上年走势', en: 'last year’s shape' },
            average: { zh: '按平均', en: 'mean' },
            none: { zh: '无法预测', en: 'none' },
          },
        ),
        aid: signedMoney('Aid of the year to December', '全年救助支出预测'),
        months: named(z.array(month), 'Month by month', '逐月'),
        left: signedMoney(
          'What the budget for aid then has left; below nothing where it does not hold',
          '预算结余；为负表示不足',
        ),
      }),
      'Aid foreseen to December, by the days of the visits',
      '救助支出预测（按就诊日期）',
    ),
    warnings: named(
      z.array(
        z.strictObject({
          code: oneOf(budgetWarnings, 'Which', '类别', {
            'aid-above-budget': { zh: '救助支出将超预算', en: 'aid above budget' },
            'sources-below-spending': { zh: '收入不足', en: 'sources below spending' },
          }),
          text: named(z.string(), 'In words', '说明'),
        }),
      ),
      'Where it will not hold',
      '预警',
    ),
    versions: named(
      z.array(
        z.strictObject({
          version: named(z.int(), 'Which version', '版本'),
          documentNo: named(z.string(), 'Number of the document', '批复文号'),
          note: named(z.string(), 'What it is', '摘要'),
          enteredAt: instant('When it was entered', '录入时间'),
          sources: money('What was to come in, of all sources', '收入预算合计'),
          purposes: money('What was to be spent, for all purposes', '支出预算合计'),
        }),
      ),
      'Every version of it, the newest first, which counts',
      '全部版本，最新在前并为现行',
    ),
  })
  .meta({ id: 'FundBudget' })
