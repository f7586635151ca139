import { expect, test } from 'vitest'
import { isLostName } from '../../../src/domain/registers/lost-name.ts'

test.each([
  ...['丁*', '丁＊', '丁*三', '*三', '丁?', '丁？？', '#N/A', '丁#', '丁_', '丁＿＿', '丁…', '丁--', '丁——', '丁··'],
  ...[
    '丁○',
    '丁○○',
    '丁○三',
    '○三',
    '丁〇〇',
    '丁●',
    '丁◯',
    '丁□',
    '丁■三',
    '丁△',
    '丁★',
    '丁◆',
    '丁×',
    '丁××三',
    '丁✕',
  ],
  ...[
    '丁X',
    '丁x',
    '丁XX',
    '丁Ｘ',
    '丁 X',
    '丁x三',
    '欧阳X',
    '丁OO',
    '丁某',
    '丁某某',
    '丁 某',
    '丁某三',
    '丁某三丰',
    '欧阳某',
    '欧阳某某',
    '某某',
  ],
])('%s was masked or lost', (name) => {
  expect(isLostName(name)).toBe(true)
})

test.each([
  ...['丁三', '丁 三', '欧阳三丰', '买买提·阿不都', '买买提○阿不都', '买买提●阿不都', '买买提.阿不都', '阿依古丽•示例'],
  ...[
    'Max Xu',
    'XAVIER',
    'Xu Xin',
    'Otto',
    'JOHN-PAUL',
    '示例·某',
    '示例张某',
    '某',
    '郭沫若',
    '示例1',
    '示例A',
    '𠮷野',
    '丁㐂',
  ],
])('%s is a name', (name) => {
  expect(isLostName(name)).toBe(false)
})
