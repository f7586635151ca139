import { describe, expect, test } from 'vitest'
import { browserPath, consoleInBrowser, signInAt } from '../support/console/browser.ts'
import { signedIn } from '../support/people/operators.ts'

describe.runIf(browserPath !== null)('the system', { timeout: 180_000 }, async () => {
  const { it, visit, visitAs } = await consoleInBrowser()
  const admin = { posts: ['admin'] } as const

  test('an operator is added, refused at the field, given a password that is shown once, and withdrawn', async () => {
    const { page, expectStatus, looksRight } = await visitAs(admin)
    await page.getByRole('link', { name: '系统' }).click()
    await page.getByRole('button', { name: '添加操作员' }).click()
    await page.getByLabel('用户名').fill('!')
    await page.getByLabel('姓名').fill('王五')
    await page.getByLabel('经办', { exact: true }).check()
    await looksRight('operator-form')
    expectStatus(400)
    await page.getByRole('button', { name: '保 存' }).click()
    await page.locator('.ant-form-item').filter({ hasText: '用户名' }).locator('.ant-form-item-explain-error').waitFor()
    await page.getByLabel('用户名').fill('wang.wu')
    await page.getByRole('button', { name: '保 存' }).click()
    const firstPassword = await page.locator('.secret').innerText()
    await looksRight('operators')
    const other = await visit()
    await other.open('/console')
    await signInAt(other.page, 'wang.wu', firstPassword)
    await other.page.getByText('初始密码须先修改').first().waitFor()
    const row = page.getByRole('row').filter({ hasText: 'wang.wu' })
    await row.getByRole('button', { name: '停 用' }).click()
    await page.getByRole('button', { name: '确 定' }).click()
    await row.getByText('已停用').first().waitFor()
    other.expectStatus(401)
    await other.page.reload()
    await other.page.getByRole('button', { name: '登 录' }).waitFor()
  })

  test('a session is ended by an admin, from its list', async () => {
    const somebody = await signedIn(it, { posts: ['clerk'] })
    const { page, looksRight } = await visitAs(admin)
    await page.getByRole('link', { name: '系统' }).click()
    await page.getByRole('link', { name: '在线会话' }).click()
    const row = page.getByRole('row').filter({ hasText: somebody.username })
    await row.getByRole('button', { name: '结束会话' }).click()
    await page.getByRole('button', { name: '确 定' }).click()
    await row.waitFor({ state: 'detached' })
    await looksRight('sessions')
    expect((await somebody.send('GET', '/v1/settlements')).status).toBe(401)
  })

  test('an auditor finds who did what, and changes nothing', async () => {
    const { page, expectStatus, looksRight } = await visitAs({ posts: ['auditor'], kind: 'auditor' })
    await page.getByRole('link', { name: '系统' }).click()
    await page.getByRole('row').first().waitFor()
    expect(await page.getByRole('button', { name: '添加操作员' }).count()).toBe(0)
    await page.getByRole('link', { name: '审计留痕' }).click()
    await page.getByRole('cell', { name: '登录', exact: true }).first().waitFor()
    await looksRight('audit')
    expectStatus(422)
    await page.getByLabel('日期起').fill('2024-05-05')
    await page.getByLabel('日期止').fill('2024-05-01')
    await page.getByRole('button', { name: '查 询' }).click()
    await page.locator('.problem').waitFor()
    for (const [name, picture] of [
      ['查询留痕', 'lookups'],
      ['后台任务', 'jobs'],
    ] as const) {
      await page.getByRole('link', { name }).click()
      await page.getByText('没有数据').first().waitFor()
      await looksRight(picture)
    }
  })
})
