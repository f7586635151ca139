import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { card } from '../support/database/payout-desk.ts'
import { pdf } from '../support/database/reimbursement-desk.ts'
import { send } from '../support/database/test-app.ts'

const clerk = { posts: ['clerk'] } as const
const reviewer = { posts: ['reviewer'] } as const

const personNo = demoPerson('140500', 'dibao')

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()
const inPart = ({ page }: Watched, part: string) => page.getByRole('region', { name: part, exact: true })
const goTo = ({ page }: Watched, name: string) => page.getByRole('link', { name, exact: true }).first().click()
const pathOf = ({ page }: Watched) => new URL(page.url()).pathname

async function choose(watched: Watched, part: string, label: string, option: string): Promise<void> {
  await inPart(watched, part).getByLabel(label, { exact: true }).click()
  await watched.page.getByTitle(option, { exact: true }).last().click()
}

const head =
  '报销编号,人员编号,医疗类别,入院日期,出院日期,医疗机构名称,医疗机构所在地区,医疗机构级别,费用总额,政策范围内,基本医保支付,大病保险支付,医保结算单号,结算单出具单位,票据,档案号'
const lineOf = (no: string, invoices: string) =>
  `${no},${personNo},住院,2023-05-01,2023-05-09,示例医院,140502,二级,1000,1000,400,0,JS-9,晋城市医保局,${invoices},D-9`

describe.runIf(browserPath !== null)('bills handed in', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const ask = (method: 'GET' | 'POST', url: string, body?: object) =>
    send(it, method, url, body, { key: it.keys.bureau, language: 'zh' })

  // A stay of 20,000 in scope of which insurance has paid 10,000: 70% of the rest is aid (140500/J4).
  test('one from its receipt to its payout, by two people: invoices, papers, a trial, the money', async () => {
    const taking = await visitAs(clerk)
    const { page, looksRight, expectStatus } = taking
    await goTo(taking, '手工报销')
    await page.getByText('没有手工报销。').first().waitFor()
    await looksRight('reimbursements-empty')
    await press(taking, '受理报销')
    for (const [label, value] of [
      ['报销编号', 'BX-1'],
      ['人员编号', personNo],
      ['入院日期', '2023-03-01'],
      ['出院日期', '2023-03-10'],
      ['医疗机构名称', '市外示例医院'],
      ['医疗机构所在地区', '140502'],
      ['费用总额', '20,000'],
      ['政策范围内', '20000'],
      ['基本医疗保险', '10000'],
      ['大病保险', '0'],
      ['票据代码', '14060123'],
      ['票据号码', '123'],
      ['票据金额', '20000'],
      ['医保结算单号', 'JS-1'],
      ['出具单位', '晋城市医疗保障局'],
    ] as const)
      await page.getByLabel(label).fill(value)
    await choose(taking, '就诊医疗机构', '级别', '二级')
    await looksRight('reimbursement-form')
    expectStatus(400)
    await press(taking, '受理报销')
    await inPart(taking, '票据').locator('.ant-form-item-explain-error').getByText('8 至 10 位').waitFor()
    await looksRight('reimbursement-refused')
    await page.getByLabel('票据号码').fill('0010000001')
    await press(taking, '受理报销')
    await page.getByRole('heading', { name: '报销编号 BX-1' }).waitFor()
    const file = { name: 'x.pdf', mimeType: 'application/pdf' }
    await page.getByLabel('文件（PDF、JPEG、PNG、OFD）').setInputFiles({ ...file, buffer: pdf('票据') })
    await press(taking, '上传材料')
    await inPart(taking, '材料').getByRole('cell', { name: '票据' }).waitFor()
    // Whether the papers are there is looked at by the service.
    expectStatus(409)
    await press(taking, '初 审')
    await inPart(taking, '初审').getByRole('button').click()
    await page.getByText('papers-missing').first().waitFor()
    await choose(taking, '上传材料', '材料类别', '医保结算单')
    await page.getByLabel('文件（PDF、JPEG、PNG、OFD）').setInputFiles({ ...file, buffer: pdf('结算单') })
    await press(taking, '上传材料')
    await inPart(taking, '材料').getByRole('cell', { name: '医保结算单' }).waitFor()
    await page.getByLabel('初审意见').fill('票据齐全')
    await inPart(taking, '初审').getByRole('button').click()
    await page.getByText('已初审').first().waitFor()
    await press(taking, '试 算')
    await inPart(taking, '试算').getByRole('button').click()
    await inPart(taking, '由谁支付').getByRole('button', { name: '7,000.00' }).waitFor()
    await looksRight('reimbursement')
    expect(await page.getByRole('button', { name: '复核并结算' }).count()).toBe(0)

    const approving = await visitAs(reviewer)
    await approving.open(pathOf(taking))
    await press(approving, '复核并结算')
    await inPart(approving, '复核并结算').getByRole('button').click()
    await approving.page.getByText('已复核').first().waitFor()
    await goTo(approving, '到“应付个人”开支付单')
    await approving.page.getByRole('row').filter({ hasText: personNo }).getByText('7,000.00').waitFor()
    const account = { number: card, bankName: '晋城农村商业银行' }
    const payout = { payoutNo: 'ZF-9', region: '140500', personNo, payee: { kind: 'person' }, account }
    expect((await ask('POST', '/v1/payouts', payout)).status).toBe(201)
    await page.reload()
    await page.getByRole('link', { name: 'ZF-9' }).waitFor()
    await looksRight('reimbursement-settled')
    await goTo(taking, '手工报销')
    await page.getByLabel('报销编号').fill('BX-1')
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByRole('row').filter({ hasText: 'BX-1' }).getByText('7,000.00').waitFor()
    expect(page.url()).toContain('reimbursementNo=BX-1')
    const csv = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
    expect((await ask('GET', csv ?? '')).body).toContain(`BX-1,140502,${personNo},已复核`)
    await looksRight('reimbursements')
  })

  test('a list of them is taken line by line, with what is wrong of each; one that is refused frees its invoices', async () => {
    const watched = await visitAs(clerk)
    const { page, looksRight } = watched
    await goTo(watched, '手工报销')
    const lines = [lineOf('BX-11', '14060123-0010000011:1000'), lineOf('BX-12', '发票一张')]
    const buffer = Buffer.from([head, ...lines].join('\n'))
    await page.getByLabel('报销清单（XLSX、CSV、TXT、ZIP）').setInputFiles({
      ...{ name: '报销.csv', mimeType: 'text/csv', buffer },
    })
    await press(watched, '批量受理')
    await inPart(watched, '批量受理').getByRole('status').getByText('新受理 1').waitFor()
    await page.getByText('票据写作').first().waitFor()
    await looksRight('reimbursements-file')
    await inPart(watched, '批量受理').getByRole('link', { name: 'BX-11' }).click()
    await press(watched, '不予报销')
    await page.getByLabel('原因').fill('非本人票据')
    await inPart(watched, '不予报销').getByRole('button').click()
    // The reason stands in the form as well, before it was sent.
    await expect
      .poll(async () => (await ask('GET', '/v1/reimbursements?reimbursementNo=BX-11')).body.items[0].status)
      .toBe('refused')
    await page.getByText('非本人票据').first().waitFor()
  })

  test('who may not enter one sees no button, a hospital no page; and all of it is there in English', async () => {
    const auditor = await visitAs({ kind: 'auditor', posts: ['auditor'] }, 'en')
    await goTo(auditor, 'Bills handed in')
    await auditor.page.getByRole('region', { name: 'Bills handed in' }).waitFor()
    await auditor.looksRight('reimbursements-en')
    expect(await auditor.page.getByRole('button', { name: 'Take a bill' }).count()).toBe(0)
    const hospital = await visitAs({ kind: 'hospital', hospitalCode: 'H14050000001', posts: ['clerk'] })
    expect(await hospital.page.getByRole('link', { name: '手工报销' }).count()).toBe(0)
    await hospital.open('/console/reimbursements')
    await hospital.page.getByText('您的岗位没有这个页面。').waitFor()
  })
})
