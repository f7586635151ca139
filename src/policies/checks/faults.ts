import type { Bilingual } from '../../domain/language.ts'
import { type FaultCode, faultWords } from './fault-words.ts'

/** What is wrong with a pack, and where. `file` is as the operator would type it; `line` counts from 1. */
export interface PackFault {
  readonly file: string
  readonly line: number
  readonly code: FaultCode
  readonly message: Bilingual
}

export type FaultParams = Readonly<Record<string, string | Bilingual>>

/** A place in a file that a fault can point at. */
export interface Spot {
  readonly file: string
  readonly line: number
}

export function faultAt(spot: Spot, code: FaultCode, params: FaultParams = {}): PackFault {
  const words = faultWords[code]
  const message = { zh: fill(words.zh, params, 'zh'), en: fill(words.en, params, 'en') }
  return { file: spot.file, line: spot.line, code, message }
}

/** A fault as compilers print theirs, so that editors can jump to it. */
export function faultLine(fault: PackFault, language: keyof Bilingual = 'en'): string {
  return `${fault.file}:${fault.line}: ${fault.message[language]}`
}

/**
 * Each fault once, in the order of the files. A province's fault is met again in every city that
 * inherits it, and a row that is laid down twice is so on many days: the first of them is enough.
 */
export function inFileOrder(faults: readonly PackFault[]): PackFault[] {
  const once = new Map<string, PackFault>()
  for (const fault of faults) {
    const name = fault.code.startsWith('row-') ? `${fault.file}:${fault.line}: ${fault.code}` : faultLine(fault)
    if (!once.has(name)) once.set(name, fault)
  }
  return [...once.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

function fill(template: string, params: FaultParams, language: keyof Bilingual): string {
  return template.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'string' ? value : value[language]
  })
}
