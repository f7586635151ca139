import { describe, expect, test } from 'vitest'
import { stay } from '../../src/http/openapi/examples.ts'
import { browserPath, consoleInBrowser } from '../support/console/browser.ts'
import { send } from '../support/database/test-app.ts'

describe.runIf(browserPath !== null)('people', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()
  const clerk = { posts: ['clerk'] } as const

  test('nobody is listed unasked; somebody is found by their number, and nobody by another', async () => {
    const { page, looksRight } = await visitAs(clerk)
    await page.getByRole('link', { name: '对象' }).click()
    await looksRight('people-empty')
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByText('请至少填写一项。').first().waitFor()
    await page.getByLabel('人员编号').fill('14050000000000999999')
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByText('没有符合的人员。').first().waitFor()
    await page.getByLabel('人员编号').fill(stay.personNo)
    await page.getByRole('button', { name: '查 询' }).click()
    await page.getByRole('link', { name: stay.personNo }).waitFor()
    await looksRight('people')
  })

  test('one person: limits, what happened, entitlement, identities, and the way to why', async () => {
    const settled = await send(it, 'POST', '/v1/settlements', stay, { key: it.keys.hospital })
    expect(settled.status).toBe(201)
    const { page, open, looksRight } = await visitAs(clerk)
    await open(`/console/people/${stay.personNo}`)
    await page.getByLabel('年度', { exact: true }).click()
    await page.getByTitle('2023', { exact: true }).click()
    const cap = await send(it, 'GET', `/v1/beneficiaries/${stay.personNo}/annual-cap?year=2023`, undefined, {
      key: it.keys.bureau,
    })
    const annual = cap.body.limits.find(({ name }: { name: string }) => name === 'annual')
    expect(annual).toMatchObject({ used: '10647.00', remaining: '49353.00' })
    await page.getByRole('region', { name: '年度限额' }).getByText('49,353.00').first().waitFor()
    await page.getByRole('region', { name: '待遇' }).getByText('直接救助').first().waitFor()
    await page.getByRole('cell', { name: '低保对象', exact: true }).waitFor()
    await looksRight('person')
    await page.getByRole('link', { name: '为什么' }).click()
    await page.getByRole('heading', { name: `结算编号 ${stay.settlementNo}` }).waitFor()
  })

  test('a number is shown whole when it is asked for, and the look is a record of its own', async () => {
    const { page, open, username } = await visitAs(clerk)
    await open(`/console/people/${stay.personNo}`)
    await page
      .getByText(/\*{6,}/)
      .first()
      .waitFor()
    const looks = async () => {
      const { body } = await send(it, 'GET', '/v1/audit/changes', undefined, { key: it.keys.bureau })
      return body.items.filter(({ personNo }: { personNo: string | null }) => personNo === stay.personNo).length
    }
    const before = await looks()
    await page.getByRole('button', { name: '显 示' }).click()
    await page
      .locator('.ant-descriptions')
      .getByText(/\d{17}[\dX]/)
      .first()
      .waitFor()
    expect([username.length > 0, await looks()]).toEqual([true, before + 1])
  })

  test('somebody who is not registered is told in the words of the service', async () => {
    const { page, open, expectStatus } = await visitAs(clerk, 'en')
    expectStatus(404)
    await open('/console/people/14050000000000999999')
    await page.locator('.problem').first().waitFor()
    expect(await page.locator('.problem').first().innerText()).toContain('not-found')
  })
})
