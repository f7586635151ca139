import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { getReimbursement } from '../../../src/application/reimbursements/read-reimbursements.ts'
import { receiveReimbursements } from '../../../src/application/reimbursements/reimbursements-file.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { type SheetCell, workbookOf } from '../../support/files/workbook.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let personNo: string
beforeAll(async () => {
  desk = await openDesk()
  personNo = await desk.person({ as: 'dibao' })
})

const upper = [
  ...['报销编号', '人员编号', '医疗类别', '就诊', null, '医疗机构编号', '费用', null, '基本医保', '大病保险', '票据'],
  ...['医保结算单号', '结算单出具单位'],
]
const lower = [
  ...[null, null, null, '入院日期', '出院日期', null, '总额', '政策范围内费用', '支付', '支付', null, null, null],
]
const merged = ['D1:E1', 'G1:H1', ...'ABCFKLM'.split('').map((at) => `${at}1:${at}2`)]

let bills = 0
function billLine(): SheetCell[] {
  bills += 1
  const invoice = `14060123-${String(55_000_000 + bills).padStart(10, '0')}:52000.00`
  return [
    ...[`TWO-${bills}`, personNo, '住院', '2024-03-01', '2024-03-05', cityHospital, '52000.00', '52000.00'],
    ...['34790.00', '0.00', invoice, 'JS-1', '晋城市医疗保障局'],
  ]
}

const received = (content: Buffer | string) =>
  receiveReimbursements(desk.service, bureau, Readable.from([Buffer.from(content)]), 'zh')
const csv = (rows: readonly (readonly SheetCell[])[]) =>
  rows.map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\n')

test.each([
  ['as a sheet, its cells merged', () => workbookOf([upper, lower, billLine()], { merged })],
  ['as text, under a title', () => csv([['手工报销汇总'], upper, lower, billLine()])],
  ['with the unit above', () => csv([upper.map((name) => (name === '费用' ? '费用（元）' : name)), lower, billLine()])],
])('费用 above 总额 and 政策范围内费用 is read %s', async (_, content) => {
  const { lines } = await received(content())
  expect(lines).toMatchObject([{ outcome: 'received', detail: null }])
  const bill = await getReimbursement(desk.service, bureau, lines[0]?.reimbursementId ?? '')
  expect(bill).toMatchObject({
    costs: { total: '52000.00', inScope: '52000.00' },
    paid: { basic: '34790.00', criticalIllness: '0.00' },
  })
})

test('费用（万元） above them refuses the list by its unit', async () => {
  const inUnit = upper.map((name) => (name === '费用' ? '费用（万元）' : name))
  for (const content of [csv([inUnit, lower, billLine()]), workbookOf([inUnit, lower, billLine()], { merged })])
    expect(JSON.stringify((await refusalOf(received(content))).params)).toContain('“万元”为单位')
})

test('an amount that is merged over two bills is of neither', async () => {
  const [one, two] = [billLine(), billLine()]
  const { lines } = await received(
    workbookOf([upper, lower, one, two.map((cell, at) => (at === 6 ? null : cell))], { merged: [...merged, 'G3:G4'] }),
  )
  expect(lines).toMatchObject([
    { line: 3, outcome: 'refused', detail: expect.stringMatching(/「费用总额」.*合并单元格/) },
    { line: 4, outcome: 'refused', detail: expect.stringMatching(/「费用总额」.*合并单元格/) },
  ])
})
