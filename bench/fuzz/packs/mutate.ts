import type { Random } from '../../faults/random.ts'

type Json = unknown

/** Values that stand in packs somewhere, and some that hardly do: what a slip or another row may bring. */
const strangers: readonly string[] = [
  ...[
    '0',
    '0.00',
    '1',
    '0.5',
    '0.09',
    '1.5',
    '-1',
    '',
    '100',
    '999999999999.99',
    '2023',
    '2023-01-01',
    '1949-10-01',
    '9999-12-31',
  ],
  ...[
    'none',
    'null',
    'any',
    'annual',
    'tilt',
    'dibao',
    'tekun',
    'inpatient',
    'outpatient-chronic',
    'year',
    'visit',
    'stay',
    'true',
  ],
  ...['income', 'two', 'class-one', 'in-province', 'insured-place', 'yes', 'proper', '000000', '140000', '140500'],
]

/** A copy of a document with some of its values changed: taken away, doubled, exchanged with others of it, or put elsewhere. */
export function mutated(document: Json, random: Random): Json {
  const copy = structuredClone(document)
  const pool = [...strangers, ...valuesIn(copy)]
  const times = random.int(1, 2)
  for (let at = 0; at < times; at += 1) change(copy, pool, random)
  return copy
}

function change(document: Json, pool: readonly Json[], random: Random): void {
  const places = placesIn(document)
  const place = places[random.int(0, places.length - 1)]
  if (!place) return
  const { holder, key } = place
  const other = structuredClone(pool[random.int(0, pool.length - 1)])
  switch (random.int(0, 5 - 1)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return
    case 1:
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]))
      else holder[key] = [holder[key]]
      return
    case 2:
      put(place, typeof holder[key as never] === 'string' ? number(String(holder[key as never]), random) : other)
      return
    case 3:
      if (!Array.isArray(holder)) holder[places[random.int(0, places.length - 1)]?.key as string] = other
      return
    default:
      put(place, other)
  }
}

interface Place {
  readonly holder: Record<string, Json> | Json[]
  readonly key: string
}

function put({ holder, key }: Place, value: Json): void {
  ;(holder as Record<string, Json>)[key] = value
}

/** A number with a digit more, less or another. */
function number(text: string, random: Random): string {
  if (!/^\d[\d.-]*$/.test(text)) return text
  const at = random.int(0, text.length - 1)
  const digit = String(random.int(0, 10 - 1))
  return [text + digit, text.slice(0, at) + text.slice(at + 1), text.slice(0, at) + digit + text.slice(at + 1)][
    random.int(0, 3 - 1)
  ] as string
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, Json>
  return Object.entries(holder).flatMap(([key, inside]) => [{ holder, key }, ...placesIn(inside)])
}

function valuesIn(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [value]
  return [value, ...Object.values(value as object).flatMap(valuesIn)]
}
