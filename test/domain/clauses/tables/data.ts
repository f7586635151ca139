import { expect } from 'vitest'
import { fundOfPlace } from '../../../../src/domain/policies/funds.ts'
import type { RowKind } from '../../../../src/domain/policies/pack.ts'
import { checkPacks } from '../../../../src/policies/checks/check.ts'
import { builtInPolicies, loadPacks, packFrom } from '../../../../src/policies/loader/load.ts'
import { clauses, type Row } from '../../../support/claims/clause-rows.ts'
import { flipped, shipped } from '../../../support/claims/packs.ts'

/** Clauses that other services than the settlement read: what the law of a day says, row by row. */
const says = (region: string, on: string, kind: RowKind, clause: string, rows: readonly object[]) => () => {
  const found = shipped.law(region, on).rows(kind) as readonly { clause: { id: string } }[]
  expect(found.filter((row) => row.clause.id === clause)).toMatchObject(rows)
  expect(found.filter((row) => row.clause.id === clause)).toHaveLength(rows.length)
}

const byCity = flipped({ fundLevel: 'region' })

const monitored = ['monitored-unstable', 'monitored-marginal', 'monitored-sudden']
const pushed = { pushedTo: ['civil-affairs', 'rural-revitalization'], every: 'month' }
const fall = { alarm: 'fall', for: 'everyone-else', above: '20000', ...pushed }
const warnings = [
  {
    alarm: 'return',
    for: ['tekun', 'dibao', 'poverty-returned', ...monitored, 'formerly-poor'],
    above: '6000',
    ...pushed,
  },
  fall,
]
const ofArticle15 = { alarm: 'return', for: [...monitored, 'dibao-marginal'], above: '6000', ...pushed }
const ofTheNotice = {
  alarm: 'return',
  for: ['tekun', 'dibao', 'poverty-returned', 'formerly-poor'],
  above: '6000',
  ...pushed,
}

const j17 = [
  ...clauses('140000/J17', [
    {
      why: 'the day before the notice of 2023 the province has no threshold',
      at: 'below to 2023-05-11',
      check: says('140100', '2023-05-11', 'gap', '140000/J17', [{ topic: 'early-warning' }]),
    },
    {
      why: 'from its day on above 6000 for the rural low-income and the formerly poor, 20000 for all others, pushed each month',
      at: 'above to 2023-05-11',
      check: says('140100', '2023-05-12', 'earlyWarning', '140000/J17', warnings),
    },
  ]),
  ...clauses('140500/J17', [
    {
      why: 'Jincheng has both amounts for those of its art. 15 until the notice of the province',
      at: 'below from 2023-05-12',
      check: says('140500', '2023-05-11', 'earlyWarning', '140500/J17', [ofArticle15, fall]),
    },
    {
      why: 'from then on for those of the notice as well',
      at: 'above from 2023-05-12',
      check: says('140500', '2023-05-12', 'earlyWarning', '140500/J17', [ofArticle15, ofTheNotice, fall]),
    },
    {
      why: 'and the notice of the province does not say it twice there',
      check: says('140500', '2023-06-15', 'earlyWarning', '140000/J17', []),
    },
    {
      why: 'the burden is all that the person paid of the total: 600 of the scope and 4000 off the catalogue',
      visit: { as: 'monitored-sudden', inScope: '6000.00', basic: '5400.00', offCatalogue: '4000.00' },
      gives: { person: '4600.00', after: { personBurden: '4600.00' } },
    },
    {
      why: 'it runs through the year, whatever was paid: 4600.00 and 1400.01 are one fen above 6000',
      before: [{ on: '2023-02-01', as: 'monitored-sudden', inScope: '600.00', offCatalogue: '4000.00' }],
      visit: { as: 'monitored-sudden', care: 'outpatient-chronic', inScope: '1400.01' },
      gives: { after: { personBurden: '6000.01' } },
    },
  ]),
]

const direct = { for: ['tekun', 'dibao', 'poverty-returned', ...monitored], channel: 'direct' }
const applied = { for: ['dibao-marginal', 'illness-impoverished'], channel: 'on-application', listEntitles: 'false' }
const listed = (region: string) => ({
  // The city's own article counts others in special hardship among those aided.
  for: ['youfu', 'severely-disabled', 'low-income', ...(region === '140500' ? ['other-special'] : [])],
  channel: 'on-application',
  listEntitles: 'true',
})
const atCity = (region: string) => (region === '140000' ? '140100' : region)

const j18 = ['140000', '140500'].flatMap((region) =>
  clauses(`${region}/J18`, [
    {
      why: 'direct for four groups, on application for all others; of two of those a list alone opens nothing',
      check: says(atCity(region), '2023-06-15', 'channel', `${region}/J18`, [direct, applied, listed(region)]),
    },
  ]),
)

const j182 = clauses('140000/J18.2', [
  {
    why: 'a city may settle for flagged dibao-marginal directly; unless it says so it does not',
    check: () => {
      const choice = shipped.law('140500', '2023-06-15').choices.dibaoMarginalDirect
      expect(choice).toMatchObject({ value: 'false', clause: { id: '140000/J18.2' } })
    },
  },
])

const j19 = clauses('140500/J19', [
  {
    why: 'no deposit for a stay in the city of those referred from primary care: four groups',
    check: says('140500', '2023-06-15', 'depositWaiver', '140500/J19', [
      { for: direct.for, care: ['inpatient'], where: 'insured-place', referredFromPrimaryCare: 'true' },
    ]),
  },
  {
    why: 'the province alone grants none',
    check: says('140100', '2023-06-15', 'depositWaiver', '140500/J19', []),
  },
])

const j20 = clauses('140000/J20', [
  {
    why: 'at least 99% of the low-income rural population, and of the formerly poor by themselves',
    check: says('140500', '2023-06-15', 'enrolment', '140000/J20', [
      { group: 'rural-low-income', for: direct.for, rateAtLeast: '0.99' },
      { group: 'formerly-poor', for: ['formerly-poor'], rateAtLeast: '0.99' },
    ]),
  },
])

const due = { dueDay: '5', onHoliday: 'next-working-day', mergedWithinWorkingDays: '5' }

const pengshui = [
  ...clauses('500243/P8', [
    {
      why: 'four departments send by the 5th, and the bureau merges within 5 working days',
      check: says('500243', '2023-06-15', 'roster', '500243/P8', [
        {
          department: 'civil-affairs',
          certifies: ['tekun', 'dibao', 'dibao-marginal', 'illness-impoverished'],
          ...due,
        },
        { department: 'rural-revitalization', certifies: ['poverty-returned', ...monitored], ...due },
        { department: 'veterans', certifies: ['youfu'], ...due },
        { department: 'disabled-federation', certifies: ['severely-disabled'], ...due },
      ]),
    },
  ]),
  ...clauses('500243/P9', [
    {
      why: 'no deposit for tekun and dibao alone, in the county',
      check: says('500243', '2023-06-15', 'depositWaiver', '500243/P9', [
        { for: ['tekun', 'dibao'], care: ['inpatient'], where: 'insured-place', referredFromPrimaryCare: 'true' },
      ]),
    },
  ]),
  ...clauses('500243/P10', [
    {
      why: 'no threshold of early warning is given',
      check: says('500243', '2023-06-15', 'gap', '500243/P10', [{ topic: 'early-warning' }]),
    },
  ]),
  ...clauses('500243/P11', [
    {
      why: 'the registration decides what a special disease is',
      check: says('500243', '2023-06-15', 'registration', '500243/P11', [
        { kind: 'special-disease', decides: 'registration' },
      ]),
    },
    {
      why: 'registered: the stay is one for a special disease, without the conditions of others',
      visit: { as: 'dibao', inScope: '1000.00', hospital: { level: 'one' }, registered: {} },
      gives: { assistance: '800.00', used: { 'special-disease': '800.00' } },
    },
    {
      why: 'not registered: it is one for another disease, and too small a bill',
      visit: { as: 'dibao', inScope: '1000.00' },
      gives: { assistance: '0.00', reasons: ['in-scope-not-above'] },
    },
  ]),
]

const loaded = await loadPacks([builtInPolicies])

/** The faults that the check finds once a line of Jining's notice is written differently, one a category. */
function faultsWith(from: string, to: string): string[] {
  const packs = loaded.files.map((pack) => {
    if (pack.file.document.number !== '济医保发〔2020〕28号') return pack
    const text = JSON.stringify(pack.file).replace(from, to)
    expect(text).toContain(to)
    const changed = packFrom(pack.path, Buffer.from(text))
    if (Array.isArray(changed)) throw new Error(JSON.stringify(changed))
    return changed
  })
  return checkPacks(packs).map(({ code }) => code)
}

const floorRow = (why: string, at: NonNullable<Row['at']>, from: string, to: string, codes: string[]): Row => ({
  why,
  at,
  check: () => expect(faultsWith(from, to)).toEqual(codes),
})

const jining = [
  ...clauses('370000/N6', [
    floorRow(
      'a rate of 0.699999 is refused when it is loaded',
      'below rate at least 0.70',
      '"rate":"0.70"',
      '"rate":"0.699999"',
      ['below-floor-rate', 'below-floor-rate'],
    ),
    floorRow('a rate of 0.70 is not', 'above rate at least 0.70', '"rate":"0.70"', '"rate":"0.700000"', []),
    floorRow(
      'a limit one fen below 10000 is refused',
      'below limit at least 10000',
      '"amount":"10000"',
      '"amount":"9999.99"',
      ['below-floor-limit', 'below-floor-limit'],
    ),
    floorRow('one of 10000 is not', 'above limit at least 10000', '"amount":"10000"', '"amount":"10000.00"', []),
    floorRow('no limit at all is above any', 'above limit at least 10000', '"amount":"10000"', '"amount":null', []),
  ]),
  ...clauses('370000/N7', [
    {
      why: 'a separate account, reconciled every quarter, wrong payments recovered',
      check: says('370800', '2021-06-15', 'fund', '370000/N7', [
        { account: 'separate', reconciledEvery: 'quarter', wronglyPaid: 'recovered' },
      ]),
    },
    {
      why: 'the county keeps the fund, under the city’s law and under the province’s; in Shanxi the city does',
      check: () =>
        expect(['370811', '370102', '140502'].map((place) => fundOfPlace(shipped, place, '2024-06-15'))).toEqual([
          '370811',
          '370102',
          '140500',
        ]),
    },
    {
      why: 'read otherwise the city keeps it',
      check: () => expect(fundOfPlace(byCity, '370811', '2024-06-15')).toBe('370800'),
    },
  ]),
  ...clauses('370000/N1', [
    {
      why: 'the province leaves contributions and sums to its cities',
      check: says('370100', '2021-06-15', 'gap', '370000/N1', [{ topic: 'premium' }]),
    },
    {
      why: 'Jining has decided: the gap is not there any more',
      check: says('370800', '2021-06-15', 'gap', '370000/N1', []),
    },
  ]),
]

const applications = [
  ...clauses('000000/application', [
    {
      why: 'no document says how long the steps of an application may take',
      check: says('140500', '2023-06-15', 'gap', '000000/application', [{ topic: 'application' }]),
    },
  ]),
  ...clauses('000000/application-publicity', [
    {
      why: 'seven days public and ten working days to decide, from another procedure and unconfirmed',
      check: says('500243', '2023-06-15', 'applicationPeriod', '000000/application-publicity', [
        { step: 'publicise', lasts: '7', counted: 'calendar-days', clause: { status: 'unconfirmed' } },
        { step: 'decide', within: '10', since: 'step-before', counted: 'working-days' },
      ]),
    },
  ]),
]

export const tables = [...applications, ...j17, ...j18, ...j182, ...j19, ...j20, ...pengshui, ...jining]
