import { beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../src/application/demo/demo-people.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { runJob } from '../support/database/jobs.ts'
import { hospitalCode, send } from '../support/database/test-app.ts'

/** Somebody of Jincheng without an identity. */
const personNo =
  demoPeople.find((one) => one.personNo.startsWith('1405') && one.categories.length === 0)?.personNo ?? ''

const clerk = { posts: ['clerk'] } as const
const reviewer = { posts: ['reviewer'] } as const

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Chooses from the field of this label in a part of the page. */
async function choose({ page }: Watched, part: string, label: string, option: string): Promise<void> {
  await page.getByRole('region', { name: part, exact: true }).getByLabel(label, { exact: true }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

describe.runIf(browserPath !== null)('what waits for somebody', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) =>
    send(it, method, url, body, { key: it.keys.bureau, language: 'zh' })
  const alarmed = '14050000000000009001'

  beforeAll(async () => {
    const card = { name: '赵六', idType: '01', idNumber: '140502197503120016', birthDate: '1975-03-12' }
    const registered = { ...card, insuredRegion: '140502', enrolledTier: 1 }
    expect((await ask('PUT', `/v1/beneficiaries/${alarmed}`, registered)).status).toBe(201)
  })

  test('enrolment: the rates, who is missing with its files, and a subsidy run with its progress', async () => {
    const watched = await visitAs(clerk)
    const { page, looksRight } = watched
    await page.getByRole('link', { name: '参保', exact: true }).click()
    await page.getByRole('region', { name: '参保率', exact: true }).getByText('达到').first().waitFor()
    await looksRight('enrolment-rates')
    await page.getByRole('link', { name: '未参保人员' }).click()
    const { body: missing } = await ask('GET', '/v1/enrolment/not-enrolled?region=140500&year=2024')
    for (const { personNo } of missing.items) await page.getByRole('link', { name: personNo }).waitFor()
    if (missing.items.length === 0) await page.getByText('没有未参保的人员。').first().waitFor()
    expect(await page.getByRole('link', { name: '导出 XLSX' }).getAttribute('href')).toBe(
      '/v1/enrolment/not-enrolled.xlsx?region=140500&year=2024',
    )
    await looksRight('enrolment-missing')
    await page.getByRole('link', { name: '资助参保' }).click()
    await page.getByText('没有数据').first().waitFor()
    await looksRight('subsidy-runs-empty')
    await press(watched, '办理资助参保')
    await page.getByText('执行进度').first().waitFor()
    await page.reload()
    await page.getByText('执行进度').first().waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const { body: run } = await ask('GET', `/v1/premium-subsidy-runs/${id}`)
    expect(run.dryRun).toBe(true)
    expect((await runJob(it.service, run.job.split('/').at(-1))).status).toBe('succeeded')
    await page.getByRole('region', { name: '按身份' }).getByText('低保对象').first().waitFor()
    await page.getByLabel('结果', { exact: true }).click()
    await page.getByTitle('不予资助', { exact: true }).click()
    const { body: open } = await ask('GET', `/v1/premium-subsidy-runs/${id}/lines?status=nothing`)
    const said = open.items.find(({ reasons }: { reasons: object[] }) => reasons.length > 0)
    const row = page.getByRole('row').filter({ hasText: said.personNo })
    await row.getByRole('button', { name: '0.00' }).click()
    await page.getByRole('tooltip').getByText(said.reasons[0].text).first().waitFor()
    await looksRight('subsidy-run')
    expect(page.url()).toContain('status=nothing')
  })

  test('an application from its receipt to the identity, by two people, and what it moves', async () => {
    const asked = await visitAs(clerk)
    const { page, looksRight, expectStatus } = asked
    await page.getByRole('link', { name: '申请', exact: true }).click()
    await page.getByText('没有申请。').first().waitFor()
    await looksRight('applications-empty')
    await press(asked, '登记申请')
    await page.getByLabel('受理编号').fill('SQ-1')
    await page.getByLabel('人员编号').fill('1405 0000')
    await choose(asked, '登记申请', '救助身份', '低保边缘家庭成员')
    await page.getByLabel('受理日期').fill('2024-04-22')
    await page.getByLabel('申请起始日期').fill('2024-01-01')
    await page.getByLabel('所附材料').fill('收入证明\n身份证')
    await looksRight('application-form')
    expectStatus(400)
    await press(asked, '登记申请')
    await page
      .locator('.ant-form-item')
      .filter({ hasText: '人员编号' })
      .locator('.ant-form-item-explain-error')
      .waitFor()
    await page.getByLabel('人员编号').fill(personNo)
    await press(asked, '登记申请')
    await page.getByRole('heading', { name: '受理编号 SQ-1' }).waitFor()
    for (const [act, day, label, text, next] of [
      ['核 对', '2024-04-24', '核查结果', '核对一致', '已核对'],
      ['公 示', '2024-04-25', '公示地点', '村务公开栏', '公示中'],
    ] as const) {
      await press(asked, act)
      await page.getByLabel('办理日期').fill(day)
      await page.getByLabel(label).fill(text)
      await page
        .getByRole('region', { name: act.replace(' ', ''), exact: true })
        .getByRole('button')
        .click()
      await page.getByRole('region', { name: '办理经过' }).getByText(next).first().waitFor()
    }
    await looksRight('application')
    const decided = await visitAs(reviewer)
    await decided.open(new URL(page.url()).pathname)
    await press(decided, '批 准')
    await decided.page.getByLabel('办理日期').fill('2024-05-04')
    await choose(decided, '批准', '认定部门', '民政部门')
    await decided.looksRight('application-approve')
    await decided.page.getByRole('region', { name: '批准', exact: true }).getByRole('button').click()
    await decided.page.getByRole('region', { name: '批准带来的变动' }).waitFor()
    await decided.looksRight('application-approved')
    const { body } = await ask('GET', `/v1/beneficiaries/${personNo}/identities`)
    expect(body.items.map(({ category, from }: { category: string; from: string }) => [category, from])).toEqual([
      ['dibao-marginal', '2024-01-01'],
    ])
    await decided.page.getByRole('link', { name: '申请', exact: true }).first().click()
    await decided.page.getByRole('link', { name: 'SQ-1' }).waitFor()
    await decided.looksRight('applications')
  })

  test('an alert: raised by a bill, explained, followed up, and sent by month', async () => {
    const watched = await visitAs(clerk)
    const { page, looksRight, expectStatus } = watched
    await page.getByRole('link', { name: '预警', exact: true }).click()
    await page.getByText('没有预警。').first().waitFor()
    await looksRight('alerts-empty')
    const costs = { total: '20000.01', offCatalogue: '20000.01', inScope: '0.00' }
    const days = { admittedOn: '2023-06-01', dischargedOn: '2023-06-15' }
    const bill = { settlementNo: 'AL-1', personNo: alarmed, hospitalCode, care: 'inpatient', ...days, costs }
    const settled = await ask('POST', '/v1/settlements', { ...bill, paid: { basic: '0.00', criticalIllness: '0.00' } })
    expect(settled.status).toBe(201)
    await page.reload()
    await page.getByRole('button', { name: '20,000.01' }).click()
    await page.getByRole('tooltip').getByText('监测线 20,000.00').first().waitFor()
    await looksRight('alerts')
    await page.getByRole('link', { name: '2023-06-15' }).click()
    await choose(watched, '登记核查结果', '核查结果', '未纳入')
    expectStatus(400)
    await page.getByRole('region', { name: '登记核查结果' }).getByRole('button').click()
    await page.locator('.ant-form-item').filter({ hasText: '原因' }).locator('.ant-form-item-explain-error').waitFor()
    await page.getByLabel('原因（未纳入时填写）').fill('家庭收入高于标准')
    await page.getByRole('region', { name: '登记核查结果' }).getByRole('button').click()
    await page.getByRole('region', { name: '核查情况' }).getByText('家庭收入高于标准').first().waitFor()
    await looksRight('alert')
    await page.getByRole('link', { name: '按月推送' }).click()
    const csv = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
    expect(await ask('GET', csv ?? '')).toMatchObject({ status: 200 })
    await page.getByRole('link', { name: '筛查' }).click()
    await page.getByText('没有筛查。').first().waitFor()
    await press(watched, '发起筛查')
    await page.getByRole('cell', { name: '等待' }).waitFor()
    await looksRight('alert-sweeps')
  })
})
