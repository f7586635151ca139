import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { anyBill, openHospitals, registered } from '../../support/claims/random-bills.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await openHospitals(desk)
})

const category = fc.constantFrom<Category>(
  ...(['tekun', 'dibao', 'dibao-marginal', 'monitored-marginal', 'severely-disabled'] as const),
  ...(['poverty-returned', 'youfu'] as const),
)
const day = fc.integer({ min: 1, max: 12 }).map((month) => `2023-${String(month).padStart(2, '0')}-01`)

/** What may happen to one person's year, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: anyBill.map((bill) => ({ do: 'settle' as const, bill })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), category, from: day }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(), to: day }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'anew' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Year {
  readonly personNo: string
  readonly identities: string[]
  readonly settled: { hospitalCode: string; settlementNo: string }[]
}

const pick = <T>(from: readonly T[], which: number): T | undefined => from[which % Math.max(from.length, 1)]

let numbers = 0
async function take(year: Year, one: Step): Promise<void> {
  const { personNo, identities, settled } = year
  if (one.do === 'settle') {
    const { settlement } = await settle(desk.service, bureau, billOf(personNo, one.bill), 'en')
    settled.push({ hospitalCode: settlement.hospitalCode, settlementNo: settlement.settlementNo as string })
  } else if (one.do === 'hold') identities.push(await desk.identity(personNo, one))
  else if (one.do === 'end') {
    const id = pick(identities, one.which)
    if (id) await endIdentity(desk.service, bureau, { personNo, id, to: one.to })
  } else if (one.do === 'reverse') {
    const which = pick(settled, one.which)
    const reversal = { reversalNo: `R${++numbers}`, reason: '测试', resettleLater: true }
    const known = (await previewRecalculation(desk.service, bureau, { personNo, year: 2023 })).settlements.length === 0
    if (which) await reverse(desk.service, bureau, { ...which, ...reversal })
    // Where everything known was settled with, a reversal computes with it too.
    if (known)
      expect((await previewRecalculation(desk.service, bureau, { personNo, year: 2023 })).settlements).toEqual([])
  } else await anew(personNo)
}

/** What is foretold is what is posted; and nothing is left to recalculate right after. */
async function anew(personNo: string): Promise<void> {
  const year = 2023
  const foretold = await previewRecalculation(desk.service, bureau, { personNo, year })
  const asked = { personNo, year, reason: '补认定', resettleNo: `RS${++numbers}` }
  const { resettlement } = await recalculate(desk.service, bureau, asked)
  expect(resettlement.settlements).toEqual(foretold.settlements)
  expect(resettlement.personGetsBack).toBe(foretold.personGetsBack)
  expect((await previewRecalculation(desk.service, bureau, { personNo, year })).settlements).toEqual([])
}

test('whatever happens in whatever order, the ledger can be followed entry by entry', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
    const year: Year = { personNo: await desk.person({ registered }), identities: [], settled: [] }
    for (const one of [...steps, { do: 'anew' as const }]) {
      // An overlapping identity, a bill on which too much was paid: refused, and nothing of it stays.
      await take(year, one).catch((error: unknown) => expect(error).toBeInstanceOf(Refusal))
    }
  })
  await fc.assert(property, { numRuns: 20, seed: 2023, endOnFailure: true })
  expect(await desk.differences()).toEqual([])
  const { rows } = await desk.service.db.pool.query<{ adjusted: number; reversed: number }>(
    `SELECT count(*) FILTER (WHERE cause = 'resettle') AS adjusted, count(*) FILTER (WHERE kind = 'reversal') AS reversed FROM entries`,
  )
  expect(rows[0]?.adjusted).toBeGreaterThan(15)
  expect(rows[0]?.reversed).toBeGreaterThan(2)
}, 120_000)
