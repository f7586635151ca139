import { expect, test } from 'vitest'
import { playPacks } from '../../../bench/fuzz/packs/rounds.ts'

test('packs with slips in them are refused, or settled under with amounts that sum; nothing throws', async () => {
  const { refused, settled, wrong } = await playPacks(20_261_128, 250)
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(50)
  expect(settled).toBeGreaterThan(15)
}, 120_000)
