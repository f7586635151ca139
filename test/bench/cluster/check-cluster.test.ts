import { expect, test } from 'vitest'
import { checkCluster } from '../../../bench/cluster/check-cluster.ts'
import { readOptions } from '../../../bench/cluster/options.ts'
import { bareDatabase } from '../../support/database/database.ts'

test('one PostgreSQL passes what a cluster has to, in a schema that is taken away', async () => {
  const { url } = await bareDatabase()
  const lines: string[] = []
  const checked = await checkCluster({ url, seconds: 1, seed: 5, keep: false }, (line) => lines.push(line))
  expect(checked.filter(({ holds }) => !holds)).toEqual([])
  expect(checked.length).toBeGreaterThan(9)
  expect(lines[0]).toMatch(/^schema yizhan_check_[0-9a-f]{8} on one PostgreSQL$/)
  expect(lines.at(-1)).toMatch(/is taken away$/)
}, 120_000)

test.each([
  [[]],
  [['--keep']],
  [['mysql://h/d']],
  [['postgresql://h/d', 'another']],
  [['postgresql://h/d', '--seconds', '0']],
])('%j is told what to give', (args) => {
  expect(() => readOptions(args)).toThrow('npm run cluster:check -- URL')
})
