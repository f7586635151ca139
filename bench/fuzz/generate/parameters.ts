import { Buffer } from 'node:buffer'
import type { Random } from '../../faults/random.ts'
import type { ApiDocument, Operation, Parameter } from '../document.ts'
import { edgeText } from './edges.ts'
import { kindOf } from './known.ts'
import type { Surroundings } from './named.ts'
import { allowedValue } from './values.ts'

export interface Address {
  readonly path: string
  readonly says: string | null
}

/** The address of an operation with its parameters, one of them broken where that is asked for. */
export function addressOf(
  document: ApiDocument,
  operation: Operation,
  around: Surroundings,
  wantsBroken: boolean,
): Address {
  const { random } = around
  const sent = operation.parameters.filter(
    ({ required, in: where }) => required || where === 'path' || random.chance(0.4),
  )
  const values = new Map(sent.map((one) => [one, soundValue(document, operation, one, around)] as const))
  const broken = wantsBroken && values.size > 0 ? random.pick([...values.keys()]) : null
  // Nothing at all in the place of an id is another address, which `oddRequest` asks for.
  if (broken)
    values.set(broken, brokenValue(random, values.get(broken) ?? '', around) || (broken.in === 'path' ? ' ' : ''))
  const says = broken ? `${broken.name}=${(values.get(broken) ?? '').slice(0, 40)}` : null
  return { path: written(operation.path, values, random, wantsBroken), says }
}

function soundValue(document: ApiDocument, operation: Operation, parameter: Parameter, around: Surroundings): string {
  const { random, known } = around
  const { name } = parameter
  if (name === 'id') return idOf(operation, around)
  if (name === 'cursor') return cursorOf(operation, around)
  if (name === 'code') return random.pick(['invalid-request', 'not-found', 'overloaded', 'no-such-code'])
  if (name === 'infno') return random.pick(['2001', '2304', '9999'])
  const value = allowedValue(document, parameter.schema, name, around)
  return value === undefined || value === null ? (known.some(random, name) ?? 'x') : String(value)
}

/** Mostly of something of the right kind. */
function idOf(operation: Operation, { random, known }: Surroundings): string {
  const kind = kindOf(operation.path)
  const right = random.chance(0.85) ? known.some(random, `id of ${kind}`) : known.any(random, 'id of ')
  return right ?? '00000000-0000-7000-8000-000000000000'
}

/** Of this list, of another one, or made by somebody who knows what is in one. */
function cursorOf(operation: Operation, { random, known }: Surroundings): string {
  const own = random.chance(0.4) ? known.some(random, `cursor of ${operation.path}`) : undefined
  const found = own ?? (random.chance(0.5) ? known.any(random, 'cursor of ') : undefined)
  return found ?? forged(random)
}

function forged(random: Random): string {
  const content = random.pick([
    '["x"]',
    '[""]',
    '[]',
    '[null]',
    '[1]',
    '{}',
    'null',
    '["x","y"]',
    '["00000000-0000-7000-8000-000000000000"]',
    '["2023-02-30 00000000-0000-7000-8000-000000000000"]',
    '["9999-12-31 00000000-0000-7000-8000-000000000000"]',
    '["2023-03-15T00:00:00.000Z 00000000-0000-7000-8000-000000000000"]',
    '["999999999999999999999"]',
    '[-1]',
    '[9007199254740993]',
    '["a\\u0000b"]',
    '["\\ud800"]',
    `["${'9'.repeat(300)}"]`,
    'not JSON',
  ])
  return Buffer.from(content).toString('base64url')
}

function brokenValue(random: Random, now: string, around: Surroundings): string {
  if (random.chance(0.1)) return around.known.any(random, '') ?? 'x'
  return edgeText(random, now).slice(0, 8_000)
}

function written(path: string, values: ReadonlyMap<Parameter, string>, random: Random, broken: boolean): string {
  let address = path
  const query: string[] = []
  for (const [{ name, in: where }, value] of values) {
    const text = escaped(value)
    if (where === 'path') address = address.replace(`{${name}}`, text)
    else query.push(`${escaped(name)}=${text}`)
  }
  if (broken && random.chance(0.15))
    query.push(random.pick(['x=1', 'limit=1', '__proto__=1', 'a[b]=c', '=', '%zz', '&&', `q=${'%41'.repeat(900)}`]))
  return query.length > 0 ? `${address}?${query.join('&')}` : address
}

/** A lone surrogate has no UTF-8; it goes out as the bytes that stand for it. */
function escaped(text: string): string {
  return /\p{Cs}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text)
}
