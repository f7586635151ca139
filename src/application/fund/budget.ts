import {
  aidByVisitMonth,
  type BudgetRow,
  insertBudget,
  lastBudget,
  listBudgetVersions,
  lockBudgets,
} from '../../db/fund/budgets.ts'
import { readMoved } from '../../db/fund/journal.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, chinaTime } from '../../domain/calendar.ts'
import { type BudgetWarning, forecastOf, monthAbove, type YearMonths } from '../../domain/fund/forecast.ts'
import { type Purpose, purposes, type Source, sources } from '../../domain/fund/fund-names.ts'
import { statementOf } from '../../domain/fund/statement.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { decimal, sum, yuan, zero } from '../../domain/money.ts'
import type { FundScope } from '../../domain/policies/funds.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { requireFund, requireOwnFund } from './post-once.ts'
import { fundPosition } from './read-fund.ts'

export interface BudgetInput {
  readonly region: string
  readonly year: number
  readonly documentNo: string
  readonly note: string
  readonly sources: Partial<Readonly<Record<Source, string | undefined>>>
  readonly purposes: Partial<Readonly<Record<Purpose, string | undefined>>>
}

export type BudgetAnswer = Awaited<ReturnType<typeof readBudget>>

/** Enters a fund's budget of a year, or a new version of it; the same again changes nothing. Errors: `forbidden`, those of the fund. */
export async function putBudget(
  service: Service,
  caller: Caller,
  { region, year, ...input }: BudgetInput,
  language: Language,
): Promise<BudgetAnswer> {
  requireOwnFund(service, caller, region)
  const of = <Name extends string>(
    names: readonly Name[],
    given: Partial<Readonly<Record<Name, string | undefined>>>,
  ) => Object.fromEntries(names.map((name) => [name, given[name] ?? '0.00'])) as Record<Name, string>
  const entered = {
    ...{ documentNo: input.documentNo, note: input.note },
    ...{ sources: of(sources, input.sources), purposes: of(purposes, input.purposes) },
  }
  await withTransaction(service.db.pool, async (client) => {
    await lockBudgets(client, region)
    const last = await lastBudget(client, region, year)
    if (last !== null && isSame(last, entered)) return
    const now = service.clock().toISOString()
    const version = (last?.version ?? 0) + 1
    await insertBudget(client, { region, year, version, ...entered, enteredAt: now, callerId: caller.id })
    const noted = { action: 'fund-budget-entered', detail: { region, year }, callerId: caller.id } as const
    await recordChangeIn(client, { ...noted, at: service.clock() })
  })
  return readBudget(service, caller, { region, year }, language)
}

type Entered = Pick<BudgetRow, 'documentNo' | 'note' | 'sources' | 'purposes'>

function isSame(last: BudgetRow, entered: Entered): boolean {
  const { documentNo, note: said, sources: from, purposes: to } = last
  return canonical({ documentNo, note: said, sources: from, purposes: to }) === canonical(entered)
}

/**
 * A fund's budget of a year beside what has come in and gone out of it, what is committed, and its aid foreseen to December; with a
 * warning where it will not hold. Errors: `forbidden`, `not-found` where none was entered, those of the fund.
 */
export async function readBudget(
  service: Service,
  caller: Caller,
  { region, year }: { readonly region: string; readonly year: number },
  language: Language,
) {
  const scope = requireFund(service, caller, region, 'bureau', 'auditor')
  const entered = await listBudgetVersions(service.db.pool, region, year)
  const [budget] = entered
  if (budget === undefined) {
    return refuse('not-found', { what: { zh: `${region} ${year} 年预算`, en: `budget of ${region} for ${year}` } })
  }
  const moved = statementOf(await readMoved(service.db.pool, scope, { from: `${year}-01-01`, to: `${year}-12-31` }))
  const { commitments } = await fundPosition(service.db.pool, scope)
  const foreseen = await foreseenAid(service, scope, year)
  const planned = {
    sources: sum(Object.values(budget.sources).map(decimal)),
    aid: decimal(budget.purposes.aid),
    spending: sum(Object.values(budget.purposes).map(decimal)),
  }
  const aid = sum(foreseen.months.map((one) => one.aid))
  const available = planned.sources.plus(decimal(moved.opening))
  const spending = aid.plus(decimal(budget.purposes['premium-subsidy']))
  const above = monthAbove(foreseen.months, planned.aid)
  const warnings = [
    ...(above === null
      ? []
      : [warningOf('aid-above-budget', { zh: `${above} 月底`, en: monthSaid(year, above) }, language)]),
    ...(spending.gt(available)
      ? [
          warningOf(
            'sources-below-spending',
            { zh: yuan(spending.minus(available)), en: yuan(spending.minus(available)) },
            language,
          ),
        ]
      : []),
  ]
  return {
    ...{ region, year, version: budget.version, documentNo: budget.documentNo, note: budget.note },
    enteredAt: chinaTime(new Date(budget.enteredAt)),
    opening: moved.opening,
    sources: sources.map((source) => ({ source, budget: budget.sources[source], received: moved.received[source] })),
    purposes: purposes.map((purpose) => ({
      ...{ purpose, budget: budget.purposes[purpose] },
      ...{ paid: moved.paid[purpose], recovered: moved.recovered[purpose] },
    })),
    commitments,
    forecast: {
      shape: foreseen.shape,
      aid: yuan(aid),
      months: foreseen.months.map((one) => ({ ...one, aid: yuan(one.aid) })),
      left: yuan(planned.aid.minus(aid)),
    },
    warnings,
    versions: entered.map((one) => ({
      ...{ version: one.version, documentNo: one.documentNo, note: one.note },
      enteredAt: chinaTime(new Date(one.enteredAt)),
      sources: yuan(sum(Object.values(one.sources).map(decimal))),
      purposes: yuan(sum(Object.values(one.purposes).map(decimal))),
    })),
  }
}

const monthSaid = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`

/** A month counts as over once the next has begun: bills of the month in hand are still coming in. */
async function foreseenAid(service: Service, scope: FundScope, year: number) {
  const today = chinaDay(service.clock())
  const monthsOver =
    today.slice(0, 4) > String(year) ? 12 : today.startsWith(String(year)) ? Number(today.slice(5, 7)) - 1 : 0
  const of = async (asked: number): Promise<YearMonths> => {
    const read = new Map((await aidByVisitMonth(service.db.bulk, scope, asked)).map(({ month, aid }) => [month, aid]))
    return Array.from({ length: 12 }, (_, at) => {
      const aid = read.get(at + 1)
      return aid === undefined ? zero : decimal(aid)
    })
  }
  return forecastOf(await of(year), await of(year - 1), monthsOver)
}

const said: Readonly<Record<BudgetWarning, (detail: Bilingual) => Bilingual>> = {
  'aid-above-budget': ({ zh, en }) => ({
    zh: `按预测，医疗救助支出到${zh}将超过全年预算。`,
    en: `As foreseen, medical assistance passes the budget of the year by the end of ${en}.`,
  }),
  'sources-below-spending': ({ zh, en }) => ({
    zh: `按预测，全年支出将超过年初结余与预算收入之和 ${zh} 元。`,
    en: `As foreseen, the year’s spending passes the opening balance and the budgeted sources by ${en} yuan.`,
  }),
}

function warningOf(code: BudgetWarning, detail: Bilingual, language: Language) {
  return { code, text: said[code](detail)[language] }
}
