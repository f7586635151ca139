import { expect, test } from 'vitest'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { clause } from '../../policies/packs.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const law = cityOf(
  '    limits: [{ name: annual, for: [tekun], amount: 5000 }]',
  `${clause('A2', '    manual: [{ topic: aid, for: [tekun], care: [inpatient], limit: annual, decides: { zh: 区医保局, en: the district bureau } }]', 'manual')}`,
)
const made = testApp({}, law)

const personNo = '99010000000000000001'
const visit = (settlementNo: string, on: string) => ({
  ...{ settlementNo, personNo, hospitalCode, care: 'inpatient' },
  ...{ admittedOn: on, dischargedOn: on, referral: 'proper' },
  costs: { total: '4000.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '4000.00' },
  paid: { basic: '1000.00', criticalIllness: '0.00' },
})

async function prepared() {
  const { bureau, hospital } = made.keys
  const person = {
    ...{ name: '甲', insuredRegion: '990100', enrolledTier: 1 },
    ...{ idType: '01', idNumber: '11010119900307001X', birthDate: '1990-03-07' },
  }
  const added = await send(made, 'PUT', `/v1/beneficiaries/${personNo}`, person, { key: bureau })
  expect([added.status, added.body]).toEqual([201, expect.anything()])
  const identity = {
    category: 'tekun',
    from: '2023-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: 'C1',
  }
  const held = await send(made, 'POST', `/v1/beneficiaries/${personNo}/identities`, identity, { key: bureau })
  expect([held.status, held.body]).toEqual([201, expect.anything()])
  const first = await send(made, 'POST', '/v1/settlements', visit('BH-1', '2024-02-01'), { key: hospital })
  const second = await send(made, 'POST', '/v1/settlements', visit('BH-2', '2024-03-01'), { key: hospital })
  return { first, second }
}

test('a rule by hand is named, its amount given once with its grounds, and the ledger agrees', async () => {
  const { bureau, hospital, auditor } = made.keys
  const { first, second } = await prepared()
  expect(first.status).toBe(201)
  expect(first.body.payers).toMatchObject({ assistance: '0.00', person: '3000.00' })
  expect(first.body.reasons).toContainEqual(
    expect.objectContaining({
      code: 'by-hand',
      clause: expect.objectContaining({ id: '990100/A2', status: 'manual' }),
    }),
  )
  const url = (id: string) => `/v1/settlements/${id}/hand-decisions`
  const said = { decisionNo: 'HD-1', payer: 'assistance', amount: '3000.00', grounds: '甲〔2023〕1号 第一条' }
  expectProblem(await send(made, 'POST', url(first.body.id), said, { key: hospital }), 403, 'forbidden')
  expectProblem(
    await send(made, 'POST', url(first.body.id), { ...said, payer: 'tilt' }, { key: bureau }),
    409,
    'not-by-hand',
  )
  const tooMuch = await send(
    made,
    'POST',
    url(first.body.id),
    { ...said, amount: '3000.01' },
    { key: bureau, language: 'en' },
  )
  expectProblem(tooMuch, 422, 'hand-amount-too-large')
  expect(tooMuch.body.detail).toContain('at most 3000.00')

  const decided = await send(made, 'POST', url(first.body.id), said, { key: bureau })
  expect([decided.status, decided.body.decision?.amount]).toEqual([201, '3000.00'])
  expect(decided.body.resettlement).toMatchObject({ personGetsBack: '3000.00', fundsPay: '3000.00' })
  const again = await send(made, 'POST', url(first.body.id), said, { key: bureau })
  expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([200, 'true', decided.body])
  expectProblem(
    await send(made, 'POST', url(first.body.id), { ...said, amount: '2.00' }, { key: bureau }),
    422,
    'number-reused',
  )

  // 5000 a year, of which 3000 are used: of the second 2000.00 can be given, 2000.01 cannot.
  const late = { ...said, decisionNo: 'HD-2' }
  expectProblem(
    await send(made, 'POST', url(second.body.id), { ...late, amount: '2000.01' }, { key: bureau }),
    422,
    'hand-amount-too-large',
  )
  expect((await send(made, 'POST', url(second.body.id), { ...late, amount: '2000.00' }, { key: bureau })).status).toBe(
    201,
  )
  const shown = await send(made, 'GET', `/v1/settlements/${second.body.id}`, undefined, { key: hospital })
  expect(shown.body.payers).toMatchObject({ assistance: '2000.00', person: '1000.00' })

  // A later decision takes the place of the first.
  const less = { ...said, decisionNo: 'HD-3', amount: '500.00' }
  expect((await send(made, 'POST', url(first.body.id), less, { key: bureau })).body.resettlement.personGetsBack).toBe(
    '-2500.00',
  )
  const list = await send(made, 'GET', url(first.body.id), undefined, { key: bureau })
  expect(list.body.items.map(({ decisionNo }: { decisionNo: string }) => decisionNo)).toEqual(['HD-1', 'HD-3'])
  expect((await send(made, 'GET', url(first.body.id), undefined, { key: auditor })).status).toBe(404)
  const differences: unknown[] = []
  await verifyLedger({ db: made.service.db, archive: made.service.ledger.archive }, (one) => differences.push(one))
  expect(differences).toEqual([])
})
