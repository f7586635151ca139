/** A place in PostgreSQL's log, as the server writes it: 16/B374D848. Source: PostgreSQL documentation, pg_lsn. */
export function lsn(text: string): bigint {
  const parts = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text)
  if (!parts) throw new Error(`${text} is no place in the log`)
  return (BigInt(`0x${parts[1]}`) << 32n) + BigInt(`0x${parts[2]}`)
}

const segmentBytes = 16n * 1024n * 1024n
const segmentsOfAFile = 0x1_0000_0000n / segmentBytes

/** Where a whole segment ends. Its name is timeline, high and low part in hexadecimal, as initdb makes them: 16 MB each. */
export function endOfSegment(name: string): bigint {
  if (!isSegment(name)) throw new Error(`${name} is no segment of the log`)
  const high = BigInt(`0x${name.slice(8, 16)}`)
  const low = BigInt(`0x${name.slice(16)}`)
  return (high * segmentsOfAFile + low + 1n) * segmentBytes
}

export const isSegment = (name: string) => /^[0-9A-F]{24}$/.test(name)

/** To where the whole segments of a folder reach, which come there in order; null where there is none. */
export function keptTo(names: readonly string[]): bigint | null {
  const last = names.filter(isSegment).sort().at(-1)
  return last === undefined ? null : endOfSegment(last)
}
