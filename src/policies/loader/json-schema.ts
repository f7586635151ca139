import { z } from 'zod'
import { packFileSchema } from '../../domain/policies/pack.ts'
import { fieldWordsOf } from '../../domain/policies/words/fields.ts'

export type SchemaNode = z.core.JSONSchema.BaseSchema & { 'x-yaml'?: 'number' | 'boolean' }

/**
 * The schema of a pack file for editors, as JSON Schema, with what each field means.
 *
 * The service reads every value as text, while an editor sees the numbers and booleans that YAML
 * makes of them; where a value is written without quotes, the schema takes both.
 */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(packFileSchema, {
    io: 'input',
    override: ({ jsonSchema }) => asWritten(jsonSchema as SchemaNode),
  }) as SchemaNode
  for (const { path, node } of fieldsOf(schema)) {
    const words = fieldWordsOf(path)
    if (words) node.description = `${words.zh} / ${words.en}`
  }
  return { title: 'A policy document as data / 政策文件数据', ...schema }
}

export interface SchemaField {
  /** The names on the way to it, without `clauses`; `*` for any key of a table. */
  readonly path: readonly string[]
  readonly node: SchemaNode
}

/** Every field that a pack may hold; one that has several forms comes once for each that it is named in. */
export function fieldsOf(node: SchemaNode, path: readonly string[] = []): SchemaField[] {
  const forms = [...(node.anyOf ?? []), ...(node.oneOf ?? []), node.items].flat() as (SchemaNode | undefined)[]
  const table = node.additionalProperties as SchemaNode | boolean | undefined
  return [
    ...forms.flatMap((form) => (form ? fieldsOf(form, path) : [])),
    ...(typeof table === 'object' ? fieldsOf(table, [...path, '*']) : []),
    ...Object.entries((node.properties ?? {}) as Record<string, SchemaNode>).flatMap(([name, field]) => {
      const at = path.length === 1 && path[0] === 'clauses' ? [name] : [...path, name]
      return [{ path: at, node: field }, ...fieldsOf(field, at)]
    }),
  ]
}

function asWritten(node: SchemaNode): void {
  const kind = node['x-yaml']
  delete node['x-yaml']
  if (kind === 'boolean') replace(node, { type: 'boolean' })
  if (kind === 'number') replace(node, { anyOf: numberOrText(node) })
}

function numberOrText(node: SchemaNode): SchemaNode[] {
  const text = { ...node }
  const listed = node.enum ?? (node.const === undefined ? undefined : [node.const])
  return [listed ? { enum: listed.map(Number) } : { type: 'number', minimum: 0 }, text]
}

function replace(node: SchemaNode, by: SchemaNode): void {
  for (const key of Object.keys(node)) delete node[key as keyof SchemaNode]
  Object.assign(node, by)
}
