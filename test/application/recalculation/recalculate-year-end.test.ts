import { beforeAll, expect, test } from 'vitest'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const quotaPerson = () => desk.person({ registered: [{ management: 'quota' }] })
const visit = (personNo: string) =>
  desk.settle(personNo, { care: 'outpatient-chronic', inScope: '1000.00', on: '2023-05-10' })

async function closeYear(): Promise<void> {
  // A run has the id of its job.
  const { id } = await startYearEndRun(desk.service, bureau, { region: '140500', year: 2023 })
  expect((await runJob(desk.service, id)).status).toBe('succeeded')
}

let numbers = 0
async function anew(personNo: string) {
  const foretold = await previewRecalculation(desk.service, bureau, { personNo, year: 2023 })
  const asked = { personNo, year: 2023, reason: '补认定', resettleNo: `RS${++numbers}` }
  const { resettlement } = await recalculate(desk.service, bureau, asked)
  expect(resettlement.settlements).toEqual(foretold.settlements)
  expect(await desk.differences()).toEqual([])
  return resettlement
}

test('an identity found late waits for the end of the year, and a better one found after it pays the rest', async () => {
  const personNo = await quotaPerson()
  await visit(personNo)
  const dibao = await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
  expect(await anew(personNo)).toMatchObject({
    personGetsBack: '0.00',
    settlements: [{ category: { before: null, after: 'dibao' } }],
  })
  await closeYear()
  await desk.identity(personNo, { category: 'tekun', from: '2023-01-01' })
  // 30% of 1000 at the end of the year, then 60% of it.
  expect(await anew(personNo)).toMatchObject({
    personGetsBack: '300.00',
    settlements: [{ before: { assistance: '300.00' }, after: { assistance: '600.00' } }],
  })
  await closeYear()
  await endIdentity(desk.service, bureau, { personNo, id: dibao, to: '2023-01-31' })
  expect((await anew(personNo)).personGetsBack).toBe('0.00')
})

test('what was aided at the end of the year for an identity that was none is taken back', async () => {
  const personNo = await quotaPerson()
  const id = await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
  await visit(personNo)
  await closeYear()
  await endIdentity(desk.service, bureau, { personNo, id, to: '2023-02-28' })
  expect(await anew(personNo)).toMatchObject({ personGetsBack: '-300.00' })
})
