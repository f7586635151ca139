import { describe, expect, test } from 'vitest'
import { demoPeople } from '../../src/application/demo/demo-people.ts'
import { stay } from '../../src/http/openapi/examples.ts'
import { browserPath, consoleInBrowser, type Watched } from '../support/console/browser.ts'
import { hospitalCode, send } from '../support/database/test-app.ts'

const clerk = { posts: ['clerk'] } as const

/** The stay of the README, as somebody at a desk types it. */
async function fillIn(
  { page }: Watched,
  settlementNo: string,
  days: readonly [string, string] = ['2023-03-01', '2023-03-15'],
): Promise<void> {
  await page.getByLabel('结算编号').fill(settlementNo)
  await page.getByLabel('人员编号').fill(stay.personNo)
  await page.getByLabel('医疗机构代码').fill(hospitalCode)
  await page.getByLabel('入院日期').fill(days[0])
  await page.getByLabel('出院日期').fill(days[1])
  await page.getByLabel('费用总额').fill('52,000')
  await page.getByLabel('政策范围内').fill('50000')
  await page.getByLabel('目录外自费').fill('2000.0')
  await page.getByLabel('基本医疗保险').fill('34790')
  await page.getByLabel('大病保险').fill('0')
  await page.getByLabel('大病保险').blur()
}

/** Signed in, and at the list. */
const atTheList = async <W extends Watched>(watched: W): Promise<W> => {
  await watched.page.getByRole('link', { name: '结算', exact: true }).click()
  await watched.page.getByRole('heading', { name: '结算' }).waitFor()
  return watched
}

const press = ({ page }: Watched, name: string) => page.getByRole('button', { name, exact: true }).click()

describe.runIf(browserPath !== null)('settlements', { timeout: 180_000 }, async () => {
  const { it, visit, visitAs } = await consoleInBrowser()
  const count = async () =>
    (await send(it, 'GET', '/v1/settlements', undefined, { key: it.keys.bureau })).body.items.length

  test('the list without one', async () => {
    const { page, looksRight } = await atTheList(await visitAs(clerk))
    await page.getByText('没有数据').first().waitFor()
    await looksRight('settlements-empty')
  })

  test('quoted and settled by the form: who pays, why, and the clause with its words', async () => {
    const watched = await atTheList(await visitAs(clerk))
    const { page, looksRight } = watched
    await press(watched, '试算与结算')
    await looksRight('settlement-form')
    await fillIn(watched, 'C-0001')
    await press(watched, '试 算')
    await page.getByText('试算结果，尚未入账').first().waitFor()
    await page.getByRole('region', { name: '由谁支付' }).getByText('10,647.00').first().waitFor()
    expect(await count()).toBe(0)
    await press(watched, '结 算')
    await page.getByText('已结算').first().waitFor()
    await looksRight('settlement-settled')
    expect(await count()).toBe(1)
    await press(watched, '查 看')
    await page.getByRole('heading', { name: '结算编号 C-0001' }).waitFor()
    const { body } = await send(it, 'GET', '/v1/settlements', undefined, { key: it.keys.bureau, language: 'zh' })
    const [settlement] = body.items
    expect(settlement.payers).toMatchObject({ assistance: '10647.00', person: '6563.00' })
    // Every amount says how it came to be.
    await page.getByRole('button', { name: '10,647.00' }).click()
    const line = settlement.lines.find(({ payer }: { payer: string }) => payer === 'assistance')
    await page.getByRole('tooltip').getByText(line.text).first().waitFor()
    await page.getByRole('heading', { name: '由谁支付' }).click()
    await page.getByRole('button', { name: line.clause.cite }).first().click()
    await page.getByRole('tooltip').getByText(line.clause.id).first().waitFor()
    await looksRight('settlement-clause')
    const statement = await page.getByRole('link', { name: '结算单', exact: true }).getAttribute('href')
    expect(statement).toBe(`/v1/settlements/${settlement.id}/statement`)
  })

  test('a refusal is said in the words of the service, at its field where it has one, and nothing is written', async () => {
    const watched = await atTheList(await visitAs(clerk))
    const { page, expectStatus } = watched
    expectStatus(400)
    expectStatus(422)
    await press(watched, '试算与结算')
    await press(watched, '结 算')
    await page.getByText('请填写此项。').first().waitFor()
    await fillIn(watched, 'C-0002')
    await page.getByLabel('人员编号').fill('1405 0000')
    await press(watched, '结 算')
    await page
      .locator('.ant-form-item')
      .filter({ hasText: '人员编号' })
      .locator('.ant-form-item-explain-error')
      .waitFor()
    await page.getByLabel('人员编号').fill(stay.personNo)
    await page.getByLabel('费用总额').fill('52000.01')
    await press(watched, '结 算')
    await page.getByText('costs-do-not-add-up').first().waitFor()
    await page.getByLabel('费用总额').fill('52 thousand')
    await press(watched, '结 算')
    await page.getByText('填写两位小数，如 10647.00').first().waitFor()
    expect(await count()).toBe(1)
  })

  test('an answer that is lost is asked for again under the same number, and settled once', async () => {
    const watched = await atTheList(await visitAs(clerk))
    const { page, context } = watched
    let lost = 0
    await context.route('**/v1/settlements', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.fallback()
      await route.fetch()
      return route.fulfill({ status: 503, headers: { 'retry-after': '0' }, body: '' })
    })
    watched.expectStatus(503)
    await press(watched, '试算与结算')
    await fillIn(watched, 'C-0003', ['2023-05-01', '2023-05-09'])
    await press(watched, '结 算')
    await page.getByText('此编号此前已结算，以下为首次结果。').first().waitFor()
    expect([lost, await count()]).toEqual([2, 2])
  })

  test('a reversal is held for a second person, who has it done, and its end is in the ledger', async () => {
    const first = await atTheList(await visitAs(clerk))
    await first.page.getByRole('link', { name: 'C-0003' }).click()
    await press(first, '冲 正')
    await first.page.getByLabel('冲正编号').fill('C-R-0003')
    await first.page.getByLabel('原因').fill('录入错误')
    await first.looksRight('reversal')
    await first.page.getByRole('region', { name: '冲正' }).getByRole('button', { name: '冲 正' }).click()
    await first.page.getByText('已提交，待复核岗').first().waitFor()
    await first.page.getByRole('link', { name: '待办' }).click()
    await press(first, '查 看')
    await first.page.getByText('本人提出的事项须由另一人复核。').first().waitFor()
    expect(await first.page.getByRole('button', { name: '复核通过并执行' }).count()).toBe(0)
    const second = await visitAs({ posts: ['reviewer'] })
    await second.page.getByRole('link', { name: '待办' }).click()
    await second.looksRight('tasks')
    await press(second, '查 看')
    await second.looksRight('task')
    await press(second, '复核通过并执行')
    await second.page.getByText('已执行').first().waitFor()
    await second.looksRight('task-done')
    const { body } = await send(it, 'GET', '/v1/settlements?settlementNo=C-0003', undefined, { key: it.keys.bureau })
    expect(body.items[0].status).toBe('reversed')
    const ledger = `/v1/beneficiaries/${stay.personNo}/ledger?year=2023`
    const { body: entries } = await send(it, 'GET', ledger, undefined, { key: it.keys.bureau })
    expect(entries.items.filter(({ kind }: { kind: string }) => kind === 'reversal')).toHaveLength(1)
    await second.page.getByRole('link', { name: '结算', exact: true }).click()
    await second.page.getByText('已冲正').first().waitFor()
    await second.looksRight('settlements')
  })

  test('a task is refused with a reason, and one’s own taken back', async () => {
    const first = await atTheList(await visitAs(clerk))
    const ask = async (no: string) => {
      await first.page.getByRole('link', { name: '结算', exact: true }).click()
      await first.page.getByRole('link', { name: 'C-0001' }).click()
      await press(first, '冲 正')
      await first.page.getByLabel('冲正编号').fill(no)
      await first.page.getByLabel('原因').fill('录入错误')
      await first.page.getByRole('region', { name: '冲正' }).getByRole('button', { name: '冲 正' }).click()
      await first.page.getByText('已提交，待复核岗').first().waitFor()
    }
    await ask('C-R-0001')
    await first.page.getByRole('link', { name: '待办' }).click()
    await press(first, '查 看')
    await press(first, '撤 回')
    await first.page.getByText('请填写此项。').first().waitFor()
    await first.page.getByLabel('撤回原因').fill('不需要了')
    await press(first, '撤 回')
    await first.page.getByText('已撤回').first().waitFor()
    await ask('C-R-0002')
    const second = await visitAs({ posts: ['reviewer'] })
    await second.page.getByRole('link', { name: '待办' }).click()
    await press(second, '查 看')
    await second.page.getByLabel('退回原因').fill('材料不全')
    await press(second, '退 回')
    await second.page.getByText('已退回').first().waitFor()
    const { body } = await send(it, 'GET', '/v1/settlements?settlementNo=C-0001', undefined, { key: it.keys.bureau })
    expect(body.items[0].status).toBe('settled')
  })

  test('what a patient sees: the number says that it is genuine, name and card say what was paid and why', async () => {
    const { body } = await send(it, 'GET', '/v1/settlements?settlementNo=C-0001', undefined, { key: it.keys.bureau })
    const statement = `/v1/settlements/${body.items[0].id}/statement`
    const { body: paper } = await send(it, 'GET', statement, undefined, { key: it.keys.bureau })
    const receiptNo = />([0-9A-Z]{5}(?:-[0-9A-Z]{5}){6})</.exec(String(paper))?.[1] ?? ''
    const { name = '', idNumber = '' } = demoPeople.find(({ personNo }) => personNo === stay.personNo) ?? {}
    const { page, open, expectStatus, looksRight } = await visit()
    await open('/verify')
    await page.getByLabel('结算单凭证号').fill(receiptNo.replaceAll('-', ' ').toLowerCase())
    await page.getByRole('button', { name: '核验' }).click()
    await page.getByRole('status').getByText('真实有效').waitFor()
    expect(await page.locator('body').innerText()).not.toContain('10,647.00')
    await looksRight('verify')
    expectStatus(403)
    await page.getByLabel('结算单上的姓名').fill(name)
    await page.getByLabel('证件号码后四位').fill(idNumber.endsWith('0000') ? '0001' : '0000')
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByRole('alert').waitFor()
    await looksRight('verify-refused')
    await page.getByLabel('结算单上的姓名').fill(name)
    await page.getByLabel('证件号码后四位').fill(idNumber.slice(-4))
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByText('10,647.00').first().waitFor()
    await looksRight('verify-open')
  })

  test('the desk of a hospital settles for itself alone, in English too', async () => {
    const desk = await visitAs({ posts: ['clerk'], kind: 'hospital', hospitalCode }, 'en')
    await desk.page.getByRole('button', { name: 'Quote and settle' }).click()
    expect(await desk.page.getByLabel('Hospital code').inputValue()).toBe(hospitalCode)
    expect(await desk.page.getByRole('link', { name: 'Tasks' }).count()).toBe(0)
    await desk.looksRight('settlement-form-en')
  })
})
