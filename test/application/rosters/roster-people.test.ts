import { beforeAll, describe, expect, test } from 'vitest'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { birthDateOf, idNumberOf, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const head = '变动,人员编号,身份证号,姓名,救助身份,开始日期'
let numbers = 0

async function register(person: { name: string; idNumber: string; idType?: string; birthDate?: string }) {
  const personNo = `R${++numbers}`
  const { birthDate = '1978-04-01', idType = '01', ...rest } = person
  await putBeneficiary(desk.service, bureau, {
    ...rest,
    personNo,
    idType,
    birthDate,
    insuredRegion: '140502',
    enrolledTier: 1,
  })
  return personNo
}

async function lists(...lines: string[]) {
  const roster = await sendRoster(desk.service, [head, ...lines].join('\n'))
  const { rows } = await desk.service.db.pool.query<{ person: string; line: number }>(
    `SELECT person_no AS person, line_no AS line FROM roster_rows WHERE roster_id = $1 ORDER BY line_no`,
    [roster.id],
  )
  return { people: rows.map(({ person }) => person), faults: roster.faults.map(({ line, reason }) => [line, reason]) }
}

describe('names are compared as people read them', () => {
  test.each([
    ['张三', ['张　三', '张 三', ' 张三 ', '张三\u200b']],
    ['买买提·艾力', ['买买提•艾力', '买买提・艾力', '买买提．艾力', '买买提.艾力', '买买提･艾力', '买买提 · 艾力']],
    ['高文', ['⾼⽂']],
    ['王䶮', ['王\ue863']],
    ['马长龙', ['⻢⻓⻰']],
    ['SMITH JOHN', ['Smith  John', 'ＳＭＩＴＨ ＪＯＨＮ']],
  ])('%s', async (name, others) => {
    const idNumber = idNumberOf(1100 + numbers)
    const personNo = await register({ name, idNumber, birthDate: birthDateOf(1100 + numbers) })
    for (const other of others)
      expect(await lists(`新增,${personNo},${idNumber},${other},低保,2024-05-01`), other).toEqual({
        people: [personNo],
        faults: [],
      })
    const { rows } = await desk.service.db.pool.query('SELECT name FROM beneficiaries WHERE person_no = $1', [personNo])
    expect(rows).toEqual([{ name }])
    expect((await lists(`新增,${personNo},${idNumber},${name}甲,低保,2024-05-01`)).faults).toEqual([
      [2, 'name-differs'],
    ])
  })
})

describe('documents other than the identity card', () => {
  test.each([
    ['a permit of Hong Kong', 'H1234567802', '04'],
    ['a residence permit', '830000197010100037', '08'],
    ['a permit of a foreigner', '914840197505050017', '09'],
    ['a passport', 'E12345678', '07'],
    ['a number of the army', '军字第0123456号', '02'],
  ])('%s is compared as that person’s, and found', async (_, idNumber, idType) => {
    const personNo = await register({ name: '林台生', idNumber, idType, birthDate: '1970-10-10' })
    expect(await lists(`新增,${personNo},${idNumber},林台生,低保,2024-05-01`)).toEqual({
      people: [personNo],
      faults: [],
    })
    expect(await lists(`新增,,${idNumber},林台生,低保,2024-05-01`)).toEqual({ people: [personNo], faults: [] })
    const other = `${idNumber.slice(0, -1)}9`
    expect((await lists(`新增,${personNo},${other},林台生,低保,2024-05-01`)).faults).toMatchObject([
      [2, expect.any(String)],
    ])
  })

  test('fifteen digits are the eighteen that they became', async () => {
    const personNo = await register({ name: '赵十五', idNumber: '140500197804010010' })
    expect(await lists('新增,,140500780401001,赵十五,低保,2024-05-01')).toEqual({ people: [personNo], faults: [] })
    expect(await lists(`新增,${personNo},140500780401001,赵十五,低保,2024-05-02`)).toEqual({
      people: [personNo],
      faults: [],
    })
  })

  test('the card’s number of somebody registered by another kind of document', async () => {
    const idNumber = idNumberOf(1201)
    const personNo = await register({ name: '户口簿', idNumber, idType: '03', birthDate: birthDateOf(1201) })
    expect(await lists(`新增,${personNo},${idNumber},户口簿,低保,2024-05-01`)).toEqual({
      people: [personNo],
      faults: [],
    })
  })
})

describe('without a person number', () => {
  test('several who share one card are told apart by name', async () => {
    const idNumber = '140500199506121029'
    const mother = await register({ name: '钱芳', idNumber, birthDate: '1995-06-12' })
    const child = await register({ name: '钱芳之女', idNumber, birthDate: '2024-05-03' })
    expect(await lists(`新增,,${idNumber},钱芳,低保,2024-05-01`, `新增,,${idNumber},钱芳之女,低保,2024-05-03`)).toEqual(
      {
        people: [mother, child],
        faults: [],
      },
    )
    expect((await lists(`新增,,${idNumber},钱方,低保,2024-05-01`)).faults).toEqual([[2, 'person-ambiguous']])
  })

  test('a newcomer gets a number for the time being, the same in each line and list', async () => {
    const [a, b] = [idNumberOf(1301), idNumberOf(1302)]
    const first = await lists(
      `新增,,${a},新来甲,低保,2024-05-01`,
      `新增,,${a},新来甲,特困,2024-05-01`,
      `新增,,${b},新来乙,低保,2024-05-01`,
    )
    expect(first.faults).toEqual([])
    const [one, two, three] = first.people
    expect(one).toMatch(/^TEMP-[0-9A-F]{20}$/)
    expect([two, three === one]).toEqual([one, false])
    expect((await lists(`新增,,${a},新来甲,低保,2024-05-03`)).people).toEqual([one])
  })

  test('two newcomers with one card are a slip, and each line names the other', async () => {
    const idNumber = idNumberOf(1303)
    const roster = await sendRoster(
      desk.service,
      [head, `新增,,${idNumber},母,低保,2024-05-01`, `新增,,${idNumber},子,低保,2024-05-01`].join('\n'),
    )
    expect(roster.faults).toMatchObject([
      { line: 2, reason: 'people-mixed', otherLine: 3 },
      { line: 3, reason: 'people-mixed', otherLine: 2 },
    ])
  })
})
