import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { spreadable } from '../../../src/db/jobs/spreadable.ts'

interface Plans {
  readonly failJobsByTimeout: (schema: string) => string
  readonly trySetMaintenanceTime: (schema: string) => string
  readonly trySetMonitorTime: (schema: string) => string
}

const plans = createRequire(import.meta.url)('pg-boss/src/plans.js') as Plans

/** A clock and a column reckoned with in one step, or a clock within COALESCE: what Citus refuses of a statement that changes rows. */
const refused = /\+ expire_in\) < now|COALESCE\([^()]*now\(\)/

test.each(['failJobsByTimeout', 'trySetMaintenanceTime', 'trySetMonitorTime'] as const)(
  'pg-boss’s %s is put so that Citus takes it',
  (name) => {
    const theirs = plans[name]('jincheng')
    expect(theirs).toMatch(refused)
    expect(spreadable(theirs)).not.toMatch(refused)
  },
)

test('what was maintained never, or longer ago than is asked, is maintained', () => {
  expect(spreadable(plans.trySetMaintenanceTime('jincheng')).replace(/\s+/g, ' ')).toContain(
    'WHERE (maintained_on IS NULL OR EXTRACT(EPOCH FROM (now() - maintained_on)) > $1) RETURNING true',
  )
})

test('other statements are left as they are', () => {
  const text = 'UPDATE jincheng.job SET completed_on = now() WHERE id = $1'
  expect(spreadable(text)).toBe(text)
})
