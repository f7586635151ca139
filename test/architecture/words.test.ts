import { SyntaxKind } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isStringLiteral,
} from 'typescript/unstable/ast/is'
import { describe, expect, test } from 'vitest'
import { rowLists } from '../../src/domain/policies/rows.ts'
import { type Faults, faultsOfProject, faultsOfSample, type Guard, nodesOf, where } from './source.ts'

/** Text that stands in the code as it is, without places that are filled in. */
function textIn(node: { readonly kind: SyntaxKind; readonly text?: string }): string | null {
  const isPlain = node.kind === SyntaxKind.StringLiteral || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral
  return isPlain ? (node.text ?? '') : null
}

/** Chinese words may stand in an English sentence as what to send. */
const isEnglish = (text: string) => isNeither(text) || /[A-Za-z]/.test(text.replace(/\{[^}]*\}/g, ''))
/** Names of fields, figures and places stand alike in both languages. */
const isNeither = (text: string) => !/[A-Za-z一-龥]/.test(text.replace(/\{[^}]*\}|`[^`]*`/g, ''))

/** A pair of words says the same in Chinese and in English; neither is left out, and they are not the same text twice. */
const bothLanguages: Guard = (source) => {
  if (!source.path.startsWith('src/')) return []
  return nodesOf(source.file).flatMap((node) => {
    if (!isObjectLiteralExpression(node)) return []
    const side = (name: string) => {
      const member = node.properties.find((one) => isPropertyAssignment(one) && one.name.getText(source.file) === name)
      return member && isPropertyAssignment(member) ? textIn(member.initializer) : null
    }
    const [zh, en] = [side('zh'), side('en')]
    if (zh === null || en === null || (isNeither(zh) && isNeither(en))) return []
    const isMissing = (zh === '') !== (en === '')
    return isMissing || !isEnglish(en) || zh === en ? [where(source, node)] : []
  })
}

/** The kinds of rows that some part of the service asks the law for, or a check of packs looks at by name. */
const rowsRead: Guard = (source) => {
  if (!/^src\/(domain|application|nhsa|policies)\//.test(source.path)) return []
  return nodesOf(source.file).flatMap((node) => {
    if (isCallExpression(node) && /(^|\.)rows$/.test(node.expression.getText(source.file))) {
      const [kind] = node.arguments
      return kind && isStringLiteral(kind) ? [kind.text] : []
    }
    const compared = node.kind === SyntaxKind.BinaryExpression ? node.getText(source.file) : ''
    return [...compared.matchAll(/\.kind === '(\w+)'/g)].map(([, kind = '']) => kind)
  })
}

/** Says of a region's fund what the accounts of src/domain/fund do for every region: an account apart, and what was wrongly paid recovered. */
const readByNobody = ['fund']

function unread(kinds: readonly string[], read: Faults): string[] {
  return kinds.filter((kind) => !read.includes(kind))
}

describe('words', () => {
  test('every pair in src says something in both languages', () => {
    expect(faultsOfProject(bothLanguages)).toEqual([])
  })

  test.each([
    ['Chinese that is missing', "export const a = { zh: '', en: 'Not found' }"],
    ['English that is missing', "export const a = { zh: '未找到', en: '' }"],
    ['Chinese on the English side', "export const a = { zh: '未找到', en: '未找到。' }"],
    ['English on both sides', "export const a = { zh: 'Not found', en: 'Not found' }"],
  ])('sees %s', (_, text) => {
    expect(faultsOfSample(bothLanguages, 'src/domain/sample.ts', text)).toHaveLength(1)
  })

  test('lets through words, and what is the same in both languages', () => {
    const text = "export const a = { zh: '未找到', en: 'Not found' }, b = { zh: '{reason}', en: '{reason}' }"
    expect(faultsOfSample(bothLanguages, 'src/domain/sample.ts', text)).toEqual([])
  })
})

describe('what a pack may lay down', () => {
  const read = faultsOfProject(rowsRead)

  test('is read by the engine, by a use case, or by the check of packs', () => {
    expect(unread(Object.keys(rowLists), read)).toEqual(readByNobody)
  })

  test('a kind of row that nothing reads is seen', () => {
    expect(unread(['aid', 'bonus'], read)).toEqual(['bonus'])
    expect(faultsOfSample(rowsRead, 'src/domain/sample.ts', "export const a = law.rows('bonus')[0]")).toEqual(['bonus'])
  })
})
