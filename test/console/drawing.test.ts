import { expect, test } from 'vitest'
import { packValues } from '../../console/src/pages/what-if/pack-values.ts'
import { drawnOf, pixelsOf, shortened, spanOf } from '../../console/src/parts/drawing.ts'

test('a cell is drawn by its size; words and nothing are not', () => {
  expect(['12.50', '-0.01', '+5%', '62.50%', 7].map(drawnOf)).toEqual([125_000n, -100n, 50_000n, 625_000n, 70_000n])
  expect([null, '', '—', 'null', '1e3', '0.12345'].map(drawnOf)).toEqual([null, null, null, null, null, null])
})

test('sums are drawn from nothing, to either side of it', () => {
  expect(spanOf([30n, null, 50n])).toEqual({ from: 0n, to: 50n })
  expect(spanOf([-30n, 50n])).toEqual({ from: -30n, to: 50n })
  expect(spanOf([30n, 50n], null)).toEqual({ from: 30n, to: 50n })
  expect(pixelsOf(0n, { from: -30n, to: 50n }, 400)).toBe(150)
  expect(pixelsOf(50n, { from: -30n, to: 50n }, 400)).toBe(400)
  expect(pixelsOf(0n, { from: 0n, to: 0n }, 400)).toBe(0)
})

test('sums beyond what a float holds are told apart', () => {
  const [less, more] = [drawnOf('99999999999999.98'), drawnOf('99999999999999.99')]
  expect(more).toBe((less ?? 0n) + 100n)
})

test('a long name is cut, by how wide it is', () => {
  expect(shortened('低保对象', 8)).toBe('低保对象')
  expect(shortened('低保对象', 7)).toBe('低保…')
  expect(shortened('inpatient stay', 8)).toBe('inpatie…')
})

test('every value of a clause has its place, as a JSON pointer, and whom it is for', () => {
  const values = { limits: [{ for: ['dibao'], amount: null }], 'a/b~c': '0.70' }
  expect(packValues(values)).toEqual([
    { path: '/limits/0/for/0', value: 'dibao', for: ['dibao'] },
    { path: '/limits/0/amount', value: null, for: ['dibao'] },
    { path: '/a~1b~0c', value: '0.70', for: [] },
  ])
})
