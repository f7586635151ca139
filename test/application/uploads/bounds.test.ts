import { beforeAll, describe, expect, test } from 'vitest'
import { cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { uploaded, zipOf } from '../../support/files/hospital-file.ts'
import { csvOf, header, lineOf, newcomer, sendRoster } from '../../support/files/rosters.ts'
import { ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** Both ways in: a hospital's file and a department's list, of which the second begins with a header. */
const ways: [string, (content: string | Buffer) => Promise<unknown>, string][] = [
  [
    'a hospital’s file',
    (content) => uploaded(desk.service, ofHospital(cityHospital), cityHospital, content),
    'setl_id,medfee_sumamt,fund_pay_sumamt\n',
  ],
  ['a department’s list', (content) => sendRoster(desk.service, content), `${header}\n`],
]

async function rowsStored(): Promise<number> {
  const { rows } = await desk.service.db.pool.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM uploaded_lines) + (SELECT count(*) FROM uploaded_line_faults)
       + (SELECT count(*) FROM roster_rows) + (SELECT count(*) FROM roster_faults) AS rows`,
  )
  return rows[0]?.rows ?? 0
}

describe.each(ways)('%s is bounded work', (_, send, head) => {
  const refused = async (content: string | Buffer) => {
    const before = await rowsStored()
    const refusal = await refusalOf(send(content))
    expect(await rowsStored()).toBe(before)
    return refusal
  }

  test('a few kilobytes that unpack to a million and a half lines', async () => {
    const packed = zipOf([{ name: 'a.csv', content: `${head}${'a\n'.repeat(1_500_000)}` }])
    expect(packed.length).toBeLessThan(10_000)
    const { code, params } = await refused(packed)
    expect(code).toBe('file-too-large')
    expect(params['reason']).toMatchObject({ en: expect.stringMatching(/200/), zh: expect.stringMatching(/200/) })
  })

  test('the same lines as they are: reading stops, and the first hundred are told', async () => {
    const { code, params, faults } = await refused(`${head}${'a\n'.repeat(300_000)}`)
    expect(code).toBe('file-faulty')
    expect(params).toEqual({ lines: '10001', faults: '10001' })
    expect(faults).toHaveLength(100)
    expect(faults[0]).toMatchObject({ pointer: '/lines/2/line', detail: { zh: expect.any(String) } })
  })

  test('a ZIP that says it is small and is not', async () => {
    const packed = zipOf([{ name: 'a.csv', content: `${head}${'a\n'.repeat(1_500_000)}` }])
    // The size stands 22 bytes behind the beginning of the entry, and 24 behind that of its line in the directory.
    packed.writeUInt32LE(100, 22)
    packed.writeUInt32LE(100, packed.indexOf('PK\x01\x02', 0, 'latin1') + 24)
    expect((await refused(packed)).code).toMatch(/^file-(unreadable|too-large)$/)
  })

  test('a ZIP of a thousand files', async () => {
    const files = Array.from({ length: 1000 }, (_, at) => ({ name: `${at}.csv`, content: head }))
    const { code, params } = await refused(zipOf(files))
    expect(code).toBe('file-too-large')
    expect(params['reason']).toMatchObject({ en: expect.stringMatching(/1000 entries/) })
  })

  test('more lines than a list may have', async () => {
    const { code, params } = await refused(`${head}${'\n'.repeat(6_100_000)}`)
    expect(code).toBe('file-too-large')
    expect(params['reason']).toMatchObject({ zh: expect.stringMatching(/行/) })
  })
})

describe('good lines among very many', () => {
  test('few faults in a hundred stop nothing, however many they are', async () => {
    const good = Array.from({ length: 10_300 }, (_, at) => `G${at},5.00,3.00`)
    const bad = Array.from({ length: 10_200 }, () => 'x')
    const content = ['setl_id,medfee_sumamt,fund_pay_sumamt', ...good, ...bad].join('\n')
    const file = await uploaded(desk.service, ofHospital(cityHospital), cityHospital, content)
    expect(file).toMatchObject({ rows: 20_500, faults: 10_200 })
    expect(file.errors).toHaveLength(100)
    const { rows } = await desk.service.db.pool.query('SELECT count(*) FROM uploaded_line_faults WHERE file_no = $1', [
      file.fileNo,
    ])
    expect(rows).toEqual([{ count: 100 }])
  })
})

describe.each(ways)('the encoding of %s is decided in one way', (_, send, head) => {
  const sample = head.startsWith('setl')
    ? (no: number) => `${head}E${no},5.00,3.00\n`
    : (no: number) => csvOf([newcomer(7_000 + no, { name: '张三', certificateNo: '晋城民低' })])

  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
  test.each([
    ['UTF-16, as a spreadsheet saves “Unicode text”', 1, (text: string) => utf16(text)],
    ['UTF-16 the other way round', 2, (text: string) => utf16(text).swap16()],
    ['GB18030', 3, (text: string) => gb18030(text)],
    ['UTF-8 in a ZIP', 4, (text: string) => zipOf([{ name: 'a.csv', content: text }])],
    ['GB18030 in a ZIP', 5, (text: string) => zipOf([{ name: 'a.csv', content: gb18030(text) }])],
  ])('%s', async (__, no, encode) => {
    expect(await send(encode(sample(no)))).toMatchObject({ faults: expect.anything() })
  })

  test('a line that is not in it is named, and never read as something else', async () => {
    const chinese = Array.from({ length: 60 }, () => '张三').join('\n')
    const broken = Buffer.concat([Buffer.from(`${sample(6)}\n${chinese}\n`), Buffer.from([0xc3, 0x28, 0x0a])])
    const refusal = await refusalOf(send(broken))
    expect(refusal.code).toMatch(/^(file-unreadable|roster-encoding-wrong)$/)
    expect(JSON.stringify(refusal.params)).toMatch(/UTF-8/)
  })

  test('half a character of UTF-16', async () => {
    const refusal = await refusalOf(send(Buffer.concat([utf16(sample(8)), Buffer.from([0x00])])))
    expect(JSON.stringify(refusal.params)).toMatch(/UTF-16/)
  })
})

test('a ZIP of lists by their names, as Chinese Windows writes them', async () => {
  const files = [
    { name: gb18030('五月名单.csv'), content: header },
    { name: gb18030('六月名单.csv'), content: header },
    { name: 'Thumbs.db', content: 'x' },
  ]
  const { code, params } = await refusalOf(sendRoster(desk.service, zipOf(files)))
  expect(code).toBe('file-unreadable')
  expect(params['reason']).toMatchObject({ zh: expect.stringMatching(/五月名单\.csv、六月名单\.csv/) })
  const one = [
    { name: gb18030('五月名单.csv'), content: [header, lineOf(newcomer(8000))].join('\n') },
    { name: 'Thumbs.db', content: 'x' },
  ]
  expect(await sendRoster(desk.service, zipOf(one))).toMatchObject({ accepted: 1 })
})
