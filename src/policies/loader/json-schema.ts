import { z } from 'zod'
import { packFileSchema } from '../../domain/policies/pack.ts'

type Node = z.core.JSONSchema.BaseSchema & { 'x-yaml'?: 'number' | 'boolean' }

/**
 * The schema of a pack file for editors, as JSON Schema.
 *
 * The service reads every value as text, while an editor sees the numbers and booleans that YAML
 * makes of them; where a value is written without quotes, the schema takes both.
 */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(packFileSchema, {
    io: 'input',
    reused: 'ref',
    override: ({ jsonSchema }) => asWritten(jsonSchema as Node),
  })
  return { title: 'A policy document as data', ...schema }
}

function asWritten(node: Node): void {
  const kind = node['x-yaml']
  delete node['x-yaml']
  if (kind === 'boolean') replace(node, { type: 'boolean' })
  if (kind === 'number') replace(node, { anyOf: numberOrText(node) })
}

function numberOrText(node: Node): Node[] {
  const text = { ...node }
  const listed = node.enum ?? (node.const === undefined ? undefined : [node.const])
  return [listed ? { enum: listed.map(Number) } : { type: 'number', minimum: 0 }, text]
}

function replace(node: Node, by: Node): void {
  for (const key of Object.keys(node)) delete node[key as keyof Node]
  Object.assign(node, by)
}
