import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ErrorCode, problems } from '../../../src/domain/refusals/refusal.ts'
import { httpStatuses } from '../../../src/http/problems/statuses.ts'
import { AdviceDesk, type AdviceRow, type AdviceRows, advisedBy } from '../../support/advice/desk.ts'
import { adviceOfClaims } from '../../support/advice/of-claims.ts'
import { adviceOfCorrections } from '../../support/advice/of-corrections.ts'
import { adviceOfFacts } from '../../support/advice/of-facts.ts'
import { adviceOfFund } from '../../support/advice/of-fund.ts'
import { adviceOfListsAndMoney } from '../../support/advice/of-lists-and-money.ts'
import { adviceOfMessages } from '../../support/advice/of-messages.ts'
import { adviceOfOpenings } from '../../support/advice/of-openings.ts'
import { adviceOfOperators } from '../../support/advice/of-operators.ts'
import { adviceOfPayouts } from '../../support/advice/of-payouts.ts'
import { adviceOfPeople } from '../../support/advice/of-people.ts'
import { adviceOfReimbursements } from '../../support/advice/of-reimbursements.ts'
import { adviceOfRequests } from '../../support/advice/of-requests.ts'
import { adviceOfWork } from '../../support/advice/of-work.ts'
import { ownLaw } from '../../support/advice/own-place.ts'
import { untried } from '../../support/advice/without-a-request.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp({}, ownLaw)

/** Each code once: a request that is refused with it, and the one that its advice leads to, which is done. */
const tables: readonly AdviceRows[] = [
  ...[adviceOfRequests, adviceOfClaims, adviceOfPeople, adviceOfFacts, adviceOfListsAndMoney, adviceOfFund],
  ...[adviceOfPayouts, adviceOfReimbursements, adviceOfOpenings, adviceOfMessages, adviceOfOperators, adviceOfWork],
  adviceOfCorrections,
]
const rows = tables.flatMap((table) => Object.entries(table)) as [ErrorCode, AdviceRow][]

const codes = Object.keys(problems) as ErrorCode[]

describe('the advice of a refusal is true', () => {
  test.each(rows)('%s', async (code, row) => {
    const { refused, follow } = await advisedBy(row, new AdviceDesk(it))
    expect([refused.body.code, refused.status, refused.body.detail]).toEqual([
      code,
      httpStatuses[code],
      expect.any(String),
    ])
    expect(refused.body.detail).not.toMatch(/[{}]|undefined|\[object/)
    const done = await follow()
    expect([code, done.status < 300, done.status < 300 ? '' : done.body]).toEqual([code, true, ''])
  })
})

/** Codes that are in none of the tables, or in more than one. */
const orphans = (known: readonly string[]) => codes.filter((code) => known.filter((one) => one === code).length !== 1)

describe('no code is without a row', () => {
  const known = [...rows.map(([code]) => code), ...Object.keys(untried)]

  test('each is followed here, or the table says why not', () => {
    expect(orphans(known)).toEqual([])
    expect(known.filter((code) => !codes.includes(code as ErrorCode))).toEqual([])
  })

  test.each(Object.entries(untried))('%s is brought about elsewhere, or nobody can', (code, { why, triedIn }) => {
    expect(why).not.toBe('')
    if (triedIn !== null)
      expect(readFileSync(new URL(`../../../${triedIn}`, import.meta.url), 'utf8')).toContain(`'${code}'`)
  })

  test('a new code is seen', () => {
    expect(orphans(known.slice(1))).toEqual([known[0]])
  })
})
