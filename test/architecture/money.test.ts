import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
} from 'typescript/unstable/ast/is'
import { type Checker, type Type, TypeFlags } from 'typescript/unstable/sync'
import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/domain/money.ts'
import { faultsOfProject, faultsOfSample, type Guard, nodesOf, where } from './source.ts'

const equality = new Set<SyntaxKind>([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
])
const arithmetic = new Set<SyntaxKind>([
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.PlusEqualsToken,
  SyntaxKind.MinusEqualsToken,
  SyntaxKind.AsteriskEqualsToken,
  SyntaxKind.SlashEqualsToken,
])

/** Fields that hold yuan as text between the database, the use cases and the wire. */
const moneyFields = new Set(
  'total offCatalogue overLimit preSelfPay inScope basic criticalIllness supplementary commercial socialAid assistance reAid tilt amount limit used usedBefore usedAfter remaining contribution subsidy personPays selfPay personBurden base rate'.split(
    ' ',
  ),
)

function parts(type: Type | undefined): readonly Type[] {
  if (!type) return []
  return type.isUnionType() ? (type.getTypes() ?? []) : [type]
}

function isDecimal(checker: Checker, node: Node): boolean {
  return parts(checker.getTypeAtLocation(node)).some(
    (type) => type.isObjectType() && type.getSymbol()?.name === 'Decimal',
  )
}

function isMoneyText(checker: Checker, node: Node): boolean {
  const name = isPropertyAccessExpression(node) ? node.name.text : isIdentifier(node) ? node.text : ''
  if (!moneyFields.has(name)) return false
  return parts(checker.getTypeAtLocation(node)).some((type) => (type.flags & TypeFlags.StringLike) !== 0)
}

/** JavaScript's operators read a Decimal as text: 10.1 comes before 9.99, and a sum is a longer word. */
const operators: Guard = (source) => {
  const { checker } = source
  const money = (node: Node) => isDecimal(checker, node) || isMoneyText(checker, node)
  return nodesOf(source.file)
    .filter((node) => {
      if (isPrefixUnaryExpression(node)) {
        const sign = node.operator === SyntaxKind.PlusToken || node.operator === SyntaxKind.MinusToken
        return sign && money(node.operand)
      }
      if (!isBinaryExpression(node)) return false
      if (equality.has(node.operatorToken.kind)) return isDecimal(checker, node.left) && isDecimal(checker, node.right)
      return arithmetic.has(node.operatorToken.kind) && (money(node.left) || money(node.right))
    })
    .map((node) => where(source, node))
}

/** A float loses fen. Money leaves Decimal as text, never as a number. */
const floats: Guard = (source) => {
  const { checker, path } = source
  if (!path.startsWith('src/')) return []
  const money = (node: Node | undefined) =>
    node !== undefined && (isDecimal(checker, node) || isMoneyText(checker, node))
  return nodesOf(source.file)
    .filter((node) => {
      if (!isCallExpression(node)) return false
      const called = node.expression
      if (isPropertyAccessExpression(called)) {
        if (called.name.text === 'parseFloat') return true
        return called.name.text === 'toNumber' && isDecimal(checker, called.expression)
      }
      if (!isIdentifier(called)) return false
      return called.text === 'parseFloat' || (called.text === 'Number' && money(node.arguments[0]))
    })
    .map((node) => where(source, node))
}

const head = "import { decimal } from './money.ts'\nconst a = decimal('10.1'), b = decimal('9.99')\n"
const row = 'declare const row: { amount: string; limit: string | null }\n'

describe('money is compared and added by its methods', () => {
  test('because the operator is wrong: 10.1 is more than 9.99', () => {
    expect(decimal('10.1').gt(decimal('9.99'))).toBe(true)
  })

  test('in every file: no operator on a Decimal or on money as text', () => {
    expect(faultsOfProject(operators)).toEqual([])
  })

  test('in every file of src: no float made of money', () => {
    expect(faultsOfProject(floats)).toEqual([])
  })

  test.each([
    ['a comparison', operators, `${head}export const x = a < b`],
    ['a sum', operators, `${head}export const x = \`\${a}\` + (a as never) + b`],
    ['equality', operators, `${head}export const x = a === b`],
    ['a sign', operators, `${head}export const x = +a`],
    ['amounts as text compared', operators, `${row}export const x = row.amount > '9.99'`],
    ['a limit that may be null', operators, `${row}export const x = row.limit! >= row.amount`],
    ['a number made of a Decimal', floats, `${head}export const x = [Number(a), b]`],
    ['a Decimal that asks for its float', floats, `${head}export const x = [a.toNumber(), b]`],
    ['a float read from text', floats, `${row}export const x = parseFloat(row.amount)`],
    ['a number read from text', floats, `${row}export const x = Number(row.amount)`],
  ])('sees %s', (_, guard, text) => {
    expect(faultsOfSample(guard, 'src/domain/sample.ts', text).length).toBeGreaterThan(0)
  })

  test.each([
    ['the methods', `${head}export const x = a.lt(b) && a.plus(b).eq(b)`],
    ['a null check', `${head}export const x = (c: typeof a | null) => c === null || c === undefined`],
    ['a count', 'export const x = (limit: number) => limit + 1'],
  ])('lets through %s', (_, text) => {
    expect([
      ...faultsOfSample(operators, 'src/domain/sample.ts', text),
      ...faultsOfSample(floats, 'src/domain/sample.ts', text),
    ]).toEqual([])
  })
})
