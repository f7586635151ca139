import { describe, expect, test } from 'vitest'
import { asksPublicity, awaitedStep, deadlineOf, publicityFrom } from '../../../src/domain/aid-applications/periods.ts'
import type { Clause } from '../../../src/domain/policies/pack.ts'
import { amended, shipped } from '../../support/claims/packs.ts'

const on = '2023-04-24'
const since = { receivedOn: on, steppedOn: on, publicUntil: null }

/** The shipped law with other periods for everybody. */
const under = (periods: Clause['applicationPeriod'], status: Clause['status'] = 'unconfirmed') =>
  amended((clause) =>
    clause.clause === 'application-publicity' ? { ...clause, status, applicationPeriod: periods } : clause,
  ).law('140500', on)

const calendar = { since: 'step-before', counted: 'calendar-days' } as const
const working = { since: 'step-before', counted: 'working-days' } as const

describe('by when the next step is due', () => {
  test('nobody says for the check: the gap is named, with who decides', () => {
    const deadline = deadlineOf(shipped.law('140500', on), 'dibao-marginal', 'received', since)
    expect(deadline).toMatchObject({
      step: 'check',
      dueOn: null,
      clause: null,
      gap: { clause: { id: '000000/application', status: 'gap' } },
    })
  })

  test('calendar days from the step before', () => {
    const law = under([{ step: 'check', within: '10', ...calendar }])
    expect(deadlineOf(law, 'dibao-marginal', 'received', since)).toMatchObject({ dueOn: '2023-05-04', gap: null })
  })

  test('working days go around the holidays of the year, and the weekend that is worked counts', () => {
    // Tuesday the 25th to Friday the 28th are four; 29 April to 3 May are closed; the 4th, the 5th and Saturday the 6th work.
    const law = under([{ step: 'check', within: '7', ...working }])
    expect(deadlineOf(law, 'dibao-marginal', 'received', since)?.dueOn).toBe('2023-05-06')
    const one = under([{ step: 'check', within: '5', ...working }])
    expect(deadlineOf(one, 'dibao-marginal', 'received', since)?.dueOn).toBe('2023-05-04')
  })

  test('a decision counts from the last day of what is public', () => {
    const law = shipped.law('140500', on)
    const published = { receivedOn: '2023-05-01', steppedOn: '2023-06-01', publicUntil: '2023-06-07' }
    // Ten working days after Wednesday the 7th: the 8th, the 9th, the week of the 12th and three of the next.
    expect(deadlineOf(law, 'dibao-marginal', 'publicised', published)).toMatchObject({
      step: 'decide',
      dueOn: '2023-06-21',
      clause: { id: '000000/application-publicity', status: 'unconfirmed' },
    })
  })

  test('a decision due so long after the receipt bounds every step before it', () => {
    const law = under([
      { step: 'check', within: '5', ...calendar },
      { step: 'decide', within: '8', since: 'received', counted: 'calendar-days' },
    ])
    expect(deadlineOf(law, 'dibao-marginal', 'received', since)?.dueOn).toBe('2023-04-29')
    const checked = { ...since, steppedOn: '2023-04-28' }
    expect(deadlineOf(law, 'dibao-marginal', 'checked', checked)).toMatchObject({ step: 'decide', dueOn: '2023-05-02' })
    const asking = under(
      [
        { step: 'publicise', lasts: '7', ...calendar },
        { step: 'decide', within: '8', since: 'received', counted: 'calendar-days' },
      ],
      'text',
    )
    expect(deadlineOf(asking, 'dibao-marginal', 'checked', checked)).toMatchObject({
      step: 'publicise',
      dueOn: '2023-05-02',
    })
  })

  test('a row for the category goes before the one for everybody', () => {
    const law = under([
      { step: 'check', within: '5', ...calendar },
      { step: 'check', for: ['illness-impoverished'], within: '3', ...calendar },
    ])
    expect(deadlineOf(law, 'illness-impoverished', 'received', since)?.dueOn).toBe('2023-04-27')
    expect(deadlineOf(law, 'dibao-marginal', 'received', since)?.dueOn).toBe('2023-04-29')
  })

  test.each(['approved', 'refused', 'withdrawn'] as const)('nothing is due once it is %s', (status) => {
    expect(deadlineOf(shipped.law('140500', on), 'dibao-marginal', status, since)).toBeNull()
  })
})

describe('publication', () => {
  test('is no step where nobody confirmed that it is asked for, and the decision is not counted from it', () => {
    const law = shipped.law('140500', on)
    expect(asksPublicity(law, 'dibao-marginal')).toBe(false)
    expect(deadlineOf(law, 'dibao-marginal', 'checked', since)).toMatchObject({ step: 'decide', dueOn: null })
  })

  test('is one where the data of the region asks for it, of whom it asks it', () => {
    const law = under([{ step: 'publicise', for: ['dibao-marginal'], lasts: '7', ...calendar }], 'text')
    expect(asksPublicity(law, 'dibao-marginal')).toBe(true)
    expect(asksPublicity(law, 'illness-impoverished')).toBe(false)
    expect(awaitedStep(law, 'dibao-marginal', 'checked')).toBe('publicise')
    expect(awaitedStep(law, 'illness-impoverished', 'checked')).toBe('decide')
  })
})

test('the day on which it goes up is the first of the seven', () => {
  const law = shipped.law('140500', on)
  expect(publicityFrom(law, 'dibao-marginal', '2023-06-01')?.until).toBe('2023-06-07')
  expect(publicityFrom(under([]), 'dibao-marginal', '2023-06-01')).toBeNull()
})
