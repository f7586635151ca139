/**
 * PostgreSQL arrays, of values and of whole rows, in their binary form.
 *
 * The driver writes arrays as text, escaping every quote of every JSON document, and the server takes the escapes out
 * again, which cost each side about a quarter of its time for a group of fifty. In binary form a text is its length
 * and its bytes. The driver sends a Buffer as it is.
 *
 * Source: array_recv in PostgreSQL's src/backend/utils/adt/arrayfuncs.c and record_recv in its rowtypes.c; the format is
 * that of COPY BINARY.
 */
const textOid = 25
const int4Oid = 23
/** Stands for any row type: a server asks for the very number of built-in types only, since others differ by database. */
const recordOid = 2249
const headerBytes = 20
const lengthBytes = 4
const nullLength = -1

function header(bytes: number, oid: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + bytes)
  buffer.writeInt32BE(1, 0) // dimensions
  buffer.writeInt32BE(1, 4) // may hold nulls
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16) // the first index
  return buffer
}

export function textArray(values: readonly (string | null)[]): Buffer {
  const most = values.reduce((sum, value) => sum + lengthBytes + mostBytes(value), 0)
  const buffer = header(most, textOid, values.length)
  let at = headerBytes
  for (const value of values) {
    const length = value === null ? nullLength : writeText(buffer, value, at + lengthBytes)
    buffer.writeInt32BE(length, at)
    at += lengthBytes + Math.max(length, 0)
  }
  return buffer.subarray(0, at)
}

/** UTF-8 takes at most three bytes for a unit of UTF-16. Counting them exactly would read every text twice. */
function mostBytes(value: string | null): number {
  return value === null ? 0 : value.length * 3
}

/** Most texts are short and ASCII; for those a loop is over before a call into the runtime has begun. */
const worthACall = 64

function writeText(buffer: Buffer, value: string, from: number): number {
  const { length } = value
  if (length > worthACall) return buffer.write(value, from, 'utf8')
  for (let at = 0; at < length; at++) {
    const unit = value.charCodeAt(at)
    if (unit > 0x7f) return buffer.write(value, from, 'utf8')
    buffer[from + at] = unit
  }
  return length
}

export function intArray(values: readonly number[]): Buffer {
  const buffer = header(values.length * 2 * lengthBytes, int4Oid, values.length)
  let at = headerBytes
  for (const value of values) {
    buffer.writeInt32BE(lengthBytes, at)
    buffer.writeInt32BE(value, at + lengthBytes)
    at += 2 * lengthBytes
  }
  return buffer
}

export type BinaryCell = string | number | null

/** Rows of one row type, whose columns are text where a cell is a text or nothing, and integers where it is a number. */
export function rowArray(rows: readonly (readonly BinaryCell[])[]): Buffer {
  const most = rows.reduce((sum, cells) => sum + 2 * lengthBytes + cells.reduce<number>(addMost, 0), 0)
  const buffer = header(most, recordOid, rows.length)
  let at = headerBytes
  for (const cells of rows) {
    const from = at + lengthBytes
    buffer.writeInt32BE(cells.length, from)
    let end = from + lengthBytes
    for (const cell of cells) end = writeCell(buffer, cell, end)
    buffer.writeInt32BE(end - from, at)
    at = end
  }
  return buffer.subarray(0, at)
}

function addMost(sum: number, cell: BinaryCell): number {
  return sum + 2 * lengthBytes + (typeof cell === 'number' ? lengthBytes : mostBytes(cell))
}

/** Type, length, bytes; answers where the next begins. */
function writeCell(buffer: Buffer, cell: BinaryCell, at: number): number {
  const from = at + 2 * lengthBytes
  if (typeof cell === 'number') {
    buffer.writeInt32BE(int4Oid, at)
    buffer.writeInt32BE(lengthBytes, at + lengthBytes)
    return buffer.writeInt32BE(cell, from)
  }
  const length = cell === null ? nullLength : writeText(buffer, cell, from)
  buffer.writeInt32BE(textOid, at)
  buffer.writeInt32BE(length, at + lengthBytes)
  return from + Math.max(length, 0)
}
