import { describe, expect, test } from 'vitest'
import { stay } from '../../src/http/openapi/examples.ts'
import { browserPath, consoleInBrowser } from '../support/console/browser.ts'
import { send } from '../support/database/test-app.ts'

describe.runIf(browserPath !== null)('the overview, and the law', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const auditor = { posts: ['auditor'], kind: 'auditor' } as const

  test('a year without a settlement, and one with: the figures are those of the service', async () => {
    const { page, looksRight } = await visitAs(auditor)
    await page.getByRole('link', { name: '全景' }).click()
    await page.getByRole('region', { name: '按月' }).getByText('没有数据').first().waitFor()
    await looksRight('overview-empty')
    expect((await send(it, 'POST', '/v1/settlements', stay, { key: it.keys.hospital })).status).toBe(201)
    await page.getByLabel('年度', { exact: true }).click()
    await page.getByTitle('2023', { exact: true }).click()
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByRole('region', { name: '按月' }).getByText('10,647.00').first().waitFor()
    const { body } = await send(it, 'GET', '/v1/overview?region=140500&year=2023', undefined, { key: it.keys.bureau })
    expect(body.aid).toMatchObject({ settlements: 1, aid: '10647.00' })
    await page.getByRole('region', { name: '参保率' }).getByText('达到').first().waitFor()
    await looksRight('overview')
  })

  test('a province: its cities side by side, each down to its counties, and a county to its people', async () => {
    const { page, looksRight } = await visitAs({ ...auditor, region: '140000' })
    await page.getByRole('link', { name: '全景' }).click()
    await page.getByRole('link', { name: '各地对比' }).click()
    await page.getByLabel('年度', { exact: true }).click()
    await page.getByTitle('2023', { exact: true }).click()
    await page.getByRole('button', { name: '查 询' }).click()
    const aid = page.getByRole('region', { name: '参保与救助' })
    const { body } = await send(it, 'GET', '/v1/overview/places?region=140000&year=2023', undefined, {
      key: it.keys.bureau,
    })
    const city = body.places.find(({ region }: { region: string }) => region === '140500')
    expect(city.aid.settlements).toBeGreaterThan(0)
    await aid
      .getByRole('row')
      .filter({ hasText: '140500' })
      .getByText(city.aid.aid.replace(/\B(?=(\d{3})+\.)/g, ','))
      .waitFor()
    await page.getByRole('columnheader', { name: '中央财政补助' }).waitFor()
    await page.getByRole('region', { name: '谁逾期未办' }).getByText('民政部门').first().waitFor()
    await looksRight('places-of-province')
    expect(await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')).toBe(
      '/v1/overview/places.csv?region=140000&year=2023',
    )
    await aid.getByRole('link', { name: '140500' }).click()
    await aid.getByRole('link', { name: '140502' }).waitFor()
    await looksRight('places-of-city')
    await aid.getByRole('row').filter({ hasText: '140502' }).getByRole('link').nth(1).click()
    await page.getByRole('link', { name: '未参保人员' }).click()
    expect(page.url()).toContain('/enrolment/missing')
  })

  test('the figures of a year, each with what is above and below its line', async () => {
    const { page, looksRight } = await visitAs(auditor)
    await page.getByRole('link', { name: '全景' }).click()
    await page.getByRole('link', { name: '绩效指标' }).click()
    await page.getByText('“一站式”结算率').first().waitFor()
    await looksRight('indicators')
  })

  test('a place that is not theirs is refused in the words of the service', async () => {
    const { page, expectStatus } = await visitAs(auditor, 'en')
    expectStatus(403)
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByLabel('Region').fill('370800')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('forbidden').first().waitFor()
  })

  test('the law of a day: documents, clauses with their readings, found by words and by how sure they are', async () => {
    const { page, looksRight } = await visitAs({ posts: ['admin'] })
    await page.getByRole('link', { name: '政策' }).click()
    await page.getByText('140500/J12').first().waitFor()
    await looksRight('policies')
    await page.getByLabel('查找条款').fill('140500/J12')
    expect(await page.getByRole('row').filter({ hasText: '140500/' }).count()).toBe(1)
    const links = page.getByRole('link', { name: '政策阅读页' })
    expect(await links.getAttribute('href')).toMatch(/^\/v1\/policies\/140500\/page\?on=\d{4}-\d\d-\d\d&language=zh$/)
  })

  test('a day without law says so', async () => {
    const { page, expectStatus } = await visitAs({ posts: ['admin'] })
    expectStatus(422)
    expectStatus(404)
    await page.getByRole('link', { name: '政策' }).click()
    await page.getByLabel('日期', { exact: true }).fill('1900-01-01')
    await page.getByRole('button', { name: '查 询' }).click()
    await page.locator('.problem code').waitFor()
  })
})
