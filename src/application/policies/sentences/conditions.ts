import type { Bilingual } from '../../../domain/language.ts'
import { agesName } from '../../../domain/names/ages.ts'
import type { RowOf } from '../../../domain/policies/pack.ts'
import { caresSaid, figureSaid, filled, joinSaid, levelsSaid, moneySaid, placesSaid, say, shareSaid } from './words.ts'

type Asked = Pick<
  RowOf<'aid'>,
  'where' | 'levels' | 'grades' | 'inScopeAbove' | 'inScopeUpTo' | 'referral' | 'diseases' | 'insured' | 'ages'
>

/** What a visit has to be for a row to hold, as one phrase in brackets; nothing where the row asks for nothing. */
export function conditionsSaid(asked: Partial<Asked>, more: readonly (Bilingual | null)[] = []): Bilingual {
  const parts = [...ofHospital(asked), ...ofVisit(asked), ...more]
  const said = joinSaid(parts, say('，', ', '))
  return said.zh === '' ? say('', '') : say(`（${said.zh}）`, ` (${said.en})`)
}

function ofHospital({ where, levels: level, grades }: Partial<Asked>): (Bilingual | null)[] {
  return [
    where && where !== 'anywhere' ? (placesSaid[where] ?? null) : null,
    level ? filled('{level}医院', 'hospitals of {level}', { level: levelsSaid(level) }) : null,
    grades ? filled('{grades}医院', 'hospitals of {grades}', { grades: levelsSaid(grades) }) : null,
  ]
}

function ofVisit({
  inScopeAbove,
  inScopeUpTo,
  referral,
  diseases,
  insured,
  ages,
}: Partial<Asked>): (Bilingual | null)[] {
  const [proper, without] = [say('规范转诊', 'properly referred'), say('未经转诊', 'without referral')]
  const [yes, no] = [say('参保', 'insured'), say('未参保', 'not insured')]
  return [
    inScopeAbove ? filled('政策范围内费用超过{a}', 'in-scope cost above {a}', { a: moneySaid(inScopeAbove) }) : null,
    inScopeUpTo ? filled('政策范围内费用不超过{a}', 'in-scope cost up to {a}', { a: moneySaid(inScopeUpTo) }) : null,
    referral === undefined ? null : { proper, none: without }[referral],
    diseases ? say(`疾病代码 ${diseases.join('、')}`, `diseases ${diseases.join(', ')}`) : null,
    insured === undefined ? null : { yes, no }[insured],
    ages ? agesName(ages) : null,
  ]
}

export function deductibleSaid(value: RowOf<'aid'>['deductible']): Bilingual {
  if (value === 'none') return say('不设起付标准，', 'without a deductible')
  const amount =
    'amount' in value
      ? moneySaid(value.amount)
      : 'figure' in value
        ? filled('当年{f}', 'the year’s {f}', { f: figureSaid(value.figure) })
        : filled('上年{f}的{s}', '{s} of last year’s {f}', { f: figureSaid(value.of), s: shareSaid(value.share) })
  const { over, counts, period, lookBack } = value
  const more = joinSaid([
    over === 'year' ? say('按年', 'over the year') : over === 'visit' ? say('按次', 'each visit') : null,
    period ? periodSaid(period) : null,
    counts ? filled('{c}合并计算', 'filled by {c} together', { c: caresSaid(counts) }) : null,
    lookBack ? lookBackSaid(lookBack) : null,
  ])
  const brackets = more.zh === '' ? say('', '') : say(`（${more.zh}）`, ` (${more.en})`)
  return filled('超过{a}{b}的部分', 'of what is above {a}{b}', { a: amount, b: brackets })
}

type Deductible = Exclude<RowOf<'aid'>['deductible'], 'none'>

function lookBackSaid({ from, months }: NonNullable<Deductible['lookBack']>): Bilingual {
  const before = {
    visit: say('就诊', 'the visit'),
    identity: say('取得身份', 'the identity'),
    application: say('申请', 'the application'),
  }[from]
  return filled('{b}前{n}个月的费用计入', 'costs of the {n} months before {b} count', {
    b: before,
    n: say(months, months),
  })
}

/** Over what a limit or a deductible counts. */
export function periodSaid(period: NonNullable<RowOf<'limits'>['period']>): Bilingual {
  if (typeof period === 'string') return calendarPeriods[period]
  if ('months' in period)
    return filled('任意连续{n}个月', 'any {n} months on end', { n: say(period.months, period.months) })
  const [month, day] = period.begins.split('-').map((part) => String(Number(part)))
  return say(`每年自${month}月${day}日起`, `years from ${period.begins}`)
}

const calendarPeriods = {
  year: say('每年', 'each year'),
  'half-year': say('每半年', 'each half-year'),
  quarter: say('每季度', 'each quarter'),
  month: say('每月', 'each month'),
  visit: say('每次', 'each visit'),
  lifetime: say('终身', 'for life'),
} as const

interface Band {
  readonly upTo?: string | undefined
  readonly rate: string
}

export function ratesSaid(
  rate: string | undefined,
  bands: readonly Band[] | undefined,
  are?: 'marginal' | 'whole',
): Bilingual {
  if (!bands) return rate === undefined ? say('', '') : shareSaid(rate)
  const said = bands.map((band) =>
    band.upTo === undefined
      ? filled('以上{r}', '{r} above', { r: shareSaid(band.rate) })
      : filled('至{a} {r}', '{r} up to {a}', { a: moneySaid(band.upTo), r: shareSaid(band.rate) }),
  )
  const list = joinSaid(said, say('，', ', '))
  return are === 'whole' ? say(`${list.zh}（全部按所在段）`, `${list.en} (all at the rate of its band)`) : list
}
