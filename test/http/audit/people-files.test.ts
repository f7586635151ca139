import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { addEnrolment } from '../../../src/application/registers/enrolments.ts'
import { bureau } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const person = demoPeople.find(
  ({ categories, insuredRegion }) => categories.includes('dibao') && insuredRegion === '140502',
)
const { personNo, name, idNumber } = person ?? { personNo: '', name: '', idNumber: '' }

const get = (url: string, key = it.keys.bureau) => send(it, 'GET', url, undefined, { key, language: 'zh' })
const linesOf = async (url: string, key?: string) => {
  const { status, body } = await get(url, key)
  expect(status).toBe(200)
  return String(body).replace('\uFEFF', '').trimEnd().split('\r\n')
}
const sheetOf = async (url: string) => {
  const { rawPayload } = await it.app.inject({
    ...{ method: 'GET', url, headers: { authorization: `Bearer ${it.keys.bureau}`, 'accept-language': 'zh' } },
  })
  return readSheet(rawPayload)
}

/** Where each of the three files is, once somebody of the demo stands in all of them. */
const files = { notEnrolled: '/v1/enrolment/not-enrolled', subsidies: '', yearEnd: '' }
const query = { notEnrolled: '?region=140500&year=2024', subsidies: '', yearEnd: '' }

beforeAll(async () => {
  const start = async (path: string, body: object) => {
    const started = await send(it, 'POST', path, body, { key: it.keys.bureau })
    expect(started.status).toBe(202)
    const { jobId, job, id, runId } = started.body
    await runJob(it.service, jobId ?? String(job).split('/').at(-1))
    return `${path}/${runId ?? id}/lines`
  }
  files.subsidies = await start('/v1/premium-subsidy-runs', { region: '140500', year: 2024 })
  // A stay that a dibao leaves unaided for the year's end: its costs in scope are below the deductible of the year.
  const stay = {
    ...{ settlementNo: 'PF-1', personNo, hospitalCode, care: 'inpatient', referral: 'proper' },
    ...{ admittedOn: '2023-03-01', dischargedOn: '2023-03-05', paid: { basic: '0.00', criticalIllness: '0.00' } },
    costs: { total: '60000.00', inScope: '60000.00' },
  }
  expect((await send(it, 'POST', '/v1/settlements', stay, { key: it.keys.bureau })).status).toBe(201)
  files.yearEnd = await start('/v1/year-end-runs', { region: '140500', year: 2023, dryRun: true })
  const gone = { year: 2024, tier: null, from: '2024-01-01', to: '2024-12-31', source: '停保' } as const
  await addEnrolment(it.service, bureau, { personNo, ...gone }, 'zh')
})

describe.each(['notEnrolled', 'subsidies', 'yearEnd'] as const)('the file of %s', (file) => {
  const csv = () => `${files[file]}.csv${query[file]}`
  const xlsx = () => `${files[file]}.xlsx${query[file]}`

  test('names people whole for a bureau, which leaves a line in the trail', async () => {
    const lines = await linesOf(csv())
    expect(lines[0]).toContain('姓名,证件类型,证件号码')
    if (lines.length > 1) expect(lines.some((line) => /,\d{17}[\dX],/.test(line) && !line.includes('*'))).toBe(true)
    if (file !== 'yearEnd') expect(lines.find((line) => line.includes(personNo))).toContain(`${name},01,${idNumber}`)
    const { rows } = await it.service.db.pool.query(
      `SELECT action, detail FROM register_changes WHERE action LIKE '%-exported' ORDER BY id DESC LIMIT 1`,
    )
    expect(rows[0].action).toBe(
      { notEnrolled: 'not-enrolled-exported', subsidies: 'premium-subsidies-exported', yearEnd: 'year-end-exported' }[
        file
      ],
    )
    expect(JSON.stringify(rows[0].detail)).not.toContain(idNumber)
  })

  test('masks names and leaves numbers out for an auditor, and leaves no line', async () => {
    const count = async () =>
      (await it.service.db.pool.query(`SELECT count(*) FROM register_changes WHERE action LIKE '%-exported'`)).rows
    const before = await count()
    const lines = await linesOf(csv(), it.keys.auditor)
    for (const line of lines.slice(1)) expect(line).not.toMatch(/,\d{17}[\dX],/)
    expect(await count()).toEqual(before)
    expectProblem(await get(csv(), it.keys.hospital), 403, 'forbidden')
  })

  test('is a spreadsheet whose amounts are numbers and whose ID numbers are text', async () => {
    const [heads = [], ...rows] = await sheetOf(xlsx())
    const column = (head: string) => heads.indexOf(head)
    expect(column('证件号码')).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row[column('证件号码')]).toEqual(expect.stringMatching(/^\d{17}[\dX]$/))
      for (const head of ['个人缴费标准', '应资助金额', '本次登记金额', '救助基数', '年度限额剩余'])
        if (column(head) >= 0 && row[column(head)] !== null) expect(row[column(head)]).toEqual(expect.any(Number))
    }
    const text = await linesOf(csv())
    expect(rows).toHaveLength(text.length - 1)
    if (file === 'subsidies')
      expect(rows.find((row) => row[column('人员编号')] === personNo)?.[column('应资助金额')]).toBe(304)
  })
})

describe('money and visits as files', () => {
  const day = '2024-05-05'
  test('the settlements: a bureau’s whole, a hospital’s own and masked, amounts as numbers, the trail', async () => {
    const [heads = '', ...lines] = await linesOf('/v1/settlements.csv?from=2023-01-01&to=2023-12-31')
    expect(heads).toContain('结算编号,结算ID,状态')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`PF-1,`)
    expect(lines[0]).toContain(`${personNo},${name},01,${idNumber},140500,2023,住院,2023-03-01,2023-03-05,低保对象`)
    const own = await linesOf('/v1/settlements.csv', it.keys.hospital)
    expect(own.find((line) => line.startsWith('PF-1,'))).not.toContain(idNumber)
    expect(await linesOf('/v1/settlements.csv?from=2022-01-01&to=2022-12-31')).toHaveLength(1)
    const [sheetHeads = [], row = []] = await sheetOf('/v1/settlements.xlsx')
    expect([row[sheetHeads.indexOf('医疗费总额')], row[sheetHeads.indexOf('医疗救助')]]).toEqual([60000, 42000])
    const { rows } = await it.service.db.pool.query(
      `SELECT count(*)::int AS n FROM register_changes WHERE action = 'settlements-exported'`,
    )
    expect(rows).toEqual([{ n: 3 }])
    expectProblem(await get('/v1/settlements.csv?hospitalCode=H14050000002', it.keys.hospital), 403, 'forbidden')
  })

  test('the clearings and the journal, whose amounts add up to nothing, and for whom subsidies were paid', async () => {
    const bureauSends = (url: string, body: object) => send(it, 'POST', url, body, { key: it.keys.bureau })
    const receipt = { receiptNo: 'PF-R', source: 'city', amount: '90000.00', receivedOn: day, note: '=1+1' }
    await bureauSends('/v1/funds/140500/receipts', receipt)
    const claimed = { count: 1, total: '60000.00', fundPaid: '42000.00', personPaid: '18000.00' }
    const asked = { hospitalCode, applicationNo: 'PF-A', month: '2024-05', claimed }
    const { body } = await send(it, 'POST', '/v1/clearings', asked, { key: it.keys.hospital })
    for (const decision of ['approve', 'pay'])
      expect((await bureauSends(`/v1/clearings/${body.id}/decisions`, { decision })).status).toBe(201)
    const paid = { paymentNo: 'PF-S:2024-with-a-number-of-the-bank-0001', year: 2024, paidOn: day, note: '资助参保' }
    const payment = await bureauSends('/v1/funds/140500/subsidy-payments', paid)
    expect(payment.status).toBe(201)

    const [, clearing] = await linesOf('/v1/clearings.csv?month=2024-05')
    expect(clearing).toContain(`PF-A,${hospitalCode},140500,2024-05,全部,已拨付,1,0,0,60000.00,`)
    const [heads = [], ...lines] = await sheetOf('/v1/funds/140500/journal.xlsx')
    const amounts = lines.map((line) => Math.round(Number(line[heads.indexOf('金额（借正贷负）')]) * 100))
    expect(amounts.length).toBeGreaterThan(6)
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(0)
    expect((await linesOf('/v1/funds/140500/journal.csv')).join('\n')).toContain(",'=1+1,")

    const people = `/v1/funds/140500/subsidy-payments/${payment.body.id}/people`
    const named = await linesOf(`${people}.csv`)
    expect(named.find((line) => line.startsWith(personNo))).toBe(
      `${personNo},${name},01,${idNumber},140502,2024,低保对象,,304.00`,
    )
    expect((await linesOf(`${people}.csv`, it.keys.auditor)).join()).not.toContain(idNumber)
    const rows = await sheetOf(`${people}.xlsx`)
    expect(rows).toHaveLength(named.length)
    expectProblem(
      await get('/v1/funds/140500/subsidy-payments/01890000-0000-7000-8000-000000000000/people.csv'),
      404,
      'not-found',
    )
    expectProblem(await get(`${people}.csv`, it.keys.hospital), 403, 'forbidden')
  })
})
