import type { IncomingMessage } from 'node:http'
import { authenticate } from '../../application/callers/authenticate.ts'
import type { Caller } from '../../application/callers/caller.ts'
import { sessionOf } from '../../application/operators/sessions.ts'
import { doesNotAnswer, type Places, refuseAway } from '../../application/places/places.ts'
import type { Service } from '../../application/service.ts'
import { keyIn } from '../server/auth.ts'
import { sessionCookie } from '../server/session.ts'

/**
 * Who asks, as far as it decides where a request goes: whether they may ask is for the place to say. Any place knows, the
 * common one first, so that a place that is away keeps nobody of another one out.
 * Errors: `database-unavailable` where none answers.
 */
export async function callerOf({ all, common }: Places, request: IncomingMessage): Promise<Caller | null> {
  const find = finderOf(request)
  if (find === null) return null
  const places = [common, ...all.filter((place) => place !== common)]
  for (const { service } of places) {
    if (service === null) continue
    try {
      return await find(service)
    } catch (error) {
      if (!doesNotAnswer(error)) throw error
    }
  }
  return refuseAway(places.map(({ name }) => name))
}

type Finder = (service: Service) => Promise<Caller | null>

function finderOf({ headers }: IncomingMessage): Finder | null {
  const key = keyIn(headers.authorization)
  if (key !== null) return (service) => authenticate(service, key)
  const token = cookieIn(headers.cookie ?? '', sessionCookie)
  if (token === '' || token.length > 100) return null
  return async (service) => (await sessionOf(service, token))?.caller ?? null
}

/** As it is set: of letters that need no quoting. */
function cookieIn(header: string, name: string): string {
  const found = header.split(';').find((one) => one.trim().startsWith(`${name}=`))
  return found === undefined ? '' : found.trim().slice(name.length + 1)
}
