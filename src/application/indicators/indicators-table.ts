import type { Language } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { column, type ExportColumn, type ExportTable, tableOf } from '../shared/table.ts'
import { type IndicatorsAsked, readIndicators, type ShownIndicator } from './read-indicators.ts'

const everyone = { zh: '全部', en: 'all' }
const nobody = { zh: '无身份', en: 'no identity' }

/** The figures as a file. Errors: those of the figures. */
export async function indicatorsTable(
  service: Service,
  caller: Caller,
  asked: IndicatorsAsked,
  language: Language,
): Promise<ExportTable> {
  const { figures } = await readIndicators(service, caller, asked, language)
  const title = { zh: `${asked.region} ${asked.year} 年绩效指标`, en: `Figures of ${asked.region}, ${asked.year}` }
  const name = `indicators-${asked.region}-${asked.year}`
  return tableOf({ name, title, columns: columnsIn(language), rows: portion(figures) }, language)
}

async function* portion(figures: readonly ShownIndicator[]) {
  yield figures
}

function columnsIn(language: Language): ExportColumn<ShownIndicator>[] {
  return [
    column('指标', 'indicator', ({ name }) => name),
    column('范围', 'of', (figure) => scopeOf(figure, language)),
    column('数值', 'value', ({ value }) => value),
    column('分子', 'numerator', ({ numerator }) => numerator.amount, 'amount'),
    column('分子口径', 'numerator of', ({ numerator }) => numerator.what),
    column('分母', 'denominator', ({ denominator }) => denominator?.amount ?? null, 'amount'),
    column('分母口径', 'denominator of', ({ denominator }) => denominator?.what ?? null),
    column('目标', 'goal', ({ goal }) => goal?.value ?? null),
    column('目标依据', 'source of the goal', ({ goal }) => (goal ? `${goal.cite}：${goal.says}` : null)),
  ]
}

function scopeOf({ scope, category, care }: ShownIndicator, language: Language): string {
  if (scope === 'care' && care !== null) return careNames[care][language]
  if (scope === 'all') return everyone[language]
  return category === null ? nobody[language] : categoryName(category)[language]
}
