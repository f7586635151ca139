import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { mergesOf } from '../../../src/application/uploads/merged-cells.ts'
import { readTable, type TableForm } from '../../../src/application/uploads/table.ts'
import type { Bilingual } from '../../../src/domain/language.ts'
import { type SheetCell, type WorkbookParts, workbookOf } from '../../support/files/workbook.ts'
import { refusalOf } from '../../support/people/registers.ts'

const form: TableForm<'person' | 'name' | 'account'> = {
  columns: { person: ['人员编号'], name: ['姓名'], account: ['账号'] },
  needed: ['person', 'account'],
  limits: { bytes: 1_000_000, unpackedBytes: 1_000_000, lines: 1000 },
}
const head = ['人员编号', '姓名', '账号']
const list = (no: string) => [head, [no, '张三', `8${no}`]]
const read = (parts: WorkbookParts, rows: readonly (readonly SheetCell[])[] = list('1')) =>
  readTable(Readable.from([workbookOf(rows, parts)]), form).then(({ lines }) =>
    lines.map(({ values }) => values.person),
  )

const remarks = { name: '填表说明', rows: [['填表说明'], ['姓名', '按身份证填写'], ['账号', '银行卡号，勿按数值录入']] }
const summary = { name: '汇总', rows: [['2024年5月汇总'], ['合计人数', { number: '1' }]] }
const emptyForm = { name: '空表', rows: [head] }

test.each([
  ['remarks that stand before it', { before: [remarks] }],
  ['a summary behind it', { behind: [summary] }],
  ['a form that nobody filled in, on either side', { before: [emptyForm], behind: [emptyForm] }],
  ['all of them, and a hidden sheet', { before: [remarks], behind: [summary, emptyForm], hiddenFirst: true }],
])('the sheet with the list is found beside %s', async (_, parts) => {
  expect(await read(parts)).toEqual(['1'])
})

test.each([
  ['behind it', { behind: [{ name: '农村低保', rows: list('2') }] }],
  ['before it, under a title', { before: [{ name: '农村低保', rows: [['农村低保名单'], ...list('2')] }] }],
])('a second list %s is refused by its name, and not lost', async (_, parts) => {
  const { code, params } = await refusalOf(read(parts))
  expect(code).toBe('file-unreadable')
  for (const said of Object.values(params['reason'] as Bilingual)) {
    expect(said).toContain('农村低保')
    expect(said).toContain('名单')
  }
})

test('where no sheet is a list, the first is asked for its columns', async () => {
  const refusal = await refusalOf(read({ behind: [summary] }, [['这里没有表头']]))
  expect(JSON.stringify(refusal.params)).toContain('前二十行中没有表头')
})

const whole = (rows: readonly (readonly SheetCell[])[], parts: WorkbookParts = {}) =>
  readTable(Readable.from([workbookOf(rows, parts)]), form)

test('a header of two rows, its cells merged across and downwards, is one', async () => {
  const rows = [
    ['付款名单', null, null, null],
    ['人员编号', '收款', null, '备注'],
    [null, '姓名', '账号', null],
    ['1', '张三', '81', '无'],
  ]
  const merged = ['A1:D1', 'A2:A3', 'B2:C2', 'D2:D3']
  for (const parts of [{ merged }, { merged, prefix: 'x' }, {}]) {
    const { lines, unread, columnsPassedOver } = await whole(rows, parts)
    expect(lines.map(({ values }) => values)).toEqual([{ person: '1', name: '张三', account: '81' }])
    expect([unread, columnsPassedOver]).toEqual([[], ['备注']])
  }
})

test('a cell that is merged over several lines refuses them by its column, and no others', async () => {
  const rows = [head, ['1', '张三', '81'], ['2', '李四', null], ['3', null, '83'], ['4', '孙六', '84']]
  const { lines, unread } = await whole(rows, { merged: ['C2:C3', 'B4:C4', 'A5:A5'] })
  expect(lines.map(({ values }) => values.person)).toEqual(['4'])
  expect(unread.map(({ line, detail }) => [line, detail.zh])).toEqual([
    [2, expect.stringMatching(/「账号」.*取消合并/)],
    [3, expect.stringMatching(/「账号」.*取消合并/)],
    [4, expect.stringMatching(/「账号」.*取消合并/)],
  ])
})

test('each line under a merged cell is refused, the first like the others, wherever the rows are parted', async () => {
  for (const first of [3, 20, 21, 999, 1000, 1001, 1020, 1021, 2020]) {
    const people = Array.from({ length: 2040 }, (_, at) => [
      `${at + 2}`,
      '张三',
      at + 2 > first && at < first ? null : '81',
    ])
    const { lines, unread } = await readTable(
      Readable.from([workbookOf([head, ...people], { merged: [`C${first}:C${first + 1}`] })]),
      {
        ...form,
        limits: { bytes: 9_000_000, unpackedBytes: 9_000_000, lines: 3000 },
      },
    )
    expect([first, unread.map(({ line }) => line), lines.length]).toEqual([first, [first, first + 1], 2038])
  }
})

test('a header in the twentieth row is found that is merged with what lies below it', async () => {
  const titles = Array.from({ length: 18 }, (_, at) => [`说明 ${at}`])
  const rows = [...titles, ['人员编号', '收款', null], [null, '姓名', '账号'], ['1', '张三', '81']]
  const { lines } = await whole(rows, { merged: ['A19:A20', 'B19:C19'] })
  expect(lines).toMatchObject([{ line: 21, values: { person: '1', account: '81' } }])
})

test('somebody whose cells are each merged over two rows, of which the second is empty, has what they say', async () => {
  const rows = [head, ['1', '张三', '81'], [], ['2', '李四', '82'], []]
  const { lines, unread } = await whole(rows, {
    merged: ['A', 'B', 'C'].flatMap((at) => [`${at}2:${at}3`, `${at}4:${at}5`]),
  })
  expect([lines.map(({ values }) => values.account), unread]).toEqual([['81', '82'], []])
})

test('merged cells of a column that nothing is read of, of a title and of remarks do no harm', async () => {
  const rows = [
    ['名单', null],
    [...head, '户主'],
    ['1', '张三', '81', '张三'],
    ['2', '李四', '82', null],
    ['合计', null],
  ]
  const { lines, unread } = await whole(rows, { merged: ['A1:D1', 'D3:D4', 'A5:D5'] })
  expect([lines.map(({ values }) => values.person), unread]).toEqual([['1', '2'], []])
})

test.each([
  ['a formula that no spreadsheet has reckoned', { xml: '<c r="AT"><f>A1&amp;"1"</f><v></v></c>' }],
  ['the same without a value at all', { xml: '<c r="AT"><f>A1</f></c>' }],
  ['an error of a formula', { xml: '<c r="AT" t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>' }],
  ['what a narrow column shows', '########'],
])('%s is refused by its column, in place of a value', async (_, cell) => {
  const { lines, unread } = await whole([head, ['1', cell, '81'], ['2', '李四', '82']])
  expect(lines.map(({ values }) => values.person)).toEqual(['2'])
  expect(unread).toMatchObject([{ line: 2, detail: { zh: expect.stringMatching(/「姓名」.*未计算的公式/) } }])
})

test('a formula whose answer is an empty text is nothing', async () => {
  const empty = { xml: '<c r="AT" t="str"><f>IF(A9="","",A9)</f><v></v></c>' }
  const { lines, unread } = await whole([head, ['1', empty, '81']])
  expect([lines.map(({ values }) => values.name), unread]).toEqual([[''], []])
})

test.each([1, 7, 64, 1000])('merged cells are found in pieces of %i bytes, each once', async (size) => {
  const refs = Array.from({ length: 40 }, (_, at) => `B${2 * at + 1}:C${2 * at + 2}`)
  const sheet = Buffer.from(
    `<worksheet><sheetData/><mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`,
  )
  const pieces = Array.from({ length: Math.ceil(sheet.length / size) }, (_, at) =>
    sheet.subarray(at * size, (at + 1) * size),
  )
  const found = await mergesOf(Readable.from(pieces))
  expect(found).toEqual(refs.map((_, at) => ({ left: 1, right: 2, top: 2 * at + 1, bottom: 2 * at + 2 })))
})
