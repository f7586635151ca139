import { beforeAll, describe, expect, test } from 'vitest'
import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { newcomer, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const head = '变动,人员编号,身份证号,姓名,救助身份,开始日期,截止日期'
let place = 0
const someone = () => newcomer(2000 + place++)
const cells = (change: { category?: string; from?: string; to?: string } = {}) => {
  const { personNo = '', idNumber = '' } = someone()
  return [
    '新增',
    personNo,
    idNumber,
    '示例新人',
    change.category ?? '低保对象',
    change.from ?? '2024-05-01',
    change.to ?? '',
  ]
}
const row = (change: Parameters<typeof cells>[0] = {}) => cells(change).join(',')

async function sent(content: string | Buffer) {
  const roster = await sendRoster(desk.service, content)
  const { rows } = await desk.service.db.pool.query<Record<string, string | null>>(
    `SELECT category, valid_from AS "from", valid_to AS "to", listed_as AS "listedAs", end_reason AS "endReason", change, line_no AS line
     FROM roster_rows WHERE roster_id = $1 ORDER BY line_no`,
    [roster.id],
  )
  const faults = roster.faults.map(({ line, column, reason }) => [line, column, reason])
  return { roster, rows, faults }
}

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
    expect((await sent(`${head}\n${row({ from })}\n`)).rows).toMatchObject([{ from: day, to: null }])
  })

  test.each(['9999-12-31', '2099-12-31', '2999/12/31', '9999-12-31 00:00:00', '长期', '永久'])(
    'no end, written %s',
    async (to) => {
      expect((await sent(`${head}\n${row({ to })}\n`)).rows).toMatchObject([{ from: '2024-05-01', to: null }])
    },
  )

  test.each(['2024年5月', '2024-05-01 25:00', '2024-02-30', '五月一日', '长期2'])('no day: %s', async (from) => {
    expect((await sent(`${head}\n${row({ from })}\n`)).faults).toEqual([[2, 'from', 'day']])
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
    expect((await sent(`${head}\n${row({ category })}\n`)).rows).toMatchObject([{ category: code, listedAs }])
  })

  test('a word that nobody knows is answered with all that are', async () => {
    const { roster } = await sent(`${head}\n${row({ category: '贫困' })}\n`)
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
    const { rows, roster } = await sent(`${head}\n${change},${personNo},,,低保,,2024-04-30\n`)
    expect(rows).toMatchObject([{ change: 'removed', endReason }])
    expect(roster).toMatchObject({ ended: 1 })
  })

  test('numbers of full width, invisible characters, the X of other kinds', async () => {
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const [change, personNo = '', idNumber = '', ...rest] = cells()
    const hidden = [`${change}\u200b`, `${personNo}\u00a0`, `\u202a${idNumber}\u202c`, ...rest]
    const [change2, personNo2, idNumber2 = '', ...rest2] = cells()
    const content = [head, hidden.join(','), [change2, personNo2, wide(idNumber2), ...rest2].join(',')].join('\n')
    const { rows, faults } = await sent(content)
    expect(faults).toEqual([])
    expect(rows).toHaveLength(2)
    const withX = '14050019660808005'
    const line = (last: string) => `新增,T${last.codePointAt(0)},${withX}${last},某某,低保,2024-05-01,`
    expect((await sent([head, line('Ⅹ')].join('\n'))).faults).toEqual([])
    expect((await sent([head, line('Ｘ')].join('\n'))).faults).toEqual([])
    expect((await sent([head, line('Х')].join('\n'))).faults).toEqual([[2, 'idNumber', 'id-number-letter']])
    expect((await sent([head, line('×')].join('\n'))).faults).toEqual([[2, 'idNumber', 'id-number-letter']])
  })

  test('rounded numbers, and the sequence that nobody has', async () => {
    const line = (idNumber: string) => `新增,T1,${idNumber},某某,低保,2024-05-01,`
    for (const number of ['1.40500E+17', '1.4050019780401e17', '140500197804011000'])
      expect((await sent([head, line(number)].join('\n'))).faults, number).toEqual([[2, 'idNumber', 'rounded']])
    // A check digit that agrees by chance: the sequence 000 is nobody's all the same.
    const days = Array.from({ length: 28 }, (_, at) => `14050019780${at < 9 ? '40' : '4'}${at + 1}0000`)
    const agreeing = days.filter(isIdNumber)
    expect(agreeing.length).toBeGreaterThan(0)
    for (const number of agreeing)
      expect((await sent([head, line(number)].join('\n'))).faults, number).toEqual([[2, 'idNumber', 'rounded']])
    const lawful = [
      '140500197804011',
      '140500197804021',
      '140500197804031',
      '140500197804041',
      '140500197804051',
    ].flatMap((body) => Array.from({ length: 9 }, (_, at) => `${body.slice(0, 14)}${at + 1}000`).filter(isIdNumber))
    expect(lawful.length).toBeGreaterThan(0)
    for (const number of lawful) expect((await sent([head, line(number)].join('\n'))).faults, number).toEqual([])
  })
})
