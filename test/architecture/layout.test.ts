import { readFileSync } from 'node:fs'
import { SyntaxKind } from 'typescript/unstable/ast'
import { describe, expect, test } from 'vitest'
import { type Faults, faultsOfProject, faultsOfSample, type Guard, nodesOf, projectFiles, where } from './source.ts'

/** What may lie at a chapter's root; everything else is in the folder of its capability. */
const atTheRoot: Record<string, readonly string[]> = {
  application: ['service.ts'],
  domain: ['money.ts', 'calendar.ts', 'language.ts'],
  db: ['sql.ts', 'transaction.ts', 'errors.ts', 'database.ts', 'migrate.ts'],
  http: [],
  nhsa: [],
  policies: ['pack.schema.json'],
  render: [],
}

/** One name a capability, the same in every chapter. */
const capabilities = [
  ...[
    'adjudication',
    'aid-applications',
    'alerts',
    'audit',
    'callers',
    'claim',
    'clearing',
    'console',
    'data-keys',
    'entitlements',
    'explain',
  ],
  ...[
    'fund',
    'hospital-visits',
    'jobs',
    'ledger',
    'metrics',
    'names',
    'opening-balances',
    'operations',
    'overview',
    'policies',
    'policy-corrections',
    'corrections',
    'disallowances',
    'indicators',
    'premiums',
  ],
  ...[
    'payouts',
    'places',
    'problems',
    'recalculation',
    'recalculation-runs',
    'reconciliation',
    'refusals',
    'registers',
    'reimbursements',
    'rosters',
    'settlement',
    'settlement-batches',
    'statement',
  ],
  ...['operators', 'tasks', 'uploads', 'webhooks', 'what-if', 'year-end', 'demo', 'shared'],
]

/** Folders that one chapter alone has, because they are about the chapter itself. */
const ownFolders: Record<string, readonly string[]> = {
  application: [],
  domain: [],
  db: ['cluster', 'generated', 'hosts', 'setup'],
  http: ['server', 'openapi'],
  nhsa: ['envelope', 'reader', 'reply', 'transactions'],
  policies: ['loader', 'checks', 'drafts'],
  render: ['spreadsheet'],
}

/** Each capability makes its tables in a migration of its own; `setup` is what all of them share. */
const isMigration = new RegExp(`^\\d{14}_(setup|${capabilities.join('|')})$`)

const misnamed = (folders: readonly string[]): Faults =>
  folders
    .filter(
      (folder, index) =>
        !isMigration.test(folder) || folders.some((other, at) => at < index && nameOf(other) === nameOf(folder)),
    )
    .map((folder) => `prisma/migrations/${folder}: write it into the migration of its capability`)

const nameOf = (folder: string) => folder.slice(folder.indexOf('_'))

const isRegion = (folder: string) => /^\d{6}$/.test(folder)

function layoutFaults(paths: readonly string[]): Faults {
  return paths.flatMap((path) => {
    const [top, chapter = '', first = '', ...rest] = path.split('/')
    const root = atTheRoot[chapter]
    if (top !== 'src' || !root) return []
    if (rest.length === 0) return root.includes(first) ? [] : [`${path} lies loose; put it with its capability`]
    if (capabilities.includes(first) || ownFolders[chapter]?.includes(first)) return []
    return chapter === 'policies' && isRegion(first)
      ? []
      : [`${path}: ${first} is no capability that other chapters know`]
  })
}

/** Folders that hold what several capabilities use; the glossary need not explain them. */
const helpers = ['names', 'problems', 'refusals', 'shared']

/** Capabilities whose name is no code of the glossary's table. */
const unexplained = (glossary: string) =>
  capabilities.filter((name) => !helpers.includes(name) && !glossary.includes(`\`${name}\``))

/** A text that begins like a statement of SQL. */
const statement =
  /^\s*(SELECT\b|INSERT INTO\b|UPDATE\s+\w+\s+SET\b|DELETE FROM\b|WITH\s+\w+\s+AS\b|CREATE\b|ALTER\b|SET LOCAL\b)/

const sqlInDb: Guard = (source) =>
  /^src\/(?!db\/|embedded\/)/.test(source.path)
    ? nodesOf(source.file)
        .filter(
          (node) =>
            (node.kind === SyntaxKind.StringLiteral ||
              node.kind === SyntaxKind.NoSubstitutionTemplateLiteral ||
              node.kind === SyntaxKind.TemplateExpression) &&
            statement.test(node.getText(source.file).slice(1)),
        )
        .map((node) => where(source, node))
    : []

describe('everything has its place', () => {
  test('nothing lies loose, and a capability has one name in all chapters', () => {
    expect(layoutFaults(projectFiles('src'))).toEqual([])
  })

  test('the glossary has every capability', () => {
    const [, glossary = ''] = readFileSync('docs/architecture.md', 'utf8').split('## Glossary')
    expect(unexplained(glossary)).toEqual([])
    expect(unexplained(glossary.replaceAll('`payouts`', ''))).toEqual(['payouts'])
  })

  test('SQL is in src/db and nowhere else', () => {
    expect(faultsOfProject(sqlInDb)).toEqual([])
  })

  test('a capability makes its tables in one migration', () => {
    const paths = projectFiles('prisma/migrations').map((path) => path.split('/')[2] as string)
    expect(paths.length).toBeGreaterThan(10)
    expect(misnamed(paths)).toEqual([])
  })

  test('sees a migration that amends another, and one of no capability', () => {
    expect(misnamed(['20261128090000_fund', '20261129090000_fund'])).toHaveLength(1)
    expect(misnamed(['20261129090000_wider_sums'])).toHaveLength(1)
  })

  test.each([
    ['a loose file', 'src/application/settle.ts'],
    ['a name that no other chapter knows', 'src/db/visits/visits.ts'],
    ['a route outside its capability', 'src/http/routes/settlements.ts'],
  ])('sees %s', (_, path) => {
    expect(layoutFaults([path])).toHaveLength(1)
  })

  test.each(['src/policies/140500/figures.yaml', 'src/db/ledger/rows.ts', 'src/domain/money.ts'])(
    'lets through %s',
    (path) => {
      expect(layoutFaults([path])).toEqual([])
    },
  )

  test.each([
    ['a query', "export const x = 'SELECT content FROM policy_packs'"],
    ['one with values put in', 'export const x = (y: string) => `\n  SELECT ${y} FROM entries`'],
    ['a write', "export const x = 'INSERT INTO entries VALUES (1)'"],
  ])('sees %s outside the database', (_, text) => {
    expect(faultsOfSample(sqlInDb, 'src/application/ledger/sample.ts', text)).toHaveLength(1)
  })

  test('lets a sentence begin with the word', () => {
    expect(faultsOfSample(sqlInDb, 'src/application/sample.ts', "export const x = 'Select a region'")).toEqual([])
  })
})
