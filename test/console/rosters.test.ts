import { describe, expect, test } from 'vitest'
import { demoPeople } from '../../src/application/demo/demo-people.ts'
import { browserPath, consoleInBrowser } from '../support/console/browser.ts'
import { runJob } from '../support/database/jobs.ts'
import { send } from '../support/database/test-app.ts'

/** Somebody of Jincheng without an identity. */
const person = demoPeople.find(({ personNo, categories }) => personNo.startsWith('1405') && categories.length === 0)
const personNo = person?.personNo ?? ''

const list = `变动,人员编号,救助身份,开始日期
新增,${personNo},低保,2024-05-01
新增,14050000000000000001,没有这种身份,2024-05-01
`

describe.runIf(browserPath !== null)('rosters', { timeout: 180_000 }, async () => {
  const { it, visitAs } = await consoleInBrowser()

  test('from the file to applied, by two people: bad lines with their reasons, the difference, the progress', async () => {
    const clerk = await visitAs({ posts: ['clerk'] })
    await clerk.page.getByRole('link', { name: '名单', exact: true }).click()
    await clerk.page.getByLabel('年月').fill('2024-05')
    await clerk.page.getByRole('button', { name: '查 询' }).click()
    await clerk.page.getByText('没有数据').first().waitFor()
    await clerk.looksRight('rosters-empty')
    const file = { name: '低保.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
    await clerk.page.getByLabel('文件（XLSX、CSV、NDJSON）').setInputFiles(file)
    await clerk.page.getByRole('button', { name: '报 送' }).click()
    await clerk.page.getByRole('cell', { name: '没有这种身份' }).waitFor()
    await clerk.page.getByRole('cell', { name: personNo }).waitFor()
    await clerk.page.getByText('名单由报送人以外的复核岗执行。').first().waitFor()
    expect(await clerk.page.getByRole('button', { name: '执行名单' }).count()).toBe(0)
    await clerk.looksRight('roster')
    const reviewer = await visitAs({ posts: ['reviewer'] })
    await reviewer.open(new URL(clerk.page.url()).pathname)
    await reviewer.page.getByRole('button', { name: '执行名单' }).click()
    await reviewer.page.getByRole('button', { name: '确 定' }).click()
    // How far it is survives that the page is loaded anew.
    await reviewer.page.getByText('执行进度').first().waitFor()
    await reviewer.page.reload()
    await reviewer.page.getByText('执行进度').first().waitFor()
    const roster = `/v1/rosters/${reviewer.page.url().split('/').at(-1)}`
    const { body: applying } = await send(it, 'GET', roster, undefined, { key: it.keys.bureau })
    expect((await runJob(it.service, applying.jobId)).status).toBe('succeeded')
    await reviewer.page.getByText('已执行').first().waitFor()
    await reviewer.looksRight('roster-applied')
    const identities = `/v1/beneficiaries/${personNo}/identities`
    const { body } = await send(it, 'GET', identities, undefined, { key: it.keys.bureau })
    expect(body.items.map(({ category, from }: { category: string; from: string }) => [category, from])).toEqual([
      ['dibao', '2024-05-01'],
    ])
  })

  test('a file that is no list is refused in the words of the service', async () => {
    const { page, expectStatus } = await visitAs({ posts: ['clerk'] })
    expectStatus(422)
    expectStatus(400)
    await page.getByRole('link', { name: '名单', exact: true }).click()
    const file = { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('nothing of this is a header\n1,2,3\n') }
    await page.getByLabel('文件（XLSX、CSV、NDJSON）').setInputFiles(file)
    await page.getByRole('button', { name: '报 送' }).click()
    await page.locator('.problem code').waitFor()
  })
})
