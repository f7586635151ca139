import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { PlaceOfRegions } from '../domain/places/place.ts'
import { databaseAddress, questionsOfAddress } from './database-address.ts'

export interface PlaceSetting extends PlaceOfRegions {
  /** With its password, and `?schema=` where the place is a schema of its own. */
  readonly url: string
}

/** What the file of YIZHAN_PLACES says. */
export interface PlacesSetting {
  /** The name of the place in which keys, operators and hospitals are written. */
  readonly common: string
  readonly places: readonly PlaceSetting[]
}

const name = z.string({ error: 'must be a name' }).regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: 'must be small letters, digits and hyphens, beginning with a letter, 40 at most',
})

const file = z.strictObject({
  common: name,
  places: z
    .array(
      z.strictObject({
        name,
        url: databaseAddress,
        regions: z
          .array(
            z
              .string({ error: 'must be in quotes' })
              .regex(/^\d{6}$/, { error: 'must be six digits in quotes, such as "140500"' }),
          )
          .min(1, { error: 'must name one region at least' }),
      }),
    )
    .min(1, { error: 'must hold one place at least' }),
})

/** The settings of each place, for what goes over all of them; the settings themselves where there is one database. */
export function eachPlaceOf<Settings extends SettingsOfPlaces>(settings: Settings): Settings[] {
  if (settings.places === null) return [settings]
  return settings.places.places.map(({ name: placeName, url: databaseUrl }) => ({
    ...settings,
    ...{ placeName, databaseUrl, places: null },
  }))
}

interface SettingsOfPlaces {
  readonly places: PlacesSetting | null
  readonly placeName: string | null
  readonly databaseUrl: string | null
}

/** Answers what the file says, or why it cannot be gone by, a sentence a line in both languages. No address is repeated: it holds a password. */
export function readPlacesFile(path: string): PlacesSetting | readonly string[] {
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'no YAML or JSON'
    return [
      `YIZHAN_PLACES names a file that cannot be read (${why}): ${path} / YIZHAN_PLACES 所指的文件无法读取（${why}）：${path}`,
    ]
  }
  const read = file.safeParse(value)
  if (!read.success)
    return read.error.issues.map((issue) => {
      const at = issue.path.length === 0 ? 'the file' : issue.path.join('.')
      return `YIZHAN_PLACES: ${at} ${issue.message}. / YIZHAN_PLACES 文件的 ${at} 不合规定。`
    })
  const faults = faultsOf(read.data)
  return faults.length > 0 ? faults : read.data
}

function faultsOf({ common, places }: PlacesSetting): string[] {
  const faults: string[] = []
  for (const twice of repeated(places.map((place) => place.name)))
    faults.push(`YIZHAN_PLACES: two places are called ${twice} / YIZHAN_PLACES：分库名称 ${twice} 重复`)
  for (const twice of repeated(places.flatMap(({ regions }) => regions)))
    faults.push(`YIZHAN_PLACES: region ${twice} is named twice / YIZHAN_PLACES：地区 ${twice} 重复`)
  for (const _ of repeated(places.map(whereOf)))
    faults.push(
      'YIZHAN_PLACES: two places have one database and schema / YIZHAN_PLACES：两个分库使用同一数据库和 schema',
    )
  if (!places.some((place) => place.name === common))
    faults.push(
      `YIZHAN_PLACES: common names ${common}, which is none of the places / YIZHAN_PLACES：common 所指的 ${common} 不在 places 中`,
    )
  if (!places.some(({ regions }) => regions.includes('000000')))
    faults.push(
      'YIZHAN_PLACES: one place must have the region "000000": all that no other place names / YIZHAN_PLACES：须有一个分库包含地区 "000000"，即其余全部地区',
    )
  return faults
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

/** Servers, database and schema, whoever signs in there. */
function whereOf({ url: address }: PlaceSetting): string {
  const [where = ''] = address.replace(/^\w+:\/\/([^@/]*@)?/, '').split('?', 1)
  return `${where} ${questionsOfAddress(address).get('schema') ?? 'public'}`
}
