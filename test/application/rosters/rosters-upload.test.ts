import { beforeAll, describe, expect, test } from 'vitest'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import {
  csvOf,
  header,
  headerInChinese,
  idNumberOf,
  lineOf,
  newcomer,
  type Row,
  sendRoster,
} from '../../support/files/rosters.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const rowsOf = async (id: string) => {
  const { rows } = await desk.service.db.pool.query(
    `SELECT line_no, person_no, category, change, valid_from, valid_to, certificate_no FROM roster_rows WHERE roster_id = $1 ORDER BY line_no`,
    [id],
  )
  return rows
}

const people = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, at) => newcomer(from + at, { name: '张、三', certificateNo: '晋城,民低"一"号' }))

const expected = (rows: Row[], first = 2) =>
  rows.map((row, at) => ({
    line_no: first + at,
    person_no: row.personNo,
    category: 'dibao',
    change: 'added',
    valid_from: '2024-05-01',
    valid_to: null,
    certificate_no: '晋城,民低"一"号',
  }))

const rows = people(60)
const utf8 = Buffer.from(csvOf(rows))
const chinese = csvOf(rows, headerInChinese)
const mark = Buffer.from('\uFEFF')

describe('a list is read', () => {
  test.each([
    ['in UTF-8', utf8, 'utf-8'],
    ['in UTF-8 with a mark', Buffer.concat([mark, utf8]), 'utf-8'],
    ['under Chinese headers', Buffer.from(chinese), 'utf-8'],
    ['in GB18030', gb18030(chinese), 'gb18030'],
    ['in GB18030 with a mark', Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), gb18030(chinese)]), 'gb18030'],
    ['in GB18030 under English headers', gb18030(csvOf(rows)), 'gb18030'],
    ['with the line breaks of Windows', Buffer.from(csvOf(rows).replaceAll('\n', '\r\n')), 'utf-8'],
    [
      'with a break behind the last line and empty rows of a spreadsheet',
      Buffer.from(`${csvOf(rows)}\n,,,,,,,,,,\n\n`),
      'utf-8',
    ],
    [
      'with every value in quotes',
      Buffer.from(
        [
          header,
          ...rows.map((row) =>
            lineOf(row)
              .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
              .map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`))
              .join(','),
          ),
        ].join('\n'),
      ),
      'utf-8',
    ],
  ] as const)('%s', async (_, content, encoding) => {
    const roster = await sendRoster(desk.service, Buffer.from(content))
    expect(roster).toMatchObject({ lines: 60, accepted: 60, rejected: 0, newPeople: 60, format: 'csv', encoding })
    expect(await rowsOf(roster.id)).toEqual(expected(rows))
  })

  test('in the charset that was said, where the bytes alone would be told wrong', async () => {
    const row = newcomer(300, { name: '联通', certificateNo: '' })
    const content = gb18030(csvOf([row]))
    const roster = await sendRoster(desk.service, content, { encoding: 'gb18030' })
    expect(roster).toMatchObject({ accepted: 1, encoding: 'gb18030' })
    const { rows: stored } = await desk.service.db.pool.query('SELECT name FROM roster_people WHERE roster_id = $1', [
      roster.id,
    ])
    expect(stored).toEqual([{ name: '联通' }])
  })

  test('as NDJSON, under English or Chinese names', async () => {
    const [first, second] = people(2, 310) as [Row, Row]
    const inChinese = {
      变动: '新增',
      人员编号: second.personNo,
      身份证号: second.idNumber,
      姓名: second.name,
      救助身份: '低保对象',
      开始日期: '2024年5月1日',
      截止日期: null,
      证件编号: second.certificateNo,
      参保档次: 1,
      备注: '随附',
    }
    const content = `${JSON.stringify({ ...first, to: '' })}\n\n${JSON.stringify(inChinese)}\n`
    const roster = await sendRoster(desk.service, content)
    expect(roster).toMatchObject({ lines: 2, accepted: 2, format: 'ndjson' })
    expect(await rowsOf(roster.id)).toEqual([expected([first], 1)[0], expected([second], 3)[0]])
  })

  test.each(['2024-05-01', '20240501', '2024/5/1', '2024.5.1', '2024年5月1日', '="2024-05-01"'])(
    'with the day %s',
    async (from) => {
      const roster = await sendRoster(desk.service, csvOf([newcomer(320, { from })]))
      expect(await rowsOf(roster.id)).toMatchObject([{ valid_from: '2024-05-01' }])
    },
  )
})

describe('a line that is no line of a list is reported alone', () => {
  const faulty = async (content: string) => {
    const { faults, accepted } = await sendRoster(desk.service, content)
    return { accepted, faults: faults.map(({ line, column, reason }) => [line, column, reason]) }
  }
  const [a, b] = [lineOf(newcomer(400)), lineOf(newcomer(401))]

  test.each([
    ['with a cell too many', `${b},x`, 'columns'],
    ['with a quote that does not close', `${b}`.replace('示例', '"示例'), 'quotes'],
    ['of five thousand characters', 'x'.repeat(5000), 'too-long'],
  ])('%s', async (_, line, reason) => {
    expect(await faulty([header, a, line, b].join('\n'))).toEqual({ accepted: 2, faults: [[3, 'line', reason]] })
  })

  test.each([
    ['no JSON', '{', 'line', 'json'],
    ['a list of JSON', '[]', 'line', 'json'],
    ['a field that is a number', `{"change":"added","personNo":12345678901234567890}`, 'personNo', 'number'],
    ['a day that is a number', `{"change":"added","personNo":"1","from":20240501}`, 'from', 'number'],
    ['a field that is an object', `{"change":"added","name":{}}`, 'name', 'field'],
    ['a field under two names', `{"change":"added","name":"a","姓名":"b"}`, 'name', 'field'],
    ['five thousand characters', `{"change":"${'x'.repeat(5000)}"}`, 'line', 'too-long'],
  ])('%s', async (_, line, column, reason) => {
    const content = [JSON.stringify(newcomer(410)), line, JSON.stringify(newcomer(411))].join('\n')
    expect(await faulty(content)).toEqual({ accepted: 2, faults: [[2, column, reason]] })
  })
})

describe('a list that cannot be read is refused whole', () => {
  const refused = async (content: string | Buffer) => {
    const refusal = await refusalOf(sendRoster(desk.service, content))
    return `${refusal.code}: ${detailOf(refusal, 'en')} ${detailOf(refusal, 'zh')}`
  }
  const counts = async () => {
    const tables = ['rosters', 'roster_rows', 'roster_people', 'roster_faults']
    const { rows } = await desk.service.db.pool.query(
      `SELECT ${tables.map((name) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(', ')}`,
    )
    return rows[0]
  }

  test.each([
    ['a column twice', `${header},姓名\n`, /roster-columns-wrong.*stand twice: .*姓名/s],
    ['a column missing', 'personNo,category,from\n', /roster-columns-wrong.*Missing columns: change（变动）/s],
    ['nobody named', 'change,category,from\n', /roster-columns-wrong.*personNo（人员编号） \| idNumber（身份证号）/s],
  ])('%s', async (_, content, says) => {
    const before = await counts()
    expect(await refused(content + lineOf(newcomer(500)))).toMatch(says)
    expect(await counts()).toEqual(before)
  })

  test('without a header, and what it says of people is not repeated', async () => {
    const said = await refused(lineOf(newcomer(501)))
    expect(said).toMatch(/None of the first 20 lines holds a column that is known/)
    expect(said).not.toContain(idNumberOf(501))
    expect(await refused(JSON.stringify({ [idNumberOf(501)]: '', citizen: '' }))).not.toContain(idNumberOf(501))
  })

  test.each([
    ['nothing', '', /no line of a person/],
    ['a header alone', header, /no line of a person/],
    ['a ZIP that is none', Buffer.from('PK\x03\x04xxxx'), /ZIP is damaged/],
    ['UTF-16 without its mark', Buffer.from(csvOf([newcomer(502)]), 'utf16le'), /CSV UTF-8/],
    ['something without line breaks', 'x'.repeat(2_000_000), /no line break/],
  ])('%s', async (_, content, says) => {
    expect(await refused(content)).toMatch(says)
  })

  test('a damaged line of UTF-8 is named, and the file is not taken for GB18030', async () => {
    const lines = csvOf(people(200, 600)).split('\n')
    const bytes = lines.map((line, at) =>
      at === 149 ? Buffer.concat([Buffer.from(line), Buffer.from([0xc3, 0x28])]) : Buffer.from(line),
    )
    const before = await counts()
    const said = await refused(Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')])))
    expect(said).toMatch(/roster-encoding-wrong: Line 150 is no text in UTF-8/)
    expect(await counts()).toEqual(before)
  })

  test('a damaged line of GB18030 is named too', async () => {
    const content = Buffer.concat([
      gb18030(csvOf(people(80, 800))),
      Buffer.from('\n'),
      Buffer.from([0x81, 0x20]),
      Buffer.from('\n'),
    ])
    expect(await refused(content)).toMatch(/roster-encoding-wrong: Line 82 is no text in GB18030/)
  })
})

describe('the same list again', () => {
  test('answers the first roster and changes nothing', async () => {
    const content = csvOf([newcomer(900)])
    const first = await sendRoster(desk.service, content)
    const again = await sendRoster(desk.service, content)
    expect([first.replayed, again.replayed]).toEqual([false, true])
    expect({ ...again, replayed: false }).toEqual(first)
  })

  test('sent at the same time is loaded once', async () => {
    const content = csvOf([newcomer(901)])
    const both = await Promise.all([sendRoster(desk.service, content), sendRoster(desk.service, content)])
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect(both[0].id).toBe(both[1].id)
  })

  test('for another month or department is another roster', async () => {
    const content = csvOf([newcomer(902, { category: 'illness-impoverished' })])
    const ids = [
      await sendRoster(desk.service, content),
      await sendRoster(desk.service, content, { month: '2024-06' }),
      await sendRoster(desk.service, content, { department: 'healthcare-security' }),
      await sendRoster(desk.service, content, { region: '140502' }),
    ].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
  })
})
