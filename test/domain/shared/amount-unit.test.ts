import { expect, test } from 'vitest'
import { otherUnitOfColumn, otherUnitOfTable } from '../../../src/domain/shared/amount-unit.ts'

test.each([
  ['费用总额（万元）', '万元'],
  ['费用总额(单位：万元)', '万元'],
  ['*费用总额【千元】', '千元'],
  ['费用总额（人民币，万元）', '万元'],
  ['金额（分）', '分'],
  ['金额（美元）', '美元'],
  ['金 额 （ 万 元 ）', '万元'],
])('%s names %s', (header, unit) => {
  expect(otherUnitOfColumn(header)).toBe(unit)
})

test.each([
  '费用总额（元）',
  '费用总额(人民币元)',
  '费用总额',
  '开户行（分行）',
  '身份证号（18位）',
  '金额（含税）',
  '截止日期（分段填写）',
])('%s names no other unit', (header) => {
  expect(otherUnitOfColumn(header)).toBeNull()
})

test.each([
  ['单位：万元'],
  ['（金额单位：人民币万元）'],
  ['填报单位：示例市医保局', '计量单位:千元'],
  ['注：表中金额单位为万元。'],
  ['2024年手工报销汇总表（万元）'],
  ['单位（千元）'],
])('%s says it of the table', (...cells) => {
  expect(otherUnitOfTable(cells)).not.toBeNull()
})

test.each([
  ['单位：元'],
  ['填报单位：分水县医保局'],
  ['单位：万元镇卫生院'],
  ['2024年5月手工报销汇总'],
  ['单位（盖章）'],
])('%s does not', (...cells) => {
  expect(otherUnitOfTable(cells)).toBeNull()
})
