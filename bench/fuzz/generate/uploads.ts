import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { zipOf } from '../../../src/nhsa/reply/zip.ts'
import type { Random } from '../../faults/random.ts'
import { edgeAmount, edgeDay, edgeText } from './edges.ts'
import { amount, day, type Surroundings } from './named.ts'

export interface Upload {
  readonly type: string
  readonly body: Buffer
  readonly says: string
}

/** A file of lines as the operation takes it: sound, with lines that are not, or no file of lines at all. */
export async function uploadOf(operation: string, around: Surroundings): Promise<Upload> {
  const { random } = around
  const isRoster = operation === 'POST /v1/rosters'
  const lines = isRoster ? rosterLines(around) : settlementLines(around)
  const says = random.chance(0.5) ? breakLines(random, lines) : 'sound'
  const text = isRoster && random.chance(0.3) ? null : lines.map((cells) => cells.join(',')).join('\r\n')
  if (text === null) return { type: 'application/x-ndjson', body: Buffer.from(asObjects(lines)), says: `${says} lines` }
  const bytes = random.chance(0.15) ? brokenBytes(random, text) : Buffer.from(text)
  if (isRoster || random.chance(0.5)) return { type: 'text/csv', body: bytes, says: `${says} lines` }
  if (random.chance(0.3)) return { type: 'application/octet-stream', body: bytes, says: `${says} lines` }
  return { type: 'application/zip', ...(await zipped(random, text)) }
}

function settlementLines({ random, known, own }: Surroundings): string[][] {
  const header = ['setl_id', 'mdtrt_id', 'psn_no', 'medfee_sumamt', 'fund_pay_sumamt', 'acct_pay', 'refd_setl_flag']
  const line = () => [
    known.some(random, 'settlementNo') ?? own.fresh('settlementNo'),
    'null',
    own.person(random),
    amount(random),
    amount(random),
    random.pick(['', '0', '0.00']),
    random.pick(['0', '0', '0', '1', '']),
  ]
  return [...(random.chance(0.7) ? [header] : []), ...Array.from({ length: random.int(1, 12) }, line)]
}

function rosterLines({ random, known, own }: Surroundings): string[][] {
  const header = ['change', 'personNo', 'idNumber', 'name', 'birthDate', 'category', 'from', 'to', 'certificateNo']
  const line = () => {
    const which = random.int(0, own.people.length - 1)
    return [
      random.pick(['added', '新增', 'removed', '减少', 'standing']),
      random.chance(0.6) ? (own.people[which] ?? '') : (known.some(random, 'personNo') ?? ''),
      random.chance(0.5) ? own.idNumberOf(which) : '',
      own.personName,
      own.birthDate(which),
      random.pick(['dibao', '低保对象', 'tekun', '低保边缘家庭成员', 'severely-disabled']),
      day(random),
      random.chance(0.7) ? '' : day(random),
      own.fresh('certificateNo'),
    ]
  }
  return [header, ...Array.from({ length: random.int(1, 12) }, line)]
}

function breakLines(random: Random, lines: string[][]): string {
  const row = lines.at(random.int(0, lines.length - 1))
  if (!row) return 'no'
  const at = random.int(0, row.length - 1)
  const way = random.pick(['edge', 'edge', 'edge', 'more', 'fewer', 'many', 'quote'])
  if (way === 'more') row.push('x')
  else if (way === 'fewer') row.splice(at, 1)
  else if (way === 'many') for (let count = 0; count < 3_000; count++) lines.push(['a'])
  else if (way === 'quote') row[at] = '"half'
  else row[at] = random.pick([edgeText(random, row[at] ?? ''), edgeAmount(random), edgeDay(random)])
  return `${way}-broken`
}

function asObjects(lines: readonly (readonly string[])[]): string {
  const [header = [], ...rows] = lines
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [header[at] ?? `x${at}`, cell]))))
    .join('\n')
}

function brokenBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text)
  switch (random.int(0, 4)) {
    case 0:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])
    case 1:
      return Buffer.from(text, 'utf16le')
    case 2:
      return Buffer.concat([bytes, Buffer.from([0xff, 0xc3, 0x28, 0x00])])
    case 3:
      return Buffer.alloc(0)
    default:
      return bytes.subarray(0, Math.floor(bytes.length / 2))
  }
}

/** Also a small ZIP of very much text, and ones that are cut or say wrong sizes. */
async function zipped(random: Random, text: string): Promise<{ body: Buffer; says: string }> {
  const way = random.pick(['sound', 'sound', 'large', 'cut', 'not', 'lying'] as const)
  const content = way === 'large' ? 'a\n'.repeat(200_000) : text
  const zip = await zipOf(random.pick(['lines.txt', join('..', 'lines.txt'), '对账.txt', '']), [content])
  if (way === 'cut') return { body: zip.subarray(0, random.int(0, zip.length)), says: 'cut ZIP' }
  if (way === 'not') return { body: deflateRawSync(Buffer.from(text)), says: 'no ZIP' }
  if (way === 'lying') zip.writeUInt32LE(random.pick([0, 1, 0x7fffffff, 0xffffffff]), 22)
  return { body: zip, says: `${way} ZIP` }
}
