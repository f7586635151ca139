import { posix } from 'node:path'
import { SyntaxKind } from 'typescript/unstable/ast'
import { isCallExpression, isExportDeclaration, isImportDeclaration, isStringLiteral } from 'typescript/unstable/ast/is'
import { describe, expect, test } from 'vitest'
import { faultsOfProject, faultsOfSample, type Guard, nodesOf, type Source, where } from './source.ts'

/** What each chapter may import: chapters of ours, and packages. Data flows one way: http, application, domain. */
const chapters: Record<string, { readonly ours: readonly string[]; readonly packages: RegExp }> = {
  domain: { ours: ['domain'], packages: /^(decimal\.js|zod|ipaddr\.js)$/ },
  policies: { ours: ['policies', 'domain'], packages: /^(node:|yaml$|zod$|decimal\.js$)/ },
  db: {
    ours: ['db', 'domain', 'config', 'log'],
    packages: /^(node:|pg$|pg-boss$|@prisma\/|uuidv7$|zod$)/,
  },
  /** What people look at, on paper or on a screen; it is no HTTP. */
  render: { ours: ['render', 'application', 'domain'], packages: /^(node:|pdfkit$|fontkit$|write-excel-file)/ },
  /** The PostgreSQL that comes along. */
  embedded: { ours: ['embedded', 'db'], packages: /^node:/ },
  application: {
    ours: ['application', 'domain', 'db', 'policies', 'log'],
    packages: /^(node:(?!http|net|tls|dgram)|pg$|csv-parse\/sync$|sax$|standardwebhooks$|uuidv7$|yauzl$|zod$)/,
  },
  /** The national messages, put into the words of the use cases and back. */
  nhsa: { ours: ['nhsa', 'application', 'domain'], packages: /^node:(crypto|stream|timers\/promises|zlib)$/ },
  http: { ours: ['http', 'nhsa', 'render', 'application', 'domain', 'log', 'config'], packages: /^(?!pg$|@prisma\/)/ },
  config: { ours: ['domain', 'config'], packages: /^(node:|zod$|ipaddr\.js$|yaml$)/ },
  log: { ours: ['config', 'log'], packages: /^(node:|pino$|fastify$)/ },
  start: {
    ours: ['start', 'app', 'http', 'application', 'domain', 'policies', 'db', 'embedded', 'config', 'log'],
    packages: /./,
  },
  app: { ours: ['http', 'application', 'domain', 'policies', 'db', 'config', 'log'], packages: /./ },
  main: { ours: ['start', 'app', 'http', 'application', 'domain', 'policies', 'db', 'config', 'log'], packages: /./ },
  cli: {
    ours: [
      ...['cli', 'start', 'app', 'http', 'application', 'domain', 'policies', 'render'],
      ...['db', 'embedded', 'config', 'log'],
    ],
    packages: /./,
  },
}

function chapterOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '')
}

function importsOf({ file }: Source) {
  return nodesOf(file).flatMap((node) => {
    const from =
      isImportDeclaration(node) || isExportDeclaration(node)
        ? node.moduleSpecifier
        : isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined
    return from && isStringLiteral(from) ? [{ node, from: from.text }] : []
  })
}

const oneWay: Guard = (source) => {
  if (!source.path.startsWith('src/')) return []
  const chapter = chapterOf(source.path)
  const allowed = chapters[chapter]
  if (!allowed) return [`${source.path}: src/${chapter} is no chapter; add it to the map with what it may import`]
  return importsOf(source)
    .filter(({ from }) =>
      from.startsWith('.')
        ? !allowed.ours.includes(chapterOf(posix.join(posix.dirname(source.path), from)))
        : !allowed.packages.test(from),
    )
    .map(({ node }) => where(source, node))
}

describe('imports go one way', () => {
  test('in every file of src', () => {
    expect(faultsOfProject(oneWay)).toEqual([])
  })

  test.each([
    ['the domain knows no file', 'src/domain/sample.ts', "import { readFileSync } from 'node:fs'"],
    ['the domain knows no framework', 'src/domain/sample.ts', "import Fastify from 'fastify'"],
    [
      'the domain knows no database',
      'src/domain/engine/sample.ts',
      "import type { Database } from '../../db/database.ts'",
    ],
    ['a re-export is an import', 'src/domain/sample.ts', "export * from '../application/settle.ts'"],
    ['so is one at run time', 'src/domain/sample.ts', "export const x = import('node:os')"],
    ['the database knows no use case', 'src/db/sample.ts', "import { settle } from '../application/settle.ts'"],
    ['the use cases know no route', 'src/application/sample.ts', "import { x } from '../http/routes/x.ts'"],
    ['the use cases open no socket', 'src/application/sample.ts', "import { request } from 'node:http'"],
    ['a route reads no table', 'src/http/routes/sample.ts', "import { x } from '../../db/x.ts'"],
    ['a new folder is placed first', 'src/helpers/sample.ts', 'export {}'],
  ])('%s', (_, path, text) => {
    expect(faultsOfSample(oneWay, path, text)).toHaveLength(1)
  })
})
