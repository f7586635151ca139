import { beforeAll, describe, expect, test } from 'vitest'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { zipOf } from '../../support/files/hospital-file.ts'
import { rosterCells, rosterHead, rosterRow, sentRoster } from '../../support/files/roster-cells.ts'
import { idNumberOf, sendRoster } from '../../support/files/rosters.ts'
import { type SheetCell, workbookOf } from '../../support/files/workbook.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const headCells = rosterHead.split(',')
const sent = (content: string | Buffer) => sentRoster(desk, content)

describe('the form of a table', () => {
  test.each([
    ['empty columns behind the last', () => `${rosterHead},,\r\n${rosterRow()},,\r\n${rosterRow()},,\r\n`, 1, 2],
    ['fewer cells in none, more blank ones in one line', () => `${rosterHead}\n${rosterRow()},, ,\t\n`, 1, 1],
    [
      'titles above, sums and signatures below',
      () =>
        `示例市救助对象增减表,,,,,,\n填报单位：示例市（章）,,,,,填报日期：2024年5月6日,\n${rosterHead}\n${rosterRow()}\n合计,1人,,,,,\n填表人：某某,审核人：某某,,,,,\n联系电话：0356-2200000,,,,,,\n`,
      3,
      1,
    ],
    ['a line that names the separator', () => `sep=,\n${rosterHead}\n${rosterRow()}\n`, 2, 1],
    ['semicolons', () => `${rosterHead}\n${rosterRow()}\n`.replaceAll(',', ';'), 1, 1],
    ['semicolons that a line names', () => `sep=;\n${rosterHead}\n${rosterRow()}\n`.replaceAll(',', ';'), 2, 1],
    ['tabs, one behind each line', () => `${rosterHead}\t\n${rosterRow()}\t\n`.replaceAll(',', '\t'), 1, 1],
    ['Ctrl-Z at the end', () => `${rosterHead}\n${rosterRow()}\n\x1a`, 1, 1],
    [
      'decorated headers',
      () => `*变动,*人员编号,身份证号（18位）,姓 名,救助身份＊,开始日期(yyyy-mm-dd),截止日期（可空）\n${rosterRow()}\n`,
      1,
      1,
    ],
    [
      'a header with a line break in it',
      () => `${rosterHead.replace('身份证号', '"身份证号\n（18位）"')}\n${rosterRow()}\n`,
      1,
      1,
    ],
    [
      'a header that is repeated on each page',
      () => `${rosterHead}\n${rosterRow()}\n${rosterHead}\n${rosterRow()}\n`,
      1,
      2,
    ],
    [
      'national names',
      () => `变动,psn_no,certno,psn_name,psn_idet_type,begndate,enddate\n${rosterRow({ category: '102' })}\n`,
      1,
      1,
    ],
    ['every cell in quotes', () => `${rosterHead}\n"${rosterCells().join('","')}"\n`, 1, 1],
    [
      'cells that keep a spreadsheet from rounding',
      () => {
        const [change, personNo, idNumber, ...rest] = rosterCells()
        return `${rosterHead}\n${[change, `="${personNo}"`, `'${idNumber}`, ...rest].join(',')}\n`
      },
      1,
      1,
    ],
  ] as const)('%s', async (_, content, headerLine, people) => {
    const { roster, faults } = await sent(content())
    expect(faults).toEqual([])
    expect(roster).toMatchObject({ accepted: people, rejected: 0, readAs: { headerLine, columnsPassedOver: [] } })
  })

  test.each([
    ['with its days the other way round', '变动,人员编号,身份证号,姓名,救助身份,截止日期,开始日期'],
    ['with its change elsewhere', '人员编号,变动,身份证号,姓名,救助身份,开始日期,截止日期'],
    ['with a remark in the place of a day', '变动,人员编号,身份证号,姓名,救助身份,开始日期,备注'],
  ])('a second table %s is refused, not read by the first header', async (_, again) => {
    const { code, params } = await refusalOf(
      sent(`${rosterHead}\n${rosterRow()}\n减少人员\n${again}\n${rosterRow()}\n`),
    )
    expect([code, JSON.stringify(params)]).toEqual(['file-unreadable', expect.stringContaining('第 4 行又是表头')])
  })

  test('further columns are passed over and named, and a number among their names is masked', async () => {
    const { roster, faults } = await sent(`${rosterHead},性别,家庭住址,${idNumberOf(7)}\n${rosterRow()},男,某村,x\n`)
    expect(faults).toEqual([])
    expect(roster.readAs.columnsPassedOver).toEqual(['性别', '家庭住址', '1405**************'])
  })

  test('a line break within quotes is one record, and numbers the lines behind it as an editor does', async () => {
    const { rows, faults } = await sent(`${rosterHead},备注\n${rosterRow()},"户主\n本人\n5 口"\n${rosterRow()},\nx\n`)
    expect(rows.map(({ line }) => line)).toEqual([2, 5])
    expect(faults).toEqual([[6, 'line', 'columns']])
  })

  test('a quote that is never closed takes its own line along, and not those behind it', async () => {
    const bad = rosterRow().replace('示例', '"示例')
    const { rows, faults } = await sent(
      [rosterHead, rosterRow(), bad, ...Array.from({ length: 60 }, () => rosterRow()), bad, rosterRow()].join('\n'),
    )
    expect(faults).toEqual([
      [3, 'line', 'quotes'],
      [64, 'line', 'quotes'],
    ])
    expect(rows).toHaveLength(62)
  })

  test('where a column is missing the line is named that was taken for the header', async () => {
    const refusal = await refusalOf(
      sendRoster(desk.service, `某市名单,,\n姓名,身份证号,开始日期\n张三,${idNumberOf(1)},\n`),
    )
    expect(refusal.code).toBe('roster-columns-wrong')
    expect(detailOf(refusal, 'zh')).toMatch(
      /以第 2 行为表头（其中有 3 个认识的列名，.*缺少的列：change（变动）, category（救助身份）/,
    )
    expect(detailOf(refusal, 'en')).not.toContain(idNumberOf(1))
  })

  test('what is no list is called by its name', async () => {
    const said = async (bytes: Buffer) => detailOf(await refusalOf(sendRoster(desk.service, bytes)), 'en')
    expect(await said(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatch(/Excel 97–2003/)
    expect(await said(Buffer.from('<html><table>'))).toMatch(/web page/)
    expect(await said(Buffer.from('%PDF-1.7'))).toMatch(/PDF/)
    expect(
      await said(
        zipOf([
          { name: 'a.csv', content: 'x' },
          { name: 'b.xlsx', content: 'x' },
        ]),
      ),
    ).toMatch(/2 files \(a.csv, b.xlsx\)/)
    for (const [entry, name] of [
      ['content.xml', /OpenDocument/],
      ['xl/workbook.bin', /\.xlsb/],
      ['word/document.xml', /Word/],
    ] as const)
      expect(
        await said(
          zipOf([
            { name: 'mimetype', content: 'x' },
            { name: entry, content: 'x' },
            { name: 'styles.xml', content: 'x' },
          ]),
        ),
      ).toMatch(name)
  })
})

describe('a workbook', () => {
  const sheet = (...rows: (readonly SheetCell[])[]) => [['某市救助对象名单'], [], headCells, ...rows]

  test.each([
    ['as it is', {}, '45413'],
    ['whose names have a prefix', { prefix: 'x' }, '45413'],
    ['that counts days from 1904', { is1904: true }, '43951'],
    ['whose first sheet is hidden', { hiddenFirst: true }, '45413'],
  ])('%s', async (_, parts, day) => {
    const [change, personNo, idNumber, name, category] = rosterCells() as [string, string, string, string, string]
    const workbook = workbookOf(
      sheet([change, personNo, idNumber, name, category, { day }, null], ['合计', '1人']),
      parts,
    )
    for (const content of [
      workbook,
      zipOf([
        { name: '名单.xlsx', content: workbook },
        { name: 'Thumbs.db', content: 'x' },
      ]),
    ]) {
      const { roster, rows, faults } = await sent(content)
      expect(faults).toEqual([])
      expect(rows).toMatchObject([{ from: '2024-05-01', line: 4 }])
      expect(roster).toMatchObject({ format: 'xlsx', accepted: 1, readAs: { headerLine: 3, linesPassedOver: 2 } })
    }
  })

  test('numbers that were rounded are named, whatever is left of them', async () => {
    const number = (text: string): SheetCell[] => {
      const [change, personNo, , ...rest] = rosterCells()
      return [change ?? '', personNo ?? '', { number: text }, ...rest]
    }
    const rounded = ['140500197804010000', '1.4050019780401E+17', '140500197804010020']
    const { faults } = await sent(workbookOf(sheet(...rounded.map(number))))
    expect(faults).toEqual([4, 5, 6].map((line) => [line, 'idNumber', 'rounded']))
  })

  test('text in the cell itself, a formula’s answer, a time, a number of a day without a style', async () => {
    const [change, personNo, idNumber, , category] = rosterCells() as [string, string, string, string, string]
    const inline = { xml: '<c r="AT" t="inlineStr"><is><r><t>示例</t></r><r><t>新人</t></r></is></c>' }
    const formula = { xml: `<c r="AT" t="str"><f>A1</f><v>${category}</v></c>` }
    const rows = [
      [change, personNo, idNumber, inline, formula, { day: '45413.5' }, null],
      [...rosterCells().slice(0, 5), { number: '45413' }, { number: '4.5443E4' }],
    ]
    const { rows: read, faults } = await sent(workbookOf(sheet(...rows)))
    expect(faults).toEqual([])
    expect(read).toMatchObject([
      { from: '2024-05-01', to: null },
      { from: '2024-05-01', to: '2024-05-31' },
    ])
  })

  test('a last day that is merged over several people ends none of them silently, and what was not reckoned is no value', async () => {
    const cellsOf = (to: SheetCell) => [...rosterCells().slice(0, 6), to]
    const title = ['名单', null, null, null, null, null, null]
    const rows = [
      title,
      headCells,
      cellsOf('2024-12-31'),
      cellsOf(null),
      cellsOf({ xml: '<c r="AT"><f>EDATE(F5,12)</f></c>' }),
    ]
    const { faults, rows: read } = await sent(
      workbookOf([...rows, cellsOf('#REF!'), cellsOf('2024-12-31')], { merged: ['A1:G1', 'G3:G4'] }),
    )
    expect(faults).toEqual([
      [3, 'to', 'merged-cell'],
      [4, 'to', 'merged-cell'],
      [5, 'to', 'spreadsheet-error'],
      [6, 'to', 'spreadsheet-error'],
    ])
    expect(read).toMatchObject([{ to: '2024-12-31' }])
  })

  test('a row far below, a column far to the right, and entities of its own do no harm', async () => {
    const far = { xml: '<c r="XFD9"><v>1</v></c></row><row r="999999999"><c r="A999999999"><v>1</v></c>' }
    const { faults } = await sent(workbookOf(sheet([...rosterCells().slice(0, 6), far])))
    expect(faults).toEqual([[999_999_999, 'change', 'change']])
    const bomb = zipOf([
      {
        name: 'xl/workbook.xml',
        content: '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets><sheet name="&a;"/></sheets></workbook>',
      },
    ])
    expect((await refusalOf(sendRoster(desk.service, bomb))).code).toBe('file-unreadable')
  })
})

describe('in the bytes of an old system', () => {
  test('GB18030 with titles and sums', async () => {
    const text = `某市2024年5月城乡救助对象增减变动表,,,,,,,\r\n${rosterHead},证件编号\r\n${rosterRow()},\r\n合计,1人,,,,,,\r\n`
    const { roster, faults } = await sent(gb18030(text))
    expect(faults).toEqual([])
    expect(roster).toMatchObject({ encoding: 'gb18030', accepted: 1, readAs: { headerLine: 2, linesPassedOver: 2 } })
  })
})
