import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import { API, type Checker } from 'typescript/unstable/sync'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** One file of the project as the compiler reads it. */
export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string
  readonly file: SourceFile
  readonly checker: Checker
}

/** What a guard found: where, and what is wrong there. */
export type Faults = readonly string[]
export type Guard = (source: Source) => Faults

export function nodesOf(top: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Node): void => {
    found.push(node)
    node.forEachChild(visit)
  }
  visit(top)
  return found
}

export function where({ path, file }: Source, node: Node): string {
  const line = file.text.slice(0, node.getStart(file)).split('\n').length
  return `${path}:${line} ${node.getText(file).split('\n')[0]}`
}

function runOver(api: API, config: string, guard: Guard, wanted: (path: string) => boolean): Faults {
  const project = api.updateSnapshot({ openProjects: [config] }).getProjects()[0]
  if (!project) throw new Error(`the compiler opened no project for ${config}`)
  return project.rootFiles.flatMap((name) => {
    const path = relative(root, name).replaceAll('\\', '/')
    const file = wanted(path) ? project.program.getSourceFile(name) : undefined
    return file ? guard({ path, file, checker: project.checker }) : []
  })
}

/** Runs a guard over every file that the compiler checks. */
export function faultsOfProject(guard: Guard): Faults {
  const api = new API({ cwd: root })
  try {
    return runOver(api, join(root, 'tsconfig.json'), guard, (path) => !path.includes('generated/'))
  } finally {
    api.close()
  }
}

/** Runs a guard over a file that exists only here, as if it stood at `path`: so each guard is seen to fail. */
export function faultsOfSample(guard: Guard, path: string, text: string): Faults {
  const config = join(root, 'tsconfig.sample.json')
  const files = new Map([
    [config, JSON.stringify({ extends: './tsconfig.json', include: [], files: [path] })],
    [join(root, path), text],
  ])
  const fs = {
    readFile: (name: string) => files.get(name),
    fileExists: (name: string) => (files.has(name) ? true : undefined),
  }
  const api = new API({ cwd: root, fs })
  try {
    return runOver(api, config, guard, (name) => name === path)
  } finally {
    api.close()
  }
}

const notOurs = new Set([
  'node_modules',
  'dist',
  '.data',
  '.servers',
  '.git',
  'generated',
  'coverage',
  'package-lock.json',
  '.env',
])

/** Every file of the project that a person wrote or that is published with it, from the root. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return projectFiles(path)
      // A data folder that lies about has pipes in it, which nobody reads to the end.
      return entry.isFile() ? [path] : []
    })
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
