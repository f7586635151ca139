import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminKey } from '../support/processes/service-process.ts'
import { hospitals, idNumberOf, stayOf, ThreePlaces } from '../support/processes/three-places.ts'

const places = ['shanxi', 'shandong', 'chongqing'] as const

let three: ThreePlaces
beforeAll(async () => {
  three = await ThreePlaces.start()
  return () => three.close()
}, 120_000)

describe('what belongs to all', () => {
  test('is in every place before it is answered', async () => {
    for (const place of ['shanxi', 'shandong', 'chongqing'] as const) {
      expect(await three.countIn(place, 'callers')).toBe(3)
      expect(await three.countIn(place, 'hospitals')).toBe(2)
    }
  })

  test('and what is changed of it follows', async () => {
    const { body } = await three.ask('POST', '/v1/callers', { kind: 'bureau', name: 'leaves', region: '500000' })
    expect((await three.askAs(body.key, 'GET', '/v1/settlements')).status).toBe(200)
    expect((await three.askAs(adminKey, 'POST', `/v1/callers/${body.id}/withdraw`)).status).toBeLessThan(300)
    expect(await three.countIn('chongqing', 'callers', 'revoked_at IS NOT NULL')).toBe(1)
  })
})

/** Sends back what the register says of a person, with another insured region. */
async function moveTo(insuredRegion: string, personNo: string, headers: Readonly<Record<string, string>>) {
  const path = `/v1/beneficiaries/${personNo}`
  return three.askAs(adminKey, 'PUT', path, { ...(await three.ask('GET', path)).body, insuredRegion }, headers)
}

describe('a person', () => {
  test('is registered where they are insured, and nowhere else', async () => {
    const [here, there] = [await three.person('140500'), await three.person('500243')]
    expect(await three.countIn('shanxi', 'beneficiaries', `person_no = '${here}'`)).toBe(1)
    expect(await three.countIn('chongqing', 'beneficiaries', `person_no = '${there}'`)).toBe(1)
    expect(await three.countIn('chongqing', 'beneficiaries', `person_no = '${here}'`)).toBe(0)
    expect(await three.countIn('shanxi', 'beneficiaries', `person_no = '${there}'`)).toBe(0)
    expect((await three.ask('GET', `/v1/beneficiaries/${there}`)).body).toMatchObject({ insuredRegion: '500243' })
  })

  test('is not moved to another place by the register, and it is said what to do', async () => {
    const personNo = await three.person('140500')
    const moved = await moveTo('500243', personNo, { 'accept-language': 'zh' })
    expect(moved.status).toBe(400)
    expect(moved.body.errors[0]).toMatchObject({ pointer: '/insuredRegion', detail: expect.stringContaining('shanxi') })
  })

  test('is registered once, however many regions register the number at once', async () => {
    const who = { name: '某一二', idType: '01', birthDate: '1960-01-01', enrolledTier: 1 }
    for (let turn = 0; turn < 6; turn++) {
      const personNo = `9999990000000000000${turn}`
      const regions = ['140502', '370811', '500243']
      const answers = await Promise.all(
        regions.map((insuredRegion) =>
          three.ask('PUT', `/v1/beneficiaries/${personNo}`, {
            ...who,
            idNumber: idNumberOf('140502', `${100 + turn}`),
            insuredRegion,
          }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400])
      const there = await Promise.all(
        places.map((place) => three.countIn(place, 'beneficiaries', `person_no = '${personNo}'`)),
      )
      expect(there.reduce((sum, count) => sum + count)).toBe(1)
    }
  })

  test('is in their place whatever a header says', async () => {
    const personNo = await three.person('140500')
    const header = { 'yizhan-place': 'chongqing' }
    const moved = await moveTo('500243', personNo, header)
    expect(moved.status).toBe(400)
    const claim = stayOf(personNo, hospitals.jincheng, 'H1')
    const settled = await three.askAs(three.keys.jincheng, 'POST', '/v1/settlements', claim, header)
    expect(settled.status).toBe(201)
    expect((await three.settle(claim)).status).toBe(200)
    expect(await three.countIn('chongqing', 'beneficiaries', `person_no = '${personNo}'`)).toBe(0)
  })

  test('who is nowhere is not registered, in the words of the place that was asked', async () => {
    const answer = await three.settle(stayOf('99999', hospitals.jincheng, 'N-none'))
    expect(answer.body.code).toBe('person-not-registered')
  })
})

describe('a settlement', () => {
  test('of a person of the hospital’s own place stays there', async () => {
    const answer = await three.settle(stayOf(await three.person('140500'), hospitals.jincheng, 'L1'))
    expect(answer.status).toBe(201)
    expect(await three.countIn('shanxi', 'settlement_numbers', `settlement_no = 'L1'`)).toBe(1)
    expect(await three.countIn('chongqing', 'settlement_numbers', `settlement_no = 'L1'`)).toBe(0)
  })

  test('of care elsewhere is settled where the person is insured, and its number is known to the hospital’s place', async () => {
    const claim = stayOf(await three.person('500243'), hospitals.jincheng, 'E1')
    const answer = await three.settle(claim)
    expect(answer.body).toMatchObject({ region: '500243' })
    expect(answer.status).toBe(201)
    expect(await three.countIn('chongqing', 'entries')).toBeGreaterThan(0)
    for (const place of ['shanxi', 'chongqing'] as const)
      expect(
        await three.countIn(
          place,
          'settlement_numbers',
          `settlement_no = 'E1' AND settlement_id = '${answer.body.id}'`,
        ),
      ).toBe(1)
    const again = await three.settle(claim)
    expect(again.status).toBe(200)
    expect(again.body.id).toBe(answer.body.id)
    expect((await three.askAs(three.keys.jincheng, 'GET', `/v1/settlements/${answer.body.id}`)).status).toBe(200)
  })

  test('has a number that no other claim has, wherever its person lives', async () => {
    const [here, there] = [await three.person('140500'), await three.person('500243')]
    expect((await three.settle(stayOf(there, hospitals.jincheng, 'T1'))).status).toBe(201)
    const afterwards = await three.settle(stayOf(here, hospitals.jincheng, 'T1'))
    expect(afterwards.body.code).toBe('settlement-no-reused')
    expect((await three.settle(stayOf(here, hospitals.jincheng, 'T2'))).status).toBe(201)
    const later = await three.settle(
      stayOf(there, hospitals.jincheng, 'T2', { dischargedOn: '2023-07-20', admittedOn: '2023-07-16' }),
    )
    expect(later.body.code).toBe('settlement-no-reused')
    expect(await three.countIn('chongqing', 'settlement_numbers', `settlement_no = 'T2'`)).toBe(0)
  })

  test('of a number that two claims of two places want at once is one of them, many times', async () => {
    const [here, there] = [await three.person('140500'), await three.person('500243')]
    for (let turn = 0; turn < 20; turn++) {
      const day = `2023-08-${String(1 + turn).padStart(2, '0')}`
      const on = { admittedOn: day, dischargedOn: day }
      const answers = await Promise.all(
        [here, there].map((one) => three.settle(stayOf(one, hospitals.jincheng, `R${turn}`, on))),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
    }
    const ofBoth =
      (await three.countIn('shanxi', 'settlements', `settlement_no LIKE 'R%'`)) +
      (await three.countIn('chongqing', 'settlements', `settlement_no LIKE 'R%'`))
    expect(ofBoth).toBe(20)
  })

  test('of care elsewhere is reversed by the hospital’s number', async () => {
    const claim = stayOf(await three.person('500243'), hospitals.jincheng, 'V1')
    await three.settle(claim)
    const reversal = { hospitalCode: hospitals.jincheng, settlementNo: 'V1', reversalNo: 'V1-R', reason: '录入错误' }
    const answer = await three.askAs(three.keys.jincheng, 'POST', '/v1/reversals', reversal)
    expect(answer.body).toMatchObject({ settlementNo: 'V1' })
    expect(answer.status).toBe(201)
    expect(await three.countIn('chongqing', 'reversals', `settlement_no = 'V1' OR reversal_no = 'V1-R'`)).toBe(1)
  })
})

test('a bureau of every region reverses by the number of a hospital that is at home elsewhere', async () => {
  await three.settle(stayOf(await three.person('500243'), hospitals.pengshui, 'B1'), three.keys.pengshui)
  const reversal = { hospitalCode: hospitals.pengshui, settlementNo: 'B1', reversalNo: 'B1-R', reason: '录入错误' }
  expect((await three.ask('POST', '/v1/reversals', reversal)).status).toBe(201)
})

describe('whoever looks over places', () => {
  test('has one list of all of them, page by page', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await three.ask('GET', `/v1/beneficiaries?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...body.items.map(({ personNo }: { personNo: string }) => personNo))
      cursor = body.nextCursor ?? ''
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(seen.length)
    const all = await Promise.all(places.map((place) => three.countIn(place, 'beneficiaries')))
    expect(seen.length).toBe(all.reduce((sum, count) => sum + count))
  })

  test('has one overview of all of them, and each figure is the sum of theirs', async () => {
    const of = async (place?: string) => {
      const more = place === undefined ? {} : { 'yizhan-place': place }
      const reply = await three.askAs(adminKey, 'GET', '/v1/overview?region=000000&year=2023', undefined, more)
      expect(reply.status).toBe(200)
      return reply.body
    }
    const [whole, ...each] = await Promise.all([of(), of('shanxi'), of('shandong'), of('chongqing')])
    const fen = (aid: { aid: string; assistance: string }) =>
      [aid.aid, aid.assistance].map((yuan) => BigInt(yuan.replace('.', '')))
    const total = (at: number) => each.reduce((sum, one) => sum + (fen(one.aid)[at] ?? 0n), 0n)
    expect(fen(whole.aid)).toEqual([total(0), total(1)])
    expect(total(0)).toBeGreaterThan(0n)
    expect(each.filter((one) => one.aid.settlements > 0)).toHaveLength(2)
    const people = each.map((one) => one.people.total as number)
    expect(whole.people.total).toBe(people.reduce((sum, one) => sum + one))
    const ofHospital = whole.aid.byHospital.filter(
      (row: { hospitalCode: string }) => row.hospitalCode === hospitals.jincheng,
    )
    expect(ofHospital).toHaveLength(1)
    expect(ofHospital[0].settlements).toBe(whole.aid.settlements)
    expect(whole.aid.byMonth).toHaveLength(1)
    expect(Object.keys(whole)).toEqual(Object.keys(each[0]))
    expect(whole.year).toBe(2023)
  })

  test('sees one place where that is named, and is told how where figures cannot be taken together', async () => {
    const whole = await three.askAs(adminKey, 'GET', '/v1/funds/000000/statement?year=2023')
    expect([400, 404]).toContain(whole.status)
    const of = await three.askAs(adminKey, 'GET', '/v1/beneficiaries', undefined, { 'yizhan-place': 'chongqing' })
    expect(of.body.items.length).toBe(await three.countIn('chongqing', 'beneficiaries'))
    const wrong = await three.askAs(adminKey, 'GET', '/v1/beneficiaries', undefined, { 'yizhan-place': 'beijing' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors[0].detail).toContain('shanxi, shandong, chongqing')
  })

  test('finds people by their names in all of them', async () => {
    const found = async (name: string, cursor = '') =>
      (await three.ask('POST', `/v1/beneficiaries/search${cursor}`, { name })).body
    const personNo = await three.person('500243')
    const first = await found(`某${personNo.slice(-3)}`)
    expect(first.items).toMatchObject([{ personNo }])
  })

  test('is told that the table of what lies within is of one place', async () => {
    const table = await three.ask('GET', '/v1/overview/places?region=000000&year=2023')
    expect(table.status).toBe(400)
    expect(table.body.errors[0].detail).toContain('yizhan-place')
  })

  test('a hospital sees all that it settled, by its number too', async () => {
    await three.settle(stayOf(await three.person('500243'), hospitals.jincheng, 'S1'))
    const { body } = await three.askAs(three.keys.jincheng, 'GET', '/v1/settlements?settlementNo=S1')
    expect(body.items).toHaveLength(1)
  })

  test('a bureau of one place sees its own', async () => {
    const { body } = await three.askAs(three.keys.bureau, 'GET', '/v1/beneficiaries')
    expect(body.items.length).toBe(await three.countIn('chongqing', 'beneficiaries'))
  })
})

describe('a place that is away', () => {
  const known = { here: '', there: '' }
  beforeAll(async () => {
    known.here = await three.person('140500')
    known.there = await three.person('500243')
    await three.settle(stayOf(known.there, hospitals.jincheng, 'A0'))
    await three.stopFar()
  })
  afterAll(() => three.startFar())

  test('refuses its own people, by its name and with when to come again', async () => {
    const answer = await three.settle(stayOf(known.there, hospitals.jincheng, 'A1'))
    expect(answer.status).toBe(503)
    expect(answer.body.code).toBe('database-unavailable')
    expect(answer.headers.get('retry-after')).toBe('1')
  })

  test('and nobody else', async () => {
    const answer = await three.settle(stayOf(known.here, hospitals.jincheng, 'A2'))
    expect(answer.status).toBe(201)
    const ready = await fetch(`${three.service.address}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ places: { shanxi: 'ready', shandong: 'ready', chongqing: 'not-ready' } })
  })

  test('is named beside what the others say, and whoever it may hold is not called unknown', async () => {
    const away: (string | null)[] = []
    for (let cursor = ''; ; ) {
      const page = await three.askAs(adminKey, 'GET', `/v1/beneficiaries?limit=500${cursor}`)
      expect(page.status).toBe(200)
      away.push(page.headers.get('yizhan-places-away'))
      if (page.body.nextCursor === null || away.at(-1) !== null) break
      cursor = `&cursor=${page.body.nextCursor}`
    }
    expect(away.at(-1)).toBe('chongqing')
    const unknown = await three.settle(stayOf('88888', hospitals.jincheng, 'A3'))
    expect(unknown.status).toBe(503)
    expect(unknown.body.places).toEqual(['chongqing'])
  })
})
