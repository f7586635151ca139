import { expect, test } from 'vitest'
import { claimOf, inputOf } from '../../src/application/claim/claim-input.ts'
import { sha256Hex } from '../../src/application/shared/hash.ts'
import type { Facts } from '../../src/domain/adjudication/types.ts'
import { adjudicate } from '../../src/domain/adjudication/waterfall.ts'
import { emptyYear, storedYear } from '../../src/domain/ledger/year-state.ts'
import { PolicyLibrary } from '../../src/domain/policies/library.ts'
import { faultsOfPacks } from '../../src/policies/checks/check.ts'
import { builtInPolicies, loadPacks } from '../../src/policies/loader/load.ts'
import { expectSums } from '../support/claims/clause-rows.ts'
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
} from './cases.ts'

const loaded = await loadPacks([builtInPolicies, goldenPacks])
const library = new PolicyLibrary(
  loaded.files.map(({ file }) => file),
  sha256Hex,
)
const cases = await goldenCases()

function factsOf(golden: GoldenCase, visit: GoldenVisit): Facts {
  const { insuredRegion, enrolledTier, identities } = personOf(golden)
  const registration = registrationOf(visit)
  return {
    person: { insuredRegion, enrolledTier },
    hospital: hospitalOf(golden, visit),
    identities: identities.map((identity, at) => ({ id: `i${at}`, ...identity })),
    registrations: registration ? [{ id: 'r1', ...registration }] : [],
  }
}

test('the packs of the cases pass the check beside the shipped ones', () => {
  expect(faultsOfPacks(loaded)).toEqual([])
})

test('every published and derived case is here', () => {
  expect(cases.map(({ id }) => id)).toEqual([
    'yubei-2023',
    'bands-12000',
    'base-above-cap',
    'single-disease-shanxi',
    'jincheng-year-of-a-dibao',
    'jincheng-deductible-once',
    'jincheng-ninety-percent',
    'pengshui-tilt-threshold',
    'jining-re-aid',
  ])
})

/** Settles the year's visits one after another and reads off each what the case expects of it. */
function settled(golden: GoldenCase) {
  let state = emptyYear
  return golden.visits.map((visit) => {
    const law = library.law(golden.region, visit.on)
    const claim = claimOf(inputOf(bodyOf(visit, { personNo: 'p1', hospitalCode: 'h1' })))
    const { outcome, next } = adjudicate(law, claim, factsOf(golden, visit), state)
    state = next
    expectSums(outcome)
    expect(outcome.region).toBe(golden.region)
    return { on: visit.on, ...figuresOf(outcome, storedYear(next).criticalIllnessBase, visit.expect) }
  })
}

test.each(cases)('$id ($grade) comes out to the fen', (golden) => {
  expect(settled(golden)).toEqual(golden.visits.map(({ on, expect: wanted }) => ({ on, ...wanted })))
})
