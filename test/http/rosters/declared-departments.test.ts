import { expect, test } from 'vitest'
import { cityOf } from '../../support/claims/own-packs.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { send } from '../../support/database/test-app.ts'

const law = cityOf(`    names:
      - { of: identity, code: housing-poor, name: { zh: 住房困难家庭, en: families without a home } }
      - { of: department, code: housing, name: { zh: 住建局, en: the housing office } }
    roster:
      - { department: housing, certifies: [housing-poor], dueDay: 5 }
    earlyWarning: [{ alarm: fall, for: everyone-else, above: 10000, pushedTo: [housing], every: month }]
    limits: [{ name: annual, for: [housing-poor, dibao], amount: 60000 }]
    aid: [{ for: [housing-poor, dibao], care: [inpatient], deductible: none, rate: 0.50, limit: annual }]`)

const { made, person, settle, post } = cityDesk(law)
const get = (url: string, language: 'zh' | 'en' = 'zh') =>
  send(made, 'GET', url, undefined, { key: made.keys.bureau, language })

const held = { from: '2023-01-01', to: null, certificateNo: 'C1' }

test('a department that a pack declares certifies its identities, by code and by the name of its office', async () => {
  for (const certifiedBy of ['housing', '甲市住建局', 'The Housing Office']) {
    const personNo = await person()
    const identity = { category: 'housing-poor', certifiedBy, ...held }
    expect((await post('POST', `/v1/beneficiaries/${personNo}/identities`, identity)).status).toBe(201)
    const { payers } = await settle(personNo, { on: '2024-02-01', inScope: '1000.00' })
    expect(payers.assistance).toBe('500.00')
  }
})

test('it certifies no others, and others none of its own', async () => {
  const url = `/v1/beneficiaries/${await person()}/identities`
  const wrong = await post('POST', url, { category: 'dibao', certifiedBy: '甲市住建局', ...held })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'category-not-certified'])
  const other = await post('POST', url, { category: 'housing-poor', certifiedBy: 'civil-affairs', ...held })
  expect([other.status, other.body.detail]).toEqual([422, expect.stringContaining('住建局 housing')])
})

test('its list has a template, and is asked for by its day', async () => {
  const template = await get('/v1/rosters/template.xlsx?region=990100&department=housing')
  expect(template.status).toBe(200)
  const late = await get('/v1/rosters?region=990100&month=2024-04')
  const departments = late.body.departments.map((one: { department: string }) => one.department)
  expect(departments).toContain('housing')
})

test('alerts are sent to it', async () => {
  const asked = await get('/v1/alerts/export?region=990100&month=2024-04&department=housing')
  expect(asked.status).toBe(200)
})

test('one that nobody declares is refused with those that there are', async () => {
  const answer = await get('/v1/rosters/template.xlsx?region=990100&department=builders')
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('housing')])
})
