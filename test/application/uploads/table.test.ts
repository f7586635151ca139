import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readTable, type TableForm } from '../../../src/application/uploads/table.ts'
import { refusalOf } from '../../support/people/registers.ts'

const form: TableForm<'no' | 'person' | 'day' | 'basic'> = {
  columns: { no: ['编号', 'no'], person: ['人员编号'], day: ['就诊日期'], basic: ['基本医保支付', 'basic'] },
  needed: ['no', 'basic'],
  limits: { bytes: 10_000, unpackedBytes: 10_000, lines: 100 },
  allAmounts: true,
}
/** Each line with a person and a day, as a header that is found has them. */
const read = (text: string, change: Partial<typeof form> = {}) => {
  const lines = text.split('\n').map((line, at) => `${at === 0 ? '人员编号,就诊日期' : 'P1,2023-04-01'},${line}`)
  return readTable(Readable.from([Buffer.from(lines.join('\n'))]), { ...form, ...change })
}

describe('a column of amounts that no name is known of', () => {
  test.each([
    ['by its name', '编号,基本医保支付,商业险支付\nA,10.00,3000'],
    ['by its name with a unit', '编号,基本医保支付,公务员补助（元）\nA,10.00,3000'],
    ['by the fen in it', '编号,基本医保支付,其他\nA,10.00,\nB,10.00,"3,000.00"'],
    ['however few lines have one', '编号,基本医保支付,医院减免\nA,10.00,0\nB,10.00,0.5'],
  ])('is refused by its name: %s', async (_, text) => {
    const { code, params } = await refusalOf(read(text))
    const name = text.split('\n')[0]?.split(',')[2] ?? ''
    expect([code, JSON.stringify(params)]).toEqual(['file-unreadable', expect.stringContaining(name)])
    expect(JSON.stringify(params)).toContain('编号、人员编号、就诊日期、基本医保支付')
    // Where a list belongs to somebody else, such as a bank, its further columns are its own.
    expect((await read(text, { allAmounts: false })).lines.length).toBeGreaterThan(0)
  })

  test.each([
    ['of nothing', '编号,基本医保支付,商业险支付\nA,10.00,0.00'],
    ['of a kind', '编号,基本医保支付,保险类别\nA,10.00,390'],
    ['of an age or a telephone', '编号,基本医保支付,年龄,联系电话\nA,10.00,56,13800000000'],
    ['of words', '编号,基本医保支付,备注\nA,10.00,2024 年第 3 批'],
  ])('is passed over: %s', async (_, text) => {
    expect((await read(text)).lines).toMatchObject([{ values: { no: 'A', basic: '10.00' } }])
  })
})

test('one column under two of its names is refused, and says which', async () => {
  const { code, params } = await refusalOf(read('编号,基本医保支付,basic\nA,10.00,20.00'))
  expect([code, JSON.stringify(params)]).toEqual(['file-unreadable', expect.stringContaining('基本医保支付')])
})

test('sums in English are passed over like those in Chinese', async () => {
  const { lines, unread } = await readTable(
    Readable.from([Buffer.from('编号,基本医保支付\nA,10.00\nTotal,10.00\nGrand Total:,10.00')]),
    { ...form, needed: ['no', 'basic'] },
  )
  expect([lines.map(({ values }) => values.no), unread]).toEqual([['A'], []])
})

test('a header of two lines is one, and a line of words under a header is none', async () => {
  const two = '人员编号,就诊日期,编号,支付\n,,,基本医保支付\nP1,2023-04-01,A,10.00'
  const { lines } = await readTable(Readable.from([Buffer.from(two)]), form)
  expect(lines).toMatchObject([{ line: 3, values: { person: 'P1', no: 'A', basic: '10.00' } }])
  const words = '编号,说明,basic\nA,人员编号,7'
  const { lines: one } = await readTable(Readable.from([Buffer.from(words)]), form)
  expect(one).toMatchObject([{ line: 2, values: { no: 'A', basic: '7', person: '' } }])
})

test.each([
  ['above both parts of two names', '人员编号,就诊日期,编号,基本医保,\n,,,累计,支付', '10.00'],
  ['with its unit', '人员编号,就诊日期,编号,基本医保（元）,\n,,,累计,支付', '10.00'],
  ['above a name that is one by itself', '人员编号,就诊日期,编号,个人,\n,,,负担,基本医保支付', '10.00'],
  ['that ends where the next begins', '人员编号,就诊日期,编号,基本医保,备注\n,,,支付,支付', '8.00'],
])('a cell of an upper row %s is read with what stands below it', async (_, header, basic) => {
  const { lines } = await readTable(Readable.from([Buffer.from(`${header}\nP1,2023-04-01,A,8.00,10.00`)]), {
    ...form,
    allAmounts: false,
  })
  expect(lines).toMatchObject([{ values: { no: 'A', basic } }])
})

test('an upper row with another unit refuses the list, over the names of two rows too', async () => {
  const { params } = await refusalOf(
    readTable(
      Readable.from([Buffer.from('人员编号,就诊日期,编号,基本医保（万元）,\n,,,支付,累计\nP1,2023-04-01,A,8.00,1')]),
      form,
    ),
  )
  expect(JSON.stringify(params)).toContain('“万元”为单位')
})

describe('a header that stands again', () => {
  const head = '人员编号,就诊日期,编号,基本医保支付'
  const readAll = (text: string) => readTable(Readable.from([Buffer.from(text)]), form)

  test.each([
    ['the same, on the next page', `${head}\nP1,2023-04-01,A,10.00\n${head}\nP2,2023-04-01,B,20.00`],
    [
      'the same by other names',
      `人员编号,就诊日期,no,basic\n${head}\nP1,2023-04-01,A,10.00\n${head}\nP2,2023-04-01,B,20.00`,
    ],
    [
      'the same, decorated',
      `${head}\nP1,2023-04-01,A,10.00\n*人员编号,就诊日期：,编 号,基本医保支付（元）\nP2,2023-04-01,B,20.00`,
    ],
  ])('is passed over: %s', async (_, text) => {
    expect((await readAll(text)).lines.map(({ values }) => values.basic)).toEqual(['10.00', '20.00'])
  })

  test.each([
    ['in another order', '编号,人员编号,就诊日期,基本医保支付'],
    ['with another column in the place of one', '人员编号,就诊日期,编号,大病保险支付,基本医保支付'],
  ])('refuses the file as two tables: %s', async (_, again) => {
    const { code, params } = await refusalOf(readAll(`${head}\nP1,2023-04-01,A,10.00\n${again}\nB,P2,2023-04-01,20.00`))
    expect([code, JSON.stringify(params)]).toEqual(['file-unreadable', expect.stringContaining('第 3 行又是表头')])
  })
})
