import { describe, expect, test } from 'vitest'
import { placeOfRegion, placesWithin } from '../../../src/domain/places/place.ts'

const places = [
  { name: 'all-else', regions: ['000000'] },
  { name: 'shanxi', regions: ['140000'] },
  { name: 'jincheng', regions: ['140500', '410881'] },
]

describe('the place of a region', () => {
  test.each([
    ['140500', 'jincheng'],
    ['140581', 'jincheng'],
    ['140100', 'shanxi'],
    ['140000', 'shanxi'],
    ['410881', 'jincheng'],
    ['410800', 'all-else'],
    ['500243', 'all-else'],
    ['000000', 'all-else'],
  ])('%s is of %s: whoever names it most narrowly', (region, name) => {
    expect(placeOfRegion(places, region)?.name).toBe(name)
  })

  test('is none where no place names it', () => {
    expect(placeOfRegion(places.slice(1), '500243')).toBeNull()
    expect(placeOfRegion([], '500243')).toBeNull()
  })
})

test.each([
  ['140500', ['jincheng']],
  ['140100', ['shanxi']],
  ['140000', ['shanxi', 'jincheng']],
  ['410000', ['all-else', 'jincheng']],
  ['000000', ['all-else', 'shanxi', 'jincheng']],
])('what is of %s may lie in %j, its own place first', (region, names) => {
  expect(placesWithin(places, region).map(({ name }) => name)).toEqual(names)
})
