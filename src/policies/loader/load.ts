import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PackFile, packFileSchema } from '../../domain/policies/pack.ts'
import { faultAt, type PackFault } from '../checks/faults.ts'
import { wordsOf } from '../checks/issue-words.ts'
import { type KeyPath, readYaml } from './yaml-text.ts'

/** The packs that come with the service: the folders beside this module. */
export const builtInPolicies = fileURLToPath(new URL('..', import.meta.url))

/** A pack file that the schema accepts, and the line of each of its values. */
export interface LoadedPack {
  readonly path: string
  readonly file: PackFile
  readonly lineOf: (path: KeyPath) => number
}

export interface Loaded {
  readonly files: readonly LoadedPack[]
  readonly faults: readonly PackFault[]
  /** Files that look as if they were meant to be packs and are not read, such as `a.yaml.txt`. */
  readonly unread: readonly string[]
}

/**
 * Reads every YAML file of the folders, those within folders too, in the order of their names.
 * What cannot be read or is not a pack is a fault, never an exception.
 */
export async function loadPacks(folders: readonly string[]): Promise<Loaded> {
  const files: LoadedPack[] = []
  const faults: PackFault[] = []
  const unread: string[] = []
  for (const path of await pathsIn(folders, faults, unread)) {
    const read = await loadFile(path)
    if (Array.isArray(read)) faults.push(...read)
    else files.push(read)
  }
  return { files, faults, unread }
}

async function pathsIn(folders: readonly string[], faults: PackFault[], unread: string[]): Promise<string[]> {
  const paths: string[] = []
  for (const folder of folders.map((name) => resolve(name))) {
    const entries = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      faults.push(...unreadable(folder, error))
      return []
    })
    unread.push(...entries.filter(isNearlyPack).map((entry) => shown(join(folder, entry))))
    paths.push(
      ...entries
        .filter(isPack)
        .sort()
        .map((entry) => join(folder, entry)),
    )
  }
  return [...new Set(paths)]
}

/** Hidden names are copies that editors and mounted volumes keep beside the real files. */
function isPack(path: string): boolean {
  const names = path.split(/[\\/]/)
  return /\.ya?ml$/i.test(path) && !names.some((name) => name.startsWith('.'))
}

/** An editor that added its own ending, a copy, a slip of the ending. */
function isNearlyPack(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return (
    !name.startsWith('.') &&
    (/\.ya?ml[.~ （(]/i.test(name) || /\.(yam|ymal|ymll?|yaml\d)$/i.test(name)) &&
    !isPack(path)
  )
}

async function loadFile(path: string): Promise<LoadedPack | PackFault[]> {
  const bytes = await readFile(path).catch((error: unknown) => unreadable(path, error))
  return Array.isArray(bytes) ? bytes : packFrom(shown(path), bytes)
}

/** The operating system's refusal as a fault; anything else is our bug and goes on as it is. */
function unreadable(path: string, error: unknown): PackFault[] {
  if (!(error instanceof Error && 'code' in error)) throw error
  return [faultAt({ file: shown(path), line: 1 }, 'unreadable', { why: String(error.code) })]
}

/** Reads one pack from the bytes of its file; `file` is what faults call it. */
export function packFrom(file: string, bytes: Uint8Array): LoadedPack | PackFault[] {
  const text = textOf(bytes)
  if (text === null) return [faultAt({ file, line: 1 }, 'not-utf8')]
  const yaml = readYaml(file, text)
  if (Array.isArray(yaml)) return yaml
  const parsed = packFileSchema.safeParse(yaml.content)
  if (!parsed.success) return wordsOf(file, yaml, parsed.error.issues)
  return { path: file, file: parsed.data, lineOf: yaml.lineOf }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Files below the working folder go by their short name, as a shell would complete it. */
function shown(path: string): string {
  const short = relative(process.cwd(), path)
  return short === '' || short.startsWith('..') ? path : short
}
