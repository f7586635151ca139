import { beforeAll, describe, expect, test } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { receive } from '../../src/application/fund/record-receipt.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { bureau } from '../support/database/desk.ts'
import { runJob } from '../support/database/jobs.ts'
import { card } from '../support/database/payout-desk.ts'
import { hospitalCode, send } from '../support/database/test-app.ts'
import { rowOf, textOf } from '../support/files/hospital-file.ts'
import { owedPerson } from '../support/people/owed.ts'

const finance = { posts: ['finance'] } as const
const reviewer = { posts: ['reviewer'] } as const
const atHospital = { kind: 'hospital', hospitalCode } as const

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()
const inPart = ({ page }: Watched, part: string) => page.getByRole('region', { name: part, exact: true })
const goTo = ({ page }: Watched, name: string) => page.getByRole('link', { name, exact: true }).first().click()
const pathOf = ({ page }: Watched) => new URL(page.url()).pathname

async function choose(watched: Watched, part: string, label: string, option: string): Promise<void> {
  await inPart(watched, part).getByLabel(label, { exact: true }).click()
  await watched.page.getByTitle(option, { exact: true }).last().click()
}

async function receipt(it: { service: Parameters<typeof receive>[0] }, receiptNo: string): Promise<void> {
  const given = { receiptNo, source: 'city', amount: '500000.00', receivedOn: '2024-05-01', note: '市级' } as const
  await receive(it.service, bureau, { region: '140500', ...given })
}

describe.runIf(browserPath !== null)('money', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const ask = (method: 'GET' | 'POST', url: string, body?: object, key = it.keys.bureau) =>
    send(it, method, url, body, { key, language: 'zh' })
  const stay = async (settlementNo: string, admittedOn: string) => {
    const visit = { personNo: demoPerson('140500', 'dibao'), hospitalCode, care: 'inpatient', admittedOn }
    const costs = { total: '10000.00', inScope: '10000.00' }
    const paid = { basic: '0.00', criticalIllness: '0.00' }
    const bill = { settlementNo, ...visit, dischargedOn: '2023-03-15', costs, paid }
    const settled = await ask('POST', '/v1/settlements', bill, it.keys.hospital)
    expect(settled.status).toBe(201)
    return settled.body
  }
  let owed = ''
  beforeAll(async () => {
    owed = await owedPerson(it.service, '14050000000009000001', hospitalCode)
  })

  test('a fund: empty, a receipt that two people enter, the journal and the quarter', async () => {
    const clerk = await visitAs(finance)
    const { page, looksRight } = clerk
    await goTo(clerk, '基金')
    await inPart(clerk, '收入').getByText('市级财政补助').first().waitFor()
    await looksRight('fund-empty')
    await goTo(clerk, '收支登记')
    await press(clerk, '登记收入')
    await page.getByLabel('银行回单编号').fill('SD-1')
    await choose(clerk, '登记收入', '资金来源', '市级财政补助')
    await page.getByLabel('金额').fill('500,000')
    await page.getByLabel('摘要').fill('市级财政补助')
    await looksRight('fund-receipt')
    await inPart(clerk, '登记收入').getByRole('button').click()
    await goTo(clerk, '查看待办事项')
    await page.getByText('待复核').first().waitFor()
    const second = await visitAs(reviewer)
    await second.open(pathOf(clerk))
    await press(second, '复核通过并执行')
    await second.page.getByText('已执行').first().waitFor()
    expect((await ask('GET', '/v1/funds/140500')).body.balance).toBe('500000.00')
    await goTo(clerk, '基金')
    await goTo(clerk, '流水')
    await page.getByRole('cell', { name: 'SD-1' }).waitFor()
    await looksRight('fund-journal')
    await goTo(clerk, '季报')
    await page.getByText('500,000.00').first().waitFor()
    await looksRight('fund-quarter')
  })

  test('what a person is owed: a payout, a batch that two people make, sent, and returned by the bank', async () => {
    const clerk = await visitAs(finance)
    const { page, looksRight, expectStatus } = clerk
    await goTo(clerk, '支付')
    await page.getByRole('cell', { name: '17,000.00' }).waitFor()
    await looksRight('payouts-owed')
    await press(clerk, '开支付单')
    await page.getByLabel('支付编号').fill('ZF-1')
    await page.getByLabel('账号').fill('6230580000000000006')
    await page.getByLabel('开户行').fill('晋城农村商业银行')
    await looksRight('payout-form')
    expectStatus(422)
    const submit = inPart(clerk, '开支付单').getByRole('button')
    await submit.click()
    await page.locator('.ant-form-item').filter({ hasText: '账号' }).locator('.ant-form-item-explain-error').waitFor()
    await page.getByLabel('账号').fill(card)
    await submit.click()
    await page.getByText('**** 0005').first().waitFor()
    await looksRight('payout')
    await goTo(clerk, '支付批次')
    await page.getByText('没有支付批次。').first().waitFor()
    await looksRight('batches-empty')
    await page.getByLabel('批次编号').fill('PC-1')
    await press(clerk, '编制批次')
    await page.getByText('编制、复核、发送须分岗办理。').first().waitFor()
    const second = await visitAs(reviewer)
    await second.open(pathOf(clerk))
    await press(second, '复核批次')
    await inPart(second, '复核批次').getByRole('button').click()
    await second.page.getByText('已复核').first().waitFor()
    await page.reload()
    await press(clerk, '发送银行')
    await inPart(clerk, '发送银行').getByRole('button').click()
    await page.getByText('已发送银行').first().waitFor()
    const file = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
    expect((await ask('GET', file ?? '')).body).toContain('PC-1-1')
    await press(clerk, '登记银行反馈')
    await page.getByLabel('行号', { exact: true }).fill('1')
    await choose(clerk, '登记银行反馈', '反馈结果', '退回')
    await inPart(clerk, '登记银行反馈').getByLabel('原因').fill('账号户名不符')
    await inPart(clerk, '登记银行反馈').getByRole('button').click()
    await page.getByRole('cell', { name: '账号户名不符' }).waitFor()
    await looksRight('batch-returned')
    await goTo(clerk, 'ZF-1')
    await press(clerk, '更正账号')
    await looksRight('payout-returned')
    expect((await ask('GET', `/v1/payouts?personNo=${owed}`)).body.items).toMatchObject([{ status: 'returned' }])
    await goTo(clerk, '办理用时')
    await page.getByText('中位数（天）').first().waitFor()
    await looksRight('payout-days')
  })

  test('a hospital’s file is compared: the difference, and what resolves it', async () => {
    const [one] = [await stay('DZ-1', '2023-03-01'), await stay('DZ-2', '2023-02-01')]
    const watched = await visitAs({ ...atHospital, posts: ['clerk'] })
    const { page, looksRight } = watched
    await goTo(watched, '对账清算')
    await page.getByText('没有对账。').first().waitFor()
    await looksRight('reconciliations-empty')
    const buffer = Buffer.from(textOf([rowOf(one)]))
    await page.getByLabel('医院明细文件（TXT、CSV、XLSX、ZIP）').setInputFiles({
      ...{ name: 'day.txt', mimeType: 'text/plain', buffer },
    })
    await press(watched, '上传明细文件')
    await inPart(watched, '上传明细文件').getByRole('status').getByText('行数 1').waitFor()
    await press(watched, '逐笔对账')
    await page.getByText('仅中心有').first().waitFor()
    await page.getByText('在医院账中补记该结算').first().waitFor()
    await looksRight('reconciliation')
  })

  test('a month’s claim: applied for by the hospital, approved by one and paid by another', async () => {
    if ((await ask('GET', '/v1/funds/140500')).body.balance === '0.00') await receipt(it, 'SD-9')
    const applying = await visitAs({ ...atHospital, posts: ['finance'] })
    const { page, looksRight, expectStatus } = applying
    await goTo(applying, '对账清算')
    await goTo(applying, '清算')
    await page.getByText('没有清算申请。').first().waitFor()
    await looksRight('clearings-empty')
    await page.getByLabel('申请编号').fill('QS-1')
    await page.getByLabel('笔数').fill('1')
    await page.getByLabel('费用总额').fill('1')
    await page.getByLabel('基金支付').fill('1')
    expectStatus(422)
    await press(applying, '申请清算')
    await page.getByText('clearing-differs').first().waitFor()
    await looksRight('clearing-differs')
    const { body: totals } = await ask('POST', '/v1/reconciliations/totals', {
      ...{ hospitalCode, from: '2024-05-01', to: '2024-05-31' },
      claimed: { count: 0, total: '0.00', fundPaid: '0.00' },
    })
    const { settlements, total, fundPaid } = totals.here
    await page.getByLabel('笔数').fill(String(settlements))
    await page.getByLabel('费用总额').fill(total)
    await page.getByLabel('基金支付').fill(fundPaid)
    await press(applying, '申请清算')
    await page.getByText('已申请').first().waitFor()
    const approving = await visitAs(reviewer)
    await approving.open(pathOf(applying))
    await press(approving, '核 准')
    await inPart(approving, '核准').getByRole('button').click()
    await approving.page.getByText('已核准').first().waitFor()
    const paying = await visitAs(finance)
    await paying.open(pathOf(applying))
    await press(paying, '拨 付')
    await paying.page.getByLabel('银行凭证号').fill('YH-1')
    await inPart(paying, '拨付').getByRole('button').click()
    await paying.page.getByText('已拨付').first().waitFor()
    await paying.looksRight('clearing')
    await goTo(paying, '清算')
    await paying.page.getByRole('link', { name: 'QS-1' }).waitFor()
    await paying.looksRight('clearings')
  })

  test('the year’s end: tried without posting, then asked for and held for a second person', async () => {
    const watched = await visitAs({ posts: ['clerk'] })
    const { page, looksRight } = watched
    await goTo(watched, '年终')
    await page.getByText('没有办理记录。').first().waitFor()
    await looksRight('year-end-empty')
    await press(watched, '办理年终救助')
    await page.getByText('执行进度').first().waitFor()
    const { body: run } = await ask('GET', `/v1/year-end-runs/${pathOf(watched).split('/').at(-1)}`)
    expect([run.dryRun, run.year]).toEqual([true, 2023])
    expect((await runJob(it.service, run.jobId)).status).toBe('succeeded')
    await page.getByRole('region', { name: '人员明细' }).first().waitFor()
    await looksRight('year-end-run')
    await goTo(watched, '办理记录')
    await page.getByLabel('仅预览，不记账').uncheck()
    await press(watched, '办理年终救助')
    await page.getByText('已提交，待另一人复核').first().waitFor()
    await looksRight('year-end-held')
    expect((await ask('GET', '/v1/year-end-runs')).body.items).toHaveLength(1)
  })
})
