import { expect, test } from 'vitest'
import { notEnrolled, readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

const asked = { region: '140000', year: 2024 }

async function people(desk: Desk, insuredRegion: string, as: Category | readonly Category[], counts: [number, number]) {
  const [enrolled, not] = counts
  const added: string[] = []
  for (let at = 0; at < enrolled + not; at += 1)
    added.push(await desk.person({ insuredRegion, as, enrolledTier: at < enrolled ? 1 : null }))
  return added
}

test('two groups, each by category, county and city, and the cities below the line', async () => {
  const desk = await openDesk()
  await people(desk, '140502', 'dibao', [3, 0])
  await people(desk, '140581', ['dibao', 'monitored-unstable'], [1, 1])
  await people(desk, '140502', 'formerly-poor', [2, 0])
  await people(desk, '140402', 'formerly-poor', [1, 1])
  // In both groups, and once in each.
  await people(desk, '140402', ['tekun', 'formerly-poor'], [1, 0])
  const { groups, citiesBelow, people: all, enrolled } = await readEnrolment(desk.service, bureau, asked)
  expect([all, enrolled]).toEqual([10, 8])
  const [rural, poor] = groups
  expect(rural).toMatchObject({
    group: 'rural-low-income',
    line: '99.00',
    people: 6,
    enrolled: 5,
    rate: '83.33',
    below: true,
  })
  expect(rural?.categories.filter(({ people: some }) => some > 0)).toMatchObject([
    { category: 'tekun', people: 1, enrolled: 1 },
    { category: 'dibao', people: 5, enrolled: 4, rate: '80.00' },
    { category: 'monitored-unstable', people: 2, enrolled: 1, rate: '50.00' },
  ])
  expect(rural?.counties).toMatchObject([
    { region: '140402', people: 1, below: false },
    { region: '140502', people: 3, below: false },
    { region: '140581', people: 2, below: true },
  ])
  expect(rural?.cities).toMatchObject([{ region: '140400' }, { region: '140500', people: 5, enrolled: 4, below: true }])
  expect(poor).toMatchObject({ group: 'formerly-poor', people: 5, enrolled: 4, rate: '80.00' })
  expect(citiesBelow.map(({ group, region, rate }) => [group, region, rate])).toEqual([
    ['rural-low-income', '140500', '80.00'],
    ['formerly-poor', '140400', '66.66'],
  ])
  const { items } = await notEnrolled(desk.service, bureau, { ...asked, limit: 50 })
  expect(items.map(({ insuredRegion, categories }) => [insuredRegion, categories])).toEqual([
    ['140402', ['formerly-poor']],
    ['140581', ['dibao', 'monitored-unstable']],
  ])
})

test.each([
  { why: 'exactly on the line', counts: [99, 1] as [number, number], cities: 0 },
  { why: 'one person below it', counts: [98, 2] as [number, number], cities: 1 },
])('a city $why', async ({ counts, cities }) => {
  const desk = await openDesk()
  await people(desk, '140502', 'formerly-poor', counts)
  expect((await readEnrolment(desk.service, bureau, asked)).citiesBelow).toHaveLength(cities)
})

test('whoever died before the day is not to be enrolled any more', async () => {
  const desk = await openDesk()
  const [personNo = ''] = await people(desk, '140502', 'dibao', [0, 1])
  await putDeath(desk.service, bureau, { personNo, diedOn: '2024-03-01', source: '公安' })
  const on = async (day: string) => (await readEnrolment(desk.service, bureau, { ...asked, on: day })).people
  expect(await on('2024-03-01')).toBe(1)
  expect(await on('2024-03-02')).toBe(0)
  expect((await notEnrolled(desk.service, bureau, { ...asked, on: '2024-03-02', limit: 5 })).items).toEqual([])
})
