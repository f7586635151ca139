import type { z } from 'zod'
import { rowKinds } from '../../domain/policies/pack.ts'
import type { Expectation } from '../../domain/policies/values.ts'
import type { KeyPath, YamlText } from '../loader/yaml-text.ts'
import { expectations, shapes } from './fault-words.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'

type Issue = z.core.$ZodIssue

/** Says in plain words, with its line, what the schema found wrong with a file. */
export function wordsOf(file: string, yaml: YamlText, issues: readonly Issue[]): PackFault[] {
  return issues.flatMap((issue) => wordsOfOne(file, yaml, issue, issue.path))
}

function wordsOfOne(file: string, yaml: YamlText, issue: Issue, path: KeyPath): PackFault[] {
  const spot = { file, line: yaml.lineOf(path) }
  const value = valueAt(yaml.content, path)
  const key = lastName(path)
  if (value === undefined && issue.code !== 'unrecognized_keys') return [missing(spot, path, key)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey({ file, line: yaml.lineOf([...path, name]) }, path, name))
    case 'invalid_union':
      return ofUnion(file, yaml, issue, path, spot)
    case 'invalid_value':
      return [notOneOf(spot, value, issue.values.map(String))]
    case 'invalid_type':
      return [faultAt(spot, 'wrong-shape', { key, shape: shapeOf(issue.expected) })]
    case 'invalid_key':
      return issue.issues.map((inner) => notExpected(spot, key, inner.message))
    case 'too_small':
      return [faultAt(spot, 'empty', { key })]
    default:
      return [notExpected(spot, plain(value), issue.message)]
  }
}

function missing(spot: Spot, path: KeyPath, key: string): PackFault {
  const inClause = path.length === 3 && path[0] === 'clauses'
  if (inClause && key === 'clause') return faultAt(spot, 'no-clause-id')
  if (inClause && key === 'cite') return faultAt(spot, 'no-citation')
  return faultAt(spot, 'missing', { key })
}

function unknownKey(spot: Spot, path: KeyPath, key: string): PackFault {
  const value = key === 'switches' || (rowKinds as readonly string[]).includes(key)
  return faultAt(spot, value && path.length === 0 ? 'outside-clause' : 'unknown-key', { key })
}

/** Of several forms the one that the writer came nearest to says what is wrong; a bare word is told the forms. */
function ofUnion(file: string, yaml: YamlText, issue: Issue & { code: 'invalid_union' }, path: KeyPath, spot: Spot) {
  const inside = issue.errors.filter((errors) =>
    errors.some((error) => deep(error) || error.code === 'unrecognized_keys'),
  )
  const nearest = inside.sort((a, b) => a.length - b.length)[0]
  if (!nearest) return [faultAt(spot, 'no-form', { key: lastName(path), forms: formsOf(lastName(path)) })]
  return nearest.flatMap((inner) => wordsOfOne(file, yaml, inner, [...path, ...inner.path]))
}

function deep(error: Issue): boolean {
  return error.path.length > 0
}

function formsOf(key: string): string {
  if (key === 'for') return 'everyone-else; [tekun, dibao]'
  return 'none; { amount: 10000 }; { share: 0.10, of: income }; { figure: NAME }'
}

function notOneOf(spot: Spot, value: unknown, known: readonly string[]): PackFault {
  return faultAt(spot, 'not-one-of', { value: plain(value), known: known.join(', ') })
}

function notExpected(spot: Spot, value: string, message: string): PackFault {
  return faultAt(spot, 'not-expected', { value, expected: expectations[message as Expectation] ?? message })
}

function shapeOf(expected: string) {
  return expected in shapes ? shapes[expected as keyof typeof shapes] : expected
}

/** The name a reader knows the value by: items of a list go by the name of the list. */
function lastName(path: KeyPath): string {
  const name = path.findLast((step) => typeof step === 'string')
  return name === undefined ? 'file' : String(name)
}

function valueAt(content: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], content)
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
