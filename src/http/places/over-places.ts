import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { type OpenPlace, refuseAway } from '../../application/places/places.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { App } from '../server/wire.ts'
import { askPlace, type PlaceAnswer } from './passing.ts'

/** A place and, where it could be reached, what answers for it. */
export interface Reached {
  readonly place: OpenPlace
  readonly app: App | null
}

/** Says of which place a request is, where it names nothing that does. */
export const placeHeader = 'yizhan-place'

/** Names the places that did not answer, beside what the others did. */
export const awayHeader = 'yizhan-places-away'

/** It has not what was asked for: another place may. */
const isNotThere = ({ status, body }: PlaceAnswer) =>
  status === 404 || (status === 200 && refusedMessage.test(body.toString('latin1', 0, 200)))
/** A national message that was refused is answered with 200; this one reads and writes nothing. */
const refusedMessage = /"infcode"\s*:\s*"?-1/

/**
 * Asks one place after the other until one has what is asked for, and answers what the first one said where none has. Nothing
 * was written by those that have it not. A place that is away is not skipped in silence: it may be the one.
 */
export async function soughtIn(
  places: readonly Reached[],
  request: IncomingMessage,
  body: Buffer | null,
): Promise<PlaceAnswer | { readonly away: readonly string[] }> {
  const away: string[] = []
  let first: PlaceAnswer | null = null
  for (const { place, app } of places) {
    const answered = app && (await askPlace(app, request, body))
    if (answered === null || answered.status === 503) away.push(place.name)
    else if (!isNotThere(answered)) return answered
    else first ??= answered
  }
  return away.length > 0 || first === null ? { away } : first
}

const page = z.looseObject({ items: z.array(z.unknown()), nextCursor: z.string().nullable() })

/**
 * One list over several places, place after place, each in its own order: a cursor names the place that it goes on in. A page of
 * a place that has nothing is passed over; one that is away is named in a header.
 *
 * Errors: `invalid-request` for what is no list and cannot be taken together; `database-unavailable` where no place answers.
 */
export async function listOver(
  places: readonly Reached[],
  request: IncomingMessage,
  body: Buffer | null,
): Promise<PlaceAnswer> {
  const url = new URL(request.url ?? '/', 'http://places')
  // Its rows are what lies within a region, some of which another place has.
  if (url.pathname === '/v1/overview/places') return refuseTogether(places)
  const [name = '', inner = ''] = (url.searchParams.get('cursor') ?? '').split('~', 2)
  const from = places.findIndex(({ place }) => place.name === name)
  const away: string[] = []
  for (const [at, reached] of places.slice(Math.max(0, from)).entries()) {
    const cursor = withCursor(url, at === 0 && from >= 0 ? inner : '')
    const answered = await pageAt(reached, request, { url: cursor, body })
    if (answered === null) {
      away.push(reached.place.name)
      continue
    }
    const next = places[Math.max(0, from) + at + 1]?.place.name ?? null
    const page = pageOfPlace(answered, reached.place.name, next)
    if (page === 'none') return refuseTogether(places)
    if (page !== 'nothing') return withAway(page, away)
  }
  if (away.length === places.length) refuseAway(away)
  return withAway({ status: 200, headers: jsonHeaders, body: Buffer.from('{"items":[],"nextCursor":null}') }, away)
}

function withCursor(url: URL, cursor: string): string {
  if (cursor === '') url.searchParams.delete('cursor')
  else url.searchParams.set('cursor', cursor)
  return `${url.pathname}${url.search}`
}

/** Null where the place is away. */
async function pageAt(
  { app }: Reached,
  request: IncomingMessage,
  { url, body }: { readonly url: string; readonly body: Buffer | null },
): Promise<PlaceAnswer | null> {
  const answered = app && (await askPlace(app, request, body, url))
  return answered === null || answered.status === 503 ? null : answered
}

/** The page with a cursor that names its place; `nothing` to go on with the next place, `none` for what is no list. A refusal is the same in each. */
function pageOfPlace(answered: PlaceAnswer, name: string, next: string | null): PlaceAnswer | 'nothing' | 'none' {
  if (answered.status !== 200) return answered
  const read = page.safeParse(jsonOf(answered.body))
  if (!read.success) return 'none'
  const { items, nextCursor } = read.data
  if (items.length === 0 && nextCursor === null && next !== null) return 'nothing'
  const later = next === null ? null : `${next}~`
  const goesOn = nextCursor === null ? later : `${name}~${nextCursor}`
  return { ...answered, body: Buffer.from(JSON.stringify({ ...read.data, nextCursor: goesOn })) }
}

function refuseTogether(places: readonly Reached[]): never {
  const names = places.map(({ place }) => place.name).join(', ')
  const detail = {
    zh: `所问地区的数据分存于多个分库；请用请求头 ${placeHeader} 指明其一（${names}），或查询分库内的地区。`,
    en: `What is asked for lies in several places; name one of them in the header ${placeHeader} (${names}), or ask for a region that lies in one.`,
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: '', detail }] })
}

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' }

/** An answer with the places that did not give one. */
export function withAway(answered: PlaceAnswer, away: readonly string[]): PlaceAnswer {
  return away.length === 0 ? answered : { ...answered, headers: { ...answered.headers, [awayHeader]: away.join(', ') } }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
