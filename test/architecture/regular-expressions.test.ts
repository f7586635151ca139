import { check } from 'recheck'
import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is'
import { type Checker, type Type, TypeFlags } from 'typescript/unstable/sync'
import { describe, expect, test } from 'vitest'
import {
  type Faults,
  faultsOfProject,
  faultsOfSample,
  type Guard,
  nodesOf,
  type Source,
  textOf,
  where,
} from './source.ts'

/** A pattern as the engine gets it, and where it stands. */
interface Pattern {
  readonly source: string
  readonly flags: string
  readonly place: string
}

// One answer on every machine: the library's other back ends need a program of its own, or Java.
process.env['RECHECK_BACKEND'] = 'pure'

/**
 * By its automaton wherever a pattern has one, which is a proof; a search for a bad text is left for what looks around.
 * Milliseconds; a pattern that takes longer is too hard to be read by people as well.
 */
const settings = { maxRepeatCount: 2000, maxPatternSize: 5000, timeout: 120_000 }

/** What is wrong with a pattern; undefined for one that is linear. */
async function wrong({ source, flags }: Pattern): Promise<string | undefined> {
  const found = await check(source, flags, settings)
  if (found.status === 'safe') return undefined
  return found.status === 'vulnerable' ? found.complexity.summary : found.error.kind
}

async function backtracking(patterns: readonly Pattern[]): Promise<Faults> {
  const faults: string[] = []
  const known = new Map<string, string | undefined>()
  for (const pattern of patterns) {
    const { source, flags, place } = pattern
    const written = `/${source}/${flags}`
    const fault = known.has(written) ? known.get(written) : await wrong(pattern)
    known.set(written, fault)
    if (fault !== undefined) faults.push(`${place} ${written}: ${fault}`)
  }
  return faults
}

/** `/source/flags` as it is written. */
function literalOf(text: string): Omit<Pattern, 'place'> {
  const end = text.lastIndexOf('/')
  return { source: text.slice(1, end), flags: text.slice(end + 1) }
}

function isText(type: Type | undefined): boolean {
  if (!type) return false
  const parts = type.isUnionType() ? (type.getTypes() ?? []) : [type]
  return parts.some((part) => (part.flags & TypeFlags.StringLike) !== 0)
}

/** `new RegExp(…)`, and the methods of a text that make a pattern of another text. */
function compiles(node: Node, checker: Checker): Node | undefined {
  if (!isNewExpression(node) && !isCallExpression(node)) return undefined
  const [argument] = node.arguments ?? []
  const called = node.expression
  if (isIdentifier(called) && called.text === 'RegExp') return argument ?? node
  if (!isPropertyAccessExpression(called) || !['match', 'matchAll', 'search'].includes(called.name.text))
    return undefined
  const reads = isText(checker.getTypeAtLocation(called.expression))
  return reads && argument && isText(checker.getTypeAtLocation(argument)) ? argument : undefined
}

const isWritten = (node: Node) =>
  node.kind === SyntaxKind.RegularExpressionLiteral || isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)

/** What is put together while the service runs cannot be judged here, and holds what somebody sent before long. */
const unwritten: Guard = (source) =>
  inSource(source).flatMap((node) => {
    const made = compiles(node, source.checker)
    return made && !isWritten(made) ? [`${where(source, node)}: write the pattern out as a literal`] : []
  })

function patternsOf(source: Source): Pattern[] {
  return inSource(source).flatMap((node) => {
    const place = where(source, node).split(' ')[0] ?? ''
    if (node.kind === SyntaxKind.RegularExpressionLiteral) return [{ ...literalOf(node.getText(source.file)), place }]
    const made = compiles(node, source.checker)
    if (!made || !(isStringLiteral(made) || isNoSubstitutionTemplateLiteral(made))) return []
    const flags = isNewExpression(node) || isCallExpression(node) ? node.arguments?.[1] : undefined
    return [{ source: made.text, flags: flags && isStringLiteral(flags) ? flags.text : '', place }]
  })
}

function inSource({ path, file }: Source): Node[] {
  return path.startsWith('src/') ? nodesOf(file) : []
}

function patternsOfSample(text: string): Pattern[] {
  const patterns: Pattern[] = []
  faultsOfSample(
    (source) => {
      patterns.push(...patternsOf(source))
      return []
    },
    'src/http/sample.ts',
    text,
  )
  return patterns
}

/** Those of a schema, which callers and editors run, and which say what the library behind a schema runs here. */
function patternsOfSchema(schema: unknown, place: string): Pattern[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name === 'pattern' && typeof value === 'string') return [{ source: value, flags: 'u', place }]
    if (name === 'patternProperties') return keysOf(value as object, place)
    return patternsOfSchema(value, `${place}/${name}`)
  })
}

function keysOf(properties: object, place: string): Pattern[] {
  const keys = Object.keys(properties).map((source) => ({ source, flags: 'u', place }))
  return [...keys, ...patternsOfSchema(properties, place)]
}

describe('no regular expression goes back over what it has read', () => {
  test('in every file of src', async () => {
    const patterns: Pattern[] = []
    const madeOfText = faultsOfProject((source) => {
      patterns.push(...patternsOf(source))
      return unwritten(source)
    })
    expect(patterns.length).toBeGreaterThan(100)
    expect([...madeOfText, ...(await backtracking(patterns))]).toEqual([])
  })

  test.each(['openapi/openapi.json', 'src/policies/pack.schema.json'])('in %s', async (path) => {
    const patterns = patternsOfSchema(JSON.parse(textOf(path)), path)
    expect(patterns.length).toBeGreaterThan(10)
    expect(await backtracking(patterns)).toEqual([])
  })

  test.each([
    ['zeros that two parts take', String.raw`export const x = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/`],
    ['spaces that two parts take', String.raw`export const x = /^[a-z\s]+=*\s*$/i`],
    ['an end that is looked for from every place', 'export const x = /0+$/'],
    ['groups within groups', String.raw`export const x = new RegExp('^(\\w+)*$', 'i')`],
    ['the pattern of a schema', "import { z } from 'zod'\nexport const x = z.string().regex(/^(a|a)*$/)"],
    ['a text that is searched for as a pattern', "export const x = (said: string) => said.match('(a+)+$')"],
  ])('sees %s', async (_, text) => {
    expect(await backtracking(patternsOfSample(text))).toHaveLength(1)
  })

  test('sees the pattern of a document', async () => {
    const schema = { properties: { a: { pattern: '^(a+)+$' }, b: { patternProperties: { '(b|b)*c': {} } } } }
    expect(await backtracking(patternsOfSchema(schema, 'x'))).toHaveLength(2)
  })

  test.each([
    ['a pattern made of a text', 'export const x = (said: string) => new RegExp(said)'],
    ['one with a gap', 'export const x = (most: number) => RegExp(`^a{1,$' + '{most}}$`)'],
    ['a search for what was sent', 'export const x = (said: string, sent: string) => said.search(sent)'],
  ])('sees %s', (_, text) => {
    expect(faultsOfSample(unwritten, 'src/http/sample.ts', text)).toHaveLength(1)
  })

  test.each([
    ['a bounded number', String.raw`export const x = /^\d{1,14}\.\d{2}$/`],
    ['a name without an end', String.raw`export const x = (said: string) => said.match(/^[\w.-]+$/)`],
    ['another search', 'export const x = (it: { search: (a: string) => void }) => it.search("(a+)+$")'],
  ])('lets through %s', async (_, text) => {
    expect(await backtracking(patternsOfSample(text))).toEqual([])
    expect(faultsOfSample(unwritten, 'src/http/sample.ts', text)).toEqual([])
  })
})
