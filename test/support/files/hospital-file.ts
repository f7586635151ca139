import { Readable } from 'node:stream'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { uploadLines } from '../../../src/application/reconciliation/upload-file.ts'
import type { Service } from '../../../src/application/service.ts'
import type { PayerAmounts } from '../../../src/domain/adjudication/types.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { figuresOf } from '../../../src/domain/reconciliation/figures.ts'

/** A row of a hospital's own accounts, as it would upload it. */
export interface Row {
  readonly settlement: string
  readonly personNo: string
  readonly total: string
  readonly fundPaid: string
  readonly accountPaid?: string
  readonly refunded: boolean
}

interface Answered {
  readonly id: string | null
  readonly personNo: string
  readonly payers: PayerAmounts
}

export function rowOf({ id, personNo, payers }: Answered): Row {
  const { total, fundPaid } = figuresOf(payers)
  return { settlement: id ?? '', personNo, total, fundPaid, refunded: false }
}

const negated = (amount: string) => yuan(decimal(amount).negated())

export function undone(row: Row): Row {
  return { ...row, total: negated(row.total), fundPaid: negated(row.fundPaid), refunded: true }
}

/** The national text: tab-separated, without a header, "null" for nothing. */
export function textOf(rows: readonly Row[]): string {
  const lines = rows.map(({ settlement, personNo, total, fundPaid, accountPaid = 'null', refunded }) =>
    [settlement, 'null', personNo, total, fundPaid, accountPaid, refunded ? '1' : '0'].join('\t'),
  )
  return `${lines.join('\n')}\n`
}

export function uploaded(
  service: Service,
  caller: Caller,
  hospitalCode: string,
  content: string | Buffer,
  fileName = 'lines.txt',
) {
  const bytes = Buffer.from(content)
  // In pieces of a size that cuts lines and characters in two, as a network does.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1013) }, (_, at) =>
    bytes.subarray(at * 1013, (at + 1) * 1013),
  )
  return uploadLines(service, caller, { hospitalCode, fileName, content: Readable.from(pieces) })
}

interface Packed {
  readonly name: string | Buffer
  readonly content: string | Buffer
  /** Written in place of the right check sum, as a damaged file would have it. */
  readonly checkSum?: number
  readonly encrypted?: boolean
}

/** A ZIP of small files, as a hospital's program would pack them. Source: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16. */
export function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = typeof file.name === 'string' ? Buffer.from(file.name) : file.name
    const content = Buffer.from(file.content)
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(file.encrypted ? 0x801 : 0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(file.checkSum ?? crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name)
    offset += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** The one file in a ZIP, told by its first header alone, as docs/hospital-interface.md shows it. */
export function unzipped(zip: Buffer): { readonly name: string; readonly content: string } {
  const [nameLength, extraLength] = [zip.readUInt16LE(26), zip.readUInt16LE(28)]
  const content = inflateRawSync(zip.subarray(30 + nameLength + extraLength))
  if (crc32(content) !== zip.readUInt32LE(14)) throw new Error('the ZIP has another check sum than its file')
  return { name: zip.toString('utf8', 30, 30 + nameLength), content: content.toString('utf8') }
}

/** The cells of a tab-separated text, its header first. */
export function rowsOf(text: string): string[][] {
  return text
    .trim()
    .split('\r\n')
    .map((row) => row.split('\t'))
}
