import type { Bilingual } from '../../domain/language.ts'
import { rowKinds } from '../../domain/policies/pack.ts'
import { fieldsOf, packJsonSchema, type SchemaNode } from '../loader/json-schema.ts'
import type { KeyPath } from '../loader/yaml-text.ts'
import { nearest, writeInstead } from './advice.ts'

/** The names that stand at each place of a pack, by the names on the way to it. Made when a fault first asks. */
let names: ReadonlyMap<string, ReadonlySet<string>> | null = null

function namesByPlace(): ReadonlyMap<string, ReadonlySet<string>> {
  if (names) return names
  const found = new Map<string, Set<string>>()
  for (const { path } of fieldsOf(packJsonSchema() as SchemaNode)) {
    const place = path.length === 1 && !headNames.has(path[0] as string) ? 'clauses' : path.slice(0, -1).join('.')
    found.set(place, (found.get(place) ?? new Set()).add(path.at(-1) as string))
  }
  names = found
  return found
}

const headNames = new Set(['region', 'name', 'role', 'document', 'inForce', 'inherits', 'clauses', 'examples'])

function placeOf(path: KeyPath): string {
  const [head, ...rest] = path.filter((step) => typeof step === 'string') as string[]
  if (head === undefined) return ''
  return head === 'clauses' ? rest.join('.') || 'clauses' : [head, ...rest].join('.')
}

/** What to write in place of a key that is not known where it stands. */
export function keyAdvice(path: KeyPath, key: string): Bilingual {
  const here = [...(namesByPlace().get(placeOf(path)) ?? [])]
  const near = nearest(key, here)
  if (near) return writeInstead(`\`${near}\``)
  const elsewhere = homesOf([key])
  if (elsewhere.length > 0)
    return { zh: `；它属于${elsewhere.join('、')}`, en: `; it belongs into ${elsewhere.join(', ')}` }
  const listed = here.filter((one) => !rowKinds.includes(one as never)).join(', ')
  return listed === '' ? { zh: '', en: '' } : { zh: `；这里可写：${listed}`, en: `; what may stand here: ${listed}` }
}

/** Of several keys that are not known where they stand, the kinds of rows that know them all, or a clause. */
export function homesOf(keys: readonly string[]): string[] {
  const all = namesByPlace()
  const knows = (place: string) => keys.every((key) => all.get(place)?.has(key))
  const kinds = rowKinds.filter((kind) => knows(kind)).map((kind) => `\`${kind}\``)
  return [...(knows('clauses') ? ['`clauses`'] : []), ...kinds].slice(0, 6)
}

/** Whether keys that are not known here are those of something else: a group that was indented wrongly. */
export function belongElsewhere(
  path: KeyPath,
  keys: readonly string[],
  beside: Readonly<Record<string, unknown>>,
): Bilingual | null {
  if (keys.length < 2) return null
  const homes = homesOf(keys)
  if (homes.length === 0) return null
  // A kind that stands beside them with nothing in it is the one that they were meant for.
  const empty = homes.filter((home) => isEmpty(beside[home.slice(1, -1)]))
  const named = (empty.length > 0 ? empty : homes).join(', ')
  const inClause = path.length === 0 && homes[0] === '`clauses`'
  return inClause
    ? { zh: '`clauses` 里的条款', en: 'into a clause of `clauses`' }
    : { zh: `${named} 的一行`, en: `into a row of ${named}` }
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.every((one) => one === null))
}
