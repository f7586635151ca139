import { describe, expect, test } from 'vitest'
import { cityOf } from '../../support/claims/own-packs.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { send } from '../../support/database/test-app.ts'

/** A city whose contribution goes by the group alone, and whose subsidy goes by the age or, for the tekun, by the group. */
const law = cityOf(`    names:
      - { of: group, code: students, name: { zh: 在校学生, en: students } }
      - { of: group, code: adults, name: { zh: 成年居民, en: adult residents } }
    figures:
      - { name: contribution, groups: [students], values: { 2023: 320, 2024: 350 } }
      - { name: contribution, groups: [adults], values: { 2023: 380, 2024: 400 } }
    limits: [{ name: year, for: [dibao, tekun, low-income], amount: 60000 }]
    premium:
      - { for: [dibao], share: 0.50, ages: { to: 59 } }
      - { for: [dibao], share: 1, ages: { from: 60 } }
      - { for: [tekun], share: 0.90, groups: [students] }`)
const { made, person, post } = cityDesk(law)

const get = (path: string, language: 'zh' | 'en' = 'zh') =>
  send(made, 'GET', path, undefined, { key: made.keys.bureau, language })
const as = (insuredGroup: string) => [{ year: 2024, from: '2024-01-01', insuredGroup }]

describe('a contribution that goes by the group', () => {
  test('a run names who has no group recorded, and reckons the others', async () => {
    const [student, without] = [
      await person({ as: 'dibao', enrolments: as('students') }),
      await person({ as: 'dibao' }),
    ]
    const started = await post('POST', '/v1/premium-subsidy-runs', { region: '990100', year: 2024, dryRun: true })
    expect([started.status, started.body]).toEqual([202, expect.anything()])
    await runJob(made.service, started.body.jobId)
    const of = async (language: 'zh' | 'en') =>
      (await get(`${started.body.run}/lines`, language)).body.items as {
        personNo: string
        status: string
        due: string
        reasons: { code: string; text: string }[]
      }[]
    const zh = await of('zh')
    expect(zh.find(({ personNo }) => personNo === student)).toMatchObject({ status: 'recorded', due: '175.00' })
    const problem = zh.find(({ personNo }) => personNo === without)
    expect(problem).toMatchObject({ status: 'failed', reasons: [{ code: 'group-or-age-missing' }] })
    expect(problem?.reasons[0]?.text).toBe(
      '地区 990100 2024 年的个人缴费标准按参保人群规定（在校学生 (students) 350.00 元、成年居民 (adults) 400.00 元），所问人员的参保人群未知；请登记此人当年的参保人群（POST /v1/beneficiaries/…/enrolments 的 insuredGroup），不指明人员的试算请填写 group。',
    )
    const english = (await of('en')).find(({ personNo }) => personNo === without)?.reasons[0]?.text
    expect(english).toContain('students (students) 350.00, adult residents (adults) 400.00')
    expect(english).not.toMatch(/[一-龥]/)
  })

  test('who has none is refused with what to do, and entitlements say it', async () => {
    const personNo = await person({ as: 'dibao' })
    const read = await get(`/v1/beneficiaries/${personNo}/premium-subsidy?year=2024`)
    expect([read.status, read.body.code]).toEqual([422, 'group-or-age-missing'])
    const { body } = await get(`/v1/beneficiaries/${personNo}/entitlements?on=2024-06-01`)
    expect(body.premiumSubsidy.missing).toMatchObject({ code: 'group-or-age-missing' })
    // What it says, done.
    expect(
      (await post('POST', `/v1/beneficiaries/${personNo}/enrolments`, { ...as('adults')[0], tier: 1, source: '测试' }))
        .status,
    ).toBe(201)
    const after = await get(`/v1/beneficiaries/${personNo}/premium-subsidy?year=2024`)
    expect([after.status, after.body.contribution, after.body.subsidy]).toEqual([200, '400.00', '200.00'])
    const quoted = await get('/v1/premium-subsidies/quote?region=990100&year=2024&category=dibao')
    expect([quoted.status, quoted.body.code]).toEqual([422, 'group-or-age-missing'])
    expect((await get('/v1/premium-subsidies/quote?region=990100&year=2025&category=dibao')).body.code).toBe(
      'figure-missing',
    )
  })
})

describe('a subsidy that goes by the age or the group', () => {
  const quote = async (more: string, language: 'zh' | 'en' = 'zh') =>
    (await get(`/v1/premium-subsidies/quote?region=990100&year=2024&group=adults&${more}`, language)).body

  test('a quote that tells no age says what it goes by', async () => {
    const { subsidy, reasons, ...other } = await quote('category=dibao')
    expect(other).toMatchObject({ region: '990100' })
    expect([subsidy, reasons[0].code]).toEqual(['0.00', 'premium-by-group-or-age'])
    expect(reasons[0].text).toContain('59岁及以下 50%、60岁及以上 100%')
    expect((await quote('category=dibao', 'en')).reasons[0].text).toContain('aged 59 or less 50%, aged 60 or more 100%')
    expect((await quote('category=dibao&age=60')).subsidy).toBe('400.00')
    const pupils = await get('/v1/premium-subsidies/quote?region=990100&year=2024&category=dibao&group=pupils')
    expect(pupils.body.errors).toMatchObject([{ pointer: '/group', detail: expect.stringContaining('students') }])
    expect((await quote('category=low-income')).reasons[0].code).toBe('premium-not-subsidised')
    expect((await quote('category=tekun')).reasons[0].code).toBe('premium-not-subsidised')
  })
})
