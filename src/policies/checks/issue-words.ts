import type { z } from 'zod'
import { knownCategories } from '../../domain/names/categories.ts'
import { rowKinds } from '../../domain/policies/pack.ts'
import type { Expectation } from '../../domain/policies/values.ts'
import type { KeyPath, YamlText } from '../loader/yaml-text.ts'
import { codeAdvice, noAdvice, valueAdvice, writeInstead } from './advice.ts'
import { expectations, shapes } from './fault-words.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'
import { halfWidth } from './full-width.ts'
import { belongElsewhere, keyAdvice } from './places.ts'

type Issue = z.core.$ZodIssue

/** Says in plain words, with its line, what the schema found wrong with a file. */
export function wordsOf(file: string, yaml: YamlText, issues: readonly Issue[]): PackFault[] {
  const misplaced = issues.flatMap((issue) => misplacedAt(file, yaml, issue, issues))
  // What a wrong indentation takes away elsewhere is no fault of its own.
  return misplaced.length > 0 ? misplaced : issues.flatMap((issue) => wordsOfOne(file, yaml, issue, issue.path))
}

/** Several keys at the wrong place are one fault of indentation. */
function misplacedAt(file: string, yaml: YamlText, issue: Issue, all: readonly Issue[]): PackFault[] {
  if (issue.code !== 'unrecognized_keys') return []
  const slipped = issue.keys.find((key) => isMissingAbove(yaml, issue.path, key, all))
  if (slipped !== undefined) {
    const spot = { file, line: yaml.lineOf([...issue.path, slipped]) }
    const group = lastName(issue.path.slice(0, -1))
    const where = { zh: `上一级，\`${group}\` 里`, en: `one level up, in \`${group}\`` }
    return [faultAt(spot, 'misplaced', { keys: `\`${slipped}\``, where })]
  }
  const beside = valueAt(yaml.content, issue.path) as Readonly<Record<string, unknown>>
  const where = belongElsewhere(issue.path, issue.keys, beside)
  if (!where) return []
  const line = Math.min(...issue.keys.map((key) => yaml.lineOf([...issue.path, key])))
  return [faultAt({ file, line }, 'misplaced', { keys: issue.keys.map((key) => `\`${key}\``).join(', '), where })]
}

function wordsOfOne(file: string, yaml: YamlText, issue: Issue, path: KeyPath): PackFault[] {
  const spot = { file, line: yaml.lineOf(path) }
  const value = valueAt(yaml.content, path)
  const key = lastName(path)
  if (value === undefined && issue.code !== 'unrecognized_keys') return [missing(spot, path, key)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey({ file, line: yaml.lineOf([...path, name]) }, path, name, value))
    case 'invalid_union':
      return ofUnion(file, yaml, issue, path, spot)
    case 'invalid_value':
      return [notOneOf(spot, value, issue.values.map(String))]
    case 'invalid_type':
      return [
        faultAt(spot, 'wrong-shape', {
          key,
          shape: shapeOf(issue.expected),
          advice: listAdvice(issue.expected, value),
        }),
      ]
    case 'invalid_key':
      return issue.issues.map((inner) => notExpected(spot, key, inner.message))
    case 'too_small':
      return [faultAt(spot, 'empty', { key })]
    default:
      return [notExpected(spot, shown(value), issue.message)]
  }
}

/** A key that is not known here and is missing around here: it was indented too far. */
function isMissingAbove(yaml: YamlText, path: KeyPath, key: string, all: readonly Issue[]): boolean {
  return all.some(
    (other) =>
      other.path.at(-1) === key &&
      other.path.length <= path.length &&
      other.path.slice(0, -1).every((step, at) => step === path[at]) &&
      valueAt(yaml.content, other.path) === undefined,
  )
}

function missing(spot: Spot, path: KeyPath, key: string): PackFault {
  const inClause = path.length === 3 && path[0] === 'clauses'
  if (inClause && key === 'clause') return faultAt(spot, 'no-clause-id')
  if (inClause && key === 'cite') return faultAt(spot, 'no-citation')
  return faultAt(spot, 'missing', { key })
}

function unknownKey(spot: Spot, path: KeyPath, key: string, beside: unknown): PackFault {
  const values = beside as Readonly<Record<string, unknown>>
  const before = Object.entries(values).slice(0, Object.keys(values).indexOf(key)).at(-1)
  // `amount: 150,000` within braces reads as an amount of 150 and a key 000.
  if (/^\d{3}(\.\d+)?$/.test(key) && values[key] === null && /^\d+$/.test(String(before?.[1])))
    return faultAt(spot, 'thousands', { write: `${before?.[1]}${key}` })
  const glued = /^([A-Za-z]\w*)([:：]) ?(.*)$/.exec(key)
  if (glued?.[2] === '：') return faultAt(spot, 'full-width', { found: '：', write: ': ' })
  if (glued) return faultAt(spot, 'no-space-colon', { key: glued[1] as string, rest: glued[3] as string })
  const value = key === 'switches' || (rowKinds as readonly string[]).includes(key)
  if (value && path.length === 0) return faultAt(spot, 'outside-clause', { key })
  return faultAt(spot, 'unknown-key', { key, advice: keyAdvice(path, key) })
}

function listAdvice(expected: string, value: unknown) {
  return expected === 'array' && typeof value === 'string'
    ? writeInstead(`[${halfWidth(value).replaceAll(/[[\]]/g, '').replaceAll(/, ?/g, ', ')}]`)
    : noAdvice
}

/** Of several forms the one that the writer came nearest to says what is wrong; a bare word is told the forms. */
function ofUnion(file: string, yaml: YamlText, issue: Issue & { code: 'invalid_union' }, path: KeyPath, spot: Spot) {
  const inside = issue.errors.filter((errors) =>
    errors.some((error) => deep(error) || error.code === 'unrecognized_keys'),
  )
  const nearest = inside.sort((a, b) => a.length - b.length)[0]
  // `{ begins: 07-01, months: 12 }` is one form with another’s key, whichever of them is taken.
  if (!nearest || isSeveralForms(inside))
    return [faultAt(spot, 'no-form', { key: lastName(path), forms: formsOf(lastName(path)) })]
  return nearest.flatMap((inner) => wordsOfOne(file, yaml, inner, [...path, ...inner.path]))
}

/** Several forms at once: each is whole but for the keys of another. */
function isSeveralForms(errors: readonly (readonly Issue[])[]): boolean {
  const whole = errors.filter((own) => own.every(({ code }) => code === 'unrecognized_keys'))
  const foreign = whole.map((own) => own.flatMap((error) => (error.code === 'unrecognized_keys' ? error.keys : [])))
  return foreign.length > 1 && foreign.every((keys) => !keys.some((key) => foreign.every((one) => one.includes(key))))
}

function deep(error: Issue): boolean {
  return error.path.length > 0
}

const ofFigures = '{ share: 0.10, of: income }; { figure: NAME }'

/** What fields that have several forms may look like. */
const forms: Readonly<Record<string, string>> = {
  for: 'everyone-else; [tekun, dibao]',
  threshold: `10000; ${ofFigures}`,
  cap: '400000; null; { figure: NAME, times: 6 }; { amount: 250000 }',
  limit: 'annual; [clinic, annual]',
  period: 'month; quarter; half-year; year; visit; lifetime (limits); { begins: 07-01 }; { months: 12 }',
  deductible: `none; { amount: 10000 }; ${ofFigures}`,
}

function formsOf(key: string): string {
  return forms[key] ?? forms.deductible ?? ''
}

function notOneOf(spot: Spot, value: unknown, known: readonly string[]): PackFault {
  const written = shown(value)
  return faultAt(spot, 'not-one-of', { value: written, known: known.join(', '), advice: codeAdvice(written, known) })
}

function notExpected(spot: Spot, value: string, message: string): PackFault {
  const advice =
    message === 'identity' ? codeAdvice(value, knownCategories()) : valueAdvice(value, message as Expectation)
  return faultAt(spot, 'not-expected', { value, expected: expectations[message as Expectation] ?? message, advice })
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

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
