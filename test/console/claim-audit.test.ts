import { beforeAll, describe, expect, test } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { hospitalCode, send } from '../support/database/test-app.ts'

const clerk = { posts: ['clerk'] } as const
const reviewer = { posts: ['reviewer'] } as const
const atHospital = { kind: 'hospital', hospitalCode } as const

const personNo = demoPerson('140500', 'dibao')

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()
const inPart = ({ page }: Watched, part: string) => page.getByRole('region', { name: part, exact: true })
const goTo = ({ page }: Watched, name: string) => page.getByRole('link', { name, exact: true }).first().click()
const pathOf = ({ page }: Watched) => new URL(page.url()).pathname

async function choose(watched: Watched, part: string, label: string, option: string): Promise<void> {
  await inPart(watched, part).getByLabel(label, { exact: true }).click()
  await watched.page.getByTitle(option, { exact: true }).last().click()
}

describe.runIf(browserPath !== null)('claim audit', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const ask = (method: 'GET' | 'POST', url: string, body?: object, key = it.keys.bureau) =>
    send(it, method, url, body, { key, language: 'zh' })
  let settled = { id: '' }
  const payersNow = async () => (await ask('GET', `/v1/settlements/${settled.id}`)).body.payers

  // A stay of 10,000 in scope without insurance: 70% is aid (140500/J4). The hospital claims it in the month of its posting.
  beforeAll(async () => {
    const days = { admittedOn: '2023-03-01', dischargedOn: '2023-03-15' }
    const costs = { total: '10000.00', inScope: '10000.00' }
    const paid = { basic: '0.00', criticalIllness: '0.00' }
    const bill = { settlementNo: 'JH-S', personNo, hospitalCode, care: 'inpatient', ...days, costs, paid }
    const answer = await ask('POST', '/v1/settlements', bill, it.keys.hospital)
    expect(answer.status).toBe(201)
    settled = answer.body
    const claimed = { count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: '3000.00' }
    const claim = { hospitalCode, applicationNo: 'JH-QS', month: '2024-05', clearingType: 'all', claimed }
    const applied = await ask('POST', '/v1/clearings', claim, it.keys.hospital)
    expect(applied.status).toBe(201)
  })

  test('leads: each kind with its number, its lines, and the settlement behind one', async () => {
    const watched = await visitAs({ kind: 'auditor', posts: ['auditor'] })
    const { page, looksRight } = watched
    await goTo(watched, '稽核')
    await page.getByRole('row').filter({ hasText: '死亡后就医' }).getByText('0').waitFor()
    await looksRight('audit-leads')
    await goTo(watched, '死亡后就医')
    await page.getByText('没有这类线索。').first().waitFor()
    await looksRight('audit-lead-empty')
    await page.goBack()
    await goTo(watched, '基本医保和大病保险填报为零')
    await page.getByRole('row').filter({ hasText: 'JH-S' }).getByText('7,000.00').waitFor()
    expect(await page.getByRole('link', { name: '导出 XLSX' }).getAttribute('href')).toBe(
      '/v1/audit-leads/insurance-nil.xlsx?region=140500',
    )
    await looksRight('audit-lead')
    await goTo(watched, 'JH-S')
    await page.getByRole('heading', { name: 'JH-S' }).waitFor()
    expect(await page.getByRole('button', { name: '更正结算' }).count()).toBe(0)
  })

  test('a disallowance: raised of a clearing, answered by the hospital, upheld by somebody else', async () => {
    const raising = await visitAs(clerk)
    const { page, looksRight, expectStatus } = raising
    await goTo(raising, '稽核')
    await goTo(raising, '稽核扣减')
    await page.getByText('没有稽核扣减。').first().waitFor()
    await looksRight('disallowances-empty')
    await goTo(raising, '对账清算')
    await goTo(raising, '清算')
    await goTo(raising, 'JH-QS')
    await press(raising, '提出稽核扣减')
    await page.getByLabel('扣减编号').fill('JH-1')
    await page.getByLabel('结算编号').fill('NO-SUCH')
    await page.getByLabel('扣减金额').fill('700')
    await page.getByLabel('依据条款').fill('第十五条')
    await page.getByLabel('理由').fill('超标准收费')
    await looksRight('disallowance-form')
    expectStatus(400)
    const submit = inPart(raising, '提出稽核扣减').getByRole('button')
    await submit.click()
    await page
      .locator('.ant-form-item')
      .filter({ hasText: '结算编号' })
      .locator('.ant-form-item-explain-error')
      .waitFor()
    await page.getByLabel('结算编号').fill('JH-S')
    await submit.click()
    await page.getByText('待医疗机构答复').first().waitFor()
    expect((await payersNow()).assistance).toBe('7000.00')

    const answering = await visitAs({ ...atHospital, posts: ['finance'] })
    await goTo(answering, '稽核')
    expect(await answering.page.getByRole('link', { name: '稽核线索' }).count()).toBe(0)
    await goTo(answering, 'JH-1')
    await press(answering, '答 复')
    await answering.page.getByLabel('说明').fill('收费有依据')
    await inPart(answering, '答复').getByRole('button').click()
    await answering.page.getByRole('cell', { name: '收费有依据' }).waitFor()
    await answering.looksRight('disallowance-answered')

    const deciding = await visitAs(reviewer)
    await deciding.open(pathOf(raising))
    await press(deciding, '决 定')
    await choose(deciding, '决定', '决定', '维持扣减')
    await inPart(deciding, '决定').getByLabel('说明').fill('经复核')
    await inPart(deciding, '决定').getByRole('button').click()
    await deciding.page.getByRole('link', { name: '替代的清算申请' }).waitFor()
    await deciding.looksRight('disallowance-upheld')
    expect(await payersNow()).toMatchObject({ assistance: '6300.00', hospital: '700.00', person: '3000.00' })
    await goTo(deciding, '替代的清算申请')
    await deciding.page.getByText('6,300.00').first().waitFor()
    await goTo(deciding, '稽核')
    await goTo(deciding, '稽核扣减')
    await deciding.page.getByRole('row').filter({ hasText: 'JH-1' }).getByText('维持扣减').waitFor()
    await deciding.looksRight('disallowances')
  })

  test('a correction: looked at first, posted when a second person approves; then somebody owes, and why', async () => {
    const asking = await visitAs(clerk)
    const { page, looksRight } = asking
    await goTo(asking, '稽核')
    await goTo(asking, '欠款')
    await page.getByText('没有欠款。').first().waitFor()
    await looksRight('debtors-empty')
    const before = (await payersNow()).assistance
    await asking.open(`/console/settlements/${settled.id}`)
    await press(asking, '更正结算')
    await press(asking, '追回救助')
    await page.getByLabel('更正编号').fill('GZ-1')
    await page.getByLabel('追回金额').fill('100')
    await choose(asking, '追回救助', '由谁退回', '个人')
    await page.getByLabel('理由').fill('身份核减')
    const submit = inPart(asking, '追回救助').getByRole('button')
    await submit.click()
    await inPart(asking, '更正带来的变动（预览，未记账）').getByRole('link', { name: 'JH-S' }).waitFor()
    await looksRight('correction-preview')
    expect((await payersNow()).assistance).toBe(before)
    await page.getByLabel('仅预览，不提交').uncheck()
    await submit.click()
    await goTo(asking, '查看待办事项')
    await page.getByText('追回救助').first().waitFor()
    await looksRight('correction-task')
    const second = await visitAs(reviewer)
    await second.open(pathOf(asking))
    await press(second, '复核通过并执行')
    await second.page.getByText('已执行').first().waitFor()
    await goTo(second, '稽核')
    await goTo(second, '结算更正')
    await second.page.getByRole('row').filter({ hasText: 'GZ-1' }).getByText('身份核减').waitFor()
    await second.looksRight('corrections')
    await goTo(second, '欠款')
    await second.page.getByRole('row').filter({ hasText: personNo }).getByRole('button', { name: '100.00' }).click()
    await second.page.getByRole('tooltip').getByText('JH-S').waitFor()
    await second.looksRight('debtors')
    expect((await ask('GET', '/v1/debtors?region=140500')).body.items).toMatchObject([
      { debtor: 'person', code: personNo, open: '100.00' },
    ])
  })

  test('all of it is there in English', async () => {
    const watched = await visitAs(clerk, 'en')
    await goTo(watched, 'Claim audit')
    await watched.page.getByText('insurance given as nil').first().waitFor()
    await watched.looksRight('audit-leads-en')
    for (const tab of ['Disallowances', 'Corrections', 'Debtors']) {
      await goTo(watched, tab)
      await watched.page.getByRole('region', { name: tab, exact: true }).waitFor()
      await watched.looksRight(`claim-audit-${tab.toLowerCase()}-en`)
    }
  })
})
