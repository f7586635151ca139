import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { faultAt, type PackFault } from '../checks/faults.ts'
import { yamlFaults } from '../checks/yaml-faults.ts'

export type KeyPath = readonly PropertyKey[]

/** A YAML file as text values, with the line of each. */
export interface YamlText {
  readonly content: unknown
  readonly lineOf: (path: KeyPath) => number
}

const nothing = /^(null|Null|NULL|~|)$/

/**
 * Reads YAML without ever making a number of it.
 *
 * The failsafe schema keeps every plain value as the digits in the file, so `0.70` stays `0.70` and
 * is made an exact decimal later. Only the absence of a value is told apart from its text.
 */
export function readYaml(file: string, text: string): YamlText | PackFault[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) return yamlFaults(file, text, lines, broken)
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && node.type === 'PLAIN' && nothing.test(String(node.value))) node.value = null
    },
  })
  if (document.contents === null) return [faultAt({ file, line: 1 }, 'no-content')]
  const content = plainOf(document)
  if (content === tooDeep) return [faultAt({ file, line: 1 }, 'not-yaml', { why: 'too many aliases' })]
  return { content, lineOf: (path) => lineOf(document, lines, path) }
}

const tooDeep = Symbol('too deep')

/** Aliases that multiply each other could fill the memory of a service that starts; the reader counts them and stops. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return tooDeep
  }
}

/** The line of the last step of the path that the file has, so that what is missing points at its parent. */
function lineOf(document: Document, lines: LineCounter, path: KeyPath): number {
  let node: Node | null = document.contents
  let at = node?.range?.[0] ?? 0
  for (const key of path) {
    const step = stepInto(document, node, key)
    if (!step) break
    at = step.at
    node = step.node
  }
  return Math.max(1, lines.linePos(at).line)
}

function stepInto(document: Document, from: Node | null, key: PropertyKey): { at: number; node: Node | null } | null {
  const node = from && isAlias(from) ? (from.resolve(document) ?? null) : from
  if (isSeq(node)) return stepTo(node.items[Number(key)] as Node | undefined)
  if (!isMap(node)) return null
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(key))
  if (!pair) return null
  return { at: (pair.key as Node).range?.[0] ?? 0, node: pair.value as Node | null }
}

function stepTo(node: Node | undefined): { at: number; node: Node } | null {
  return node ? { at: node.range?.[0] ?? 0, node } : null
}
