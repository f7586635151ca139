import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { demoClerk } from '../../../src/application/demo/load-demo.ts'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { concurrently } from '../../../src/application/shared/concurrently.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import type { App } from '../../../src/http/server/wire.ts'
import type { Body } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'
import { type Row, textOf } from '../../support/files/hospital-file.ts'
import { tell, type Ward } from './ward.ts'
import { type Admission, admit, courses } from './ward-courses.ts'

/** Of both hospitals together; `npm run hospital-day` takes more. */
const admissions = Number(process.env['YIZHAN_DAY_ADMISSIONS'] ?? 40)
const linesOfEach = 70
const atOnce = 6
const today = '2024-05-05'
const born = '2024-04-20'

const it = testApp()
let listening: App
let wards: readonly Ward[]

beforeAll(async () => {
  listening = await buildApp({ service: it.service, losesAnswers: true })
  await listening.listen({ port: 0, host: '127.0.0.1' })
  const { port } = listening.server.address() as AddressInfo
  const county = await it.issue({ kind: 'hospital', name: 'test', region: '140522', hospitalCode: 'H14050000002' })
  const of = (code: string, region: string, key: string): Ward => {
    const diseases = { visit: 'M00100', stay: null }
    return { it, port, rows: [], aids: new Map(), counts: {}, hospital: { code, region, key, people: [], diseases } }
  }
  wards = [of('H14050000001', '140502', it.keys.hospital), of('H14050000002', '140522', county)]
})
afterAll(() => listening.close())

const numberOf = (person: number) => `140502000000000${String(70_000 + person)}`

const isNewborn = (person: number) => person === 0

/** Every fourth is tekun and aided in full, the others on dibao and aided by 70% (140500/J4); the first is born in the year. */
async function register(person: number) {
  const psn_no = numberOf(person)
  const birthDate = isNewborn(person) ? born : '1975-03-12'
  const card = { name: `示例${'甲乙丙丁戊己庚辛壬癸'[person % 10]}`, idType: '99', idNumber: psn_no, birthDate }
  const enrolled = { insuredRegion: '140502', enrolledTier: 1 as const }
  await putBeneficiary(it.service, demoClerk, { personNo: psn_no, ...card, ...enrolled })
  const category = person % 4 === 1 ? 'tekun' : 'dibao'
  const identity = { category, from: isNewborn(person) ? born : '2021-01-01', to: null } as const
  const certified = { certifiedBy: 'civil-affairs', certificateNo: 'C' }
  await addIdentity(it.service, demoClerk, { personNo: psn_no, ...identity, ...certified })
  return { psn_no, share: category === 'tekun' ? '1' : '0.7' }
}

const names = Object.keys(courses) as (keyof typeof courses)[]
/** Stays of a person follow one another: a month each, and the first over the turn of the year. */
const months = ['2023-10', '2023-11', '2024-02', '2024-03'] as const

function admissionOf(
  at: number,
  who: { psn_no: string; share: string },
): { course: keyof typeof courses; stay: Admission } {
  const round = Math.floor(at / people)
  // Each time another course, so that the turn of the year comes to a person once.
  const course = names[(at + round) % names.length] ?? 'plainly'
  const month = months[round % months.length]
  const days =
    course === 'overTheYear' ? { from: '2023-12-20', to: '2024-01-05' } : { from: `${month}-05`, to: `${month}-12` }
  return { course, stay: { ...who, number: at, lines: linesOfEach, ...days } }
}

/** Beside the newborn. */
const people = Math.max(16, Math.ceil(admissions / 4))
const everybody = [...Array(people + 1).keys()]

async function admitInTurn(person: number): Promise<void> {
  const who = await register(person)
  for (const ward of wards) {
    const data = { psn_cert_type: '99', certno: who.psn_no, mdtrt_cert_type: '99', mdtrt_cert_no: who.psn_no }
    expect((await tell(ward, '1101', { data })).output.baseinfo.psn_no).toBe(who.psn_no)
  }
  if (isNewborn(person)) return bear(who)
  for (let at = person - 1; at < admissions; at += people) {
    const { course, stay } = admissionOf(at, who)
    await courses[course](await admit(wards[at % 2] as Ward, stay))
  }
}

/** A newborn is admitted on its first day, by its own number, and known as one. */
async function bear(who: { psn_no: string; share: string }): Promise<void> {
  const [ward] = wards as [Ward]
  const early = { psn_no: who.psn_no, insutype: '390', begntime: '2024-04-19', med_type: '21' }
  await expect(tell(ward, '2401', { mdtrtinfo: early })).rejects.toThrow(/2024-04-20/)
  const lying = await admit(ward, { ...who, number: 999, lines: linesOfEach, from: born, to: '2024-04-28' })
  const { output } = await tell(ward, '5201', { data: { psn_no: who.psn_no, begntime: born } })
  expect(output.mdtrtinfo[0]).toMatchObject({ nwb_flag: '1', maf_psn_flag: '1', inhosp_stas: '1', age: 0 })
  await courses.plainly(lying)
}

const total = (rows: readonly Row[], of: 'total' | 'fundPaid') => yuan(sum(rows.map((row) => decimal(row[of]))))

/** Sums first, then lines: the service's accounts have what the hospital's own have, to the fen. */
async function closeTheDay(ward: Ward): Promise<void> {
  const { rows } = ward
  const day = { stmt_begndate: today, stmt_enddate: today, clr_type: '99' }
  const sums = { medfee_sumamt: total(rows, 'total'), fund_pay_sumamt: total(rows, 'fundPaid'), acct_pay: 0 }
  const stated = await tell(ward, '3201', {
    data: { ...day, insutype: '390', ...sums, fixmedins_setl_cnt: rows.length },
  })
  expect(stated.output.stmtinfo).toMatchObject({ stmt_rslt: '0', stmt_rslt_dscr: expect.stringMatching(/^对平/) })
  const upload = { fsUploadIn: { filename: 'day.txt', in: Buffer.from(textOf(rows)).toString('base64') } }
  const { file_qury_no } = (await tell(ward, '9101', upload)).output
  const compared = await tell(ward, '3202', { data: { ...day, file_qury_no, fixmedins_setl_cnt: rows.length } })
  expect([compared.output.fileinfo.stmt_rslt, compared.warn_msg]).toEqual(['0', '对平：差异 0 条，无法读取 0 行。'])
}

/** What is used of a person's annual limit is what both hospitals' accounts say that assistance has paid. */
async function limitsAgree(person: number): Promise<void> {
  const [ward] = wards as [Ward]
  const psn_no = numberOf(person)
  for (const year of ['2023', '2024']) {
    const { output } = await tell(ward, '5206', { data: { psn_no, cum_ym: `${year}12` } })
    const used = output.cuminfo.find((one: Body) => one.cum_type_code === 'limit-annual')?.cum
    const aids = wards.flatMap(({ aids }) => [...aids.values()])
    const own = aids.filter((one) => one.personNo === psn_no && one.year === year).map(({ aid }) => decimal(aid))
    expect([psn_no, year, used?.toFixed(2) ?? '0.00']).toEqual([psn_no, year, yuan(sum(own))])
  }
}

test(
  'a hospital’s day by messages alone: what two hospitals worked out by hand is what the accounts have',
  async () => {
    await concurrently(everybody, atOnce, admitInTurn)
    for (const ward of wards) await closeTheDay(ward)
    await concurrently(everybody, atOnce, limitsAgree)
    const counts = (what: string) => sum(wards.map((ward) => decimal(String(ward.counts[what] ?? 0)))).toNumber()
    expect(counts('admissions')).toBeGreaterThanOrEqual(admissions)
    if (admissions >= 40) {
      expect(counts('lines')).toBeGreaterThanOrEqual(3000)
      for (const what of ['refunds', 'duplicates', 'lost answers', 'recalls', 'midway'])
        expect([what, counts(what) > 0]).toEqual([what, true])
    }
    const faults: unknown[] = []
    const { db, ledger } = it.service
    const { entries } = await verifyLedger({ db, archive: ledger.archive }, (one) => faults.push(one))
    expect(faults).toEqual([])
    expect(entries).toBe(wards.flatMap(({ rows }) => rows).length)
  },
  240_000 + 5_000 * admissions,
)

test('a sum that is a fen off is seen', async () => {
  const [ward] = wards as [Ward]
  const data = { stmt_begndate: today, stmt_enddate: today, clr_type: '99', insutype: '390', acct_pay: 0 }
  const fund_pay_sumamt = total(ward.rows, 'fundPaid')
  const medfee_sumamt = yuan(decimal(total(ward.rows, 'total')).plus('0.01'))
  const { output } = await tell(ward, '3201', {
    data: { ...data, medfee_sumamt, fund_pay_sumamt, fixmedins_setl_cnt: ward.rows.length },
  })
  expect(output.stmtinfo.stmt_rslt).not.toBe('0')
})
