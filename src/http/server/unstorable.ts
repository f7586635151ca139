import type { Bilingual } from '../../domain/language.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import { lostCharacter } from '../../domain/shared/plain-text.ts'
import { pointerOf } from './pointer.ts'

/** So many are named; whoever sends more sends them by a mistake that one of them shows. */
const maxFaults = 20

/** No request is nested this deeply; what lies deeper is refused by its schema, as a field that there is not. */
const maxDepth = 16

/** PostgreSQL has no character zero, and UTF-8 no half of a surrogate pair. */
const unstorable = /[\0\p{Cs}]/u

/**
 * Where a request holds text that the database cannot hold or must not keep, in values and in names. A body that is text
 * or a stream is read elsewhere.
 */
export function unstorableIn(data: unknown): Fault[] {
  const faults: Fault[] = []
  if (typeof data === 'object') walk(data, [], faults)
  return faults
}

function walk(value: unknown, path: readonly string[], faults: Fault[]): void {
  if (typeof value === 'string') note(value, path, faults)
  if (!isPlain(value) || path.length === maxDepth) return
  for (const [name, inner] of Object.entries(value)) {
    if (faults.length === maxFaults) return
    if (!note(name, path, faults)) walk(inner, [...path, name], faults)
  }
}

/** Lists and objects without a class of their own; the parameters of an address have a prototype without anything. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Answers whether there is something wrong with the text. */
function note(text: string, path: readonly string[], faults: Fault[]): boolean {
  const detail = unstorable.test(text) ? controls : text.includes(lostCharacter) ? losses : null
  if (detail) faults.push({ pointer: pointerOf(path), detail })
  return detail !== null
}

const controls: Bilingual = {
  en: 'Send text without control characters such as NUL and without halves of surrogate pairs.',
  zh: '请去掉控制字符（如 NUL）和不完整的字符（半个代理对）。',
}
const losses: Bilingual = {
  en: 'The text holds U+FFFD, the mark of a character that was lost: convert it in the charset that it was kept in, and name a charset other than UTF-8 in the content-type.',
  zh: '文字中有 U+FFFD（无法识别的字符）：请按原编码转换后发送，编码不是 UTF-8 的须在 Content-Type 的 charset 中注明。',
}
