import { beforeAll, describe, expect, test } from 'vitest'
import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import { categoryOf, changeOf } from '../../../src/domain/rosters/list-words.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { rosterCells, rosterHead, rosterRow, sentRoster } from '../../support/files/roster-cells.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const sent = (content: string | Buffer) => sentRoster(desk, content)

describe('values', () => {
  test.each([
    ['2024-05-01 00:00:00', '2024-05-01'],
    ['2024/5/1 0:00', '2024-05-01'],
    ['2024-05-01T00:00:00', '2024-05-01'],
    ['2024-04-30T16:00:00.000Z', '2024-05-01'],
    ['2024-05-01 08:30', '2024-05-01'],
    ['45413', '2024-05-01'],
    ['２０２４年５月１日', '2024-05-01'],
    ['2024.5.1', '2024-05-01'],
  ])('the day %s', async (from, day) => {
    expect((await sent(`${rosterHead}\n${rosterRow({ from })}\n`)).rows).toMatchObject([{ from: day, to: null }])
  })

  test.each(['9999-12-31', '2099-12-31', '2999/12/31', '9999-12-31 00:00:00', '长期', '永久'])(
    'no end, written %s',
    async (to) => {
      expect((await sent(`${rosterHead}\n${rosterRow({ to })}\n`)).rows).toMatchObject([
        { from: '2024-05-01', to: null },
      ])
    },
  )

  test.each(['2024年5月', '2024-05-01 25:00', '2024-02-30', '五月一日', '长期2'])('no day: %s', async (from) => {
    expect((await sent(`${rosterHead}\n${rosterRow({ from })}\n`)).faults).toEqual([[2, 'from', 'day']])
  })

  test.each([
    ['孤儿', 'tekun', '孤儿'],
    ['事实无人抚养儿童', 'tekun', '事实无人抚养儿童'],
    ['三无人员', 'tekun', '三无人员'],
    ['五保户', 'tekun', '五保户'],
    ['特困供养人员', 'tekun', '特困供养人员'],
    ['低 保', 'dibao', '低保'],
    ['城市低保', 'dibao', '城市低保'],
    ['农村低保', 'dibao', '农村低保'],
    ['低保对象', 'dibao', null],
    ['dibao', 'dibao', null],
    ['102', 'dibao', null],
    ['低保边缘户', 'dibao-marginal', '低保边缘户'],
  ])('the word %s', async (category, code, listedAs) => {
    expect((await sent(`${rosterHead}\n${rosterRow({ category })}\n`)).rows).toMatchObject([
      { category: code, listedAs },
    ])
  })

  test.each([
    ...[
      '低保（A类）',
      '农村低保（B类）',
      '城市低保（二类）',
      '低保（2档）',
      '低保（单人户）',
      '低保（整户）',
      '低保（单人保）',
    ],
    ...['农村低保（B类）（整户）', '农村低保（整户，C类）', '低保对象(3人户)'],
  ])('%s is dibao with a note', (word) => {
    expect(categoryOf(word)).toBe('dibao')
  })

  test.each([
    ...['特困人员（全失能）', '特困人员（半失能）', '特困人员（自理）', '特困人员（集中供养）', '特困人员（分散供养）'],
    ...[
      '特困人员（分散供养、全护理）',
      '孤儿（散居）',
      '孤儿（集中）',
      '孤儿（机构养育）',
      '农村特困人员（分散）（失能）',
    ],
  ])('%s is tekun with a note', (word) => {
    expect(categoryOf(word)).toBe('tekun')
  })

  test.each([
    ...[
      '低保（边缘）',
      '低保（低收入）',
      '低保（疑似）',
      '疑似低保',
      '低保（已停）',
      '低保（整户）（边缘）',
      '低保（A类、边缘）',
    ],
    ...[
      '低保（待批）',
      '低保（）',
      '（A类）',
      '低收入（二类）',
      '重度残疾人（三级）',
      '低保（非整户）',
      '孤儿（疑似）',
    ],
  ])('what stands in %s may make another category of it', (word) => {
    expect(categoryOf(word)).toBeUndefined()
  })

  test.each([
    ['停发（死亡）', 'removed', '死亡'],
    ['停发（整户）', 'removed', '停发'],
    ['减少（户籍迁出）', 'removed', '户籍迁出'],
    ['减少（整户）', 'removed', null],
    ['新增（整户）', 'added', null],
    ['新增(转入)', 'added', null],
    ['不变（单人户）', 'standing', null],
  ])('the change %s', (word, change, reason) => {
    expect(changeOf(word)).toEqual({ change, reason })
  })

  test.each(['新增（死亡）', '停发（恢复）', '不变（停发）', '停发（疑似）', '（死亡）', '停发（死亡）（恢复）'])(
    '%s is no change that is known',
    (word) => {
      expect(changeOf(word)).toBeNull()
    },
  )

  // They come from another department than the lists of this file.
  test.each(['脱贫户', '脱贫人员', '脱贫人口', '稳定脱贫户'])('the word %s', (word) => {
    expect(categoryOf(word)).toBe('formerly-poor')
  })

  test('a word that nobody knows is answered with all that are', async () => {
    const { roster } = await sent(`${rosterHead}\n${rosterRow({ category: '贫困' })}\n`)
    expect(roster.faults).toMatchObject([
      {
        reason: 'category',
        detail: {
          zh: expect.stringMatching(/dibao（低保对象、低保.*农村低保.*dibao-marginal.*五保户|tekun（特困人员.*孤儿/),
        },
      },
    ])
  })

  test.each([
    ['停发', '停发'],
    ['死亡', '死亡'],
    ['迁出', '迁出'],
    ['减少', null],
  ])('a removal as %s', async (change, endReason) => {
    const personNo = await desk.person({ as: 'dibao' })
    const { rows, roster } = await sent(`${rosterHead}\n${change},${personNo},,,低保,,2024-04-30\n`)
    expect(rows).toMatchObject([{ change: 'removed', endReason }])
    expect(roster).toMatchObject({ ended: 1 })
  })

  test('numbers of full width, invisible characters, the X of other kinds', async () => {
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const [change, personNo = '', idNumber = '', ...rest] = rosterCells()
    const hidden = [`${change}\u200b`, `${personNo}\u00a0`, `\u202a${idNumber}\u202c`, ...rest]
    const [change2, personNo2, idNumber2 = '', ...rest2] = rosterCells()
    const content = [rosterHead, hidden.join(','), [change2, personNo2, wide(idNumber2), ...rest2].join(',')].join('\n')
    const { rows, faults } = await sent(content)
    expect(faults).toEqual([])
    expect(rows).toHaveLength(2)
    const withX = '14050019660808005'
    const line = (last: string) => `新增,T${last.codePointAt(0)},${withX}${last},示例甲,低保,2024-05-01,`
    expect((await sent([rosterHead, line('Ⅹ')].join('\n'))).faults).toEqual([])
    expect((await sent([rosterHead, line('Ｘ')].join('\n'))).faults).toEqual([])
    expect((await sent([rosterHead, line('Х')].join('\n'))).faults).toEqual([[2, 'idNumber', 'id-number-letter']])
    expect((await sent([rosterHead, line('×')].join('\n'))).faults).toEqual([[2, 'idNumber', 'id-number-letter']])
  })

  test('names and numbers of a list that was masked are of nobody', async () => {
    const [change, personNo, idNumber = '', name, ...rest] = rosterCells()
    const lineOf = (number: string, called: string) => [change, personNo, number, called, ...rest].join(',')
    const masked = `${idNumber.slice(0, 6)}********${idNumber.slice(14)}`
    const hidden = ['XXXXXXXX', '○○○○○○○○', '________'].map((mark) =>
      lineOf(`${idNumber.slice(0, 6)}${mark}${idNumber.slice(14)}`, name ?? ''),
    )
    const content = [
      rosterHead,
      lineOf(idNumber, '张*三'),
      lineOf(masked, name ?? ''),
      lineOf('H12***78', name ?? ''),
      ...hidden,
    ]
    expect((await sent(content.join('\n'))).faults).toEqual([
      [2, 'name', 'name'],
      [3, 'idNumber', 'id-number'],
      ...[4, 5, 6, 7].map((line) => [line, 'idNumber', 'id-number']),
    ])
  })

  test.each(['丁○', '丁×', '丁X', '丁某', '丁某某', '丁●', '丁□', '丁_', '丁＊三'])(
    'somebody new who is called %s is not registered',
    async (name) => {
      const [change, personNo, idNumber, , ...rest] = rosterCells()
      const { faults, rows } = await sent(`${rosterHead}\n${[change, personNo, idNumber, name, ...rest].join(',')}\n`)
      expect([faults, rows]).toEqual([[[2, 'name', 'name']], []])
    },
  )

  test('rounded numbers, and the sequence that nobody has', async () => {
    const line = (idNumber: string) => `新增,T1,${idNumber},示例甲,低保,2024-05-01,`
    for (const number of ['1.40500E+17', '1.4050019780401e17', '140500197804011000'])
      expect((await sent([rosterHead, line(number)].join('\n'))).faults, number).toEqual([[2, 'idNumber', 'rounded']])
    // A check digit that agrees by chance: the sequence 000 is nobody's all the same.
    const days = Array.from({ length: 28 }, (_, at) => `14050019780${at < 9 ? '40' : '4'}${at + 1}0000`)
    const agreeing = days.filter(isIdNumber)
    expect(agreeing.length).toBeGreaterThan(0)
    for (const number of agreeing)
      expect((await sent([rosterHead, line(number)].join('\n'))).faults, number).toEqual([[2, 'idNumber', 'rounded']])
    const lawful = [
      '140500197804011',
      '140500197804021',
      '140500197804031',
      '140500197804041',
      '140500197804051',
    ].flatMap((body) => Array.from({ length: 9 }, (_, at) => `${body.slice(0, 14)}${at + 1}000`).filter(isIdNumber))
    expect(lawful.length).toBeGreaterThan(0)
    for (const number of lawful) expect((await sent([rosterHead, line(number)].join('\n'))).faults, number).toEqual([])
  })
})
