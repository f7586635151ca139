import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTable, type TableForm } from '../../../src/application/uploads/table.ts'

const form: TableForm<'number' | 'name' | 'amount'> = {
  columns: { number: ['编号', 'number'], name: ['姓名', 'name'], amount: ['金额', 'amount'] },
  needed: ['number'],
  limits: { bytes: 1000, unpackedBytes: 1000, lines: 10 },
}

test.each(['-', '--', '—', '——', '－', '−', '/', 'null', 'NULL', ''])('a cell of %s holds nothing', async (cell) => {
  const { lines } = await readTable(Readable.from([Buffer.from(`编号,姓名,金额\nA-1,${cell},${cell}\n`)]), form)
  expect(lines.map(({ values }) => values)).toEqual([{ number: 'A-1', name: '', amount: '' }])
})

test.each(['-1', '张-三', '1/2', '无'])('a cell of %s holds it', async (cell) => {
  const { lines } = await readTable(Readable.from([Buffer.from(`编号,姓名,金额\nA-1,${cell},1\n`)]), form)
  expect(lines.map(({ values }) => values.name)).toEqual([cell])
})
