import type { Node } from 'typescript/unstable/ast'
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
  ['src/domain/policies/library.ts', 'rows of one kind among those of every kind, which the compiler cannot follow'],
])

function isUnknown({ checker }: Source, node: Node): boolean {
  return ((checker.getTypeAtLocation(node)?.flags ?? 0) & TypeFlags.Unknown) !== 0
}

/** What was thrown is looked at where it is caught: Node and PostgreSQL put a code on an Error. */
const thrown = /^(Error|NodeJS\.ErrnoException)\b/

/** What is stored is looked at once, where it is read; a cast of what nobody looked at is a promise that nobody keeps. */
const noCast: Guard = (source) =>
  chapters.some((chapter) => source.path.startsWith(chapter)) && !elsewhere.has(source.path)
    ? nodesOf(source.file)
        .filter((node) => isAsExpression(node) && isUnknown(source, node.expression))
        .filter((node) => isAsExpression(node) && !thrown.test(node.type.getText(source.file)))
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
  ])('sees %s', (cast) => {
    const text = `declare const row: Record<string, unknown>
declare const known: { readonly other: string }
interface Input { readonly personNo: string }
export const x = ${cast}`
    expect(faultsOfSample(noCast, 'src/application/sample.ts', text)).toHaveLength(1)
  })

  test('lets a known value be narrowed, and what was thrown be asked for its code', () => {
    const text = `declare const known: string
declare const error: unknown
export const x = [known as 'a' | 'b', (error as NodeJS.ErrnoException).code]`
    expect(faultsOfSample(noCast, 'src/application/sample.ts', text)).toEqual([])
  })
})
