import { Readable } from 'node:stream'
import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { csvOf, idNumberOf, newcomer, type Row } from '../../support/files/rosters.ts'

const it = testApp()

let month = 0
/** Each test has months of its own, because an older list is not applied after a newer one. */
const nextMonth = () => `20${23 + Math.floor(month / 12)}-${String((month++ % 12) + 1).padStart(2, '0')}`

async function upload(content: string | Buffer, of = nextMonth(), department = 'civil-affairs') {
  const reply = await it.app.inject({
    method: 'POST',
    url: `/v1/rosters?region=140500&month=${of}&department=${department}`,
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${it.keys.bureau}` },
    payload: Readable.from([Buffer.from(content)]),
  })
  expect([reply.statusCode, reply.json().detail]).toEqual([201, undefined])
  return reply.json()
}

const get = (url: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', url, undefined, { key, language })
const post = (url: string, body?: object, language = 'en') =>
  send(it, 'POST', url, body, { key: it.keys.bureau, language })

async function apply(id: string) {
  const started = await post(`/v1/rosters/${id}/apply`)
  expect(started.status).toBe(202)
  await runJob(it.service, started.body.jobId)
  return (await get(`/v1/rosters/${id}`)).body
}

const unnumbered = (place: number, change: Row = {}): Row => {
  const { personNo: _, ...row } = newcomer(place, { from: '2020-01-01', ...change })
  return row
}

async function sheetsOf(url: string, language = 'en') {
  const reply = await it.app.inject({
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${it.keys.bureau}`, 'accept-language': language },
  })
  expect(reply.statusCode).toBe(200)
  return readXlsx(reply.rawPayload)
}

describe('people without a person number', () => {
  test('are looked at and decided before the list is applied, some by name and the others together', async () => {
    const sent = await upload(csvOf([unnumbered(1), unnumbered(2, { name: '示例乙' }), unnumbered(3), newcomer(4)]))
    expect(sent).toMatchObject({ newPeople: 4, numbersMade: 3, toReview: 3 })
    const url = `/v1/rosters/${sent.id}`

    const refused = await post(`${url}/apply`, undefined, 'zh')
    expectProblem(refused, 409, 'roster-people-unreviewed')
    expect(refused.body.detail).toContain('3 人')
    expect(refused.body.detail).toContain(`POST ${url}/new-people/decisions`)

    const { items, counts } = (await get(`${url}/new-people`)).body
    expect(counts).toEqual({ open: 3, taken: 0, refused: 0 })
    expect(items).toHaveLength(3)
    const second = items.find((one: { name: string }) => one.name === '示例乙')
    expect(second).toMatchObject({
      personNo: expect.stringMatching(/^TEMP-[0-9A-F]{20}$/),
      idNumber: idNumberOf(2),
      listed: [{ line: 3, category: 'dibao', from: '2020-01-01', to: null }],
      decision: null,
    })
    expect((await get(`${url}/new-people?limit=2`)).body.nextCursor).toEqual(expect.any(String))

    const without = await post(`${url}/new-people/decisions`, { decision: 'refused', personNos: [second.personNo] })
    expectProblem(without, 400, 'invalid-request')
    expect(without.body.errors[0].pointer).toBe('/reason')
    const stranger = await post(`${url}/new-people/decisions`, {
      decision: 'taken',
      personNos: ['TEMP-1', second.personNo],
    })
    expect(stranger.body.errors).toEqual([{ pointer: '/personNos/0', detail: expect.stringContaining('TEMP-1') }])
    expect((await get(`${url}/new-people`)).body.counts.open).toBe(3)

    const one = { decision: 'refused', personNos: [second.personNo], reason: '同名，待核实' }
    expect((await post(`${url}/new-people/decisions`, one)).body).toMatchObject({ decided: 1, open: 2, refused: 1 })
    expect((await get(`${url}/new-people?decision=refused`)).body.items).toEqual([
      expect.objectContaining({ personNo: second.personNo, decision: 'refused', reason: '同名，待核实' }),
    ])
    expect((await post(`${url}/new-people/decisions`, { decision: 'taken' })).body).toMatchObject({
      decided: 2,
      open: 0,
      taken: 2,
    })

    expect(await apply(sent.id)).toMatchObject({ status: 'applied', applied: 3, conflicts: 1, toReview: 0 })
    expect((await get(`/v1/beneficiaries/${second.personNo}`)).status).toBe(404)
    const report = (await get(url)).body.faults
    expect(report).toEqual([expect.objectContaining({ line: 3, reason: 'refused-in-review', foundAt: 'apply' })])
    const taken = items.find((person: { idNumber: string }) => person.idNumber === idNumberOf(1))
    expect((await get(`/v1/beneficiaries/${taken.personNo}/identities`)).body.items).toMatchObject([
      { category: 'dibao' },
    ])
    const late = await post(`${url}/new-people/decisions`, { decision: 'taken' })
    expectProblem(late, 409, 'roster-applied')
  })

  test('who may be registered already is named, and an auditor sees nobody whole', async () => {
    const known = unnumbered(10, { name: '示例同名' })
    await send(
      it,
      'PUT',
      '/v1/beneficiaries/14050200000000770010',
      {
        name: '示例 同名',
        idType: '99',
        idNumber: 'OLD-CARD-77',
        birthDate: '1960-03-12',
        insuredRegion: '140502',
        enrolledTier: 1,
      },
      { key: it.keys.bureau },
    )
    const sent = await upload(csvOf([known]))
    const url = `/v1/rosters/${sent.id}/new-people`
    expect((await get(url)).body.items[0].alike).toEqual(['14050200000000770010'])
    const [seen] = (await get(url, it.keys.auditor)).body.items
    expect(seen).toMatchObject({ name: expect.stringContaining('*'), idNumber: '1405**************' })
    expectProblem(await get(`${url}.csv`, it.keys.auditor), 403, 'forbidden')
    const csv = (await get(`${url}.csv`, it.keys.bureau, 'zh')).body as string
    expect(csv).toContain(idNumberOf(10))
    expect(csv).toContain('14050200000000770010')
    expect(csv).toContain('待复核')
    const [[sheet] = []] = [await sheetsOf(`${url}.xlsx`)]
    expect(sheet?.data[1]).toContain(idNumberOf(10))
  })

  test('a decision may be taken back until the list is applied', async () => {
    const sent = await upload(csvOf([unnumbered(20)]))
    const url = `/v1/rosters/${sent.id}/new-people/decisions`
    await post(url, { decision: 'refused', reason: '核实中' })
    const { items } = (await get(`/v1/rosters/${sent.id}/new-people`)).body
    const again = await post(url, { decision: 'taken', personNos: [items[0].personNo] })
    expect(again.body).toMatchObject({ decided: 1, taken: 1, refused: 0 })
    expect(await apply(sent.id)).toMatchObject({ applied: 1, conflicts: 0 })
  })
})

describe('what a list changes, as a file', () => {
  test('has the names and numbers of the people, for bureaus', async () => {
    const held = demoPerson('140500', 'dibao')
    const of = nextMonth()
    const rows = [
      newcomer(30, { name: '=1+1', from: '2020-01-01' }),
      { change: '不变', personNo: held, category: 'dibao', from: '2021-01-01' },
    ]
    const sent = await upload(csvOf(rows), of)
    const url = `/v1/rosters/${sent.id}/changes`
    const csv = (await get(`${url}.csv`, it.keys.bureau, 'zh')).body as string
    const lines = csv.trim().split('\r\n')
    expect(lines[0]).toContain('人员编号,姓名,证件类型,证件号码,救助身份')
    expect(lines.find((line) => line.includes(idNumberOf(30)))).toContain("'=1+1")
    expect(lines.find((line) => line.includes(held))).toContain('示例')
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(((await get(`${url}.csv?type=opened`)).body as string).trim().split('\r\n')).toHaveLength(2)
    const [sheet] = await sheetsOf(`${url}.xlsx?type=opened`, 'zh')
    expect(sheet?.data[1]).toEqual(expect.arrayContaining(['=1+1', idNumberOf(30), '低保对象', '新增', '新开', 2]))
    expectProblem(await get(`${url}.xlsx`, it.keys.auditor), 403, 'forbidden')
    const { rows: noted } = await it.service.db.pool.query(
      `SELECT detail->>'type' AS type FROM register_changes WHERE action = 'roster-changes-exported' ORDER BY id`,
    )
    expect(noted).toEqual([{ type: null }, { type: 'opened' }, { type: 'opened' }])
  })
})

describe('the template', () => {
  const query = 'region=140500&department=civil-affairs'

  test('as CSV: filled in between its remarks, it is read', async () => {
    const template = (await get(`/v1/rosters/template.csv?${query}`, it.keys.bureau, 'zh')).body as string
    const [head = '', ...remarks] = template.trim().split('\r\n')
    expect(head).toContain('*变动,人员编号,证件类型,身份证号')
    for (const word of ['低保边缘户', '五保户', '孤儿', '停发', 'psn_idet_type'])
      expect(remarks.join('')).toContain(word)
    const filled = [head, `新增,,${idNumberOf(40)},,示例新人,,低保户,2020-01-01,,,,`]
    const columns = head.replace('\uFEFF', '').split(',')
    const row = columns.map(
      (name) =>
        ({
          '*变动': '新增',
          身份证号: idNumberOf(40),
          姓名: '示例新人',
          '*救助身份': '低保户',
          开始日期: '2020-01-01',
        })[name] ?? '',
    )
    const sent = await upload([filled[0], row.join(','), ...remarks].join('\r\n'))
    expect(sent).toMatchObject({
      lines: 1,
      accepted: 1,
      readAs: { linesPassedOver: remarks.length, columnsPassedOver: [] },
    })
  })

  test('in English too, all of whose remarks are passed over', async () => {
    const template = (await get(`/v1/rosters/template.csv?${query}`)).body as string
    const [head = '', ...remarks] = template.trim().split('\r\n')
    const columns = head.replace('\uFEFF', '').split(',')
    const row = columns.map(
      (name) =>
        ({ '*change': 'added', idNumber: idNumberOf(41), name: 'LI', '*category': 'dibao', from: '2020-01-01' })[
          name
        ] ?? '',
    )
    const sent = await upload([head, ...remarks, row.join(',')].join('\r\n'))
    expect(sent).toMatchObject({ lines: 1, accepted: 1, readAs: { linesPassedOver: remarks.length } })
  })

  test('as a spreadsheet it has the words on a sheet of their own, the codes of the region too', async () => {
    const [list, guide] = await sheetsOf(`/v1/rosters/template.xlsx?${query}`, 'zh')
    expect(list?.data[0]).toEqual(expect.arrayContaining(['*变动', '身份证号', '*救助身份']))
    const words = (guide?.data ?? []).map((row) => row.join(' ')).join('\n')
    for (const word of ['低保边缘户', '五保户', '102', '死亡']) expect(words).toContain(word)
    expect(words).not.toContain('重残')
  })

  test('asks for a region and a department that there are', async () => {
    expectProblem(await get('/v1/rosters/template.csv?region=140500'), 400, 'invalid-request')
    expectProblem(await get(`/v1/rosters/template.csv?region=990000&department=veterans`), 422, 'policy-missing')
  })
})

describe('who is listed in a line that cannot be read', () => {
  const held = (personNo: string, change: Row): Row => ({ change: 'standing', personNo, category: 'dibao', ...change })

  test.each([
    ['a removal without its day', { change: '减少' }],
    ['a day that there is not', { from: '2020-02-31' }],
    ['a category that is no word', { category: '低保A' }],
    ['a change that is no word', { change: '待定' }],
    [
      'an ID number that fails its check',
      { idNumber: `${idNumberOf(60).slice(0, 17)}${idNumberOf(60).endsWith('1') ? '2' : '1'}` },
    ],
  ] as const)('%s: is refused and not missing, and the next list looks for them', async (_, wrong) => {
    const place = 50 + 2 * month
    const person = newcomer(place, { from: '2020-01-01' })
    const other = newcomer(place + 1, { from: '2020-01-01' })
    const personNo = String(person.personNo)
    const ofPerson = async (id: string, type: string) => {
      const { items } = (await get(`/v1/rosters/${id}/changes?limit=500&type=${type}`)).body
      return items.filter((item: { personNo: string }) => item.personNo === personNo)
    }
    await apply((await upload(csvOf([person, other]))).id)
    const stays = held(String(other.personNo), {})
    const second = await upload(csvOf([stays, held(personNo, wrong)]))
    expect(second).toMatchObject({ rejected: 1 })
    expect(await ofPerson(second.id, 'missing')).toEqual([])
    expect(await ofPerson(second.id, 'refused')).toMatchObject([{ category: 'dibao', line: 3 }])
    await apply(second.id)
    const third = await upload(csvOf([stays]))
    expect(await ofPerson(third.id, 'missing')).toMatchObject([{ category: 'dibao' }])
  })
})

test('a fault of a pair names both lines', async () => {
  const rows = [newcomer(980), newcomer(981, { personNo: String(newcomer(980).personNo) })]
  const { faults } = await upload(csvOf(rows))
  expect(faults).toMatchObject([
    { line: 2, otherLine: 3, detail: expect.stringContaining('Lines 2 and 3') },
    { line: 3, otherLine: 2, detail: expect.stringContaining('Lines 3 and 2') },
  ])
})
