import { beforeAll, describe, expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

/*
 * What a fact of a person is refused for, and what is sent instead. Each row has a person of its own, born on 1975-03-12 and
 * insured in Jincheng; the day is 2024-05-05. After the refusal nothing stands that did not before, and what it advises works.
 */
const it = testApp()
let jincheng = ''
beforeAll(async () => {
  jincheng = await it.issue({ kind: 'bureau', name: 'Jincheng', region: '140500' })
})

interface BadFact {
  readonly what: string
  readonly to: string
  readonly method?: 'PUT'
  /** Sent before, and taken. */
  readonly first?: object
  readonly wrong: object
  readonly code: string
  readonly status: number
  /** Of bad input: the field at fault. */
  readonly pointer?: string
  /** What the Chinese and the English answer both hold: the days or words that tell what to send. */
  readonly says: RegExp
  readonly instead: object
}

const dibao = { category: 'dibao', certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
const enrolled = { year: 2024, tier: 1, from: '2024-01-01', to: '2024-12-31', source: '税务征缴名单' }
const residence = { kind: 'residence', toRegion: '110100', source: '异地安置备案' }
const disease = { kind: 'chronic', diseaseCode: 'M00100', diseaseName: '示例病种', management: 'visit' }

const rows: readonly BadFact[] = [
  {
    what: 'a death before the birth',
    ...{ to: 'death', method: 'PUT', code: 'died-before-birth', status: 422, says: /1975-03-12/ },
    wrong: { diedOn: '1975-03-11', source: '死亡证明' },
    instead: { diedOn: '2024-05-01', source: '死亡证明' },
  },
  {
    what: 'a death that lies ahead',
    ...{ to: 'death', method: 'PUT', code: 'date-in-future', status: 422, says: /2024-05-05/ },
    wrong: { diedOn: '2024-05-06', source: '死亡证明' },
    instead: { diedOn: '2024-05-05', source: '死亡证明' },
  },
  {
    what: 'another death without why the first was wrong',
    ...{ to: 'death', method: 'PUT', code: 'invalid-request', status: 400, pointer: '/reason', says: /reason/ },
    first: { diedOn: '2024-05-01', source: '死亡证明' },
    wrong: { diedOn: '2024-05-02', source: '死亡证明' },
    instead: { diedOn: '2024-05-02', source: '死亡证明', reason: '日期录入有误' },
  },
  {
    what: 'an enrolment twice',
    ...{ to: 'enrolments', code: 'fact-overlaps', status: 409, says: /2024-01-01.*2024-12-31/ },
    first: enrolled,
    wrong: { ...enrolled, tier: 2, from: '2024-06-01' },
    instead: { ...enrolled, year: 2025, from: '2025-01-01', to: '2025-12-31' },
  },
  {
    what: 'an enrolment of days outside its year',
    ...{ to: 'enrolments', code: 'fact-period-invalid', status: 422, says: /2024/ },
    wrong: { ...enrolled, to: '2025-01-01' },
    instead: enrolled,
  },
  {
    what: 'an enrolment that ends before it begins',
    ...{ to: 'enrolments', code: 'fact-period-invalid', status: 422, says: /2024-06-01.*2024-05-31/ },
    wrong: { ...enrolled, from: '2024-06-01', to: '2024-05-31' },
    instead: { ...enrolled, from: '2024-06-01', to: '2024-06-01' },
  },
  {
    what: 'an enrolment before the birth',
    ...{ to: 'enrolments', code: 'invalid-request', status: 400, pointer: '/from', says: /1975-03-12/ },
    wrong: { ...enrolled, year: 1975, from: '1975-03-11', to: '1975-12-31' },
    instead: { ...enrolled, year: 1975, from: '1975-03-12', to: '1975-12-31' },
  },
  {
    what: 'a filing that ends before it begins',
    ...{ to: 'filings', code: 'fact-period-invalid', status: 422, says: /\p{L}/u },
    wrong: { ...residence, from: '2024-02-01', to: '2024-01-31' },
    instead: { ...residence, from: '2024-02-01', to: '2024-02-01' },
  },
  {
    what: 'a filing to where the person is at home',
    ...{ to: 'filings', code: 'fact-period-invalid', status: 422, says: /140502|140500/ },
    wrong: { ...residence, toRegion: '140521', from: '2024-02-01' },
    instead: { ...residence, from: '2024-02-01' },
  },
  {
    what: 'a filing to nowhere',
    ...{ to: 'filings', code: 'fact-period-invalid', status: 422, says: /toRegion/ },
    wrong: { kind: 'residence', source: '异地安置备案', from: '2024-02-01' },
    instead: { ...residence, from: '2024-02-01' },
  },
  {
    what: 'a filing to a region that there is not',
    ...{ to: 'filings', code: 'invalid-request', status: 400, pointer: '/toRegion', says: /\p{L}/u },
    wrong: { ...residence, toRegion: '990100', from: '2024-02-01' },
    instead: { ...residence, from: '2024-02-01' },
  },
  {
    what: 'a filing to a hospital that nobody registered',
    ...{ to: 'filings', code: 'fact-period-invalid', status: 422, says: /H99999999999/ },
    wrong: { kind: 'referral', toHospital: 'H99999999999', source: '转院', from: '2024-02-01' },
    instead: { kind: 'referral', toHospital: 'H50024300001', source: '转院', from: '2024-02-01' },
  },
  {
    what: 'an insured region that there is not',
    ...{ to: 'insured-regions', code: 'invalid-request', status: 400, pointer: '/region', says: /\p{L}/u },
    wrong: { region: '990000', from: '2024-02-01', source: '迁移' },
    instead: { region: '140521', from: '2024-02-01', source: '迁移' },
  },
  {
    what: 'an identity that another region certified',
    ...{ to: 'identities', code: 'certified-region-invalid', status: 422, says: /140500.*500243|500243.*140500/ },
    wrong: { ...dibao, from: '2024-01-01', certifiedRegion: '500243' },
    instead: { ...dibao, from: '2024-01-01', certifiedRegion: '140502' },
  },
  {
    what: 'an identity that ends before it begins',
    ...{ to: 'identities', code: 'identity-period-invalid', status: 422, says: /2024-01-01.*2023-12-31/ },
    wrong: { ...dibao, from: '2024-01-01', to: '2023-12-31' },
    instead: { ...dibao, from: '2024-01-01', to: '2024-01-01' },
  },
  {
    what: 'an identity twice',
    ...{ to: 'identities', code: 'identity-overlaps', status: 409, says: /2024-01-01/ },
    first: { ...dibao, from: '2024-01-01', to: '2024-03-31' },
    wrong: { ...dibao, from: '2024-03-31', certificateNo: 'C-2' },
    instead: { ...dibao, from: '2024-04-01', certificateNo: 'C-2' },
  },
  {
    what: 'an identity before the birth',
    ...{ to: 'identities', code: 'invalid-request', status: 400, pointer: '/from', says: /1975-03-12/ },
    wrong: { ...dibao, from: '1975-03-11' },
    instead: { ...dibao, from: '1975-03-12' },
  },
  {
    what: 'a department that does not certify the category',
    ...{ to: 'identities', code: 'category-not-certified', status: 422, says: /civil-affairs/ },
    wrong: { ...dibao, certifiedBy: 'veterans', from: '2024-01-01' },
    instead: { ...dibao, from: '2024-01-01' },
  },
  {
    what: 'a mark that is neither yes nor no',
    ...{ to: 'identities', code: 'invalid-request', status: 400, pointer: '/unableToWork', says: /true/ },
    wrong: { ...dibao, from: '2024-01-01', unableToWork: '否' },
    instead: { ...dibao, from: '2024-01-01', unableToWork: false },
  },
  {
    what: 'a registration that ends before it begins',
    ...{ to: 'registrations', code: 'registration-invalid', status: 422, says: /\p{L}/u },
    wrong: { ...disease, from: '2024-02-01', to: '2024-01-31' },
    instead: { ...disease, from: '2024-02-01', to: '2024-02-01' },
  },
]

let count = 0
async function someone(): Promise<string> {
  const personNo = `1405000000000077${String(++count).padStart(4, '0')}`
  const person = {
    ...{ name: '示例', idType: '99', idNumber: personNo, birthDate: '1975-03-12' },
    ...{ insuredRegion: '140502', enrolledTier: 1 },
  }
  expect((await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, person, { key: jincheng })).status).toBe(201)
  return personNo
}

describe.each(rows)('$what', ({ to, method = 'POST' as const, first, wrong, code, status, pointer, says, instead }) => {
  test(`is refused (${code}) with what to send, which is then taken`, async () => {
    const path = `/v1/beneficiaries/${await someone()}/${to}`
    const sent = (body: object, language = 'en') => send(it, method, path, body, { key: jincheng, language })
    if (first) expect((await sent(first)).status).toBe(201)
    const before = (await send(it, 'GET', path, undefined, { key: jincheng })).body
    for (const language of ['zh', 'en'] as const) {
      const answer = await sent(wrong, language)
      expectProblem(answer, status, code)
      expect(JSON.stringify(answer.body)).toMatch(says)
      if (pointer) expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
      const told = [
        answer.body.detail,
        ...(answer.body.errors ?? []).map((one: { detail: string }) => one.detail),
      ].join('')
      expect(/[一-龥]/.test(told)).toBe(language === 'zh')
    }
    expect((await send(it, 'GET', path, undefined, { key: jincheng })).body).toEqual(before)
    const taken = await sent(instead)
    expect([taken.status, taken.body.errors]).toEqual([first && method === 'PUT' ? 200 : 201, undefined])
  })
})
