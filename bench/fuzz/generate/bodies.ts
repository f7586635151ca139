import type { Random } from '../../faults/random.ts'
import type { ApiDocument, Json, JsonObject, Operation, Schema } from '../document.ts'
import { day, named, type Surroundings } from './named.ts'
import { allowedValue } from './values.ts'

const json = 'application/json'

/** A body that the schema allows; as often as not the document's own example with numbers of this walk. */
export function soundBody(document: ApiDocument, operation: Operation, around: Surroundings): Json | undefined {
  const media = operation.body[json]
  if (!media?.schema) return undefined
  const examples = Object.values(media.examples ?? {}).map(({ value }) => value)
  const fromExample = examples.length > 0 && around.random.chance(0.6)
  const made = fromExample
    ? refreshed(document, media.schema, around.random.pick(examples), '', around)
    : (allowedValue(document, media.schema, '', around) ?? {})
  return recipes[operation.id]?.(made as JsonObject, around) ?? made
}

/** The example with what identifies things exchanged; all else stays. */
function refreshed(document: ApiDocument, given: Schema, value: Json, name: string, around: Surroundings): Json {
  const schema = document.schema(given)
  if (typeof value === 'string' && /(No|Code|Id)$|^(url|idNumber|region|insuredRegion)$/.test(name))
    return named(name, schema, around) ?? value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { properties = {} } = schema
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([member, inner]) => [
      member,
      refreshed(document, properties[member] ?? {}, inner, member, around),
    ]),
  )
}

type Recipe = (made: JsonObject, around: Surroundings) => Json

/** What several fields say together, and the schema cannot: without it hardly a claim would come as far as the ledger. */
const recipes: Readonly<Record<string, Recipe>> = {
  'POST /v1/settlements': claim,
  'POST /v1/settlements/quote': claim,
  'PUT /v1/beneficiaries/{personNo}': (made, { own, random }) => {
    const which = random.int(0, own.people.length - 1)
    return { ...made, idType: '01', idNumber: own.idNumberOf(which), birthDate: own.birthDate(which) }
  },
  'POST /v1/beneficiaries/search': (made, { own, random }) => ({
    ...made,
    idType: '01',
    idNumber: own.idNumber(random),
  }),
  'POST /v1/reversals': (made, { own, known, random }) => ({
    ...made,
    hospitalCode: own.hospitalCode,
    settlementNo: known.some(random, 'settlementNo') ?? 'none',
  }),
  'POST /v1/reconciliations': inOrder,
  'POST /v1/reconciliations/totals': (made, around) => {
    const { own, random } = around
    if (random.chance(0.4)) return inOrder(made, around)
    const month = thisMonth(random)
    return { ...made, hospitalCode: own.hospitalCode, from: `${month}-01`, to: `${month}-28`, clearingType: 'all' }
  },
  'POST /v1/clearings': clearing,
}

/** Costs that add up, and days in their order; a stay has two days and a visit one. */
function claim(made: JsonObject, around: Surroundings): Json {
  const { own, random } = around
  const care = random.chance(0.6) ? 'inpatient' : (made['care'] ?? 'outpatient-chronic')
  const { servedOn: _, admittedOn: __, dischargedOn: ___, settlementNo, ...rest } = made
  const { costs, basic } = costsOf(random)
  return {
    ...rest,
    ...(settlementNo === undefined ? {} : { settlementNo: own.fresh('settlementNo') }),
    personNo: own.person(random),
    hospitalCode: random.chance(0.95) ? own.hospitalCode : (made['hospitalCode'] ?? ''),
    care,
    ...daysOf(random, care),
    costs,
    paid: random.chance(0.8) ? { basic, criticalIllness: '0.00' } : {},
  }
}

export function costsOf(random: Random) {
  const [inScope, offCatalogue, overLimit, preSelfPay] = [
    random.chance(0.1) ? random.int(0, 60_000_000) : random.int(0, 6_000_000),
    ...[0, 0, 0].map(() => (random.chance(0.5) ? 0 : random.int(0, 300_000))),
  ] as [number, number, number, number]
  return {
    costs: {
      total: yuanOf(inScope + offCatalogue + overLimit + preSelfPay),
      offCatalogue: yuanOf(offCatalogue),
      overLimit: yuanOf(overLimit),
      preSelfPay: yuanOf(preSelfPay),
      inScope: yuanOf(inScope),
    },
    basic: yuanOf(Math.floor((inScope * random.int(0, 90)) / 100)),
  }
}

/** Of whole fen. */
export const yuanOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

function daysOf(random: Random, care: Json) {
  const days = [day(random), day(random)].sort()
  if (care !== 'inpatient' && care !== 'critical-disease') return { servedOn: days[0] ?? null }
  return { admittedOn: days[0] ?? null, dischargedOn: days[1] ?? null }
}

function inOrder(made: JsonObject, { random }: Surroundings): Json {
  const [from = '', to = ''] = [day(random), random.chance(0.6) ? '2030-12-31' : day(random)].sort()
  return { ...made, from, to }
}

/** What the ledger was last said to hold, so that an application is taken now and then. */
function clearing(made: JsonObject, { own, known, random }: Surroundings): Json {
  const [here] = random.chance(0.7) ? known.all('here').slice(-1) : []
  const claimed = here === undefined ? (made['claimed'] ?? {}) : (JSON.parse(here) as Json)
  return {
    ...made,
    hospitalCode: own.hospitalCode,
    month: thisMonth(random),
    clearingType: 'all',
    region: null,
    claimed,
  }
}

function thisMonth(random: Random): string {
  return random.chance(0.6) ? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7) : day(random).slice(0, 7)
}
