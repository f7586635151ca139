import type { AsExpression, Node } from 'typescript/unstable/ast'
import { isAsExpression } from 'typescript/unstable/ast/is'
import { TypeFlags } from 'typescript/unstable/sync'
import { describe, expect, test } from 'vitest'
import { faultsOfProject, faultsOfSample, type Guard, nodesOf, type Source, where } from './source.ts'

const chapters = ['src/application/', 'src/domain/', 'src/db/', 'src/nhsa/']

/** Where a cast is of something else than what is stored. */
const elsewhere = new Map([
  ['src/db/shared/shape.ts', 'the one place that says what a value is, once it was looked at'],
  ['src/db/database.ts', 'what a connection of pg has and its types do not say'],
  ['src/db/setup/session.ts', 'what a connection of pg has and its types do not say'],
  ['src/db/errors.ts', 'what a driver puts on its errors'],
  [
    'src/application/policies/run-examples.ts',
    'names of payers in the examples of a pack, which the schema of packs looked at',
  ],
  ['src/application/policies/sentences/words.ts', 'a level of a pack, which the schema of packs looked at'],
  ['src/domain/money.ts', 'an exact amount, which Intl takes as text of a number'],
  ['src/domain/names/categories.ts', 'a code that is looked up in a table of some'],
  ['src/nhsa/envelope/json.ts', 'a text of JSON that was scanned before it is parsed'],
  ['src/domain/policies/library.ts', 'rows of one kind among those of every kind, which the compiler cannot follow'],
])

function isUnknown({ checker }: Source, node: Node): boolean {
  return ((checker.getTypeAtLocation(node)?.flags ?? 0) & TypeFlags.Unknown) !== 0
}

/** A word of a closed list is stored as any text: whether it is one of the list is asked where the row is read. */
function isAnyText({ checker, file }: Source, node: AsExpression): boolean {
  const isText = ((checker.getTypeAtLocation(node.expression)?.flags ?? 0) & TypeFlags.String) !== 0
  return isText && !/^(string|keyof\b.*)$/.test(node.type.getText(file))
}

function isParsed({ file }: Source, { expression, type }: AsExpression): boolean {
  return /^JSON\.parse\(/.test(expression.getText(file)) && type.getText(file) !== 'unknown'
}

/** What was thrown is looked at where it is caught: Node and PostgreSQL put a code on an Error. */
const thrown = /^(Error|NodeJS\.ErrnoException)\b/

/** What is stored is looked at once, where it is read; a cast of what nobody looked at is a promise that nobody keeps. */
const noCast: Guard = (source) =>
  chapters.some((chapter) => source.path.startsWith(chapter)) && !elsewhere.has(source.path)
    ? nodesOf(source.file)
        .filter((node) => isAsExpression(node))
        .filter((node) => isUnknown(source, node.expression) || isAnyText(source, node) || isParsed(source, node))
        .filter((node) => !thrown.test(node.type.getText(source.file)))
        .map((node) => where(source, node))
    : []

describe('what nobody looked at', () => {
  test('is cast nowhere', () => {
    expect(faultsOfProject(noCast)).toEqual([])
  })

  test.each([
    'row.input as Input',
    'row.facts as Input | null',
    'row.input as Partial<Input>',
    'known as unknown as Input',
    "word as 'a' | 'b'",
    'JSON.parse(word) as Input',
  ])('sees %s', (cast) => {
    const text = `declare const row: Record<string, unknown>
declare const known: { readonly other: string }
declare const word: string
interface Input { readonly personNo: string }
export const x = ${cast}`
    expect(faultsOfSample(noCast, 'src/application/sample.ts', text)).toHaveLength(1)
  })

  test('lets a known value be narrowed, and what was thrown be asked for its code', () => {
    const text = `declare const known: 'a' | 'b' | 'c'
declare const field: string
declare const error: unknown
export const x = [known as 'a' | 'b', field as keyof Error, (error as NodeJS.ErrnoException).code]`
    expect(faultsOfSample(noCast, 'src/application/sample.ts', text)).toEqual([])
  })
})
