import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { uploadLines } from '../../../src/application/reconciliation/upload-file.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { uploaded, zipOf } from '../../support/files/hospital-file.ts'
import { ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const own = ofHospital(cityHospital)
const send = (content: string | Buffer) => uploaded(desk.service, own, cityHospital, content)

let count = 0
/** Lines that no other test sends, so that no file is a replay of another test's. */
const lines = (delimiter = '\t') => {
  count += 1
  return [`U${count}A`, `U${count}B`]
    .map((no) => [no, '', 'P1', '5.00', '3.00', 'null', '0'].join(delimiter))
    .join('\n')
}

async function stored(fileNo: string): Promise<unknown[]> {
  const { rows } = await desk.service.db.pool.query(
    'SELECT line_no, total, fund_paid FROM uploaded_lines WHERE file_no = $1 ORDER BY line_no',
    [fileNo],
  )
  return rows
}

const both = [
  { line_no: 1, total: '5.00', fund_paid: '3.00' },
  { line_no: 2, total: '5.00', fund_paid: '3.00' },
]

describe('a file is read', () => {
  test.each([
    ['as tab-separated text', () => lines()],
    ['as CSV', () => lines(',')],
    ['with the line breaks of Windows', () => lines().replaceAll('\n', '\r\n')],
    ['with a mark of UTF-8', () => `\uFEFF${lines()}`],
    ['without a break behind the last line', () => lines()],
    ['from a ZIP', () => zipOf([{ name: 'lines.txt', content: lines() }])],
    [
      'from a ZIP that a Mac packed',
      () =>
        zipOf([
          { name: 'day/', content: '' },
          { name: 'day/lines.csv', content: lines(',') },
          { name: '__MACOSX/day/._lines.csv', content: 'x' },
        ]),
    ],
  ])('%s', async (_, content) => {
    const file = await send(content())
    expect(file).toMatchObject({ rows: 2, faults: 0, errors: [], replayed: false })
    expect(file.fileNo.length).toBeLessThanOrEqual(30)
    expect(await stored(file.fileNo)).toEqual(both)
  })

  test.each([
    ['UTF-8', Buffer.from('结算ID,人员编号,医疗费总额,基金支付总额,备注\nX1,P1,5.00,3.00,住院\n')],
    [
      'GB18030',
      Buffer.concat([
        Buffer.from('bde1cbe34944', 'hex'), // 结算ID
        Buffer.from(','),
        Buffer.from('d2bdc1c6b7d1d7dcb6ee', 'hex'), // 医疗费总额
        Buffer.from(','),
        Buffer.from('bbf9bdf0d6a7b8b6d7dcb6ee', 'hex'), // 基金支付总额
        Buffer.from('\nX2,5.00,3.00\n'),
      ]),
    ],
  ])('with a Chinese header in %s', async (_, content) => {
    const file = await send(content)
    expect(file).toMatchObject({ rows: 1, faults: 0 })
    expect(await stored(file.fileNo)).toEqual([{ line_no: 2, total: '5.00', fund_paid: '3.00' }])
  })
})

test('the Chinese names under the national ones are no line, and a sum in English is none', async () => {
  const names = 'setl_id,psn_no,medfee_sumamt,fund_pay_sumamt\n结算ID,人员编号,医疗费总额,基金支付总额'
  const file = await send(`${names}\nN1,P1,5.00,3.00\nTotal,,5.00,3.00\n`)
  expect(file).toMatchObject({ rows: 1, faults: 0 })
})

test('a second table with its columns in another order is refused, not read by the first header', async () => {
  const names = '结算ID,医疗费总额,基金支付总额'
  const content = `${names}\nT1,5.00,3.00\n结算ID,基金支付总额,医疗费总额\nT2,3.00,5.00\n`
  const { code, params } = await refusalOf(send(content))
  expect([code, JSON.stringify(params)]).toEqual(['file-unreadable', expect.stringContaining('第 3 行又是表头')])
})

test('amounts in another unit than the yuan are refused, wherever the file says so', async () => {
  const names = '结算ID,医疗费总额,基金支付总额'
  for (const content of [
    `${names.replace('医疗费总额', '医疗费总额（万元）')}\nW1,5.00,3.00\n`,
    `单位：万元,,\n${names}\nW2,5.00,3.00\n`,
    `${names}\nW3,5.00,3.00\n注：单位：千元,,\n`,
    `${names}\nW4,5.00,3.00\n单位：千元,,\n`,
    `${names}/万元\nW5,5.00,3.00\n`,
    `${names}\n,萬元,萬元\nW6,5.00,3.00\n`,
    `,单位,万元\n${names}\nW7,5.00,3.00\n`,
  ])
    expect([content, (await refusalOf(send(content))).code]).toEqual([content, 'file-unreadable'])
})

test('amounts in yuan are read, wherever the file says so, and another column may be in another unit', async () => {
  const names = '结算ID,医疗费总额/元,基金支付总额 元,家庭收入（万元）'
  const file = await send(`单位,元,,\n${names}\n,元,元,万元\nY1,5.00,3.00,3\n`)
  expect(file).toMatchObject({ rows: 1, faults: 0 })
  expect(await stored(file.fileNo)).toEqual([{ line_no: 4, total: '5.00', fund_paid: '3.00' }])
})

test('the same bytes again are the same file, whatever it is called, and change nothing', async () => {
  const content = lines()
  const first = await send(content)
  const again = await uploaded(desk.service, own, cityHospital, content, 'another.txt')
  expect(again).toEqual({ ...first, replayed: true })
  const { rows } = await desk.service.db.pool.query('SELECT count(*) FROM uploaded_files WHERE file_no = $1', [
    first.fileNo,
  ])
  expect(rows).toEqual([{ count: 1 }])
})

test('of two uploads of a file at once one is kept', async () => {
  const content = lines()
  const [a, b] = await Promise.all([send(content), send(content)])
  expect(a.fileNo).toBe(b.fileNo)
  expect([a.replayed, b.replayed].sort()).toEqual([false, true])
  expect(await stored(a.fileNo)).toEqual(both)
  const { rows } = await desk.service.db.pool.query(
    'SELECT count(*) FROM uploaded_lines l LEFT JOIN uploaded_files f USING (file_no) WHERE f.file_no IS NULL',
  )
  expect(rows).toEqual([{ count: 0 }])
})

test('a line that cannot be read is named, and the others are kept', async () => {
  const [good = '', other = ''] = lines(',').split('\n')
  const bad = ['x,y', `"never closed,,P1,5.00,3.00,,0`, `B1,,P1,5.001,3.00,,0`, `${'9'.repeat(5000)}`, '', '   ']
  const file = await send([good, ...bad, other].join('\n'))
  expect(file).toMatchObject({ rows: 6, faults: 4 })
  expect(file.errors.map(({ line, column }) => [line, column])).toEqual([
    [2, 'line'],
    [3, 'line'],
    [4, 'total'],
    [5, 'line'],
  ])
  expect(file.errors[2]?.detail).toEqual({
    zh: expect.stringMatching(/两位小数/),
    en: expect.stringMatching(/two decimals/),
  })
  expect(await stored(file.fileNo)).toEqual([both[0], { ...both[1], line_no: 8 }])
})

test('a hundred faults are shown and all are counted', async () => {
  const file = await send(`${lines()}\n${'broken\n'.repeat(150)}`)
  expect(file).toMatchObject({ rows: 152, faults: 150 })
  expect(file.errors).toHaveLength(100)
})

describe('a file that is none is refused whole', () => {
  const packed = zipOf([{ name: 'lines.txt', content: 'S1,,P1,1,1,0,0\n'.repeat(100) }])
  test.each([
    ['nothing', ''],
    ['blank lines', '\n\n  \n'],
    ['a header alone', 'setl_id,medfee_sumamt,fund_pay_sumamt\n'],
    ['a header that lacks a column', 'setl_id,medfee_sumamt\nS1,5.00\n'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an empty ZIP', zipOf([])],
    [
      'a ZIP of two files',
      zipOf([
        { name: 'a.txt', content: 'x' },
        { name: 'b.txt', content: 'y' },
      ]),
    ],
    ['a ZIP that was cut off', packed.subarray(0, 60)],
    ['a ZIP whose end is missing', packed.subarray(0, packed.length - 4)],
    ['a ZIP whose content is not what was packed', zipOf([{ name: 'a.txt', content: lines(), checkSum: 1 }])],
    ['a ZIP with a password', zipOf([{ name: 'a.txt', content: lines(), encrypted: true }])],
  ])('%s', async (_, content) => {
    const refusal = await refusalOf(send(content))
    expect(refusal.code).toBe('file-unreadable')
    expect(refusal.params['reason']).toEqual({ zh: expect.stringMatching(/[一-龥]/), en: expect.any(String) })
  })

  test('and leaves nothing behind', async () => {
    const { rows } = await desk.service.db.pool.query(
      `SELECT (SELECT count(*) FROM uploaded_lines l WHERE NOT EXISTS (SELECT FROM uploaded_files f WHERE f.file_no = l.file_no)) AS lines,
        (SELECT count(*) FROM uploaded_line_faults l WHERE NOT EXISTS (SELECT FROM uploaded_files f WHERE f.file_no = l.file_no)) AS faults`,
    )
    expect(rows).toEqual([{ lines: 0, faults: 0 }])
  })
})

test('an upload that breaks off keeps nothing', async () => {
  const content = Readable.from(
    (function* () {
      yield Buffer.from(lines())
      throw new Error('aborted')
    })(),
  )
  const upload = uploadLines(desk.service, own, { hospitalCode: cityHospital, fileName: 'x.txt', content })
  expect((await refusalOf(upload)).code).toBe('file-unreadable')
})

describe('who may upload', () => {
  test.each([
    ['another hospital', () => uploaded(desk.service, ofHospital('H2'), cityHospital, lines()), 'forbidden'],
    ['an auditor', () => uploaded(desk.service, shanxiAuditor, cityHospital, lines()), 'forbidden'],
    [
      'for a hospital that is not there',
      () => uploaded(desk.service, bureau, 'H404', lines()),
      'hospital-not-registered',
    ],
  ])('not %s', async (_, send, code) => {
    expect((await refusalOf(send())).code).toBe(code)
  })

  test('a bureau for a hospital of its region', async () => {
    expect(await uploaded(desk.service, bureau, cityHospital, lines())).toMatchObject({ rows: 2 })
  })
})
