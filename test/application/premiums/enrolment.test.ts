import { describe, expect, test } from 'vitest'
import { notEnrolled, notEnrolledTable, readEnrolment } from '../../../src/application/premiums/enrolment.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

/** People of one category, of whom the first few are not enrolled. */
async function fill(
  desk: Desk,
  { people, without, prefix = '3' }: { people: number; without: number; prefix?: string },
) {
  const { pool } = desk.service.db
  await pool.query(
    `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier)
     SELECT $3::text || lpad(n::text, 9, '0'), '王小明', '99', '\\x00', sha256(n::text::bytea), '1975-03-12', '140502',
       CASE WHEN n > $2::int THEN 1 END FROM generate_series(1, $1::int) n`,
    [people, without, prefix],
  )
  await pool.query(
    `INSERT INTO identities (person_no, id, category, valid_from, certified_by, certificate_no, recorded_by)
     SELECT person_no, gen_random_uuid(), 'dibao', '2023-01-01', 'civil-affairs', 'C', 'test' FROM beneficiaries
     WHERE starts_with(person_no, $1)`,
    [prefix],
  )
}

const asked = { region: '140500', year: 2024 }

describe('the rate of enrolment', () => {
  test.each([
    { why: 'exactly on the line', people: 100, without: 1, rate: '99.00', below: false },
    { why: 'one person below it', people: 100, without: 2, rate: '98.00', below: true },
    // 1,970 of 1,990 is 98.9949…: rounded up it would read 99.
    { why: 'a hundredth below it, not rounded up to it', people: 1990, without: 20, rate: '98.99', below: true },
    // 1,971 of 1,990 is 99.0452…
    { why: 'one person more', people: 1990, without: 19, rate: '99.04', below: false },
    { why: 'everybody', people: 3, without: 0, rate: '100.00', below: false },
    // 2 of 3 is 66.666…
    { why: 'a third missing', people: 3, without: 1, rate: '66.66', below: true },
  ])('$why', async ({ people, without, rate, below }) => {
    const desk = await openDesk()
    await fill(desk, { people, without })
    expect(await readEnrolment(desk.service, bureau, asked)).toMatchObject({
      on: '2024-05-05',
      people,
      enrolled: people - without,
      rate,
      line: '99.00',
      below,
      clause: { id: '140000/J20' },
      notEnrolled: '/v1/enrolment/not-enrolled?region=140500&year=2024&on=2024-05-05',
    })
  })

  test('counts those whom the line is for, once each, on the day', async () => {
    const desk = await openDesk()
    const one = { enrolledTier: 1 } as const
    await desk.person({ ...one, as: ['dibao', 'monitored-unstable'] })
    await desk.person({ ...one, as: 'low-income' })
    await desk.person({ as: 'youfu' })
    const none = { enrolledTier: null }
    await desk.person({ ...none, as: [{ category: 'tekun', from: '2024-05-06' }] })
    await desk.person({ ...none, as: [{ category: 'tekun', to: '2024-05-04' }] })
    await desk.person({ ...none, as: [{ category: 'tekun', to: '2024-05-05' }] })
    const today = await readEnrolment(desk.service, bureau, asked)
    expect(today).toMatchObject({ people: 2, enrolled: 1, rate: '50.00' })
    const later = await readEnrolment(desk.service, bureau, { ...asked, on: '2024-05-06' })
    expect(later).toMatchObject({ people: 2, enrolled: 1 })
    expect(await readEnrolment(desk.service, bureau, { ...asked, region: '140521' })).toMatchObject({
      people: 0,
      rate: null,
      below: false,
    })
  })

  test('has no line where the law draws none, and says so', async () => {
    const desk = await openDesk()
    await desk.person({ insuredRegion: '500243', as: 'youfu', enrolledTier: 2 })
    const found = await readEnrolment(desk.service, bureau, { region: '500243', year: 2024 })
    expect(found).toMatchObject({ people: 1, rate: '100.00', line: null, below: null, clause: null })
  })
})

describe('who is not enrolled', () => {
  test('is listed a page at a time, with masked names and the department', async () => {
    const desk = await openDesk()
    await fill(desk, { people: 7, without: 5 })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await notEnrolled(desk.service, shanxiAuditor, { ...asked, limit: 2, cursor })
      for (const person of page.items) {
        expect(person).toMatchObject({ name: '王**', categories: ['dibao'], department: 'civil-affairs' })
        seen.push(person.personNo)
      }
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `3${String(n).padStart(9, '0')}`))
  })

  test('is a file too, and longer than one portion', async () => {
    const desk = await openDesk()
    await fill(desk, { people: 2100, without: 2050 })
    const { heads, rows } = await notEnrolledTable(desk.service, shanxiAuditor, asked, 'zh')
    const lines: string[] = []
    for await (const portion of rows) lines.push(...portion.map((cells) => cells.join(',')))
    expect(lines).toHaveLength(2050)
    expect(heads.join(',')).toBe('参保地区划,人员编号,姓名,证件类型,证件号码,身份代码,救助身份,认定部门代码,认定部门')
    expect(lines[2049]).toBe('140502,3000002050,王**,,,dibao,低保对象,civil-affairs,民政部门')
    expect(new Set(lines).size).toBe(2050)
  })

  test.each([
    ['another region’s bureau', jining, asked, 'forbidden'],
    ['a hospital', ofHospital(cityHospital), asked, 'forbidden'],
    ['a day of another year', bureau, { ...asked, on: '2023-12-31' }, 'invalid-request'],
    ['a cursor of another list', bureau, { ...asked, cursor: 'WyJ4Il0' }, 'invalid-request'],
    ['a place without law', bureau, { ...asked, region: '110000' }, 'policy-missing'],
  ])('is refused for %s', async (_, caller, query, code) => {
    const desk = await openDesk()
    expect((await refusalOf(notEnrolled(desk.service, caller, query))).code).toBe(code)
  })
})
