import { beforeAll, describe, expect, test } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { receive } from '../../src/application/fund/record-receipt.ts'
import { whatIfTables } from '../../src/domain/what-if/what-if-names.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { bureau } from '../support/database/desk.ts'
import { runJob } from '../support/database/jobs.ts'
import { hospitalCode, send } from '../support/database/test-app.ts'

const clerk = { posts: ['clerk'] } as const
const finance = { posts: ['finance'] } as const
const auditor = { kind: 'auditor', posts: ['auditor'] } as const

const personNo = demoPerson('140500', 'dibao')

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()
const inPart = ({ page }: Watched, part: string) => page.getByRole('region', { name: part, exact: true })
const goTo = ({ page }: Watched, name: string) => page.getByRole('link', { name, exact: true }).first().click()
const notModelled = ({ page }: Watched) => page.getByText('未模拟行为变化').first().waitFor()

/** Chooses from a list that is searched: it shows a few of its many. */
async function choose(
  watched: Watched,
  part: ReturnType<typeof inPart>,
  label: string,
  sought: string,
  option = new RegExp(`^${sought}`),
) {
  const field = part.getByLabel(label, { exact: true })
  await field.click()
  await field.fill(sought)
  await watched.page.getByTitle(option).last().click()
}

describe.runIf(browserPath !== null)('what if, and the budget', { timeout: 240_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const get = (url: string) => send(it, 'GET', url, undefined, { key: it.keys.bureau, language: 'zh' })

  // Stays of 10000 in scope without insurance: 70% of each is aid (140500/J4), 7000 in March 2023 and 7000 in February 2024.
  beforeAll(async () => {
    for (const [settlementNo, admittedOn, dischargedOn] of [
      ['ZC-1', '2023-03-01', '2023-03-15'],
      ['ZC-2', '2024-02-01', '2024-02-15'],
    ]) {
      const costs = { total: '10000.00', inScope: '10000.00' }
      const paid = { basic: '0.00', criticalIllness: '0.00' }
      const visit = { personNo, hospitalCode, care: 'inpatient', admittedOn, dischargedOn }
      const bill = { settlementNo, ...visit, costs, paid }
      const { status } = await send(it, 'POST', '/v1/settlements', bill, { key: it.keys.hospital })
      expect(status).toBe(201)
    }
    for (const receivedOn of ['2023-01-10', '2024-01-10']) {
      const receipt = { receiptNo: receivedOn, source: 'city', amount: '6500.00', receivedOn, note: '市级' } as const
      await receive(it.service, bureau, { region: '140500', ...receipt })
    }
  })

  test('a run: asked by form, refused at a field, stopped, gone on with, and each of its tables', async () => {
    const watched = await visitAs(clerk)
    const { page, looksRight, expectStatus } = watched
    await goTo(watched, '资金测算')
    await page.getByText('没有测算。').first().waitFor()
    await notModelled(watched)
    await looksRight('what-if-empty')
    await goTo(watched, '发起测算')
    await page.getByLabel('草案名称').fill('低保六成')
    await page.getByLabel('年度', { exact: true }).fill('2023')
    const edits = inPart(watched, '改动的参数')
    await choose(watched, edits, '条款', '140500/J4', /^140500\/J4 /)
    await choose(watched, edits, '参数', '/aid/1/rate')
    await edits.getByText('现行 0.70').waitFor()
    await edits.getByLabel('改为').fill('6')
    await page.getByLabel('敏感性：人数、费用、就诊各增减 5%、10%').check()
    await page.getByLabel('各条款的贡献（至多六条）').check()
    const curve = inPart(watched, '单一参数曲线')
    await choose(watched, curve, '条款', '140500/J4', /^140500\/J4 /)
    await choose(watched, curve, '参数', '/aid/1/rate')
    await curve.getByLabel('取值').fill('0.50\n0.60\n0.80\n')
    await press(watched, '增加某类人员')
    const people = inPart(watched, '尚未纳入的人员')
    await people.getByLabel('救助身份').click()
    await page.getByTitle('低保对象', { exact: true }).last().click()
    await people.getByLabel('每百人增加').fill('100')
    await looksRight('what-if-form')
    expectStatus(422)
    await press(watched, '发起测算')
    await edits.locator('.ant-form-item').filter({ hasText: '改为' }).locator('.ant-form-item-explain-error').waitFor()
    await notModelled(watched)
    await looksRight('what-if-refused')
    await edits.getByLabel('改为').fill('0.60')
    await press(watched, '发起测算')
    await page.getByText('执行进度').first().waitFor()
    await page.reload()
    await page.getByText('执行进度').first().waitFor()
    await notModelled(watched)
    await looksRight('what-if-running')
    const { pathname } = new URL(page.url())
    const id = pathname.split('/').at(-1) ?? ''
    await page.getByRole('button', { name: /^停 ?止$/ }).click()
    await page.getByText('已停止，可从停止处继续。').waitFor()
    await looksRight('what-if-stopped')
    await page.getByRole('button', { name: /^继 ?续$/ }).click()
    await page.getByText('执行进度').first().waitFor()
    const { body: run } = await get(`/v1/what-if-runs/${id}`)
    expect((await runJob(it.service, run.jobId)).status).toBe('succeeded')

    // 7000 at 70%, 6000 at 60%.
    await page.getByText('-1,000.00').first().waitFor()
    await inPart(watched, '草案改了什么').getByRole('cell', { name: '140500/J4', exact: true }).waitFor()
    await looksRight('what-if-summary')
    expect(await page.getByRole('link', { name: '打印页面' }).getAttribute('href')).toBe(`/v1/what-if-runs/${id}/page`)
    for (const table of whatIfTables) {
      const { body } = await get(`/v1/what-if-runs/${id}/table?table=${table}`)
      await goTo(watched, body.title)
      await inPart(watched, body.title).getByRole('heading', { name: body.title }).waitFor()
      await notModelled(watched)
      const isDrawn = body.rows.length > 0 && !['law', 'lines'].includes(table)
      if (isDrawn)
        await page
          .getByRole('img', { name: new RegExp(`^${body.title}: `) })
          .first()
          .waitFor()
      await looksRight(`what-if-table-${table}`)
    }
    await page.reload()
    await inPart(watched, '未能测算的人员').waitFor()
    await goTo(watched, '各条款的贡献')
    expect(await inPart(watched, '各条款的贡献').getByRole('link', { name: '导出 CSV' }).getAttribute('href')).toBe(
      `/v1/what-if-runs/${id}/table.csv?table=contributions`,
    )
  })

  test('whom it gives what, masked and by what changes; an auditor reads it and starts none', async () => {
    const watched = await visitAs(auditor, 'en')
    const { page, looksRight } = watched
    await goTo(watched, 'What if')
    await page.getByText('Behaviour is not modelled').first().waitFor()
    await page.getByRole('cell', { name: '-14.29' }).waitFor()
    expect(await page.getByRole('link', { name: 'Start a run' }).count()).toBe(0)
    await looksRight('what-if-runs')
    await goTo(watched, '低保六成')
    const results = page.getByRole('navigation', { name: 'Results' })
    await results.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('cell', { name: '6,000.00' }).waitFor()
    expect(await page.getByRole('cell', { name: /^.\*+$/ }).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Export as XLSX' }).last().getAttribute('href')).toMatch(
      /people\.xlsx$/,
    )
    await looksRight('what-if-people')
    await page.getByLabel('Change', { exact: true }).click()
    await page.getByTitle('gain', { exact: true }).last().click()
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('Nobody.').first().waitFor()
    expect(page.url()).toContain('view=people&direction=gain')
    await looksRight('what-if-people-none')
  })

  test('the budget of a year: none, refused at a field, entered, by month to December, and a new version', async () => {
    const watched = await visitAs(finance)
    const { page, looksRight, expectStatus } = watched
    expectStatus(404)
    await goTo(watched, '基金')
    await goTo(watched, '年度预算')
    await page.getByText('该年度尚未录入预算。').waitFor()
    await looksRight('budget-empty')
    await press(watched, '录入预算')
    const form = inPart(watched, '录入预算')
    await form.getByLabel('批复文号').fill('晋市财社〔2024〕1号')
    await form.getByLabel('摘要').fill('2024 年度医疗救助预算')
    await form.getByLabel('市级财政补助').fill('七千')
    await form.getByLabel('医疗救助支出').fill('6,900')
    expectStatus(400)
    await form.getByRole('button').click()
    await form
      .locator('.ant-form-item')
      .filter({ hasText: '市级财政补助' })
      .locator('.ant-form-item-explain-error')
      .waitFor()
    await looksRight('budget-refused')
    await form.getByLabel('市级财政补助').fill('7,000')
    await form.getByRole('button').click()
    // 7000 in February of four months that are over; nothing in the same months' shape of last year but March: 7000, so as last year's went on.
    await page.getByText('将超过全年预算').first().waitFor()
    await page.getByRole('img', { name: /^救助支出预测: / }).waitFor()
    const months = inPart(watched, '救助支出预测')
    await months.getByRole('row').filter({ hasText: '2024-02' }).getByText('7,000.00').first().waitFor()
    await months.getByRole('row').filter({ hasText: '2024-12' }).getByText('预测').waitFor()
    await looksRight('budget')
    await press(watched, '录入预算')
    await form.getByLabel('医疗救助支出').fill('20,000')
    await form.getByRole('button').click()
    await inPart(watched, '预算版本').getByRole('row').filter({ hasText: '20,000.00' }).waitFor()
    expect(await inPart(watched, '预算版本').getByRole('row').count()).toBe(3)
    await looksRight('budget-second')
    const { body } = await get('/v1/funds/140500/budgets/2024')
    expect([body.version, body.warnings, body.purposes[0].budget]).toEqual([2, [], '20000.00'])
  })

  test('who may not enter a budget reads it', async () => {
    const watched = await visitAs(auditor, 'en')
    const { page, open, looksRight } = watched
    await open('/console/fund/budget?region=140500&year=2024')
    await page.getByRole('region', { name: 'Versions of the budget' }).waitFor()
    expect(await page.getByRole('button', { name: 'Enter the budget' }).count()).toBe(0)
    await looksRight('budget-read')
  })
})
