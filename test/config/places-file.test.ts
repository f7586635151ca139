import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eachPlaceOf } from '../../src/config/places-file.ts'
import { readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'yizhan-places-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const place = (name: string, regions: readonly string[], url = `postgresql://u:secret-word@h/${name}`) => ({
  name,
  regions,
  url,
})
const [north, south] = [place('north', ['000000']), place('south', ['500000'])]

function read(content: object | string, more: Readonly<Record<string, string>> = {}) {
  const path = join(folder, 'places.yaml')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readConfig({ YIZHAN_PLACES: 'places.yaml', ...more }, folder)
}

test('the file of places says where each is', () => {
  const config = read({ common: 'north', places: [north, south] })
  expect(config.databaseUrl).toBeNull()
  expect(config.places).toEqual({ common: 'north', places: [north, south] })
  expect(eachPlaceOf(config).map(({ placeName, databaseUrl, places }) => [placeName, databaseUrl, places])).toEqual([
    ['north', north?.url, null],
    ['south', south?.url, null],
  ])
})

test('may be YAML', () => {
  const yaml = 'common: a\nplaces:\n  - name: a\n    url: postgresql://h/a?schema=x\n    regions: ["000000"]\n'
  // One place is one database as ever.
  expect(read(yaml)).toMatchObject({ databaseUrl: 'postgresql://h/a?schema=x', places: null })
})

test('one place can be named alone', () => {
  const { databaseUrl, places, placeName } = read(
    { common: 'north', places: [north, south] },
    { YIZHAN_PLACE: 'south' },
  )
  expect({ databaseUrl, places, placeName }).toEqual({ databaseUrl: south?.url, places: null, placeName: 'south' })
})

describe('is refused with what to write, and never with a password', () => {
  const both = { common: 'north', places: [north, south] }
  test.each<[string, object | string, Record<string, string>, RegExp]>([
    ['that is not there', both, { YIZHAN_PLACES: 'none.yaml' }, /cannot be read \(ENOENT\).*无法读取/],
    ['that is no YAML', 'a: [', {}, /cannot be read/],
    ['beside DATABASE_URL', both, { DATABASE_URL: 'postgresql://h/d' }, /take away DATABASE_URL.*请删除/],
    ['beside a demo clock', both, { YIZHAN_DEMO_CLOCK: '2023-12-31T23:00:00+08:00' }, /YIZHAN_DEMO_CLOCK/],
    ['with a place that is none of it', both, { YIZHAN_PLACE: 'west' }, /must be one of: north, south/],
    ['without places', { common: 'north', places: [] }, {}, /one place at least/],
    ['with a word too many', { ...both, more: 1 }, {}, /more/],
    [
      'with a region that is none',
      { common: 'a', places: [place('a', ['1405'])] },
      {},
      /places\.0\.regions\.0.*six digits/,
    ],
    [
      'with a region without quotes',
      'common: a\nplaces: [{name: a, url: "postgresql://h/a", regions: [140500]}]',
      {},
      /in quotes/,
    ],
    [
      'with an address that is none',
      { common: 'a', places: [place('a', ['000000'], 'mysql://h')] },
      {},
      /postgresql:\/\//,
    ],
    [
      'with a name twice',
      { common: 'north', places: [north, place('north', ['500000'], 'postgresql://h/x')] },
      {},
      /two places are called north.*重复/,
    ],
    [
      'with a region twice',
      { common: 'north', places: [north, place('south', ['000000'])] },
      {},
      /region 000000 is named twice/,
    ],
    [
      'with a database twice',
      { common: 'north', places: [north, place('south', ['500000'], 'postgresql://other@h/north')] },
      {},
      /one database and schema/,
    ],
    ['whose common place is none', { common: 'west', places: [north, south] }, {}, /common names west/],
    ['without all the rest', { common: 'south', places: [south] }, {}, /"000000"/],
  ])('one %s', (_, content, more, words) => {
    expect(() => read(content, more)).toThrow(words)
    expect(() => read(content, more)).not.toThrow(/secret-word/)
  })
})
