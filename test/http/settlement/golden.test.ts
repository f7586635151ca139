import { beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createCaller } from '../../../src/application/callers/issue-keys.ts'
import { certifiers } from '../../../src/application/demo/demo-people.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { faultsOfPacks } from '../../../src/policies/checks/check.ts'
import { builtInPolicies, loadPacks } from '../../../src/policies/loader/load.ts'
import {
  bodyOf,
  figuresOf,
  type GoldenCase,
  type GoldenVisit,
  goldenCases,
  goldenPacks,
  hospitalOf,
  personOf,
  registrationOf,
} from '../../golden/cases.ts'
import { libraryOf } from '../../support/claims/packs.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { type Answer, send } from '../../support/database/test-app.ts'

/** The cases as their callers would bring them in: a bureau that registers, a hospital that settles, both over HTTP. */
const cases = await goldenCases()
const personNo = '99999999999999999999'

interface Office {
  readonly desk: Desk
  readonly ask: (method: 'GET' | 'PUT' | 'POST', path: string, body?: object) => Promise<Answer>
}

let packs: Awaited<ReturnType<typeof loadPacks>>
beforeAll(async () => {
  packs = await loadPacks([builtInPolicies, goldenPacks])
  expect(faultsOfPacks(packs)).toEqual([])
})

/** Every case has a ledger of its own. */
async function openOffice(): Promise<Office> {
  const desk = await openDesk(libraryOf(packs.files.map(({ file }) => file)))
  const app = await buildApp({ service: desk.service, checkAnswers: true })
  const { key } = await createCaller(desk.service, bureau, { kind: 'bureau', name: 'test', region: '000000' })
  return { desk, ask: (method, path, body) => send({ app }, method, `/v1${path}`, body, { key }) }
}

async function register({ ask }: Office, golden: GoldenCase): Promise<void> {
  const { insuredRegion, enrolledTier, identities } = personOf(golden)
  const card = { name: '示例', idType: '01', idNumber: '11010519491231002X', birthDate: '1949-12-31' }
  expect((await ask('PUT', `/beneficiaries/${personNo}`, { ...card, insuredRegion, enrolledTier })).status).toBe(201)
  for (const identity of identities) {
    const certified = { ...identity, certifiedBy: certifiers[identity.category], certificateNo: 'G-1' }
    expect((await ask('POST', `/beneficiaries/${personNo}/identities`, certified)).status).toBe(201)
  }
}

/** The hospital and the disease of one visit; the same hospital stands under a code of its own each time. */
async function prepare({ ask }: Office, golden: GoldenCase, visit: GoldenVisit, hospitalCode: string): Promise<void> {
  expect(
    (await ask('PUT', `/hospitals/${hospitalCode}`, { name: '示例医院', ...hospitalOf(golden, visit) })).status,
  ).toBe(201)
  const registration = registrationOf(visit)
  if (!registration) return
  expect((await ask('POST', `/beneficiaries/${personNo}/registrations`, registration)).status).toBe(201)
}

async function settled(office: Office, golden: GoldenCase, visit: GoldenVisit, at: number): Promise<object> {
  const hospitalCode = `H9900000000${at}`
  await prepare(office, golden, visit, hospitalCode)
  const body = bodyOf(visit, { personNo, hospitalCode, settlementNo: `G-${at}` })
  const quote = await office.ask('POST', '/settlements/quote', body)
  const { status, body: answer } = await office.ask('POST', '/settlements', body)
  expect([quote.status, status]).toEqual([200, 201])
  expect(answer).toMatchObject({ region: golden.region, payers: quote.body.payers, costs: { total: visit.total } })
  const cap = await office.ask('GET', `/beneficiaries/${personNo}/annual-cap?year=${golden.year}&on=${visit.on}`)
  for (const { name, usedAfter } of answer.limits)
    expect(cap.body.limits).toContainEqual(expect.objectContaining({ name, used: usedAfter }))
  return { on: visit.on, ...figuresOf(answer, cap.body.accumulated.criticalIllnessBase, visit.expect) }
}

/** One entry a visit, each as large as its claim, and the limits as one unbroken row of movements. */
async function expectEntries({ ask }: Office, golden: GoldenCase): Promise<void> {
  const { body } = await ask('GET', `/beneficiaries/${personNo}/ledger?year=${golden.year}`)
  expect(
    body.items.map(({ settlementNo, total }: { settlementNo: string; total: string }) => [settlementNo, total]),
  ).toEqual(golden.visits.map(({ total }, at) => [`G-${at}`, total]))
  const balances = new Map<string, string>()
  for (const { name, amount, usedBefore, usedAfter } of body.items.flatMap(
    (entry: { limits: object[] }) => entry.limits,
  )) {
    expect(usedBefore).toBe(balances.get(name) ?? '0.00')
    expect(yuan(decimal(usedBefore).plus(decimal(amount)))).toBe(usedAfter)
    balances.set(name, usedAfter)
  }
}

test.each(cases)('$id ($grade) comes out to the fen over HTTP', async (golden) => {
  const office = await openOffice()
  await register(office, golden)
  const figures: object[] = []
  for (const [at, visit] of golden.visits.entries()) figures.push(await settled(office, golden, visit, at))
  expect(figures).toEqual(golden.visits.map(({ on, expect: wanted }) => ({ on, ...wanted })))
  await expectEntries(office, golden)
  expect(await office.desk.differences()).toEqual([])
})
