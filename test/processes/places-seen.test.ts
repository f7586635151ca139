import { beforeAll, describe, expect, test } from 'vitest'
import { type ClaimBody, inputOf } from '../../src/application/claim/claim-input.ts'
import { sha256 } from '../../src/application/shared/hash.ts'
import { adminKey, Script } from '../support/processes/service-process.ts'
import { hospitals, idNumberOf, stayOf, ThreePlaces } from '../support/processes/three-places.ts'

let three: ThreePlaces
beforeAll(async () => {
  three = await ThreePlaces.start({ YIZHAN_WORKERS: '2' })
  return () => three.close()
}, 120_000)

let last = 0
function message(infno: string, input: object) {
  last += 1
  return three.askAs(three.keys.jincheng, 'POST', '/nhsa', {
    ...{ infno, msgid: `${hospitals.jincheng}20240505130000${String(last).padStart(4, '0')}` },
    ...{ mdtrtarea_admvs: '140502', insuplc_admdvs: '500243', recer_sys_code: 'YIZHAN', infver: 'V1.0' },
    ...{ opter_type: '1', opter: '001', opter_name: '示例', inf_time: '2024-05-05 12:00:00' },
    ...{ fixmedins_code: hospitals.jincheng, fixmedins_name: '示例医院', input },
  })
}

async function verify(env: Readonly<Record<string, string>> = {}) {
  const script = new Script('src/cli/ledger-verify.ts', { ...three.env, ...env })
  const { code } = await script.ended
  return { code, said: script.said }
}

describe('a hospital with a patient of another place', () => {
  test('finds them by their certificate, by message and by route', async () => {
    const personNo = await three.person('500243')
    const whole = {
      idType: '01',
      idNumber: idNumberOf(personNo.slice(0, 6), personNo.slice(-3)),
      name: `某${personNo.slice(-3)}`,
    }
    const read = await three.askAs(three.keys.jincheng, 'POST', '/v1/certificate-reads', whole)
    expect(read.body.people).toMatchObject([{ personNo }])
    const found = await message('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: whole.idNumber } })
    expect(found.body).toMatchObject({ infcode: 0, output: { baseinfo: { psn_no: personNo } } })
    const entitled = await message('2001', { data: { psn_no: personNo, begntime: '2023-07-05' } })
    expect(entitled.body).toMatchObject({ infcode: 0 })
  })

  test('who is nobody’s is refused in the words of the interface', async () => {
    const found = await message('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: '500243199001010015' } })
    expect(found.status).toBe(200)
    expect(found.body.infcode).toBe(-1)
  })
})

describe('an operator', () => {
  test('signs in once and sees every place of the region', async () => {
    const made = await three.ask('POST', '/v1/operators', {
      ...{ username: 'looks-around', name: '某某', kind: 'bureau', region: '000000', posts: ['clerk', 'admin'] },
    })
    const send = (method: string, path: string, body: object | null, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${three.service.address}${path}`, {
        method,
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const signedIn = async (password: string) => {
      const reply = await send('POST', '/v1/sessions', { username: 'looks-around', password })
      const { csrfToken } = (await reply.json()) as { csrfToken: string }
      return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
    }
    const first = await signedIn(made.body.firstPassword)
    const next = { current: made.body.firstPassword, next: 'Ein-langes-Passwort-2023' }
    expect((await send('POST', '/v1/sessions/current/password', next, first)).status).toBeLessThan(300)
    const session = await signedIn('Ein-langes-Passwort-2023')
    const chongqing = { ...session, 'yizhan-place': 'chongqing' }
    expect((await send('GET', '/v1/sessions/current', null, session)).status).toBe(200)
    expect((await send('GET', '/v1/beneficiaries', null, chongqing)).status).toBe(200)
    await send('POST', '/v1/sessions/current/withdraw', {}, session)
    expect((await send('GET', '/v1/beneficiaries', null, chongqing)).status).toBe(401)
  })
})

describe('a number that was claimed and whose settlement never came', () => {
  test('is refused to another claim, and taken up by the same one', async () => {
    const claim = stayOf(await three.person('500243'), hospitals.jincheng, 'C1')
    // As a process leaves it that ends between the two writes.
    const hash = sha256(JSON.stringify(inputOf(claim as ClaimBody))).replace('sha256:', '')
    const id = '01900000-0000-7000-8000-0000000000c1'
    await three.query(
      'shanxi',
      `INSERT INTO shanxi.settlement_numbers (hospital_code, settlement_no, input_hash, person_no, year, settlement_id)
       VALUES ('${hospitals.jincheng}', 'C1', decode('${hash}', 'hex'), '${claim.personNo}', 2023, '${id}')`,
    )
    const between = await verify()
    expect(between.said).toMatch(/0 differences, 1 claimed and not settled/)
    expect(between.code).toBe(0)
    const other = await three.settle({ ...claim, dischargedOn: '2023-07-16' })
    expect(other.body.code).toBe('settlement-no-reused')
    expect((await three.settle(claim)).status).toBe(201)
    expect((await verify()).said).toMatch(/0 differences, 0 claimed and not settled/)
  }, 60_000)
})

describe('the ledger’s verification', () => {
  test('looks into every place and between them', async () => {
    await three.settle(stayOf(await three.person('140500'), hospitals.jincheng, 'W1'))
    const { code, said } = await verify()
    for (const place of ['shanxi', 'shandong', 'chongqing']) expect(said).toContain(`== ${place}`)
    expect(said.match(/The ledger agrees/g)).toHaveLength(3)
    expect(code).toBe(0)
  }, 60_000)

  test('names a settlement whose number the hospital’s place does not know, and one that was claimed for another claim', async () => {
    const personNo = await three.person('500243')
    await three.settle(stayOf(personNo, hospitals.jincheng, 'W2'))
    await three.settle(
      stayOf(personNo, hospitals.jincheng, 'W3', { admittedOn: '2023-10-01', dischargedOn: '2023-10-02' }),
    )
    const tables = 'ALTER TABLE shanxi.settlement_numbers DISABLE TRIGGER USER'
    await three.query(
      'shanxi',
      `${tables}; DELETE FROM shanxi.settlement_numbers WHERE settlement_no = 'W2'; UPDATE shanxi.settlement_numbers SET input_hash = sha256('x') WHERE settlement_no = 'W3'; ALTER TABLE shanxi.settlement_numbers ENABLE TRIGGER USER`,
    )
    const { code, said } = await verify()
    expect(said).toContain('settlement whose number shanxi does not know')
    expect(said).toContain('number claimed for another claim than was settled')
    expect(code).toBe(1)
  }, 60_000)

  test('names who is in two places', async () => {
    const personNo = await three.person('140500')
    await three.query(
      'shandong',
      `SET search_path = shandong; INSERT INTO beneficiaries SELECT * FROM shanxi.beneficiaries WHERE person_no = '${personNo}'`,
    )
    const { code, said } = await verify()
    expect(said).toContain(`person ${personNo} region - year 0: person in two places: stored shanxi, shandong`)
    expect(code).toBe(1)
  }, 60_000)

  test('says which place could not be read, and looks into the others', async () => {
    await three.stopFar()
    const { code, said } = await verify()
    await three.startFar()
    expect(said).toMatch(/chongqing: could not be read/)
    expect(said).toMatch(/== shanxi\n.*\n?The ledger agrees/s)
    expect(code).toBe(2)
  }, 60_000)

  test('and what is of one place asks which', async () => {
    const script = new Script('src/cli/ledger-digest.ts', three.env)
    expect((await script.ended).code).toBe(2)
    expect(script.said).toMatch(/YIZHAN_PLACE \(shanxi, shandong, chongqing\)/)
    const one = await verify({ YIZHAN_PLACE: 'shandong' })
    expect(one.said).toContain('The ledger agrees')
  }, 60_000)
})

test('the metrics of all places and workers are one text, each series with its place', async () => {
  const reply = await fetch(`${three.service.address}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } })
  const text = await reply.text()
  expect(text).toMatch(/yizhan_settlements_total\{[^}]*place="chongqing"/)
  expect(text.match(/# HELP yizhan_settlements_total/g)).toHaveLength(1)
})
