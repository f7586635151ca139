import { describe, expect, test } from 'vitest'
import { fieldWords, fieldWordsOf } from '../../src/domain/policies/words/fields.ts'
import { fieldsOf, packJsonSchema, type SchemaNode } from '../../src/policies/loader/json-schema.ts'

/** The fields that an editor would show nothing of. */
function silent(schema: SchemaNode): string[] {
  const without = fieldsOf(schema).filter(({ node }) => !/\p{Script=Han}.* \/ .*[a-z]/u.test(node.description ?? ''))
  return [...new Set(without.map(({ path }) => path.join('.')))]
}

describe('the schema for editors', () => {
  const schema = packJsonSchema() as SchemaNode

  test('says of every field what it means, in both languages; the words stand in src/domain/policies/words', () => {
    expect(fieldsOf(schema).length).toBeGreaterThan(300)
    expect(silent(schema)).toEqual([])
  })

  test('a field without words is seen, and one in a table or in one of several forms', () => {
    const field = { type: 'string' } as const
    const table = { type: 'object', additionalProperties: { type: 'object', properties: { b: field } } } as const
    const forms = { anyOf: [{ type: 'string' }, { type: 'object', properties: { c: field } }] } as const
    const sample = { properties: { clauses: { items: { properties: { a: field, t: table, f: forms } } } } }
    expect(silent(sample as unknown as SchemaNode)).toEqual(['clauses', 'a', 't', 't.*.b', 'f', 'f.c'])
  })

  test('no words are left of fields that are gone', () => {
    const used = new Set(fieldsOf(schema).map(({ path }) => fieldWordsOf(path)))
    expect(Object.keys(fieldWords).filter((key) => !used.has(fieldWords[key]))).toEqual([])
  })
})
