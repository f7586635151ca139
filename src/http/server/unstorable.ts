import type { Fault } from '../../domain/refusals/refusal.ts'
import { pointerOf } from './pointer.ts'

/** So many are named; whoever sends more sends them by a mistake that one of them shows. */
const most = 20

/** No request is nested this deeply; what lies deeper is refused by its schema, as a field that there is not. */
const deepest = 16

/** PostgreSQL has no character zero, and UTF-8 no half of a surrogate pair. */
const unstorable = /[\0\p{Cs}]/u

/** Where a request holds text that the database cannot hold, in values and in names. A body that is text or a stream is read elsewhere. */
export function unstorableIn(data: unknown): Fault[] {
  const faults: Fault[] = []
  if (typeof data === 'object') walk(data, [], faults)
  return faults
}

function walk(value: unknown, path: readonly string[], faults: Fault[]): void {
  if (typeof value === 'string' && unstorable.test(value)) note(path, faults)
  if (!isPlain(value) || path.length === deepest || faults.length === most) return
  for (const [name, inner] of Object.entries(value)) {
    if (unstorable.test(name)) note(path, faults)
    else walk(inner, [...path, name], faults)
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

function note(path: readonly string[], faults: Fault[]): void {
  const detail = {
    en: 'Send text without control characters such as NUL and without halves of surrogate pairs.',
    zh: '请去掉控制字符（如 NUL）和不完整的字符（半个代理对）。',
  }
  faults.push({ pointer: pointerOf(path), detail })
}
