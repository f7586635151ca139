import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { unitShown } from '../../../src/application/uploads/number-formats.ts'
import { readTable, type TableForm } from '../../../src/application/uploads/table.ts'
import type { Bilingual } from '../../../src/domain/language.ts'
import { type SheetCell, workbookOf } from '../../support/files/workbook.ts'
import { refusalOf } from '../../support/people/registers.ts'

const form: TableForm<'no' | 'person' | 'day' | 'total' | 'basic'> = {
  columns: {
    no: ['编号', 'no'],
    person: ['人员编号'],
    day: ['就诊日期'],
    total: ['费用总额'],
    basic: ['基本医保支付', 'basic'],
  },
  needed: ['no', 'basic'],
  limits: { bytes: 100_000, unpackedBytes: 100_000, lines: 100 },
  allAmounts: true,
}
const read = (content: string | Buffer) => readTable(Readable.from([Buffer.from(content)]), form)

const head = '人员编号,就诊日期,编号,费用总额,基本医保支付'
const line = 'P1,2023-04-01,A,12.00,10.00'

/** Refused as a whole, in both languages, by the unit. */
async function refusedFor(content: string | Buffer): Promise<Bilingual> {
  const { code, params } = await refusalOf(read(content))
  const { zh, en } = params['reason'] as Bilingual
  expect([code, zh, en]).toEqual(['file-unreadable', expect.stringMatching(/元/), expect.stringContaining('yuan')])
  return { zh, en }
}

describe('amounts that are no yuan', () => {
  test.each([
    ['in the header of a column', `${head}（万元）\n${line}`],
    ['in brackets of its own', `${head}【单位：千元】\n${line}`],
    ['in fen', `${head}（分）\n${line}`],
    ['behind a stroke', `${head}/万元\n${line}`],
    ['behind a hyphen', `${head}-万元\n${line}`],
    ['behind a colon', `${head}：万元\n${line}`],
    ['behind a space', `${head} 万元\n${line}`],
    ['behind the names of all columns of amounts', `${head.replace('总额', '总额/千元')}/千元\n${line}`],
    ['in a row of units under the header', `${head}\n,,,万元,万元\n${line}`],
    ['in one of units of each kind', `${head}\n人,,,元,萬元\n${line}`],
    ['in one with remarks on what to fill in', `${head}\n必填,文本,必填,（万元）,选填\n${line}`],
    ['in a line above', `单位：万元,,,\n${head}\n${line}`],
    ['in two cells above', `手工报销汇总,,,单位,万元\n${head}\n${line}`],
    ['in a title', `手工报销汇总表（金额以万元计）,,,,\n${head}\n${line}`],
    ['in an upper row of the header', `,,,金额 万元,\n${head}\n${line}`],
    ['in an upper row of more', `人员,就诊,,医疗费用（万元）,\n${head}\n${line}`],
    ['in a line under it', `${head}\n${line}\n注：金额单位为万元,,,`],
    ['in a line under it alone', `${head}\n${line}\n单位：万元,,,`],
    ['in two cells under it', `${head}\n${line}\n,,,单位：,万元`],
  ])('are refused where it is said %s', async (_, text) => {
    const { zh, en } = await refusedFor(text)
    expect(zh).toMatch(/“(?:万元|千元|分)”为单位.*换算为元/)
    expect(en).toMatch(/in (?:万元|千元|分), and nothing was kept/)
  })

  test('the refusal names the column or the line, in either language by the same words', async () => {
    expect(await refusedFor(`${head}：万元\n${line}`)).toEqual({
      zh: expect.stringContaining('列「基本医保支付：万元」'),
      en: expect.stringContaining('column "基本医保支付：万元"'),
    })
    expect(await refusedFor(`汇总,,,,\n单位：万元,,,\n${head}\n${line}`)).toEqual({
      zh: expect.stringContaining('第 2 行'),
      en: expect.stringContaining('Line 2 says'),
    })
  })

  test.each([
    ['the unit is the yuan', `单位：元,,,\n${head}（元）\n${line}`],
    ['the yuan stands behind the name', `${head.replace('总额', '总额/元')} 元\n${line}`],
    ['a row of units has the yuan', `${head}\n人,,,元,元\n${line}`],
    ['a place is called so', `万元村手工报销汇总,,,\n${head}\n${line}`],
    ['a title has a limit', `年度限额6万元,,,\n注：限额单位：万元,,,\n${head}\n${line}`],
    ['another column is no amount', `${head},家庭收入（万元）\n${line},3`],
    ['the same stands in an upper row', `人员,,,费用,,家庭收入（万元）\n${head},\n${line},3`],
    ['a row of units has it of another column', `${head},家庭收入\n,,,元,元,万元\n${line},3`],
    ['a remark has an amount', `${head},备注\n${line},3万元`],
    ['an office signs', `单位名称：（万）家镇政府,,,\n${head}\n${line}\n（分）管领导签字：,,,`],
  ])('are read where %s', async (_, text) => {
    const { lines, unread } = await read(text)
    expect([lines.map(({ values }) => [values.total, values.basic]), unread]).toEqual([[['12.00', '10.00']], []])
  })
})

describe('numbers that a sheet shows otherwise than it holds', () => {
  test.each([
    ['0.00"万"', '万'],
    ['0.00"万元"', '万元'],
    ['0.00万元', '万元'],
    ['#,##0.00\\万\\元', '万元'],
    ['"¥"0.00"万"', '万'],
    ['#,##0.00_ "千元";[Red]-#,##0.00_ "千元"', '千元'],
    ['"$"#,##0.00', '$'],
    ['$#,##0.00', '$'],
    ['[$$-409]#,##0.00', '$'],
    ['[$€-2] #,##0.00', '€'],
    ['[$USD] #,##0.00', 'usd'],
    ['0.00,', '0.00,'],
    ['#,##0,', '#,##0,'],
    ['0,.00', '0,.00'],
    ['0!.0,', '0!.0,'],
    ['0\\.0000', '0\\.0000'],
    ['0"."0,"万"', '万'],
    ['0%', '0%'],
    ['0.00%', '0.00%'],
    ['0.0%;[Red]-0.0%', '0.0%;[Red]-0.0%'],
  ])('the format %s is in a unit of its own', (format, unit) => {
    expect(unitShown(format)).toBe(unit)
  })

  test.each([
    'General',
    '0.00',
    '#,##0.00',
    '#,##0.00_);[Red](#,##0.00)',
    '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    '[$¥-804]#,##0.00',
    '[$-804]0.00',
    '"¥"#,##0.00;"¥"-#,##0.00',
    '0.00"元"',
    '#,##0.00"元整"',
    '0"次"',
    '0.00E+00',
    '@',
    '[DBNum2][$-804]General',
    '[>=10000]0.00;0.00',
  ])('the format %s is not', (format) => {
    expect(unitShown(format)).toBeNull()
  })

  const sheet = (cells: readonly SheetCell[], formats: readonly string[]) =>
    workbookOf([head.split(',').concat('户数'), ['P1', '2023-04-01', 'A', ...cells]], { formats })

  test.each(['0.00"万"', '0.00,', '0!.0000', '0%'])('an amount under %s is refused by its column', async (format) => {
    const { zh, en } = await refusedFor(sheet([{ number: '1.2', format: 0 }, { number: '1' }], [format]))
    expect(zh).toMatch(/第 2 行「费用总额」的单元格格式/)
    expect(en).toContain('cell of "费用总额"')
  })

  test('a number of a column that nothing is read of does no harm, nor one in yuan', async () => {
    const amount = { number: '12', format: 1 }
    const { lines } = await read(sheet([amount, amount, { number: '3', format: 0 }], ['0"万"', '"¥"0.00"元"']))
    expect(lines).toMatchObject([{ values: { total: '12', basic: '12' } }])
  })
})

describe('what is said of a sheet beside its rows', () => {
  const cells = (text: string) => text.split(',')
  const list = [cells(head), cells(line)]

  test.each(['报销（万元）', '报销(单位：千元)', '万元', '报销 万元', '报销（万）'])(
    'the sheet %s is refused',
    async (named) => {
      const { zh, en } = await refusedFor(workbookOf(list, { named }))
      expect(zh).toContain(`工作表名称「${named}」`)
      expect(en).toContain(`"${named}"`)
    },
  )

  test.each(['报销', '报销（元）', '万', 'W', 'K', '6万元以上', '万元店', '家庭收入（万元）', '名单（W）'])(
    'the sheet %s is read',
    async (named) => {
      expect((await read(workbookOf(list, { named }))).lines).toHaveLength(1)
    },
  )

  test.each(['&C单位：万元', '&L示例市医保局&R&"宋体,常规"&10单位：万元', '&R&K000000金额单位：千元&P/&N'])(
    'what is printed on each page: %s',
    async (printed) => {
      expect((await refusedFor(workbookOf(list, { printed }))).zh).toContain('页眉')
    },
  )

  test.each(['&C单位：元', '&C第&P页，共&N页', '&L填报单位：分水县医保局', '&C年度限额6万元'])(
    '%s does no harm',
    async (printed) => {
      expect((await read(workbookOf(list, { printed }))).lines).toHaveLength(1)
    },
  )

  test('a share of every spreadsheet is no amount', async () => {
    const share = { xml: '<c r="AT" s="3"><v>12</v></c>' }
    const { zh } = await refusedFor(
      workbookOf([cells(head), ['P1', '2023-04-01', 'A', share, share]], { formatIds: [9] }),
    )
    expect(zh).toMatch(/「费用总额」.*0%/)
  })
})
