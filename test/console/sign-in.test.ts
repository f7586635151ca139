import { describe, expect, test } from 'vitest'
import { browserPath, consoleInBrowser, signInAt } from '../support/console/browser.ts'
import { send } from '../support/database/test-app.ts'
import { added, signedIn } from '../support/people/operators.ts'

test('there is a browser to try the console with; on a build machine there must be', () => {
  if (browserPath === null) process.stderr.write('No Chromium: the console is not tried. CHROMIUM names one.\n')
  expect(browserPath !== null || process.env.CI === undefined).toBe(true)
})

describe.runIf(browserPath !== null)('signing in', { timeout: 180_000 }, async () => {
  const { it, visit, visitAs } = await consoleInBrowser()

  test.each(['zh', 'en'] as const)('the first page in %s: nothing is asked of the service before', async (language) => {
    const { page, open, looksRight } = await visit(language)
    await open('/console')
    await page.getByRole('button', { name: language === 'zh' ? '登 录' : 'Sign in' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
    await looksRight(`sign-in-${language}`)
  })

  test('a wrong password is refused in the words of the service, in the language of the page', async () => {
    const { username } = await added(it, { posts: ['clerk'] })
    const { page, open, expectStatus, looksRight } = await visit()
    expectStatus(401)
    await open('/console')
    await signInAt(page, username, 'wrong-password-here')
    await page.getByText('sign-in-failed').first().waitFor()
    const shown = await page.getByRole('alert').innerText()
    const { body } = await send(it, 'POST', '/v1/sessions', { username, password: 'wrong' }, { language: 'zh' })
    expect(shown).toContain(body.detail)
    await looksRight('sign-in-refused')
  })

  test('a first password opens nothing but its change, which is refused at its field and then done', async () => {
    const { username, firstPassword } = await added(it, { posts: ['clerk'] })
    const { page, open, expectStatus, looksRight } = await visit()
    expectStatus(422)
    await open('/console')
    await signInAt(page, username, firstPassword)
    await page.getByLabel('当前密码').fill(firstPassword)
    expect(await page.getByRole('navigation').count()).toBe(0)
    await page.getByLabel('新密码', { exact: true }).fill('aaaaaaaaaaaaaa')
    await page.getByLabel('再输一次新密码').fill('aaaaaaaaaaaaaab')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('两次输入的新密码不一致。').first().waitFor()
    await page.getByLabel('再输一次新密码').fill('aaaaaaaaaaaaaa')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('password-invalid').first().waitFor()
    await looksRight('first-password')
    await page.getByLabel('新密码', { exact: true }).fill('korrekt-pferd-batterie-78')
    await page.getByLabel('再输一次新密码').fill('korrekt-pferd-batterie-78')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('navigation').first().waitFor()
  })

  test('the session stays over a reload, in both languages, and ends at sign-out: the cookie opens nothing afterwards', async () => {
    const { page, context, expectStatus } = await visitAs({ posts: ['clerk', 'reviewer'] })
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Settlements' }).waitFor()
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ name: 'yizhan_session', httpOnly: true, sameSite: 'Strict' })
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expectStatus(401)
    const stolen = await send(it, 'GET', '/v1/settlements', undefined, {
      headers: { cookie: `yizhan_session=${cookie?.value}` },
    })
    expect(stolen.status).toBe(401)
  })

  test('a session that an admin ends is at its end at the next click, and the page says so', async () => {
    const admin = await signedIn(it, { posts: ['admin'] })
    const { page, username, expectStatus } = await visitAs({ posts: ['clerk'] })
    await page.getByRole('link', { name: '对象' }).click()
    await page.getByLabel('人员编号').fill('14050000000000000001')
    const { body } = await admin.send('GET', '/v1/sessions')
    const session = body.items.find((one: { username: string }) => one.username === username)
    expect((await admin.send('POST', `/v1/sessions/${session.id}/withdraw`)).status).toBe(204)
    expectStatus(401)
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByText('会话已结束，请重新登录。').first().waitFor()
  })

  test('a page that no post of theirs has is not shown, and one that does not exist says so', async () => {
    const { page, open } = await visitAs({ posts: ['admin'] })
    expect(await page.getByRole('link', { name: '结算', exact: true }).count()).toBe(0)
    await open('/console/settlements')
    await page.getByText('您的岗位没有这个页面。').first().waitFor()
    await open('/console/nowhere')
    await page.getByText('没有这个页面。').first().waitFor()
  })
})
