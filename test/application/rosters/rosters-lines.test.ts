import { beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { birthDateOf, csvOf, idNumberOf, newcomer, type Row, sendRoster } from '../../support/files/rosters.ts'

let desk: Desk
/** On dibao since 2021; on dibao in 2023 alone; on nothing; insured in Shandong. */
let [held, ended, nobody, elsewhere]: string[] = []
beforeAll(async () => {
  desk = await openDesk()
  held = await desk.person({ as: 'dibao' })
  ended = await desk.person({ as: [{ category: 'dibao', from: '2023-01-01', to: '2023-12-31' }] })
  nobody = await desk.person()
  elsewhere = await desk.person({ insuredRegion: '370800' })
})

const known = (personNo: string | undefined, change: Row = {}): Row => ({
  change: 'added',
  personNo: personNo ?? '',
  category: 'dibao',
  from: '2024-05-01',
  ...change,
})

/** One wrong line each: what it says, the column at fault, the reason. */
const wrong: [string, () => Row, string, string][] = [
  ['a change that is none', () => known(nobody, { change: '新来' }), 'change', 'change'],
  ['nobody', () => ({ change: 'added', category: 'dibao', from: '2024-05-01' }), 'personNo', 'person'],
  ['a person number with a stroke in it', () => known('14/05'), 'personNo', 'person-no'],
  ['an ID number as person number', () => newcomer(1, { personNo: idNumberOf(1) }), 'personNo', 'person-no'],
  [
    'an ID number of seventeen digits',
    () => newcomer(2, { idNumber: idNumberOf(2).slice(1) }),
    'idNumber',
    'id-number',
  ],
  [
    'an ID number whose check digit fails',
    () => newcomer(3, { idNumber: idNumberOf(3).slice(0, 17) + (idNumberOf(3).endsWith('1') ? '2' : '1') }),
    'idNumber',
    'id-number-check',
  ],
  ['a name of fifty-one characters', () => newcomer(4, { name: '长'.repeat(51) }), 'name', 'name'],
  ['a birthday that the calendar lacks', () => newcomer(5, { birthDate: '1975-02-30' }), 'birthDate', 'day'],
  [
    'another birthday than the ID number',
    () => newcomer(6, { birthDate: '1975-03-13' }),
    'birthDate',
    'birth-date-differs',
  ],
  ['a category that is none', () => known(nobody, { category: '贫困户' }), 'category', 'category'],
  [
    'a category that the department may not certify',
    () => known(nobody, { category: 'severely-disabled' }),
    'category',
    'category-not-certified',
  ],
  ['a first day in words', () => known(nobody, { from: '五月一日' }), 'from', 'day'],
  ['an addition without a first day', () => known(nobody, { from: '' }), 'from', 'from-needed'],
  [
    'someone standing who is not on record, without a first day',
    () => known(nobody, { change: 'standing', from: '' }),
    'from',
    'from-needed',
  ],
  ['a removal without a last day', () => known(held, { change: 'removed' }), 'to', 'to-needed'],
  ['a period that ends before it begins', () => known(nobody, { to: '2024-04-30' }), 'to', 'period-reversed'],
  [
    'someone standing who ended before the month',
    () => known(held, { change: 'standing', from: '2021-01-01', to: '2024-04-30' }),
    'to',
    'standing-ended',
  ],
  [
    'a certificate of a hundred and one characters',
    () => known(nobody, { certificateNo: 'x'.repeat(101) }),
    'certificateNo',
    'text',
  ],
  ['a region outside the list', () => newcomer(7, { insuredRegion: '370800' }), 'insuredRegion', 'region'],
  ['a tier that is none', () => newcomer(8, { enrolledTier: '3' }), 'enrolledTier', 'tier'],
  [
    'a removal of somebody unknown',
    () => newcomer(9, { change: 'removed', to: '2024-05-31' }),
    'personNo',
    'person-unknown',
  ],
  [
    'a newcomer by another document without its kind',
    () => newcomer(10, { personNo: '', idNumber: 'H1234567802' }),
    'idType',
    'id-type-needed',
  ],
  ['a newcomer without ID number', () => newcomer(11, { idNumber: '' }), 'idNumber', 'id-number-needed'],
  ['a newcomer without name', () => newcomer(12, { name: '' }), 'name', 'name-needed'],
  ['another name than the register', () => known(nobody, { name: '别人' }), 'name', 'name-differs'],
  ['a person of another region', () => known(elsewhere), 'personNo', 'person-outside'],
  ['a period that overlaps one on record', () => known(held), 'from', 'overlaps'],
  [
    'someone standing since before a period that ended',
    () => known(ended, { change: 'standing', from: '2023-06-01' }),
    'from',
    'overlaps',
  ],
  [
    'a removal of what the person does not hold',
    () => known(nobody, { change: 'removed', to: '2024-05-31' }),
    'category',
    'not-held',
  ],
  ['a removal of what has ended', () => known(ended, { change: 'removed', to: '2024-05-31' }), 'category', 'not-held'],
  [
    'a removal before the identity began',
    () => known(held, { change: 'removed', from: '', to: '2020-12-31' }),
    'to',
    'ends-before-begin',
  ],
]

describe('a wrong line is reported by its number, and the good ones load', () => {
  test.each(wrong)('%s', async (_, row, column, reason) => {
    const good = newcomer(100)
    const roster = await sendRoster(desk.service, csvOf([good, row()]))
    expect(roster.faults).toMatchObject([{ line: 3, column, reason, foundAt: 'load' }])
    expect(roster).toMatchObject({ lines: 2, accepted: 1, rejected: 1, opened: 1 })
  })

  test('all of them in one list: nothing is lost and nothing half taken', async () => {
    const rows = wrong.map(([, row]) => row())
    // The same person twice would be a fault of its own.
    const once = rows.filter((row, at) => rows.findIndex((one) => one.personNo === row.personNo) === at)
    const roster = await sendRoster(desk.service, csvOf([...once, newcomer(101)]))
    expect(roster).toMatchObject({ lines: once.length + 1, accepted: 1, rejected: once.length })
    expect(roster.faults.map(({ line }) => line)).toEqual(once.map((_, at) => at + 2))
  })

  test('ID numbers and names in the report are masked, in whatever column they stand', async () => {
    const number = idNumberOf(20)
    const broken = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`
    const rows = [
      newcomer(20, { idNumber: broken }),
      newcomer(21, { category: number }),
      newcomer(22, { name: `李四${'长'.repeat(50)}` }),
    ]
    const { faults } = await sendRoster(desk.service, csvOf(rows))
    expect(faults.map(({ value }) => value)).toEqual([
      '1405**************',
      '1405**************',
      `李${'*'.repeat(39)}`,
    ])
  })
})

describe('people who are listed twice', () => {
  const twice = async (...rows: Row[]) => {
    const { faults, accepted } = await sendRoster(desk.service, csvOf(rows))
    return { accepted, faults: faults.map(({ line, reason, otherLine }) => [line, reason, otherLine]) }
  }

  test('the same line again is one line', async () => {
    const row = newcomer(30)
    expect(await twice(row, newcomer(31), row)).toEqual({ accepted: 2, faults: [[4, 'duplicate', 2]] })
  })

  test('the same line with characters that nobody sees is the same line', async () => {
    const row = newcomer(34)
    const copied = { ...row, name: `\u202e${row.name}`, personNo: `${row.personNo}\u200b`, category: '\u2066dibao' }
    expect(await twice(row, copied)).toEqual({ accepted: 1, faults: [[3, 'duplicate', 2]] })
  })

  test('two lines that say different things are neither', async () => {
    const answer = await twice(newcomer(32), newcomer(32, { from: '2024-05-02' }))
    expect(answer).toEqual({
      accepted: 0,
      faults: [
        [2, 'contradicts', 3],
        [3, 'contradicts', 2],
      ],
    })
  })

  test('found by number in one line and by ID number in the other', async () => {
    const person = newcomer(33)
    await desk.service.db.pool.query(
      `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
       VALUES ($1, '示例', '01', '', $2, $3, '140502')`,
      [person.personNo, desk.service.secrets.fingerprint(`01:${person.idNumber}`), birthDateOf(33)],
    )
    const row = { change: 'added', category: 'dibao', from: '2024-05-01' }
    expect(
      await twice({ ...row, personNo: person.personNo ?? '' }, { ...row, idNumber: person.idNumber ?? '' }),
    ).toEqual({
      accepted: 1,
      faults: [[3, 'duplicate', 2]],
    })
    expect(await twice(newcomer(34, { idNumber: person.idNumber ?? '' }))).toEqual({
      accepted: 0,
      faults: [[2, 'id-number-elsewhere', null]],
    })
    expect(await twice({ ...row, personNo: person.personNo ?? '', idNumber: idNumberOf(35) })).toEqual({
      accepted: 0,
      faults: [[2, 'id-number-differs', null]],
    })
  })

  test('one number for two people, or one person with two numbers, is a slip', async () => {
    const a = newcomer(40)
    const sameNumber = newcomer(41, { personNo: a.personNo ?? '', category: 'tekun' })
    expect((await twice(a, sameNumber)).faults).toEqual([
      [2, 'people-mixed', 3],
      [3, 'people-mixed', 2],
    ])
    const samePerson = newcomer(42, { idNumber: a.idNumber ?? '', category: 'tekun' })
    expect((await twice(a, samePerson)).faults).toEqual([
      [2, 'people-mixed', 3],
      [3, 'people-mixed', 2],
    ])
  })

  test('two categories of one person are two lines', async () => {
    expect(await twice(newcomer(43), newcomer(43, { category: 'dibao-marginal' }))).toEqual({ accepted: 2, faults: [] })
  })
})
