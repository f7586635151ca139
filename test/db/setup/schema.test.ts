import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { freshDatabase } from '../../support/database/database.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly nullable: boolean
  readonly type: string
}

/** What Prisma calls the types of PostgreSQL, without `@db`. */
const plainTypes: Record<string, string> = {
  String: 'text',
  Bytes: 'bytea',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  'String[]': 'ARRAY',
}
const nativeTypes: Record<string, string> = {
  Uuid: 'uuid',
  Date: 'date',
  Json: 'json',
  JsonB: 'jsonb',
  SmallInt: 'smallint',
  'Timestamptz(6)': 'timestamp with time zone',
  'Decimal(16, 2)': 'numeric',
  'Decimal(20, 2)': 'numeric',
  'Decimal(16, 4)': 'numeric',
  'Decimal(16, 6)': 'numeric',
}

const field = /^ {2}(\w+)\s+(\w+(?:\[\])?)(\??)(?=\s|$)(.*)$/gm

function columnsOfModel([, body = '']: RegExpMatchArray | string[]): Column[] {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''
  return [...body.matchAll(field)].flatMap(([, name = '', type = '', mark, rest = '']) => {
    const native = /@db\.(\w+(?:\([^)]*\))?)/.exec(rest)?.[1]
    const known = native ? (type.endsWith('[]') ? 'ARRAY' : nativeTypes[native]) : plainTypes[type]
    // What is left is the other side of a relation, which is no column.
    if (!known) return native ? [{ table, column: name, nullable: false, type: `@db.${native}` }] : []
    const column = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name
    return [{ table, column, nullable: mark === '?', type: known }]
  })
}

let db: Database
beforeAll(async () => {
  db = (await freshDatabase()).open()
})

test('Prisma’s schema names the tables and columns that the migrations make', async () => {
  const schema = await readFile(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8')
  const columns = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(columnsOfModel)
  const tables = [...new Set(columns.map((column) => column.table))]
  expect(tables).toContain('beneficiaries')
  const { rows } = await db.pool.query<Column>(
    `SELECT table_name AS "table", column_name AS "column", is_nullable = 'YES' AS nullable, data_type AS type
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY ($1)`,
    [tables],
  )
  const sorted = (list: readonly Column[]) => list.map((one) => JSON.stringify(Object.values(one))).sort()
  const inOrder = (list: readonly Column[]) =>
    sorted(list.map(({ table, column, nullable, type }) => ({ table, column, nullable, type })))
  expect(inOrder(columns)).toEqual(inOrder(rows))
})
