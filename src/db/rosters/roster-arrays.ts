/**
 * Arrays of bytes and of ids in PostgreSQL's binary form, beside the texts and numbers of `src/db/ledger/binary-arrays.ts`: sealed ID
 * numbers go in by the million, and as text each byte would take two.
 *
 * Source: array_recv in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
 */
const byteaOid = 17
const uuidOid = 2950
const headerBytes = 20
const lengthBytes = 4
const nullLength = -1

export function bytesArray(values: readonly (Uint8Array | null)[]): Buffer {
  return arrayOf(byteaOid, values)
}

/** Each of sixteen bytes. */
export function uuidArray(values: readonly Uint8Array[]): Buffer {
  return arrayOf(uuidOid, values)
}

function arrayOf(oid: number, values: readonly (Uint8Array | null)[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + lengthBytes + (value?.length ?? 0), headerBytes)
  const buffer = Buffer.allocUnsafe(bytes)
  const header = [1, 1, oid, values.length, 1]
  for (const [place, word] of header.entries()) buffer.writeInt32BE(word, place * lengthBytes)
  let at = headerBytes
  for (const value of values) {
    buffer.writeInt32BE(value?.length ?? nullLength, at)
    at += lengthBytes
    if (value === null) continue
    buffer.set(value, at)
    at += value.length
  }
  return buffer
}
