import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { closeYears, quotaVisit, stay, underQuota } from '../../support/claims/year-end.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
let owner: pg.Client
beforeAll(async () => {
  desk = await openDesk()
  desk.setDay('2024-02-01')
  owner = await desk.owner()
  // Past every trigger, as somebody with the database's own rights would.
  await owner.query('SET session_replication_role = replica')
})

/** Of the year 1 is the visit, 2 the stay, 3 another visit, 4 and 5 their closings. */
test.each([
  [
    'more aid than the rates give',
    `UPDATE entries SET assistance = 310, person = -310 WHERE person_no = $1 AND seq = 4`,
    ['payers', 'year-end aid of run'],
  ],
  [
    'a closing that is gone',
    `DELETE FROM entries WHERE person_no = $1 AND seq = 5`,
    ['adjusted settlements', 'version of the year', 'year-end aid of run'],
  ],
  [
    'a closing of a visit that had not waited',
    `UPDATE entries SET settlement_id = (SELECT settlement_id FROM entries WHERE person_no = $1 AND seq = 2) WHERE person_no = $1 AND seq = 4`,
    ['adjusted settlements'],
  ],
  [
    'a closing under another run',
    `UPDATE entries SET cause_no = 'none' WHERE person_no = $1 AND cause = 'year-end'`,
    ['year-end aid of run', 'year-end line of run'],
  ],
  ['a line that says less', `UPDATE year_end_lines SET assistance = 1 WHERE person_no = $1`, ['year-end aid of run']],
  ['a line that is gone', `DELETE FROM year_end_lines WHERE person_no = $1`, ['year-end aid of run']],
])('%s is named', async (_, damage, named) => {
  const personNo = await desk.person({ as: 'dibao', registered: underQuota })
  await desk.settle(personNo, quotaVisit('1000.00'))
  await desk.settle(personNo, stay('1000.00'))
  await desk.settle(personNo, quotaVisit('500.00'))
  await closeYears(desk)
  await owner.query(damage, [personNo])
  const found = (await desk.differences()).filter((difference) => difference.personNo === personNo)
  for (const what of named)
    expect(found.map((difference) => difference.what)).toContainEqual(expect.stringContaining(what))
})
