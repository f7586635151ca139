import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTable, type TableForm } from '../../../src/application/uploads/table.ts'

const form: TableForm<'no' | 'amount'> = {
  columns: { no: ['编号'], amount: ['金额'] },
  needed: ['no', 'amount'],
  limits: { bytes: 1_000_000, unpackedBytes: 1_000_000, lines: 100_000 },
}
const written = (end: string) =>
  ['某市名单', '编号,金额,"备注"', '1,"5,000.00","上\n下"', '2,3.00,', '3,4.00,'].join(end) + end
const meant = [
  ['1', '5,000.00'],
  ['2', '3.00'],
  ['3', '4.00'],
]

test.each([
  ['of Windows', '\r\n', 'utf8'],
  ['of Unix', '\n', 'utf8'],
  ['of a Macintosh of long ago', '\r', 'utf8'],
  ['of a Macintosh, in UTF-16', '\r', 'utf16le'],
  ['doubled by a program', '\r\r\n', 'utf8'],
] as const)('line ends %s part the lines', async (_, end, encoding) => {
  const content = Buffer.from(`\ufeff${written(end)}`, encoding)
  const { lines, unread } = await readTable(Readable.from([content]), form)
  expect([lines.map(({ values }) => [values.no, values.amount]), unread]).toEqual([meant, []])
})

test('are told by the beginning of a file that comes in pieces', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `${at + 1},1.00`)
  const content = Buffer.from(`编号,金额\r${rows.join('\r')}`)
  const pieces = [content.subarray(0, 70_000), content.subarray(70_000)]
  expect((await readTable(Readable.from(pieces), form)).lines).toHaveLength(20_000)
})
