import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import {
  isClassDeclaration,
  isExportDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isNamedExports,
  isTypeAliasDeclaration,
  isVariableStatement,
} from 'typescript/unstable/ast/is'
import { describe, expect, test } from 'vitest'
import { type Faults, faultsOfProject, faultsOfSample, type Guard } from './source.ts'

/** What a statement declares; a name brought in from elsewhere is not declared here. */
function declaredBy(statement: Node): string[] {
  if (isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (isIdentifier(name) ? [name.text] : []))
  }
  const isNamed =
    isFunctionDeclaration(statement) ||
    isClassDeclaration(statement) ||
    isInterfaceDeclaration(statement) ||
    isTypeAliasDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

function isExported(statement: Node): boolean {
  const { modifiers = [] } = statement as { modifiers?: readonly Node[] }
  return [...(modifiers ?? [])].some(({ kind }) => kind === SyntaxKind.ExportKeyword)
}

/** Names exported by a list at the end of the file, under the name that others import. */
function listed(statement: Node, declared: ReadonlySet<string>): string[] {
  if (!isExportDeclaration(statement) || statement.moduleSpecifier || !statement.exportClause) return []
  if (!isNamedExports(statement.exportClause)) return []
  return statement.exportClause.elements
    .filter(({ name, propertyName }) => declared.has((propertyName ?? name).text))
    .map(({ name }) => name.text)
}

/** A line for each name that a module of src declares and exports: the name, and where. */
const exportedNames: Guard = ({ path, file }) => {
  if (!path.startsWith('src/')) return []
  const declared = new Set(file.statements.flatMap((statement) => declaredBy(statement)))
  const names = file.statements.flatMap((statement) =>
    isExported(statement) ? declaredBy(statement) : listed(statement, declared),
  )
  return [...new Set(names)].map((name) => `${name} ${path}`)
}

/** A name that two modules declare is a riddle wherever it is read. */
function riddles(exports: Faults): Faults {
  const modules = new Map<string, string[]>()
  for (const line of exports) {
    const [name = '', path = ''] = line.split(' ')
    modules.set(name, [...(modules.get(name) ?? []), path])
  }
  return [...modules].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`)
}

const exportsOf = (path: string, text: string) => faultsOfSample(exportedNames, path, text)

describe('an exported name means one thing', () => {
  test('in all of src', () => {
    const found = faultsOfProject(exportedNames)
    expect(found.length).toBeGreaterThan(1000)
    expect(riddles(found)).toEqual([])
  })

  test.each([
    ['a function', 'export function limitsOf() {}'],
    ['a generator', 'export async function* limitsOf() {}'],
    ['a value', 'export const limitsOf = 1, other = 2'],
    ['a type', 'export type limitsOf = string'],
    ['a class', 'export class limitsOf {}'],
    ['an interface', 'export interface limitsOf { readonly a: string }'],
    ['one of a list', 'const limitsOf = 1\nexport { limitsOf }'],
    ['one of a list under another name', 'const limits = 1\nexport { limits as limitsOf }'],
  ])('sees %s that another module has too', (_, text) => {
    const other = exportsOf('src/http/server/sample.ts', 'export const limitsOf = 0')
    expect(riddles([...other, ...exportsOf('src/domain/sample.ts', text)])).toEqual([
      'limitsOf: src/http/server/sample.ts, src/domain/sample.ts',
    ])
  })

  test('lets a module give a name on, and give a value and its type one name', () => {
    expect(exportsOf('src/domain/sample.ts', "import { a } from './money.ts'\nexport { a }")).toEqual([])
    expect(exportsOf('src/domain/sample.ts', "export { a } from './money.ts'")).toEqual([])
    expect(exportsOf('src/domain/sample.ts', 'export const A = 1\nexport type A = number')).toHaveLength(1)
  })
})
