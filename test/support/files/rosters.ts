import { Readable } from 'node:stream'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { type RosterUpload, uploadRoster } from '../../../src/application/rosters/upload-roster.ts'
import type { Service } from '../../../src/application/service.ts'
import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import { bureau } from '../database/desk.ts'

/** An ID number of Jincheng with its right check digit; another one for each place. */
export function idNumberOf(place: number): string {
  const born = `19${String(50 + (place % 40)).padStart(2, '0')}0312`
  return withCheckDigit(`140502${born}${String(1 + (place % 999)).padStart(3, '0')}`)
}

function withCheckDigit(body: string): string {
  return `${body}${[...'0123456789X'].find((last) => isIdNumber(body + last))}`
}

export const birthDateOf = (place: number) => `19${50 + (place % 40)}-03-12`

/** A row of a list, by the columns of `header`. */
export type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>

const columns = [
  'change',
  'personNo',
  'idNumber',
  'name',
  'birthDate',
  'category',
  'from',
  'to',
  'certificateNo',
  'insuredRegion',
  'enrolledTier',
] as const
export const header = columns.join(',')
export const headerInChinese =
  '变动,人员编号,身份证号,姓名,出生日期,救助身份,开始日期,截止日期,证件编号,参保地,参保档次'

const cell = (text = '') => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const lineOf = (row: Row) => columns.map((name) => cell(row[name])).join(',')
export const csvOf = (rows: readonly Row[], head = header) => [head, ...rows.map(lineOf)].join('\n')

/** Somebody whom the register does not know. */
export const newcomer = (place: number, change: Row = {}): Row => ({
  change: 'added',
  personNo: `14050200000000${String(500_000 + place)}`,
  idNumber: idNumberOf(place),
  name: '示例新人',
  category: 'dibao',
  from: '2024-05-01',
  insuredRegion: '140502',
  ...change,
})

/** So many that nobody has the ID number of another: 999 to a birthday, since nobody has the sequence 000. */
export function manyNewcomers(count: number, from: number): Row[] {
  return Array.from({ length: count }, (_, at) =>
    newcomer(from + at, { idNumber: uniqueIdNumber(from + at), from: '2024-04-01' }),
  )
}

function uniqueIdNumber(place: number): string {
  const day = new Date(Date.UTC(1950, 0, 1 + Math.floor(place / 999))).toISOString().slice(0, 10).replaceAll('-', '')
  return withCheckDigit(`140502${day}${String(1 + (place % 999)).padStart(3, '0')}`)
}

export type Sent = Partial<Omit<RosterUpload, 'content'>> & { readonly caller?: Caller }

/** Sends a list of Jincheng's civil affairs for May 2024, in pieces that cut lines and characters in two. */
export function sendRoster(service: Service, content: string | Buffer, { caller = bureau, ...sent }: Sent = {}) {
  const bytes = Buffer.from(content)
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1013) }, (_, at) =>
    bytes.subarray(at * 1013, (at + 1) * 1013),
  )
  return uploadRoster(service, caller, {
    region: '140500',
    month: '2024-05',
    department: 'civil-affairs',
    encoding: null,
    content: Readable.from(pieces),
    ...sent,
  })
}
