import { describe, expect, test } from 'vitest'
import { demoPeople, demoPerson } from '../../../src/application/demo/demo-people.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { atTheDesk } from '../../support/claims/messages.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const personNo = demoPerson('140500', 'dibao')
const demo = demoPeople.find((person) => person.personNo === personNo)
const registered = {
  name: demo?.name,
  idType: '01',
  idNumber: demo?.idNumber,
  birthDate: demo?.birthDate,
  insuredRegion: demo?.insuredRegion,
  enrolledTier: demo?.enrolledTier,
}
const hospital = {
  name: '示例晋城市医院',
  region: '140502',
  level: 'three',
  feeClass: 'city-two',
  designated: true,
  criticalDiseaseDesignated: true,
}
const bureau = () => ({ key: it.keys.bureau })
const put = (url: string, body: object, language = 'en') => send(it, 'PUT', url, body, { ...bureau(), language })
const get = (url: string, key = it.keys.bureau) => send(it, 'GET', url, undefined, { key })
const person = `/v1/beneficiaries/${personNo}`

async function settleTheStay() {
  await atTheDesk(it, hospitalCode)
  const settled = await send(it, 'POST', '/v1/settlements', stay, { key: it.keys.hospital })
  expect([200, 201]).toContain(settled.status)
  return settled.body.id as string
}
/** What is corrected is corrected after it was settled; the clock of the tests stands still. */
const aMinuteLater = () => {
  const at = it.service.clock().getTime() + 60_000
  Object.assign(it.service, { clock: () => new Date(at) })
}
const statement = async (id: string) => (await get(`/v1/settlements/${id}/statement`)).body as string

describe('a person of whom nothing was settled', () => {
  test('is replaced as before, and told when a field that was set is left out', async () => {
    const url = '/v1/beneficiaries/14050200000000660001'
    const body = {
      ...registered,
      idNumber: '14050219750312001X',
      birthDate: '1975-03-12',
      name: '示例丙',
      insurance: 'employees',
    }
    const made = await put(url, { ...body, idNumber: '140502197503120032' })
    expect(made.status).toBe(201)
    const { enrolledTier: _, insurance: __, ...less } = { ...body, idNumber: '140502197503120032' }
    const again = await put(url, { ...less, name: '示例丁' })
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ enrolledTier: null, insurance: 'residents' })
    const reset = again.body.warnings.find(({ code }: { code: string }) => code === 'fields-reset')
    expect(reset.text).toContain('enrolledTier and insurance')
    expect(
      (await put(url, { ...less, name: '示例丁' })).body.warnings.map(({ code }: { code: string }) => code),
    ).not.toContain('fields-reset')
    expect((await get(`${url}/versions`)).body.items).toMatchObject([
      { name: expect.stringContaining('*'), reason: null },
    ])
  })
})

describe('a person of whom something was settled', () => {
  test('is corrected with a reason, and what was settled before is printed as it was known', async () => {
    const id = await settleTheStay()
    const before = await statement(id)
    aMinuteLater()
    const other = { ...registered, name: '另一人', idNumber: '140502196003120013', birthDate: '1960-03-12' }

    const refused = await put(person, other, 'zh')
    expectProblem(refused, 409, 'correction-needs-reason')
    expect(refused.body.detail).toContain('reason')
    expect((await get(person)).body.birthDate).toBe(demo?.birthDate)

    expect((await put(person, { ...registered, insuredRegion: '140581' })).status).toBe(200)
    expect((await put(person, registered)).status).toBe(200)

    const corrected = await put(person, { ...other, reason: '登记时录错' })
    expect(corrected.status).toBe(200)
    expect(corrected.body.warnings.map(({ code }: { code: string }) => code)).toContain('person-replaced')
    const printed = await statement(id)
    expect(printed).toContain('1405**************')
    expect(printed).toContain('示')
    expect(before).not.toContain('另*')
    expect(printed).not.toContain('另*')

    const { items } = (await get(`${person}/versions?show=idNumber`)).body
    expect(items).toMatchObject([{ name: demo?.name, idNumber: demo?.idNumber, reason: '登记时录错' }])
    expect((await get(`${person}/versions`, it.keys.auditor)).body.items[0].idNumber).toBe('1405**************')
    await put(person, { ...registered, reason: '改回' })
  })

  test('a hospital’s name is kept for what was settled there', async () => {
    const id = await settleTheStay()
    aMinuteLater()
    const url = `/v1/hospitals/${hospitalCode}`
    expectProblem(await put(url, { ...hospital, name: '示例沁水县医院' }), 409, 'correction-needs-reason')
    expect((await put(url, { ...hospital, name: '示例沁水县医院', reason: '更名' })).status).toBe(200)
    const printed = await statement(id)
    expect(printed).toContain('示例晋城市医院')
    expect(printed).not.toContain('示例沁水县医院')
    expect((await get(`${url}/terms`)).body.names).toMatchObject([{ name: '示例晋城市医院', reason: '更名' }])
  })
})

describe('the trail of changes', () => {
  test('shows who changed what and why, to whom it concerns, without names and numbers', async () => {
    const { items } = (await get(`/v1/audit/changes?personNo=${personNo}&action=beneficiary-changed`)).body
    const reasons = items.map(({ detail }: { detail: { reason?: string } }) => detail.reason)
    expect(reasons).toEqual(expect.arrayContaining(['登记时录错', '改回']))
    expect(JSON.stringify(items)).not.toContain(demo?.idNumber)
    const elsewhere = await it.issue({ kind: 'bureau', name: 'jn', region: '370800' })
    expect((await get(`/v1/audit/changes?personNo=${personNo}`, elsewhere)).body.items).toEqual([])
    expectProblem(await get('/v1/audit/changes', it.keys.hospital), 403, 'forbidden')
    const first = (await get('/v1/audit/changes?limit=2')).body
    const second = (await get(`/v1/audit/changes?limit=2&cursor=${first.nextCursor}`)).body
    expect(Number(second.items[0].id)).toBeLessThan(Number(first.items[1].id))
    expect((await get('/v1/audit/changes.csv?action=hospital-changed')).body).toContain('更名')
  })
})

describe('numbers of documents as they are typed', () => {
  const url = '/v1/beneficiaries/14050200000000660009'
  test.each([
    ['full width', '１４０５０２１９６００３１２００３Ｘ', '14050219600312003X'],
    ['a numeral of Rome', '14050219600312003Ⅹ', '14050219600312003X'],
  ])('%s is read as it was meant', async (_, sent, kept) => {
    const answer = await put(url, { ...registered, name: '示例戊', birthDate: '1960-03-12', idNumber: sent })
    expect([200, 201]).toContain(answer.status)
    expect((await get(`${url}?show=idNumber`)).body.idNumber).toBe(kept)
  })

  test('a Cyrillic letter is named as such', async () => {
    const answer = await put(url, { ...registered, birthDate: '1960-03-12', idNumber: '14050219600312003Х' })
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors[0].detail).toContain('Cyrillic')
  })

  test('an officer’s certificate has words in it', async () => {
    const officer = '/v1/beneficiaries/14050200000000660010'
    const body = { ...registered, name: '钱军', idType: '03', idNumber: '军字第0123456号', birthDate: '1970-01-01' }
    expect((await put(officer, body)).status).toBe(201)
    expect((await get(`${officer}?show=idNumber`)).body.idNumber).toBe('军字第0123456号')
  })
})
