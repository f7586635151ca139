import type { Caller } from '../callers.ts'
import type { ApiDocument, Json, Operation } from '../document.ts'
import type { FuzzRequest } from '../request.ts'
import { soundBody } from './bodies.ts'
import { breakOne, breakText } from './break.ts'
import { anotherContentType, curiousHeaders } from './headers.ts'
import type { Surroundings } from './named.ts'
import { addressOf } from './parameters.ts'
import { uploadOf } from './uploads.ts'

/** One request of an operation: sound as far as a schema can say, or with one thing in it broken. */
export async function restRequest(
  document: ApiDocument,
  operation: Operation,
  caller: Caller,
  around: Surroundings,
): Promise<FuzzRequest> {
  const { random } = around
  const wantsBroken = random.chance(0.55)
  const hasBody = Object.keys(operation.body).length > 0
  const breaksAddress = wantsBroken && (!hasBody || random.chance(0.2))
  const { path, says } = addressOf(document, operation, around, breaksAddress)
  const request = {
    operation: operation.id,
    method: operation.method,
    path,
    headers: curiousHeaders(random),
    body: null,
    caller,
    intent: says ?? 'sound',
  }
  if (!hasBody) return wantsBroken && random.chance(0.05) ? withUnaskedBody(request) : request
  const withBody = await bodied(document, operation, around, request, wantsBroken && !breaksAddress)
  return wantsBroken && random.chance(0.06) ? mislabelled(withBody, around) : withBody
}

async function bodied(
  document: ApiDocument,
  operation: Operation,
  around: Surroundings,
  request: FuzzRequest,
  wantsBroken: boolean,
): Promise<FuzzRequest> {
  if (!operation.body['application/json']) {
    const single = document.operations.find(({ id }) => id === linesOf[operation.id])
    const { type, body, says } = single ? batchOf(single, document, around) : await uploadOf(operation.id, around)
    return { ...request, headers: { ...request.headers, 'content-type': type }, body, intent: says }
  }
  const headers = { ...request.headers, 'content-type': 'application/json' }
  const sound = soundBody(document, operation, around) ?? {}
  if (!wantsBroken) return { ...request, headers, body: JSON.stringify(sound) }
  const { value, says } = broken(sound, around)
  return { ...request, headers, body: value, intent: says }
}

/** Uploads whose lines are bodies of another operation. */
const linesOf: Readonly<Record<string, string>> = { 'POST /v1/settlements/batches': 'POST /v1/settlements' }

/** Lines that are sound bodies of the single operation, some of them broken. */
function batchOf(single: Operation, document: ApiDocument, around: Surroundings) {
  const { random } = around
  let says = 'sound lines'
  const line = (): string => {
    const sound = soundBody(document, single, around) ?? {}
    if (!random.chance(0.2)) return JSON.stringify(sound)
    const { value, says: what } = broken(sound, around)
    says = `a line with ${what}`
    return typeof value === 'string' ? value : value.toString('latin1')
  }
  const lines = Array.from({ length: random.int(1, 12) }, line)
  return {
    type: 'application/x-ndjson',
    body: Buffer.from(lines.join(random.pick(['\n', '\n', '\r\n', '\n\n']))),
    says,
  }
}

/** Now and then two things at once. */
function broken(sound: Json, { random }: Surroundings): { value: string | Buffer; says: string } {
  if (random.chance(0.12)) return breakText(random, JSON.stringify(sound))
  const once = breakOne(random, sound)
  if (!random.chance(0.15)) return { value: JSON.stringify(once.value), says: once.says }
  const twice = breakOne(random, once.value)
  return { value: JSON.stringify(twice.value), says: `${once.says}, ${twice.says}` }
}

function mislabelled(request: FuzzRequest, { random }: Surroundings): FuzzRequest {
  const { 'content-type': _, ...headers } = request.headers
  if (random.chance(0.2)) return { ...request, headers, intent: 'no content type' }
  const other = anotherContentType(random)
  return { ...request, headers: { ...headers, ...other }, intent: `content type ${JSON.stringify(other)}` }
}

function withUnaskedBody(request: FuzzRequest): FuzzRequest {
  const headers = { ...request.headers, 'content-type': 'application/json' }
  return { ...request, headers, body: '{"x":1}', intent: 'a body where none belongs' }
}
