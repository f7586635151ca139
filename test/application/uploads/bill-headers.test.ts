import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { billForm } from '../../../src/application/reimbursements/reimbursements-file.ts'
import { readTable } from '../../../src/application/uploads/table.ts'
import { headerOf } from '../../../src/domain/reconciliation/file-line.ts'

const read = (text: string) => readTable(Readable.from([Buffer.from(text)]), billForm)
const head = '报销编号,人员编号,医疗类别,政策范围内,大病保险支付,票据'
const line = 'A1,P1,住院,80.00,0,1:90.00'

test.each([
  ['总费用', 'total', '90.00'],
  ['医疗总费用', 'total', '90.00'],
  ['医疗总费用（元）', 'total', '90.00'],
  ['医疗费用总额', 'total', '90.00'],
  ['入院时间', 'admittedOn', '2024-05-01 08:30'],
  ['出院时间', 'dischargedOn', '2024-05-03'],
  ['定点医疗机构编号', 'hospitalCode', 'H14050200001'],
  ['医疗机构编号', 'hospitalCode', 'H14050200001'],
  ['基本医疗保险支付', 'basic', '70.00'],
  ['基本医保支付', 'basic', '70.00'],
] as const)('the column %s of a list of bills', async (name, column, value) => {
  const others = { total: '费用总额', basic: '基本医保支付' }
  const needed = Object.entries(others).filter(([key]) => key !== column)
  const names = [head, ...needed.map(([, other]) => other), name].join(',')
  const { lines, unread, columnsPassedOver } = await read(`${names}\n${[line, ...needed.map(() => '1.00'), value]}`)
  expect([lines.map(({ values }) => values[column]), unread, columnsPassedOver]).toEqual([[value], [], []])
})

test('an hour and another number beside the usual columns give way to them', async () => {
  const names = `${head},费用总额,基本医保支付,入院时间,入院日期,医疗机构编号,定点医疗机构编号`
  const { lines, columnsPassedOver } = await read(`${names}\n${line},90.00,70.00,08:30,2024-05-01,H1,H2`)
  expect(lines).toMatchObject([{ values: { admittedOn: '2024-05-01', hospitalCode: 'H1' } }])
  expect(columnsPassedOver).toEqual(['入院时间', '定点医疗机构编号'])
})

test.each([
  ['试验县民政局（公章）,,,,,,,'],
  ['（盖章）,,,,,,,\n2024年5月10日,,,,,,,'],
  ['2024-05-10,,,,,,,'],
  ['"第1页，共3页",,,,,,,\n共3页 第1页'],
])('what stands under the bills is none: %s', async (foot) => {
  const { lines, unread } = await read(`${head},费用总额,基本医保支付\n${line},90.00,70.00\n${foot}`)
  expect([lines.length, unread]).toEqual([1, []])
})

test.each(['费用总额', '总费用', '医疗总费用'])("%s in a hospital's file", (name) => {
  expect(headerOf(['setl_id', name, 'fund_pay_sumamt'])).toEqual({
    layout: ['settlement', 'total', 'fundPaid'],
    missing: [],
  })
})
