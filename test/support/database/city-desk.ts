import { beforeAll, expect } from 'vitest'
import { clause } from '../../policies/packs.ts'
import { cityOf } from '../claims/own-packs.ts'
import { type Answer, send, type TestApp, testApp } from './test-app.ts'

/** A city whose law has one of each thing that a pack may say; each identity has rules of its own. */
const law = cityOf(
  `    names:
      - { of: identity, code: spending, name: { zh: 支出型困难家庭, en: hardship by spending } }
      - { of: grade, code: class-a, name: { zh: 甲类, en: class A } }
      - { of: group, code: students, name: { zh: 在校学生, en: students } }
      - { of: limit, code: clinic, name: { zh: 门诊限额, en: the clinic limit } }
      - { of: figure, code: city-income, name: { zh: 全市居民人均可支配收入, en: the income of the city } }
    figures:
      - { name: city-income, values: { 2022: 40000, 2023: 42000 } }
      - { name: contribution, values: { 2023: 380, 2024: 400 } }
      - { name: contribution, groups: [students], values: { 2023: 350, 2024: 380 } }
    switches: { identityOn: better, aidWithoutInsurance: rest }
    limits:
      - { name: year, for: [dibao, tekun, spending, poverty-returned, monitored-unstable, dibao-marginal, low-income], amount: 60000 }
      - { name: clinic, for: [dibao], amount: 800 }
      - { name: tilt, for: [low-income], amount: 5000 }`,
  [
    clause(
      'R1',
      `    basic:
      - { care: [inpatient], insurance: [employees], by: level, terms: { three: { deductible: 800, rate: 0.85 } }, cap: 100000 }
      - { care: [inpatient], by: level, ages: { to: 69 }, terms: { three: { deductible: 1000, rate: 0.60 } }, cap: 100000, repeatDeductible: 0.5 }
      - { care: [inpatient], by: level, ages: { from: 70 }, terms: { three: { deductible: 1000, rate: 0.60 } }, cap: 100000, repeatDeductible: 0 }
    criticalIllness:
      - deductible: { amount: 10000 }
        bands: [{ upTo: 20000, rate: 0.60 }, { rate: 0.70 }]
        cap: { amount: 10000, grows: { perYear: 1000, afterYears: 1, since: 2020, atMostShare: 0.20 } }
      - { for: [tekun], deductible: { amount: 2000 }, bands: [{ rate: 0.90 }], cap: null }`,
    ),
    clause(
      'R2',
      `    aid:
      - { for: [dibao], care: [inpatient], insurance: [residents], deductible: none, rate: 0.70, limit: year }
      - { for: [dibao], care: [inpatient], insurance: [employees], deductible: none, rate: 0.50, limit: year }
      - { for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.80, limit: [clinic, year] }
      - { for: [tekun], care: [inpatient], deductible: none, rate: 1, limit: year }
      - { for: [spending], care: [inpatient, outpatient-special-disease], deductible: { amount: 12000, over: year, counts: [inpatient, outpatient-special-disease], lookBack: { months: 12, from: visit } }, rate: 0.80, limit: year, registration: not-needed }
      - { for: [poverty-returned], care: [inpatient], deductible: none, bands: [{ upTo: 1000, rate: 0.30 }, { rate: 0.50 }], bandsOver: year, limit: year }
      - { for: [monitored-unstable], care: [inpatient], inScopeUpTo: 3000, deductible: none, rate: 0.50, limit: year }
      - { for: [monitored-unstable], care: [inpatient], inScopeAbove: 3000, deductible: none, rate: 0.60, limit: year }
      - { for: [dibao-marginal], care: [inpatient], insured: yes, deductible: none, rate: 0.50, limit: year, perVisit: { cap: 1000, least: 100 } }
      - { for: [dibao-marginal], care: [inpatient], insured: no, deductible: none, rate: 0.20, limit: year }
      - { for: [low-income], care: [inpatient], deductible: none, rate: 0.50, limit: year }
    withoutReferral: [{ for: [tekun], care: [inpatient], aid: points, points: 0.10 }]
    offCatalogueControl: [{ for: [tekun], care: [inpatient], where: anywhere, by: grade, share: { class-a: 0.10 } }]
    topUp: [{ payer: tilt, for: [low-income], care: [inpatient], where: insured-place, over: stay, threshold: { share: 0.05, of: city-income }, rate: 0.60, paysOn: excess, limit: [tilt, year] }]
    premium: [{ for: [dibao], share: 0.50, ages: { to: 69 } }, { for: [dibao], share: 1, ages: { from: 70 } }]`,
    ),
    clause(
      'R3',
      '    manual: [{ topic: aid, for: [youfu], care: [inpatient], decides: { zh: 市医保局, en: the city bureau } }]',
      'manual',
    ),
    clause(
      'R4',
      `    householdAid: [{ for: [illness-impoverished], care: [inpatient], visits: year, bands: [{ upTo: 30000, rate: 0.30 }, { upTo: 50000, rate: 0.40 }, { rate: 0.50 }], cap: 150000 }]
    secondAid:
      - { for: [low-income, dibao], care: [inpatient], insurance: [residents], threshold: 1000, rate: 0.50, cap: 3000, least: 100 }
      - { for: [low-income, dibao], care: [inpatient], insurance: [employees], threshold: 2000, rate: 0.40, cap: 3000, least: 100 }`,
    ),
  ].join('\n'),
)
export interface Who {
  readonly as?: string
  readonly from?: string
  readonly to?: string | null
  readonly insurance?: 'employees'
  readonly tier?: 1 | null
  readonly bornOn?: string
  readonly household?: string
  readonly enrolments?: readonly object[]
}

/** A person of the city with one identity, as the bureau registers it. */
export interface Visit {
  readonly on: string
  readonly admitted?: string
  readonly care?: string
  readonly inScope: string
  readonly offCatalogue?: string
  readonly basic?: string | null
  readonly criticalIllness?: string | null
  readonly away?: boolean
}

const local = 'H99010000001'
const away = 'H11010000001'

/** Who certifies what civil affairs does not. */
const certifiers: Readonly<Record<string, string>> = {
  youfu: 'veterans',
  'poverty-returned': 'rural-revitalization',
  'monitored-unstable': 'rural-revitalization',
}

export interface CityDesk {
  readonly made: TestApp
  /** A person of the city with one identity, as the bureau registers it. */
  readonly person: (who?: Who) => Promise<string>
  readonly settle: (personNo: string, visit: Visit, through?: TestApp) => Promise<Answer['body']>
  readonly post: (method: 'POST' | 'PUT', url: string, body: object) => Promise<Answer>
}

/** The service over that law, or one of its own, with a hospital in the city and one elsewhere. Call it at the top of a file. */
export function cityDesk(own = law): CityDesk {
  const made = testApp({}, own)
  let deskKey = ''
  let awayKey = ''
  let last = 0

  beforeAll(async () => {
    const { bureau } = made.keys
    const hospital = { level: 'three', feeClass: 'class-a', designated: true }
    for (const [code, region] of [
      [local, '990100'],
      [away, '110105'],
    ] as const)
      expect(
        (await send(made, 'PUT', `/v1/hospitals/${code}`, { ...hospital, name: code, region }, { key: bureau })).status,
      ).toBeLessThan(202)
    deskKey = await made.issue({ kind: 'hospital', name: 'local', region: '990100', hospitalCode: local })
    awayKey = await made.issue({ kind: 'hospital', name: 'away', region: '110105', hospitalCode: away })
  })

  async function person({ as, from = '2022-01-01', to = null, tier = 1, ...who }: Who = {}): Promise<string> {
    last += 1
    const personNo = `9901000000000000${String(last).padStart(4, '0')}`
    const bornOn = who.bornOn ?? '1980-03-07'
    const idNumber = `P${String(last).padStart(8, '0')}`
    const body = {
      name: `甲${last}`,
      insuredRegion: '990100',
      enrolledTier: tier,
      idType: '03',
      idNumber,
      birthDate: bornOn,
    }
    const posted = await post('PUT', `/v1/beneficiaries/${personNo}`, {
      ...body,
      ...(who.insurance ? { insurance: who.insurance } : {}),
    })
    expect([posted.status, posted.body]).toEqual([201, expect.anything()])
    for (const enrolment of who.enrolments ?? []) {
      const made = await post('POST', `/v1/beneficiaries/${personNo}/enrolments`, {
        tier: 1,
        source: '测试',
        ...enrolment,
      })
      expect([made.status, made.body]).toEqual([201, expect.anything()])
    }
    if (as === undefined) return personNo
    const identity = {
      category: as,
      from,
      to,
      certifiedBy: certifiers[as] ?? 'civil-affairs',
      certificateNo: `C${last}`,
    }
    const household = who.household ? { householdNo: who.household } : {}
    const held = await post('POST', `/v1/beneficiaries/${personNo}/identities`, { ...identity, ...household })
    expect([held.status, held.body]).toEqual([201, expect.anything()])
    return personNo
  }

  function post(method: 'POST' | 'PUT', url: string, body: object): Promise<Answer> {
    return send(made, method, url, body, { key: made.keys.bureau, language: 'zh' })
  }

  async function settle(personNo: string, visit: Visit, through: TestApp = made): Promise<Answer['body']> {
    last += 1
    const {
      on,
      admitted = on,
      care = 'inpatient',
      inScope,
      offCatalogue = '0.00',
      basic = '0.00',
      criticalIllness = '0.00',
    } = visit
    const stay = care === 'inpatient'
    const answer = await send(
      through,
      'POST',
      '/v1/settlements',
      {
        ...{ settlementNo: `PL-${last}`, personNo, hospitalCode: visit.away ? away : local, care },
        ...(stay ? { admittedOn: admitted, dischargedOn: on } : { servedOn: on }),
        ...(care === 'outpatient-special-disease' ? { diseaseCode: 'M05' } : {}),
        costs: {
          total: (Number(inScope) + Number(offCatalogue)).toFixed(2),
          offCatalogue,
          overLimit: '0.00',
          preSelfPay: '0.00',
          inScope,
        },
        paid: { ...(basic === null ? {} : { basic }), ...(criticalIllness === null ? {} : { criticalIllness }) },
      },
      { key: visit.away ? awayKey : deskKey, language: 'zh' },
    )
    expect([answer.status, answer.body]).toEqual([201, expect.anything()])
    return answer.body
  }

  return { made, person, settle, post }
}
