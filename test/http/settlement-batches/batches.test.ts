import { describe, expect, test } from 'vitest'
import { settlementBatchKind } from '../../../src/application/settlement-batches/batch-job.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { runJob } from '../../support/database/jobs.ts'
import { type Answer, expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
/** The same service with a ledger of its own, where the same claims are sent one by one. */
const alone = testApp()

const path = '/v1/settlements/batches'
const ndjson = { 'content-type': 'application/x-ndjson' }

let numbers = 0
/** A stay of one day, of a cost that reaches the year's limit after some of them. */
const bill = (day: string, change: object = {}) => {
  const inScope = `${20_000 + ++numbers}.00`
  const costs = { total: inScope, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope }
  const paid = { basic: '5000.00', criticalIllness: '0.00' }
  const days = { admittedOn: day, dischargedOn: day }
  return { ...stay, settlementNo: `B${String(numbers).padStart(6, '0')}`, ...days, costs, paid, ...change }
}

const text = (lines: readonly (object | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')

const post = (
  lines: readonly (object | string)[] | string,
  asked: { key?: string; headers?: object; language?: string } = {},
) =>
  send(it, 'POST', path, typeof lines === 'string' ? lines : text(lines), {
    key: asked.key ?? it.keys.hospital,
    headers: { ...ndjson, ...asked.headers },
    ...(asked.language ? { language: asked.language } : {}),
  })

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
const linesOf = ({ body }: Answer): any[] => {
  const parts = typeof body === 'string' ? body.split('\n') : [JSON.stringify(body)]
  return parts.filter((part) => part !== '').map((part) => JSON.parse(part))
}

describe('a batch of claims', () => {
  test('comes to the same postings as its claims one by one, in the order of the days', async () => {
    const days = ['2023-06-20', '2023-06-01', '2023-06-09', '2023-06-15', '2023-06-05', '2023-06-12', '2023-06-25']
    const claims = days.map((day) => bill(day))
    const lines = linesOf(await post(claims))
    const single = new Map<string, object>()
    for (const claim of [...claims].sort((a, b) => (a.dischargedOn < b.dischargedOn ? -1 : 1))) {
      const reply = await send(alone, 'POST', '/v1/settlements', claim, {
        key: alone.keys.hospital,
        headers: { prefer: 'return=minimal' },
      })
      expect(reply.status).toBe(201)
      single.set(claim.settlementNo, withoutId(reply.body))
    }
    const mine = await wholeOf(lines)
    // Ids of the settlements that top-ups are for are each service's own.
    const amounts = (one: object) => JSON.stringify(one).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    expect(lines.map(({ line, status }) => [line, status])).toEqual(claims.map((_, at) => [at + 1, 201]))
    expect(mine.map((one) => one.usedBefore)).toEqual(await usedAlone(claims))
    // The year's limit was met on the way, so that the order counts.
    expect(mine.flatMap((one) => one.usedBefore)).toContain('60000.00')
    expect(lines.map(({ settlement }) => amounts(withoutId(settlement)))).toEqual(
      claims.map(({ settlementNo }) => amounts(single.get(settlementNo) as object)),
    )
  })

  test('is answered line by line, and a wrong line stops no other', async () => {
    const good = bill('2023-02-01')
    const reused = { ...bill('2023-02-03'), settlementNo: good.settlementNo }
    const reply = await post([
      '',
      good,
      '{"settlementNo":"B-broken",',
      { ...bill('2023-02-05'), costs: { total: 5 }, extra: 1 },
      '   ',
      { ...bill('2023-02-06'), personNo: 'NOBODY' },
      { ...bill('2023-02-07'), hospitalCode: 'H14050000002' },
      '[1,2]',
      bill('2023-02-08'),
      reused,
      good,
      `{"settlementNo":"B-long","x":"${'x'.repeat(20_000)}"}`,
    ])
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    const lines = linesOf(reply)
    expect(lines.map((one) => [one.line, one.status, one.code])).toEqual([
      [2, 201, undefined],
      [3, 400, 'malformed-json'],
      [4, 400, 'invalid-request'],
      [6, 422, 'person-not-registered'],
      [7, 403, 'forbidden'],
      [8, 400, 'invalid-request'],
      [9, 201, undefined],
      [10, 422, 'settlement-no-reused'],
      [11, 200, undefined],
      [12, 413, 'body-too-large'],
    ])
    expect(lines[0].settlement.settlementNo).toBe(good.settlementNo)
    expect(lines[8].settlement).toEqual(lines[0].settlement)
    expect(lines[2].problem.errors.map((one: { pointer: string }) => one.pointer)).toContain('/extra')
    expect(lines[2]).toMatchObject({ settlementNo: expect.any(String), problem: { type: '/problems/invalid-request' } })
    expect(it.logged()).toContain(
      '"event":"settlements.batch-answered","lines":10,"settled":2,"replayed":1,"refused":7',
    )
  })

  test('says in Chinese what is wrong with a line', async () => {
    const [line] = linesOf(await post(['{'], { language: 'zh' }))
    expect(line.problem.detail).toContain('每行须为一个完整的 JSON 对象')
  })

  test('of bytes that are no text names the line', async () => {
    const payload = Buffer.concat([Buffer.from([0x7b, 0xff, 0x7d, 0x0a]), Buffer.from(text([bill('2023-02-20')]))])
    const headers = { ...ndjson, authorization: `Bearer ${it.keys.hospital}` }
    const reply = await it.app.inject({ method: 'POST', url: path, payload, headers })
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ line, status }) => [line, status])).toEqual([
      [1, 400],
      [2, 201],
    ])
  })

  test('may be in GB18030, as a single claim may', async () => {
    const gbk = { 'content-type': 'application/x-ndjson; charset=gbk' }
    expect(linesOf(await post([bill('2023-02-21')], { headers: gbk }))[0].status).toBe(201)
  })

  test('sent again is a replay line by line', async () => {
    const claims = [bill('2023-07-02', { personNo: stay.personNo }), bill('2023-07-01')]
    const [first, again] = [await post(claims), await post(claims)]
    expect(linesOf(again).map(({ status }) => status)).toEqual([200, 200])
    expect(linesOf(again).map(({ settlement }) => settlement)).toEqual(
      linesOf(first).map(({ settlement }) => settlement),
    )
  })

  test('may be sent by a bureau in a hospital’s name, and says so', async () => {
    const [line] = linesOf(await post([bill('2023-07-05')], { key: it.keys.bureau }))
    const read = await send(it, 'GET', `/v1/settlements/${line.settlement.id}`, undefined, { key: it.keys.hospital })
    expect(read.body.enteredBy).toEqual({ kind: 'bureau', name: 'YIZHAN_ADMIN_KEY' })
    const auditor = await post([bill('2023-07-06')], { key: it.keys.auditor })
    expectProblem(auditor, 403, 'forbidden')
  })

  test('that is no NDJSON, empty or too long is refused as a whole', async () => {
    expectProblem(
      await post([bill('2023-07-07')], { headers: { 'content-type': 'text/csv' } }),
      415,
      'unsupported-media-type',
    )
    expectProblem(await post('\n\n \n'), 422, 'file-unreadable')
    expectProblem(await post('x\n'.repeat(10_001)), 422, 'file-faulty')
  })
})

function withoutId({ id: _, settledAt: __, ...rest }: Record<string, unknown>) {
  return rest
}

async function wholeOf(lines: readonly { settlement: { id: string } }[]) {
  const reads = lines.map(({ settlement }) =>
    send(it, 'GET', `/v1/settlements/${settlement.id}`, undefined, { key: it.keys.hospital }),
  )
  return (await Promise.all(reads)).map(({ body }) => ({
    usedBefore: body.limits.map((one: { usedBefore: string }) => one.usedBefore),
  }))
}

async function usedAlone(claims: readonly { settlementNo: string }[]) {
  const reads = claims.map(({ settlementNo }) =>
    send(alone, 'GET', `/v1/settlements?settlementNo=${settlementNo}`, undefined, { key: alone.keys.hospital }),
  )
  return (await Promise.all(reads)).map(({ body }) =>
    body.items[0].limits.map((one: { usedBefore: string }) => one.usedBefore),
  )
}

describe('a batch that a job settles', () => {
  const asJob = { prefer: 'respond-async' }
  const get = (url: string, key = it.keys.hospital, language?: string) =>
    send(it, 'GET', url, undefined, { key, ...(language ? { language } : {}) })

  test('is answered by where it is, settles in the order of the days, and gives its lines', async () => {
    const claims = [bill('2024-01-20'), 'no json', bill('2024-01-10'), { ...bill('2024-01-11'), personNo: 'NOBODY' }]
    const started = await post(claims, { headers: asJob })
    expect([started.status, started.headers['preference-applied']]).toEqual([202, 'respond-async'])
    const { location } = started.headers
    expect(location).toBe(`${path}/${started.body.id}`)
    expect(started.body).toMatchObject({ status: 'queued', lines: 4, done: 1, refused: 1, hospitalCode })
    // The same content while it is under way is the same batch.
    const again = await post(claims, { headers: asJob })
    expect([again.status, again.headers['idempotent-replayed'], again.body.id]).toEqual([202, 'true', started.body.id])
    const job = await runJob(it.service, started.body.jobId)
    expect(job).toMatchObject({ kind: settlementBatchKind.kind, status: 'succeeded', done: 4, total: 4, failures: 1 })
    const done = await get(String(location))
    expect(done.body).toMatchObject({ status: 'succeeded', done: 4, settled: 2, replayed: 0, refused: 2 })
    const results = await get(done.body.results.ndjson)
    const lines = linesOf(results)
    expect(lines.map(({ line, status }) => [line, status])).toEqual([
      [1, 201],
      [2, 400],
      [3, 201],
      [4, 422],
    ])
    // The earlier day was settled first, though its line came later.
    const [late, early] = [lines[0].settlement.settledAt, lines[2].settlement.settledAt]
    expect(early <= late).toBe(true)
    const used = await wholeOf([lines[0], lines[2]])
    expect(used[1]?.usedBefore[0]).toBe('0.00')
    expect(used[0]?.usedBefore[0]).not.toBe('0.00')
    // Directly, each line is a replay with the same sums.
    const direct = linesOf(await post(claims))
    expect(direct.map(({ status }) => status)).toEqual([200, 400, 200, 422])
    expect(direct.map(({ settlement, problem }) => settlement ?? problem)).toEqual(
      lines.map(({ settlement, problem }) => settlement ?? problem),
    )
  })

  test('is a table too, in the language of whoever reads it', async () => {
    const claims = [bill('2024-02-20'), { ...bill('2024-02-21'), care: 'x' }]
    const { body } = await post(claims, { headers: asJob })
    await runJob(it.service, body.jobId)
    const csv = await get(body.results.csv, it.keys.bureau, 'zh')
    expect(csv.headers['content-type']).toContain('text/csv')
    const [head = '', first = '', second = ''] = csv.body.slice(1).split('\r\n')
    expect(head).toMatch(/^行号,结算编号,结果,结算 ID,结算时间,错误代码,说明,逐项说明,基本医疗保险,/)
    expect(first).toMatch(/^1,B\d+,已结算,[0-9a-f-]{36},.+,5000\.00,/)
    expect(second).toMatch(/^2,B\d+,未结算,,,invalid-request,/)
    expect(second).toContain('/care: ')
  })

  test('is seen by its hospital and the region’s bureaus, and by nobody else', async () => {
    const { body } = await post([bill('2024-03-20')], { headers: asJob })
    const other = await it.issue({ kind: 'hospital', name: 'x', region: '370800', hospitalCode: 'H37080000001' })
    const elsewhere = await it.issue({ kind: 'bureau', name: 'x', region: '370800' })
    for (const url of [`${path}/${body.id}`, body.results.ndjson, body.results.csv]) {
      for (const key of [it.keys.hospital, it.keys.bureau, it.keys.auditor])
        expect((await get(url, key)).status).toBe(200)
      for (const key of [other, elsewhere]) expectProblem(await get(url, key), 404, 'not-found')
    }
    expectProblem(await get(`${path}/0190f5fe-7c00-7a00-8000-000000000001`), 404, 'not-found')
    await runJob(it.service, body.jobId)
  })

  test('stands in the list of its hospital and of the region’s bureaus, newest first, page by page', async () => {
    const other = await it.issue({ kind: 'hospital', name: 'x', region: '140500', hospitalCode: 'H14050000002' })
    const elsewhere = await it.issue({ kind: 'bureau', name: 'x', region: '370800' })
    const sent: string[] = []
    for (const day of ['2024-03-21', '2024-03-22'])
      sent.unshift((await post([bill(day), 'x'], { headers: asJob })).body.id)
    await runJob(it.service, sent[1] ?? '')
    const first = await get(`${path}?limit=1`, it.keys.hospital)
    expect(first.body.items).toMatchObject([
      { id: sent[0], status: 'queued', lines: 2, done: 1, refused: 1, finishedAt: null },
    ])
    const next = await get(`${path}?limit=1&cursor=${first.body.nextCursor}`, it.keys.hospital)
    expect(next.body.items).toMatchObject([{ id: sent[1], status: 'succeeded', done: 2, settled: 1, refused: 1 }])
    expect(next.body.items[0]).toEqual((await get(`${path}/${sent[1]}`)).body)
    const ofHospital = await get(`${path}?status=queued&hospitalCode=${hospitalCode}`, it.keys.bureau)
    expect(ofHospital.body.items.map(({ id }: { id: string }) => id)).toEqual([sent[0]])
    for (const key of [other, elsewhere]) expect((await get(path, key)).body.items).toEqual([])
    expectProblem(await get(`${path}?hospitalCode=${hospitalCode}`, other), 403, 'forbidden')
    await runJob(it.service, sent[0] ?? '')
  })

  test('is stopped by its hospital or a bureau, and what it settled stays', async () => {
    const elsewhere = await it.issue({ kind: 'bureau', name: 'x', region: '370800' })
    for (const key of [it.keys.hospital, it.keys.bureau]) {
      const claim = bill('2024-03-25')
      expect(linesOf(await post([claim]))).toMatchObject([{ status: 201 }])
      const { body } = await post([claim, bill('2024-03-26')], { headers: asJob })
      const stop = (by: string) => send(it, 'POST', `${path}/${body.id}/withdraw`, undefined, { key: by })
      expectProblem(await stop(elsewhere), 404, 'not-found')
      expectProblem(await stop(it.keys.auditor), 403, 'forbidden')
      for (let again = 0; again < 2; again++)
        expect(await stop(key)).toMatchObject({ status: 200, body: { status: 'cancelled', done: 0 } })
      await runJob(it.service, body.id)
      expect((await get(`${path}/${body.id}`)).body).toMatchObject({ status: 'cancelled', settled: 0 })
    }
    const { body } = await post([bill('2024-03-27')], { headers: asJob })
    await runJob(it.service, body.id)
    const late = await send(it, 'POST', `${path}/${body.id}/withdraw`, undefined, { key: it.keys.hospital })
    expectProblem(late, 409, 'job-finished')
  })

  test('is one of four of a caller at most', async () => {
    const sent: Answer[] = []
    for (let no = 0; no < 5; no++) sent.push(await post([bill('2024-04-01')], { headers: asJob }))
    expect(sent.slice(0, 4).map(({ status }) => status)).toEqual([202, 202, 202, 202])
    expectProblem(sent[4] as Answer, 429, 'batches-at-once')
    for (const { body } of sent.slice(0, 4)) await runJob(it.service, body.jobId)
    expect((await post([bill('2024-04-02')], { headers: asJob })).status).toBe(202)
  })
})
