import { z } from 'zod'
import { indicatorsTable } from '../../application/indicators/indicators-table.ts'
import { readIndicators } from '../../application/indicators/read-indicators.ts'
import { indicatorCodes, indicatorUnits, indicatorWords } from '../../domain/indicators/indicator-names.ts'
import { cares } from '../../domain/names/care.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { aCategory } from '../shared/clause.ts'
import { instant, named, oneOf, regionField, yearField, yearQuery } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'

const region = regionField('Region of the people', '参保地区')

const indicatorsQuery = z.strictObject({ region, year: yearQuery('Year of the visits', '就诊年度') })

const names = Object.fromEntries(indicatorCodes.map((code) => [code, indicatorWords[code].name])) as {
  readonly [Code in keyof typeof indicatorWords]: { readonly zh: string; readonly en: string }
}

const part = z
  .strictObject({
    amount: named(z.string(), 'Yuan, or a count', '金额或数量'),
    what: named(z.string(), 'Of what, in the language asked for', '口径'),
  })
  .meta({ id: 'IndicatorPart' })

const figure = z
  .strictObject({
    code: oneOf(indicatorCodes, 'Which figure', '指标代码', names),
    name: named(z.string(), 'Its name in the language asked for', '指标名称'),
    unit: oneOf(indicatorUnits, 'Whether it is a share of one, days or a count', '单位', {
      share: { zh: '比例', en: 'share' },
      days: { zh: '天', en: 'days' },
      count: { zh: '数量', en: 'count' },
    }),
    scope: oneOf(['all', 'category', 'care'], 'Of all, of one identity, or of one kind of care', '范围', {
      all: { zh: '全部', en: 'all' },
      category: { zh: '按身份', en: 'by identity' },
      care: { zh: '按医疗类别', en: 'by care' },
    }),
    category: named(
      aCategory.nullable(),
      'The identity; null in other scopes, and for who has none',
      '身份；无身份为 null',
    ),
    care: named(z.enum(cares).nullable(), 'Kind of care; null in other scopes', '医疗类别'),
    value: named(
      z.string().nullable(),
      'The figure; null where there is nothing to divide by',
      '数值；无分母数据为 null',
    ),
    numerator: named(part, 'What is above the line', '分子'),
    denominator: named(part.nullable(), 'What is below the line; null for a count', '分母；计数指标为 null'),
    goal: named(
      z
        .strictObject({
          value: named(z.string(), 'What it is to come to', '目标值'),
          cite: named(z.string(), 'The document', '依据文件'),
          says: named(z.string(), 'What it says', '原文'),
        })
        .meta({ id: 'IndicatorGoal' })
        .nullable(),
      'The goal with its source; null where no document at hand names one',
      '目标及依据；现有文件未规定的为 null',
    ),
  })
  .meta({ id: 'Indicator' })

const indicators = z
  .strictObject({
    region,
    year: yearField('Year of the visits', '就诊年度'),
    asOf: instant('When it was read', '读取时间'),
    figures: named(z.array(figure), 'The figures', '指标'),
  })
  .meta({ id: 'Indicators' })

const readSchema = {
  operationId: 'getIndicators',
  tags: [tags.overview],
  summary: 'Figures of a year’s aid / 绩效指标',
  description:
    'How the aid of a region did in a year: share settled one-stop, days to pay, combined ratio of the three layers, in-county shares, self-pay and visits, in all, by identity and by care; each with its numerator, denominator and the source of its goal. Visits that stand, as they stand now. It reads the year whole. Bureaus and auditors. / 地区年度救助绩效：一站式结算率、支付天数、三重制度综合支付比例、县域内占比、政策范围内自付比例、人次，分全部、按身份、按医疗类别，各附分子、分母和目标依据。按仍有效的结算现状计算，会读取全年数据。限经办机构与审计。',
  querystring: indicatorsQuery,
  response: { 200: answer(indicators, 'The figures', '绩效指标'), ...refusals() },
}

const csvSchema = {
  ...readSchema,
  operationId: 'exportIndicators',
  summary: 'Figures of a year’s aid as CSV / 下载绩效指标 CSV',
  response: { 200: csvText('The figures', '绩效指标'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportIndicatorsSheet',
  summary: 'Figures of a year’s aid as a spreadsheet / 下载绩效指标电子表格',
  response: { 200: tableFile('The figures', '绩效指标'), ...refusals('export-too-large') },
}

export function indicatorRoutes(app: App, { service }: Parts): void {
  app.get('/indicators', { schema: readSchema }, ({ caller, query, language }) =>
    readIndicators(service, caller, query, language),
  )
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/indicators.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await indicatorsTable(service, caller, query, language), format),
    )
}
