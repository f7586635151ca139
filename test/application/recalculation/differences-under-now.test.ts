import { beforeAll, describe, expect, test } from 'vitest'
import { listDifferencesUnderNow } from '../../../src/application/recalculation/differences-under-now.ts'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import type { Service } from '../../../src/application/service.ts'
import { amended, publishedOn, withFigures } from '../../support/claims/packs.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

/** As after a figure that was published since: the deductible of monitored people is a tenth of 30000 and not of 29178. */
const published = amended((clause) => ({
  ...clause,
  ...(clause.figures
    ? {
        figures: clause.figures.map((row) =>
          row.name === 'income' && 'values' in row ? { ...row, values: { ...row.values, 2022: '30000' } } : row,
        ),
      }
    : {}),
}))

let desk: Desk
let now: Service
let marginal = ''
let dibao = ''
beforeAll(async () => {
  desk = await openDesk()
  // Somebody whom nothing changes, and somebody whom the figure touches: 10000 − 2917.80 = 7082.20, × 0.70 = 4957.54.
  dibao = await desk.person({ as: 'dibao' })
  marginal = await desk.person({ as: 'monitored-marginal' })
  await desk.settle(dibao, { on: '2023-03-01', inScope: '10000.00' })
  const settled = await desk.settle(marginal, { on: '2023-03-01', inScope: '10000.00', settlementNo: 'D-1' })
  expect(settled.payers.assistance).toBe('4957.54')
  now = await desk.under(published)
})

const list = (service: Service, year = 2023, more: { limit?: number; cursor?: string } = {}, caller = bureau) =>
  listDifferencesUnderNow(service, caller, { region: '140500', year, ...more }, 'en')

describe('what the law of now would change', () => {
  test('is nothing while the law is the same', async () => {
    expect(await list(desk.service)).toEqual({ items: [], refused: [], nextCursor: null })
  })

  test('is shown by person and settlement, before and after, and written nowhere', async () => {
    const { items } = await list(now)
    // 10000 − 3000 = 7000, × 0.70 = 4900.
    expect(items).toMatchObject([
      {
        personNo: marginal,
        personGetsBack: '-57.54',
        settlements: [
          {
            settlementNo: 'D-1',
            before: { assistance: '4957.54' },
            after: { assistance: '4900.00', person: '5100.00' },
          },
        ],
      },
    ])
    expect((await list(now)).items).toEqual(items)
    expect((await list(now, 2022)).items).toEqual([])
    expect(await desk.differences(published)).toEqual([])
  })

  test('goes on page by page, over people of whom nothing differs', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    let pages = 0
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(now, 2023, { limit: 1, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ personNo }) => personNo))
      cursor = page.nextCursor
      pages += 1
    } while (cursor !== null && pages < 5)
    expect([seen, pages]).toEqual([[marginal], 2])
  })

  test('names whom the packs cannot reckon, and shows the others', async () => {
    // 2023 needs the income of 2022, and the year before it may stand in (J6): without either nothing is known of the monitored.
    const without = await desk.under(
      amended((clause) => ({
        ...clause,
        ...(clause.figures
          ? {
              figures: clause.figures.map((row) =>
                row.name === 'income' && 'values' in row ? { ...row, values: { 2019: '23828' } } : row,
              ),
            }
          : {}),
      })),
    )
    const { items, refused } = await list(without)
    expect(items).toEqual([])
    expect(refused).toEqual([{ personNo: marginal, code: 'figure-missing', detail: expect.stringMatching(/income/) }])
  })

  test('is for the bureau and the auditors of the region', async () => {
    expect((await list(now, 2023, {}, jincheng)).items).toHaveLength(1)
    expect((await list(now, 2023, {}, shanxiAuditor)).items).toHaveLength(1)
    for (const caller of [jining, ofHospital(cityHospital)])
      expect((await refusalOf(list(now, 2023, {}, caller))).code).toBe('forbidden')
    const nowhere = listDifferencesUnderNow(now, bureau, { region: '990000', year: 2023 }, 'en')
    expect((await refusalOf(nowhere)).code).toBe('policy-missing')
  })
})

describe('recalculating', () => {
  const span = () => ({ personNo: marginal, year: 2023 })

  test('is by the law of then unless that of now is asked for', async () => {
    const then = await previewRecalculation(now, bureau, span())
    expect(then.settlements).toEqual([])
    const { settlements } = await previewRecalculation(now, bureau, { ...span(), under: 'now' })
    expect(settlements).toMatchObject([{ after: { assistance: '4900.00' } }])
  })

  test('posts by the law of then: what was settled by the figure of before stays as it was', async () => {
    const asked = { ...span(), resettleNo: 'N-1', reason: '核对' }
    expect((await recalculate(now, bureau, asked)).resettlement.settlements).toEqual([])
    expect((await list(now)).items).toHaveLength(1)
  })
})

// 晋医保发〔2023〕7号 二: while the income of 2022 is not out that of 2021 may stand in; what was settled so stays (000000/G27).
describe('a figure that was published after the visit', () => {
  const unpublished = withFigures('income', { 2022: null })
  const out = publishedOn('income', { year: 2022, value: '29178', on: '2023-06-10' })

  test('is listed with what would differ, and changes nothing by itself', async () => {
    const before = await openDesk(unpublished)
    const personNo = await before.person({ as: 'monitored-marginal' })
    // A tenth of 27426: (10000 − 2742.60) × 0.70 = 5080.18.
    const settled = await before.settle(personNo, { on: '2023-06-09', inScope: '10000.00', settlementNo: 'P-1' })
    expect([settled.payers.assistance, settled.warnings.map(({ code }) => code)]).toEqual([
      '5080.18',
      expect.arrayContaining(['provisional-figure']),
    ])
    const service = await before.under(out)
    // A tenth of 29178: (10000 − 2917.80) × 0.70 = 4957.54.
    const differs = [{ settlementNo: 'P-1', before: { assistance: '5080.18' }, after: { assistance: '4957.54' } }]
    const { items } = await list(service)
    expect(items).toMatchObject([{ personNo, personGetsBack: '-122.64', settlements: differs }])
    const preview = await previewRecalculation(service, bureau, { personNo, year: 2023, under: 'now' })
    expect(preview.settlements).toMatchObject(differs)
    const asked = { personNo, year: 2023, resettleNo: 'P-2', reason: '核对' }
    expect((await recalculate(service, bureau, asked)).resettlement.settlements).toEqual([])
    expect(await before.differences(out)).toEqual([])
  })
})
