import { expect, test } from 'vitest'
import { planYear } from '../../../bench/simulation/plan.ts'
import { region, simulateYear } from '../../../bench/simulation/simulate.ts'
import { whatIfTable } from '../../../src/application/what-if/export-tables.ts'
import { getWhatIf } from '../../../src/application/what-if/read-runs.ts'
import { startWhatIf } from '../../../src/application/what-if/start-run.ts'
import { startYearEndRun } from '../../../src/application/year-end/start-year-end-run.ts'
import { bureau, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

/** Lists, late applications that are recalculated, reversals, quotas that were closed: a city's year in small. */
test('the pack in force changes nothing of a simulated year, to the fen', async () => {
  const desk = await openDesk()
  await simulateYear(desk, planYear(250))
  const closing = await startYearEndRun(desk.service, bureau, { region, year: 2024 })
  await runJob(desk.service, closing.id)
  const run = await startWhatIf(desk.service, bureau, {
    ...{ region, year: 2024, title: '现行政策', draft: { files: [], edits: [] } },
    asked: { seed: 1, more: [], identities: [], sensitivity: false, contributions: false, curve: null },
  })
  expect(await runJob(desk.service, run.jobId)).toMatchObject({ status: 'succeeded', failures: 0 })
  const { result, changed } = await getWhatIf(desk.service, bureau, run.id)
  expect(changed).toEqual([])
  expect(result?.people).toBeGreaterThan(60)
  expect(result).toMatchObject({
    refused: 0,
    aid: { difference: '0.00', percent: '0.00' },
    burden: { difference: '0.00' },
    gain: { people: 0 },
    lose: { people: 0 },
  })
  const moves = await whatIfTable(desk.service, bureau, { id: run.id, table: 'moves' }, 'en')
  expect(moves.rows).toEqual([])
}, 600_000)
