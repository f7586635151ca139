import type { Node } from 'typescript/unstable/ast'
import {
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertySignatureDeclaration,
} from 'typescript/unstable/ast/is'
import { describe, expect, test } from 'vitest'
import { faultsOfProject, faultsOfSample, type Guard, nodesOf, where } from './source.ts'

const outside = new Set([
  'Date',
  'process',
  'fetch',
  'console',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'globalThis',
])

function isName(node: Node): boolean {
  const { parent } = node
  const named =
    isPropertyAccessExpression(parent) || isPropertyAssignment(parent) || isPropertySignatureDeclaration(parent)
  return named && parent.name === node
}

/** The domain is told the day and the facts. Only the calendar converts instants, and none reads the clock. */
const knowsNoWorld: Guard = (source) => {
  if (!source.path.startsWith('src/domain/')) return []
  const calendar = source.path === 'src/domain/calendar.ts'
  return nodesOf(source.file)
    .filter((node) => isIdentifier(node) && outside.has(node.text) && !isName(node))
    .filter((node) => !(calendar && isIdentifier(node) && node.text === 'Date' && !readsClock(node)))
    .map((node) => where(source, node.parent))
}

/** `new Date()` and `Date.now()` ask what time it is; `new Date(text)` converts. */
function readsClock(node: Node): boolean {
  const { parent } = node
  if (isNewExpression(parent)) return (parent.arguments?.length ?? 0) === 0
  return isPropertyAccessExpression(parent) && parent.name.text === 'now'
}

/** A use case takes the time from `service.clock`, so that a test can say what day it is. */
const clockIsGiven: Guard = (source) =>
  source.path.startsWith('src/application/')
    ? nodesOf(source.file)
        .filter((node) => isIdentifier(node) && node.text === 'Date' && readsClock(node))
        .map((node) => where(source, node.parent))
    : []

const random: Guard = (source) =>
  source.path.startsWith('src/domain/')
    ? nodesOf(source.file)
        .filter((node) => isPropertyAccessExpression(node) && node.name.text === 'random')
        .map((node) => where(source, node))
    : []

describe('the domain knows no clock, network or chance', () => {
  test('in every file of src/domain', () => {
    expect([...faultsOfProject(knowsNoWorld), ...faultsOfProject(random)]).toEqual([])
  })

  test('and no use case reads the clock itself', () => {
    expect(faultsOfProject(clockIsGiven)).toEqual([])
  })

  test.each([
    ['now', knowsNoWorld, 'src/domain/sample.ts', 'export const x = () => new Date()'],
    ['the clock in the calendar', knowsNoWorld, 'src/domain/calendar.ts', 'export const x = () => Date.now()'],
    ['the environment', knowsNoWorld, 'src/domain/sample.ts', 'export const x = process.env.REGION'],
    ['chance', random, 'src/domain/sample.ts', 'export const x = Math.random()'],
    ['a use case that looks at the clock', clockIsGiven, 'src/application/sample.ts', 'export const x = Date.now()'],
  ])('sees %s', (_, guard, path, text) => {
    expect(faultsOfSample(guard, path, text)).toHaveLength(1)
  })

  test('lets the calendar convert a day', () => {
    const text = 'export const x = (day: string) => new Date(`' + '$' + '{day}T00:00:00Z`)'
    expect(faultsOfSample(knowsNoWorld, 'src/domain/calendar.ts', text)).toEqual([])
  })
})
