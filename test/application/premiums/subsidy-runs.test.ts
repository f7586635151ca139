import { beforeAll, describe, expect, test } from 'vitest'
import { readPersonPremium, recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { getRun } from '../../../src/application/premiums/read-subsidy-runs.ts'
import { startSubsidyRun } from '../../../src/application/premiums/start-subsidy-run.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { bureau, cityHospital, type Desk, openDesk, type Someone } from '../../support/database/desk.ts'
import { lineFor, linesOf, postings, subsidise } from '../../support/database/subsidies.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

interface Row {
  readonly why: string
  readonly who: Someone
  readonly status: string
  readonly due: string
  readonly category: Category | null
  readonly reason?: string
}
const enrolled = (as: Someone['as'], tier: 1 | 2 = 1): Someone => ({ as: as ?? [], enrolledTier: tier })
const inPengshui = (as: Someone['as'], tier: 1 | 2): Someone => ({ ...enrolled(as, tier), insuredRegion: '500243' })
const inJining = (as: Someone['as']): Someone => ({ ...enrolled(as), insuredRegion: '370811' })

/** Contribution of 2024: 380 in Shanxi and Jining; 380 and 755 in Pengshui. */
const tables: Record<string, { readonly region: string; readonly rows: readonly Row[] }> = {
  'Jincheng (140500/J1, 140000/J2, 140500/J3)': {
    region: '140500',
    rows: [
      { why: 'tekun, all of 380', who: enrolled('tekun'), status: 'recorded', due: '380.00', category: 'tekun' },
      { why: 'dibao, 0.80 × 380', who: enrolled('dibao'), status: 'recorded', due: '304.00', category: 'dibao' },
      {
        why: 'poverty-returned, 0.90 × 380',
        who: enrolled('poverty-returned'),
        status: 'recorded',
        due: '342.00',
        category: 'poverty-returned',
      },
      {
        why: 'monitored-unstable, 280 a year',
        who: enrolled('monitored-unstable'),
        status: 'recorded',
        due: '280.00',
        category: 'monitored-unstable',
      },
      {
        why: 'monitored-marginal who is dibao too: dibao alone',
        who: enrolled(['monitored-marginal', 'dibao']),
        status: 'recorded',
        due: '304.00',
        category: 'dibao',
      },
      {
        why: 'monitored-sudden, 280 from May 2023',
        who: enrolled('monitored-sudden'),
        status: 'recorded',
        due: '280.00',
        category: 'monitored-sudden',
      },
      {
        why: 'dibao until the first day of the year',
        who: enrolled([{ category: 'dibao', to: '2024-01-01' }]),
        status: 'recorded',
        due: '304.00',
        category: 'dibao',
      },
      {
        why: 'youfu, left open (140500/J3)',
        who: enrolled('youfu'),
        status: 'left-open',
        due: '0.00',
        category: 'youfu',
        reason: 'left-open',
      },
      {
        why: 'dibao-marginal, not named',
        who: enrolled('dibao-marginal'),
        status: 'nothing',
        due: '0.00',
        category: 'dibao-marginal',
        reason: 'premium-not-subsidised',
      },
      {
        why: 'dibao, not enrolled',
        who: { as: 'dibao', enrolledTier: null },
        status: 'not-enrolled',
        due: '304.00',
        category: 'dibao',
      },
    ],
  },
  'Pengshui (500243/P1)': {
    region: '500243',
    rows: [
      { why: 'tekun, tier 1', who: inPengshui('tekun', 1), status: 'recorded', due: '380.00', category: 'tekun' },
      { why: 'dibao, 0.90 × 380', who: inPengshui('dibao', 1), status: 'recorded', due: '342.00', category: 'dibao' },
      {
        why: 'dibao-marginal, 0.70 × 380',
        who: inPengshui('dibao-marginal', 1),
        status: 'recorded',
        due: '266.00',
        category: 'dibao-marginal',
      },
      {
        why: 'monitored-sudden in tier 2: all of tier 1',
        who: inPengshui('monitored-sudden', 2),
        status: 'recorded',
        due: '380.00',
        category: 'monitored-sudden',
      },
      {
        why: 'youfu in tier 1, which the document leaves open',
        who: inPengshui('youfu', 1),
        status: 'left-open',
        due: '0.00',
        category: 'youfu',
        reason: 'left-open',
      },
      {
        why: 'youfu in tier 2: all of tier 1 as well',
        who: inPengshui('youfu', 2),
        status: 'recorded',
        due: '380.00',
        category: 'youfu',
      },
    ],
  },
  'Jining (370000/N1)': {
    region: '370800',
    rows: [
      { why: 'tekun, all of 380', who: inJining('tekun'), status: 'recorded', due: '380.00', category: 'tekun' },
      {
        why: 'low-income, left to another document',
        who: inJining('low-income'),
        status: 'left-open',
        due: '0.00',
        category: 'low-income',
        reason: 'left-open',
      },
    ],
  },
}

describe.each(Object.entries(tables))('a run over %s', (_, { region, rows }) => {
  let desk: Desk
  const people: string[] = []
  let runId: string
  beforeAll(async () => {
    desk = await openDesk()
    for (const { who } of rows) people.push(await desk.person(who))
    await desk.person({ ...rows[0]?.who, as: [] })
    await desk.person({ ...rows[0]?.who, as: [{ category: 'dibao', to: '2023-12-31' }] })
    runId = await subsidise(desk, { region })
  })

  test.each(rows.map((row, at) => ({ ...row, at })))('$why', async ({ at, status, due, category, reason, who }) => {
    const line = await lineFor(desk, runId, people[at] as string)
    const amount = status === 'recorded' ? due : '0.00'
    expect(line).toMatchObject({
      status,
      due,
      category,
      amount,
      before: null,
      enrolled: who.enrolledTier !== null,
    })
    expect(line.reasons.map(({ code }) => code)).toEqual(reason ? [reason] : [])
  })

  test('leaves out whoever holds nothing in the year, and is what each would be told alone', async () => {
    const lines = await linesOf(desk, runId)
    expect(lines.map(({ personNo }) => personNo)).toEqual([...people].sort())
    for (const line of lines) {
      const alone = await readPersonPremium(desk.service, bureau, line.personNo, { year: 2024 }, 'en')
      expect([line.due, line.category, line.tier]).toEqual([alone.subsidy, alone.category, alone.tier])
    }
  })

  test('posts each line once, and again nothing', async () => {
    const first = await postings(desk)
    const posted = (await linesOf(desk, runId)).filter(({ status }) => status === 'recorded')
    expect(first.map(({ personNo, amount }) => [personNo, amount])).toEqual(
      posted.map(({ personNo, amount }) => [personNo, amount]),
    )
    const again = await getRun(desk.service, bureau, await subsidise(desk, { region }))
    expect(again.totals.amount).toBe('0.00')
    expect(again.byStatus.find(({ status }) => status === 'unchanged')?.people).toBe(posted.length)
    expect(await postings(desk)).toEqual(first)
    expect(await desk.differences()).toEqual([])
  })
})

test('the figures of 2022 and 2023 round up to 280 for dibao, and monitored people end with 2025', async () => {
  const desk = await openDesk()
  const dibao = await desk.person(enrolled('dibao'))
  const unstable = await desk.person(enrolled('monitored-unstable'))
  const of = async (year: number) => {
    const runId = await subsidise(desk, { year, dryRun: true })
    return [(await lineFor(desk, runId, dibao)).due, (await lineFor(desk, runId, unstable)).due]
  }
  // 0.80 × 320 = 256, raised to 280; 0.80 × 350 = 280; 0.80 × 400 = 320.
  expect([await of(2022), await of(2023), await of(2025)]).toEqual([
    ['280.00', '280.00'],
    ['280.00', '280.00'],
    ['320.00', '280.00'],
  ])
  expect(await postings(desk)).toEqual([])
})

describe('one request and a run', () => {
  test('agree, whichever is first', async () => {
    const desk = await openDesk()
    const [before, after] = [await desk.person(enrolled('dibao')), await desk.person(enrolled('dibao'))]
    await recordPremium(desk.service, bureau, { personNo: before, year: 2024 })
    const runId = await subsidise(desk)
    expect(await lineFor(desk, runId, before)).toMatchObject({ status: 'unchanged', before: '304.00', amount: '0.00' })
    expect(await recordPremium(desk.service, bureau, { personNo: after, year: 2024 })).toMatchObject({ replayed: true })
    const found = await postings(desk)
    expect(found.map(({ seq, amount }) => [seq, amount])).toEqual([
      [1, '304.00'],
      [1, '304.00'],
    ])
  })

  test('subsidise once when they come at the same time, with another run besides', async () => {
    const desk = await openDesk()
    const people: string[] = []
    for (let at = 0; at < 12; at++) people.push(await desk.person(enrolled('tekun')))
    const requests = people.map((personNo) => recordPremium(desk.service, bureau, { personNo, year: 2024 }))
    const [first, county] = await Promise.all([subsidise(desk), subsidise(desk, { region: '140502' }), ...requests])
    const lines = [...(await linesOf(desk, first as string)), ...(await linesOf(desk, county as string))]
    expect(lines).toHaveLength(24)
    expect(new Set(lines.map(({ due }) => due))).toEqual(new Set(['380.00']))
    expect((await postings(desk)).map(({ seq, amount }) => `${seq} ${amount}`)).toEqual(people.map(() => '1 380.00'))
  })

  test('leave the year of a person who moved to the place that subsidised it', async () => {
    const desk = await openDesk()
    const personNo = await desk.person(enrolled('dibao'))
    await subsidise(desk)
    await desk.service.db.prisma.beneficiary.update({ where: { personNo }, data: { insuredRegion: '370811' } })
    const runId = await subsidise(desk, { region: '370800' })
    expect(await lineFor(desk, runId, personNo)).toMatchObject({
      status: 'elsewhere',
      before: '304.00',
      amount: '0.00',
    })
  })
})

describe('a run is started', () => {
  test('by a bureau of the region and nobody else', async () => {
    const desk = await openDesk()
    for (const caller of [jining, shanxiAuditor, ofHospital(cityHospital)]) {
      const asked = startSubsidyRun(desk.service, caller, { region: '140500', year: 2024, dryRun: false })
      expect((await refusalOf(asked)).code).toBe('forbidden')
    }
    const found = await subsidise(desk)
    expect(await getRun(desk.service, shanxiAuditor, found)).toMatchObject({ status: 'succeeded' })
    expect((await refusalOf(getRun(desk.service, jining, found))).code).toBe('not-found')
  })

  test('not for a year or a place without a contribution, and nothing is written', async () => {
    const desk = await openDesk()
    const start = (region: string, year: number) =>
      startSubsidyRun(desk.service, bureau, { region, year, dryRun: false })
    expect((await refusalOf(start('140500', 2027))).code).toBe('figure-missing')
    expect((await refusalOf(start('140500', 2019))).code).toBe('policy-missing')
    expect((await refusalOf(start('110000', 2024))).code).toBe('policy-missing')
    const { rows } = await desk.service.db.pool.query('SELECT id FROM jobs')
    expect(rows).toEqual([])
  })

  test('once while one is under way', async () => {
    const desk = await openDesk()
    const asked = { region: '140500', year: 2024, dryRun: false }
    const answers = await Promise.all([1, 2, 3].map(() => startSubsidyRun(desk.service, bureau, asked)))
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1)
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await startSubsidyRun(desk.service, bureau, { ...asked, dryRun: true })).toMatchObject({ replayed: false })
  })
})
