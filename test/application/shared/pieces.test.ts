import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { chunksOf, mapInPieces } from '../../../src/application/shared/pieces.ts'

const items = Array.from({ length: 1001 }, (_, at) => at)

test('a list is mapped whole and in order, and others are let in between', async () => {
  let turns = 0
  let over = false
  const others = (async () => {
    for (; !over; turns++) await setImmediate()
  })()
  const made = await mapInPieces(items, (item) => item * 2)
  over = true
  await others
  expect(made).toEqual(items.map((item) => item * 2))
  expect(turns).toBeGreaterThanOrEqual(5)
})

test('a short one takes no turn, and what fails is heard', async () => {
  let isLater = false
  setTimeout(() => {
    isLater = true
  })
  expect(await mapInPieces([1, 2], String)).toEqual(['1', '2'])
  expect(isLater).toBe(false)
  const wrong = mapInPieces(items, (item) => {
    if (item === 700) throw new Error('wrong')
  })
  await expect(wrong).rejects.toThrow('wrong')
})

test('chunks are the whole in order', () => {
  const bytes = Buffer.from('abcdefg')
  expect([...chunksOf(bytes, 3)].map(String)).toEqual(['abc', 'def', 'g'])
  expect([...chunksOf(Buffer.alloc(0), 3)]).toEqual([])
})
