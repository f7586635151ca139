import { expect, test } from 'vitest'
import { scenarios } from '../../../bench/faults/scenarios/all.ts'
import { textOf } from '../../architecture/source.ts'

test('the page of faults says of each scenario what happens', () => {
  const [, table = ''] = textOf('docs/operations/faults.md').split('## What is broken')
  const [named = ''] = table.split('\n## ')
  const rows = [...named.matchAll(/^\| ([a-z-]+) \| \w/gm)].map((match) => match[1] as string)
  expect(rows.filter((name) => name !== 'scenario')).toEqual(scenarios.map(({ name }) => name))
})
