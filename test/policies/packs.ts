import { faultsOfPacks, warningsOfPacks } from '../../src/policies/checks/check.ts'
import type { PackFault } from '../../src/policies/checks/faults.ts'
import { type Loaded, type LoadedPack, packFrom } from '../../src/policies/loader/load.ts'

interface Head {
  readonly region?: string
  readonly number?: string
  readonly role?: 'policy' | 'supplement'
  readonly inForce?: string
  readonly inherits?: string
}

/** A small pack: a sound head, and the clauses as they are given. */
export function pack(clauses: string, head: Head = {}): string {
  const {
    region = '990100',
    number = '甲〔2023〕1号',
    role = 'policy',
    inForce = '{ from: 2023-01-01, to: null }',
  } = head
  return `region: '${region}'
name: { zh: 甲市, en: A }
role: ${role}
document: { number: ${number}, title: { zh: 办法, en: Rules }, issuer: { zh: 甲市, en: A }, issued: null }
inForce: ${inForce}
${head.inherits ? `inherits: '${head.inherits}'\n` : ''}clauses:
${clauses}`
}

/** A sound clause, whose last lines are those given. */
export function clause(id: string, body = '', status = 'text'): string {
  return `  - clause: ${id}
    cite: 甲〔2023〕1号 第一条
    says: { zh: 规定, en: a rule }
    status: ${status}
${body}`
}

/** Reads packs from texts, named `1.yaml`, `2.yaml` and so on, and says all that is wrong with them. */
export function faultsIn(...texts: readonly (string | Uint8Array)[]): PackFault[] {
  return faultsOfPacks(readAll(texts))
}

/** The same of what is only pointed at. */
export function warningsIn(...texts: readonly string[]): PackFault[] {
  return warningsOfPacks(readAll(texts))
}

function readAll(texts: readonly (string | Uint8Array)[]): Loaded {
  const read = texts.map((text, index) => packFrom(`${index + 1}.yaml`, bytesOf(text)))
  const files = read.filter((one): one is LoadedPack => !Array.isArray(one))
  return { files, unread: [], faults: read.filter((one) => Array.isArray(one)).flat() }
}

/** The lines that a text marks with `# here`, as faults are expected to name them. */
export function markedIn(...texts: readonly string[]): string[] {
  return texts.flatMap((text, index) =>
    text.split('\n').flatMap((line, at) => (line.includes('# here') ? [`${index + 1}.yaml:${at + 1}`] : [])),
  )
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text
}
