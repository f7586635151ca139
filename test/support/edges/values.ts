import { leafAt, leavesOf, type Sample, urlOf, withLeaf } from './requests.ts'

/** A request with one value, or two, at an edge. */
export interface Variant {
  readonly what: string
  readonly url: string
  readonly body: unknown
}

/** Days, months, quarters and years where calendars, PostgreSQL and the law begin and end. */
const times = [
  ...['0000-01-01', '0001-01-01', '1899-12-31', '1900-01-01', '9999-12-31', '275760-09-13', '+010000-01-01'],
  ...['2023-02-30', '0000', '1900', '2099', '9999', '1900-01', '2099-12', '0000-00', '1900Q1', '2099Q4'],
]
const words = ['a\u0000b', '\ud800', '张'.repeat(5000), '', ' ', '000000', '999999', 'null', '__proto__']
const amounts = ['99999999999999.99', '-99999999999999.99', '999999999999999999.99', '0.00', '0.01']
const others = [1e308, -1, 0.5, Number.MAX_SAFE_INTEGER, true, null, [], {}, ['\u0000'], { '\u0000': 'x' }]
/** What spoils a value that is right otherwise. */
const ends = ['\u0000', '\ud800', '\udc00x']

/** A province, a county, places of another law and one that has none. */
const regions = ['140000', '140521', '500243', '370811', '110000', '000000']

export function variantsOf(sample: Sample): Variant[] {
  return [...inAddress(sample), ...byPlace(sample), ...inBody(sample)]
}

/** Broken surrogates are no text in UTF-8, so no address can hold them. */
function inAddress(sample: Sample): Variant[] {
  const values = [...times, ...words, ...amounts].filter((value) => !/\p{Cs}/u.test(value))
  const parameters = [...Object.keys(sample.inPath), ...Object.keys(sample.inQuery)]
  if (parameters.length === 0) return [{ what: sample.name, url: urlOf(sample), body: sample.body }]
  return parameters.flatMap((name) => values.map((value) => changed(sample, { [name]: value })))
}

/** The law of each place begins on another day, so a time is asked of each of them. */
function byPlace(sample: Sample): Variant[] {
  if (!('region' in sample.inQuery) && !('region' in sample.inPath)) return []
  const timed = Object.keys(sample.inQuery).filter((name) => /^(year|on|from|to|month|quarter)$/.test(name))
  return timed.flatMap((name) =>
    regions.flatMap((region) => times.map((value) => changed(sample, { region, [name]: value }))),
  )
}

function changed(sample: Sample, change: Readonly<Record<string, string>>): Variant {
  const what = Object.entries(change).map(([name, value]) => `${name}=${value.slice(0, 40)}`)
  return { what: `${sample.name} ${what.join(' ')}`, url: urlOf(sample, change), body: sample.body }
}

function inBody(sample: Sample): Variant[] {
  if (sample.body === null) return []
  return leavesOf(sample.body).flatMap((at) => {
    const spoilt = ends.map((end) => `${leafAt(sample.body, at)}${end}`)
    return [...times, ...words, ...amounts, ...others, ...spoilt].map((value) => ({
      what: `${sample.name} ${at.join('.')}=${JSON.stringify(value).slice(0, 40)}`,
      url: urlOf(sample),
      body: withLeaf(sample.body, at, value),
    }))
  })
}
