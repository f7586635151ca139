import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { demoClerk } from '../../../src/application/demo/load-demo.ts'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import { concurrently } from '../../../src/application/shared/concurrently.ts'
import { uuidOf } from '../../../src/application/shared/short-id.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { atTheDesk, type Body } from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'
import { type Row, textOf, zipOf } from '../../support/files/hospital-file.ts'
import { afterActions, type Difference, differencesOf } from './actions.ts'
import { apiProgram } from './by-api.ts'
import { messageProgram } from './by-messages.ts'
import { type SimulatedVisit, simulateVisit } from './courses.ts'
import { done, type Program } from './program.ts'

/** Each hospital's; 5,000 together. */
const visits = 2500
const desks = 12
/** So many that nobody has more than some twenty-five visits of the day: what a year holds is read with each of them. */
const people = 100
const today = '2024-05-05'

const it = testApp()
let listening: App
let jincheng: Program
let pengshui: Program

beforeAll(async () => {
  listening = await buildApp({ service: it.service, losesAnswers: true })
  await listening.listen({ port: 0, host: '127.0.0.1' })
  const { port } = listening.server.address() as AddressInfo
  const key = await it.issue({ kind: 'hospital', name: 'test', region: '500243', hospitalCode: 'H50024300001' })
  const city = {
    code: 'H14050000001',
    region: '140502',
    key: it.keys.hospital,
    people: await settlers('140502', 'chronic'),
    diseases: { visit: 'M00100', stay: null },
  }
  const county = {
    code: 'H50024300001',
    region: '500243',
    key,
    people: await settlers('500243', 'special-disease'),
    diseases: { visit: 'M00100', stay: 'M00100' },
  }
  await atTheDesk(it)
  jincheng = messageProgram(it, city, port)
  pengshui = apiProgram(it, county)
}, 300_000)
afterAll(() => listening.close())

/** People on dibao with a registered disease, none of whom comes to the end of a limit within the day. */
async function settlers(insuredRegion: string, kind: 'chronic' | 'special-disease'): Promise<string[]> {
  return concurrently([...Array(people).keys()], 4, async (at) => {
    const personNo = `${insuredRegion.slice(0, 4)}00900000000000${String(at).padStart(2, '0')}`
    const card = { name: '示例', idType: '99', idNumber: personNo, birthDate: '1975-03-12', enrolledTier: 1 as const }
    await putBeneficiary(it.service, demoClerk, { personNo, ...card, insuredRegion })
    const certified = { certifiedBy: 'civil-affairs', certificateNo: 'C' }
    await addIdentity(it.service, demoClerk, {
      personNo,
      category: 'dibao',
      from: '2021-01-01',
      to: null,
      ...certified,
    })
    const disease = { kind, diseaseCode: 'M00100', diseaseName: '示例', management: null, packageCode: null }
    await addRegistration(it.service, demoClerk, { personNo, ...disease, from: '2021-01-01', to: null })
    return personNo
  })
}

const total = (rows: readonly Row[], of: 'total' | 'fundPaid') => yuan(sum(rows.map((row) => decimal(row[of]))))

/** Totals first, as at the end of a day. */
async function totals({ hospital }: Program, rows: readonly Row[]): Promise<Body> {
  const claim = {
    medfee_sumamt: total(rows, 'total'),
    fund_pay_sumamt: total(rows, 'fundPaid'),
    acct_pay: 0,
    fixmedins_setl_cnt: rows.length,
  }
  const period = { stmt_begndate: today, stmt_enddate: today, insutype: '390', clr_type: '99' }
  return (await done(it, hospital, '3201', { data: { ...period, ...claim } })).output.stmtinfo
}

interface Compared {
  /** Lines of the file above the first row. */
  readonly headers: number
  readonly id: string
  readonly differences: number
  readonly balanced: boolean
}

/** A ZIP of tab-separated text by 9101, then 3202; its differences by 9102 are as many. */
async function byMessages({ hospital }: Program, rows: readonly Row[]): Promise<Compared> {
  const zip = zipOf([{ name: 'day.txt', content: textOf(rows) }])
  const upload = { fsUploadIn: { filename: 'day.zip', in: zip.toString('base64') } }
  const { file_qury_no } = (await done(it, hospital, '9101', upload)).output
  const data = { file_qury_no, stmt_begndate: today, stmt_enddate: today, clr_type: '99' }
  const compared = await done(it, hospital, '3202', { data })
  const { fileinfo } = compared.output
  const found = /差异 (\d+) 条，无法读取 0 行/.exec(compared.warn_msg)
  return {
    headers: 0,
    id: uuidOf(fileinfo.file_qury_no) ?? '',
    differences: Number(found?.[1]),
    balanced: fileinfo.stmt_rslt === '0',
  }
}

/** CSV under the names of the API, streamed to /v1. */
async function byCsv({ hospital: { code, key } }: Program, rows: readonly Row[]): Promise<Compared> {
  const header = 'settlementId,personNo,total,fundPaid,accountPaid,refunded'
  const lines = rows.map(({ settlement, personNo, total, fundPaid, refunded }) =>
    [settlement, personNo, total, fundPaid, '0.00', refunded ? 1 : 0].join(','),
  )
  const upload = await send(
    it,
    'POST',
    `/v1/reconciliations/files?hospitalCode=${code}&fileName=day.csv`,
    [header, ...lines].join('\r\n'),
    { key, headers: { 'content-type': 'text/csv' } },
  )
  expect(upload).toMatchObject({ body: { rows: rows.length, faults: 0 } })
  const asked = { hospitalCode: code, fileNo: upload.body.fileNo, from: today, to: today }
  const { body } = await send(it, 'POST', '/v1/reconciliations', asked, { key })
  return { headers: 1, id: body.id, differences: body.differences, balanced: body.result === 'balanced' }
}

/** What was planted, and what was found: type and number of the settlement, in order. */
const named = (list: readonly { type: string; no: string }[]) => list.map(({ type, no }) => `${type} ${no}`).sort()

async function closeTheDay(
  program: Program,
  simulated: readonly SimulatedVisit[],
  compare: (program: Program, rows: readonly Row[]) => Promise<Compared>,
): Promise<readonly Difference[]> {
  const rows = simulated.flatMap((one) => one.rows)
  const planted = simulated.flatMap(({ course, visit }) =>
    course.planted === undefined ? [] : [{ type: course.planted, no: visit.number }],
  )
  expect((await totals(program, rows)).stmt_rslt).toBe('3')
  const first = await compare(program, rows)
  const found = await differencesOf(it, program, first.id)
  expect(named(found.map(({ type, settlementNo }) => ({ type, no: settlementNo })))).toEqual(named(planted))
  expect([first.differences, first.balanced]).toEqual([planted.length, false])

  const sent = new Map(simulated.map(({ visit }) => [visit.number, visit]))
  const corrected = await afterActions({ it, program, visits: sent }, rows, found, first.headers)
  const second = await compare(program, corrected)
  expect(await differencesOf(it, program, second.id)).toEqual([])
  expect([second.differences, second.balanced]).toEqual([0, true])
  const stated = await totals(program, corrected)
  expect(stated).toMatchObject({ stmt_rslt: '0', stmt_rslt_dscr: expect.stringMatching(/总额 0\.00，基金 0\.00。$/) })
  return found
}

test('a full day of two hospitals: exactly what was planted is found, and its actions bring the ledger to 0.00', async () => {
  const [one, two] = await Promise.all(
    [jincheng, pengshui].map((program) =>
      concurrently([...Array(visits).keys()], desks, (at) => simulateVisit(it, program, at)),
    ),
  )
  const found = [
    ...(await closeTheDay(jincheng, one ?? [], byMessages)),
    ...(await closeTheDay(pengshui, two ?? [], byCsv)),
  ]
  const types = ['only-here', 'only-there', 'amounts-differ', 'reversed-here', 'reversed-there', 'duplicate']
  for (const type of types)
    expect([type, found.filter((one) => one.type === type).length]).toEqual([type, type === 'only-here' ? 20 : 40])
  const faults: unknown[] = []
  await verifyLedger({ db: it.service.db, archive: it.service.ledger.archive }, (one) => faults.push(one))
  expect(faults).toEqual([])
}, 600_000)
