import type { ExactJson } from '../envelope/json.ts'
import { fieldTable } from './field-table.ts'
import { plainName } from './meant-names.ts'

type Node = { readonly [name: string]: ExactJson }

const isThere = (value: ExactJson | undefined) => value !== undefined && value !== null && value !== ''

/** What stands under a name in an input, however the name is spelled: `mdtrtinfo`, `mdtrtInfo`, `MDTRTINFO`. */
export function nodeNamed(input: Node, name: string): ExactJson | undefined {
  if (Object.hasOwn(input, name) && isThere(input[name])) return input[name]
  const other = Object.keys(input).find(
    (one) => one !== name && plainName(one) === plainName(name) && isThere(input[one]),
  )
  return other === undefined ? (Object.hasOwn(input, name) ? input[name] : undefined) : input[other]
}

const wanted = new Map<string, ReadonlyMap<string, string>>()

/** The fields of a transaction's node by their letters alone. */
function fieldsOf(infno: string, node: string): ReadonlyMap<string, string> {
  const key = `${infno} ${node}`
  const known = wanted.get(key)
  if (known) return known
  const fields = fieldTable[infno]?.find((one) => one.node === node)?.fields ?? []
  const made = new Map(fields.map(({ name }) => [plainName(name), name]))
  wanted.set(key, made)
  return made
}

/**
 * A node with its fields under the names of the interface where a program writes them in camel case, in capitals or without
 * underscores. What is spelled right stays, and what is of another name too.
 */
export function spelled(infno: string, node: string, sent: Node): Node {
  const fields = fieldsOf(infno, node)
  const names = new Set(fields.values())
  const meantBy = (name: string, value: ExactJson) => {
    const meant = names.has(name) ? undefined : fields.get(plainName(name))
    return meant === undefined || isThere(sent[meant]) || !isThere(value) ? name : meant
  }
  const entries = Object.entries(sent).map(([name, value]) => [meantBy(name, value), value] as const)
  // What is spelled right and blank comes first, so that it does not replace what is meant.
  return Object.fromEntries(entries.sort(([, a], [, b]) => Number(isThere(a)) - Number(isThere(b))))
}
