import type { AnswerCheck } from './check/answer.ts'
import type { Json } from './document.ts'
import { type Finding, keyOf } from './findings.ts'
import { at, placesOf, put, without } from './generate/break.ts'
import { type FuzzRequest, isAnswer, type Send } from './request.ts'

const maxTries = 80

/**
 * The same finding with less: headers, parameters and fields that it does not need are left out, long texts halved.
 * Where it does not show itself a second time, as what depends on what was there before, it stays as it was.
 */
export async function minimised(finding: Finding, send: Send, check: AnswerCheck): Promise<FuzzRequest | null> {
  const { request } = finding
  if (request === null || finding.status === 0) return request
  let left = maxTries
  const shows = async (candidate: FuzzRequest): Promise<boolean> => {
    if (left-- <= 0) return false
    const outcome = await send(candidate)
    if (!isAnswer(outcome)) return false
    return check
      .faults(candidate, outcome)
      .some(({ code }) => keyOf({ ...finding, code, status: outcome.status }) === keyOf(finding))
  }
  if (!(await shows(request))) return request
  let smallest = request
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false
    for (const candidate of smaller(smallest)) {
      if (!(await shows(candidate))) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

/** Every way to leave one thing out, the largest first. */
function* smaller(request: FuzzRequest): Generator<FuzzRequest> {
  for (const name of Object.keys(request.headers)) {
    const { [name]: _, ...headers } = request.headers
    yield { ...request, headers }
  }
  const [address = '', query] = request.path.split('?')
  const parts = query?.split('&') ?? []
  for (const part of parts) {
    const rest = parts.filter((one) => one !== part).join('&')
    yield { ...request, path: rest === '' ? address : `${address}?${rest}` }
  }
  const body = typeof request.body === 'string' ? parsed(request.body) : undefined
  if (body === undefined) return
  for (const value of smallerValues(body)) yield { ...request, body: JSON.stringify(value) }
}

function* smallerValues(body: Json): Generator<Json> {
  for (const place of placesOf(body)) {
    if (place.length > 0) yield without(body, place)
    const value = at(body, place)
    if (typeof value === 'string' && value.length > 100)
      yield put(body, place, value.slice(Math.floor(value.length / 2)))
    if (Array.isArray(value) && value.length > 1) yield put(body, place, value.slice(0, Math.ceil(value.length / 2)))
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
