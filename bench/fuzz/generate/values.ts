import fc from 'fast-check'
import type { ApiDocument, Json, Schema } from '../document.ts'
import { named, type Surroundings } from './named.ts'

const samples = new Map<string, readonly string[]>()

/** Texts that match a pattern of the document. The few that a generator cannot read are made by name (`named`). */
function matching(pattern: string): readonly string[] {
  const found = samples.get(pattern)
  if (found) return found
  const made = fc.sample(textsOf(pattern), { numRuns: 60, seed: 1 })
  samples.set(pattern, made)
  return made
}

function textsOf(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return fc.string({ minLength: 1, maxLength: 30 })
  }
}

/** Deeper than any schema of the document. */
const maxDepth = 8

/** A value that the schema allows, with numbers that the service may know. */
export function allowedValue(
  document: ApiDocument,
  given: Schema,
  name: string,
  around: Surroundings,
  depth = 0,
): Json | undefined {
  const { random } = around
  const schema = document.schema(given)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return allowedValue(document, random.pick(choices), name, around, depth + 1)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  if (depth > maxDepth) return null
  switch (schema.type) {
    case 'object':
      return objectOf(document, schema, around, depth)
    case 'array':
      return listOf(document, schema, name, around, depth)
    case 'string':
      return textOf(schema, name, around)
    case 'integer':
    case 'number':
      return numberOf(schema, name, around)
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick<Json>(['x', 1, null, {}])
  }
}

function objectOf(document: ApiDocument, schema: Schema, around: Surroundings, depth: number): Json {
  const { properties = {}, required = [] } = schema
  const made: Record<string, Json> = {}
  for (const [name, of] of Object.entries(properties)) {
    if (!required.includes(name) && around.random.chance(0.35)) continue
    const value = allowedValue(document, of, name, around, depth + 1)
    if (value !== undefined) made[name] = value
  }
  return made
}

function listOf(document: ApiDocument, schema: Schema, name: string, around: Surroundings, depth: number): Json {
  const { minItems = 0, maxItems = 3, items = {} } = schema
  const length = around.random.int(minItems, Math.max(minItems, Math.min(maxItems, 3)))
  return Array.from({ length }, () => allowedValue(document, items, name, around, depth + 1) ?? null)
}

function textOf(schema: Schema, name: string, around: Surroundings): string {
  const { random } = around
  const known = named(name, schema, around)
  if (known !== undefined) return known
  if (schema.pattern !== undefined) return random.pick(matching(schema.pattern))
  const text = random.pick(['示例', 'x', '核对一致', 'note', '重复收费', 'A-1'])
  return text.slice(0, schema.maxLength ?? 20).padEnd(schema.minLength ?? 0, '例')
}

function numberOf({ minimum = 0, maximum = 3_000 }: Schema, name: string, { random }: Surroundings): number {
  if (name === 'year') return random.pick([2021, 2022, 2023, 2023, 2024])
  if (name === 'limit') return random.pick([1, 2, 3, 50, 500])
  return random.int(minimum, Math.min(maximum, minimum + 100))
}
