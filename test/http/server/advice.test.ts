import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { faultsOfIssues } from '../../../src/http/server/advice.ts'
import { languageOf } from '../../../src/http/server/language.ts'
import { moneyAdvice } from '../../../src/http/server/money-advice.ts'
import { pointerOf } from '../../../src/http/server/pointer.ts'
import { requestIdOf } from '../../../src/http/server/request-id.ts'
import { aDay, yuanAmount } from '../../../src/http/shared/fields.ts'
import { processorTime } from '../../support/processes/processor-time.ts'

describe('an amount that is refused is answered with the string to send', () => {
  test.each([
    { why: 'a JSON number lost its second decimal', sent: 12.5, says: 'Send "12.50" as a string.' },
    { why: 'a whole number', sent: 100, says: 'Send "100.00" as a string.' },
    { why: 'zero', sent: 0, says: 'Send "0.00" as a string.' },
    { why: 'no decimals', sent: '100', says: 'Send "100.00" as a string.' },
    { why: 'one decimal', sent: '100.5', says: 'Send "100.50" as a string.' },
    { why: 'an exponent', sent: '1e3', says: 'Send "1000.00" as a string.' },
    { why: 'a plus sign', sent: '+5.00', says: 'Send "5.00" as a string.' },
    { why: 'thousands', sent: '52,000.00', says: 'Send "52000.00" as a string.' },
    { why: 'spaces', sent: ' 7.00', says: 'Send "7.00" as a string.' },
  ])('$why: $sent', ({ sent, says }) => {
    expect(yuanAmount.safeParse(sent).success).toBe(false)
    expect(moneyAdvice(sent).en).toContain(says)
    expect(moneyAdvice(sent).zh).toContain(/"[\d.]+"/.exec(says)?.[0])
  })

  test.each([
    { why: 'a third decimal is never rounded away', sent: '12.345', says: '3 decimals' },
    { why: 'nor that of a number', sent: 12.345, says: '3 decimals' },
    { why: 'a minus sign', sent: '-1.00', says: 'no sign' },
    { why: 'a number below zero', sent: -1, says: 'no sign' },
    { why: 'fifteen digits before the point', sent: '100000000000000.00', says: 'at most 14 digits' },
    { why: 'a number whose digits a float may have lost', sent: 1234567890123456, says: 'such as "12.50"' },
    { why: 'a word', sent: 'free', says: 'such as "12.50"' },
    { why: 'nothing', sent: '', says: 'such as "12.50"' },
    { why: 'null', sent: null, says: 'such as "12.50"' },
    { why: 'an object', sent: {}, says: 'such as "12.50"' },
  ])('$why: $sent', ({ sent, says }) => {
    expect(yuanAmount.safeParse(sent).success).toBe(false)
    expect(moneyAdvice(sent).en).toContain(says)
    expect(moneyAdvice(sent).zh).toMatch(/[一-龥]/)
  })

  test.each(['0.00', '0.01', '99999999999999.99', '10647.00'])('%s is an amount', (text) => {
    expect(yuanAmount.safeParse(text).success).toBe(true)
  })
})

describe('a day that is refused', () => {
  const said = (sent: unknown) => {
    const read = z.strictObject({ on: aDay }).safeParse({ on: sent }, { reportInput: true })
    return read.success ? null : faultsOfIssues(read.error.issues)
  }

  test.each([
    { sent: '2023-02-29', says: 'no day 2023-02-29' },
    { sent: '2023-13-01', says: 'no day 2023-13-01' },
    { sent: '2023/3/1', says: '"2023-03-01"' },
    { sent: '20230301', says: '"2023-03-01"' },
    { sent: 20230301, says: '"2023-03-01"' },
    { sent: '2023年3月1日', says: '"2023-03-01"' },
    { sent: '2023-03-01T23:30:00Z', says: 'such as "2023-03-15"' },
    { sent: undefined, says: 'This is missing' },
  ])('$sent', ({ sent, says }) => {
    expect(said(sent)).toEqual([
      { pointer: '/on', detail: expect.objectContaining({ en: expect.stringContaining(says) }) },
    ])
  })

  test('a leap day is a day', () => {
    expect(said('2024-02-29')).toBeNull()
  })
})

test('a pointer escapes what JSON pointers escape', () => {
  expect(pointerOf(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0')
})

test.each([
  [undefined, 'en'],
  ['zh', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,zh;q=0.5', 'en'],
  ['fr, zh;q=0.3, en;q=0.2', 'zh'],
  ['fr', 'en'],
  ['zh;q=0', 'en'],
  ['*', 'en'],
  ['ZH-hans-CN', 'zh'],
  ['zh-CN,en', 'zh'],
  ['en,zh', 'en'],
  ['zh;q=x, en;q=0.1', 'en'],
  ['', 'en'],
  [',;,', 'en'],
])('Accept-Language %s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

test.each([
  ['spaces', `zh${' '.repeat(15_000)}x`],
  ['commas', ','.repeat(15_000)],
  ['languages', 'zh-'.repeat(5000)],
  ['quotes', 'zh;a="'.repeat(2500)],
])('an Accept-Language of 15 KB of %s costs as little as any', (_, header) => {
  const spentMs = processorTime()
  for (let time = 0; time < 100; time++) languageOf(header)
  expect(spentMs()).toBeLessThan(500)
})

describe('x-request-id', () => {
  test('one that is fit to be kept is kept', () => {
    expect(requestIdOf('his-42/7')).toBe('his-42/7')
    expect(requestIdOf('x'.repeat(128))).toHaveLength(128)
  })

  test.each([
    ['too long', 'x'.repeat(129)],
    ['with a space', 'a b'],
    ['empty', ''],
    ['not ASCII', '号'],
    ['twice', ['a', 'b']],
  ])('%s: ours takes its place', (_, sent) => {
    expect(requestIdOf(sent)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('too few or too many are refused with how many it may be', () => {
  const form = z.strictObject({
    list: z.array(z.int()).min(1).max(2),
    count: z.int().min(1).max(9),
    name: z.string().min(2),
  })
  const said = (change: object) => {
    const read = form.safeParse({ list: [1], count: 1, name: '张三', ...change }, { reportInput: true })
    return read.success
      ? null
      : faultsOfIssues(read.error.issues).map(({ pointer, detail }) => [pointer, detail.en, detail.zh])
  }

  test.each([
    [{ list: [] }, ['/list', 'Send at least 1 of them.', '请填写至少 1 项。']],
    [{ list: [1, 2, 3] }, ['/list', 'Send at most 2 of them.', '请填写最多 2 项。']],
    [{ count: 0 }, ['/count', 'Send a number not below 1.', '请填写不小于 1 的数字。']],
    [{ count: 10 }, ['/count', 'Send a number not above 9.', '请填写不大于 9 的数字。']],
    [{ name: '张' }, ['/name', 'Send at least 2 characters.', '请填写至少 2 个字符。']],
  ])('%j', (change, fault) => {
    expect(said(change)).toEqual([fault])
  })
})
