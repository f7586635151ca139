/**
 * A QR code of a short text, as a grid of dark squares: bytes, versions 1 to 10, error correction M (a seventh of it may be
 * soiled). Source: ISO/IEC 18004.
 *
 * Errors: a text of more than 213 bytes is our bug.
 */
export function qrCodeOf(text: string): readonly (readonly boolean[])[] {
  const bytes = [...Buffer.from(text, 'utf8')]
  const version = versionFor(bytes.length)
  const codewords = withCorrection(dataOf(bytes, version), version)
  const masked = masks.map((_, mask) => gridOf(codewords, version, mask))
  const penalties = masked.map(penaltyOf)
  return masked[penalties.indexOf(Math.min(...penalties))] as boolean[][]
}

/** Light squares around it, without which it is not found. */
export const quietZone = 4

/** By version: codewords of correction in each block, and blocks. */
const perBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26] as const
const blocksOf = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5] as const

const ofVersion = (version: number) => ({
  perBlock: perBlock[version - 1] as number,
  count: blocksOf[version - 1] as number,
})

/** All codewords of a version, data and correction. */
function codewordsIn(version: number): number {
  const aligned = Math.floor(version / 7) + 2
  const patterns = version === 1 ? 0 : (25 * aligned - 10) * aligned - 55
  return Math.floor(((16 * version + 128) * version + 64 - patterns - (version >= 7 ? 36 : 0)) / 8)
}

function dataCodewordsIn(version: number): number {
  const { perBlock: checks, count } = ofVersion(version)
  return codewordsIn(version) - checks * count
}

const countBits = (version: number) => (version < 10 ? 8 : 16)

function versionFor(bytes: number): number {
  const at = perBlock.findIndex((_, index) => 4 + countBits(index + 1) + 8 * bytes <= 8 * dataCodewordsIn(index + 1))
  if (at < 0) throw new Error(`${bytes} bytes do not fit a QR code of version 10`)
  return at + 1
}

function dataOf(bytes: readonly number[], version: number): number[] {
  const bitsOf = (value: number, length: number) => Array.from({ length }, (_, at) => (value >>> (length - 1 - at)) & 1)
  const room = dataCodewordsIn(version)
  // Mode 4 is bytes.
  const bits = [
    ...bitsOf(4, 4),
    ...bitsOf(bytes.length, countBits(version)),
    ...bytes.flatMap((byte) => bitsOf(byte, 8)),
  ]
  // Up to four noughts end it, and further ones fill the last byte: of bytes the four alone do both.
  bits.push(...bitsOf(0, Math.min(4, 8 * room - bits.length)))
  const words: number[] = []
  for (let at = 0; at < bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((sum, bit) => 2 * sum + bit, 0))
  for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad)
  return words
}

/** The blocks one beside the other, as they are laid: first of each, second of each, then their correction. */
function withCorrection(data: readonly number[], version: number): number[] {
  const { perBlock: length, count } = ofVersion(version)
  const shorter = Math.floor(data.length / count)
  const long = data.length % count
  let from = 0
  const blocks = Array.from({ length: count }, (_, at) => {
    const own = shorter + (at >= count - long ? 1 : 0)
    from += own
    return data.slice(from - own, from)
  })
  const checks = blocks.map((block) => remainderOf(block, divisorOf(length)))
  const woven = (parts: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, at) =>
      parts.flatMap((part) => (at < part.length ? [part[at] as number] : [])),
    ).flat()
  return [...woven(blocks), ...woven(checks)]
}

/** In the field of 256 elements by x^8 + x^4 + x^3 + x^2 + 1. */
function times(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    product ^= ((other >>> bit) & 1) * one
  }
  return product
}

function divisorOf(degree: number): number[] {
  const divisor = [...Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at] as number, root) ^ (divisor[at + 1] ?? 0)
    root = times(root, 2)
  }
  return divisor
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0)
  for (const word of data) {
    const factor = word ^ (rest.shift() as number)
    rest.push(0)
    for (const [at, coefficient] of divisor.entries()) rest[at] = (rest[at] as number) ^ times(coefficient, factor)
  }
  return rest
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function gridOf(codewords: readonly number[], version: number, mask: number): boolean[][] {
  const size = 4 * version + 17
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const taken = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const set = (x: number, y: number, dark: boolean) => {
    const row = grid[y]
    const used = taken[y]
    if (!row || !used || x < 0 || x >= size) return
    row[x] = dark
    used[x] = true
  }
  patterns(set, version, size)
  formatBits(set, mask, size)
  versionBits(set, version, size)
  let bit = 0
  for (const [x, y] of path(size)) {
    if (taken[y]?.[x]) continue
    const word = codewords[bit >>> 3] ?? 0
    const dark = ((word >>> (7 - (bit & 7))) & 1) === 1
    ;(grid[y] as boolean[])[x] = dark !== (masks[mask] as (typeof masks)[number])(x, y)
    bit += 1
  }
  return grid
}

type Setting = (x: number, y: number, dark: boolean) => void

function patterns(set: Setting, version: number, size: number): void {
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(4, (dx, dy) => {
      const distance = Math.max(Math.abs(dx), Math.abs(dy))
      set(x + dx, y + dy, distance !== 2 && distance !== 4)
    })
  }
  const places = alignment(version, size)
  const last = places.length - 1
  for (const [column, x] of places.entries()) {
    for (const [row, y] of places.entries()) {
      const isFinder = (column === 0 && row === 0) || (column === 0 && row === last) || (column === last && row === 0)
      if (!isFinder) square(2, (dx, dy) => set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1))
    }
  }
}

function square(reach: number, visit: (dx: number, dy: number) => void): void {
  for (let dy = -reach; dy <= reach; dy += 1) for (let dx = -reach; dx <= reach; dx += 1) visit(dx, dy)
}

function alignment(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((size - 13) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)]
}

function checked(value: number, bits: number, polynomial: number): number {
  let rest = value
  for (let step = 0; step < bits; step += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial)
  return (value << bits) | rest
}

/** The mask, twice; correction M is named by 00. */
function formatBits(set: Setting, mask: number, size: number): void {
  const bits = checked(mask, 10, 0x537) ^ 0x5412
  const dark = (at: number) => ((bits >>> at) & 1) === 1
  for (let at = 0; at <= 5; at += 1) set(8, at, dark(at))
  set(8, 7, dark(6))
  set(8, 8, dark(7))
  set(7, 8, dark(8))
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, dark(at))
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, dark(at))
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, dark(at))
  set(8, size - 8, true)
}

function versionBits(set: Setting, version: number, size: number): void {
  if (version < 7) return
  const bits = checked(version, 12, 0x1f25)
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >>> at) & 1) === 1
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)]
    set(far, near, dark)
    set(near, far, dark)
  }
}

/** Two columns at a time from the right, up and down in turn. */
function* path(size: number): Generator<readonly [x: number, y: number]> {
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const isUp = ((right + 1) & 2) === 0
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step
      yield [right, y]
      yield [right - 1, y]
    }
  }
}

/** How hard a masked grid is to read: long runs, blocks, what looks like a corner, and too much of one colour. */
function penaltyOf(grid: readonly (readonly boolean[])[]): number {
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x] as boolean))].map((line) =>
    line.map((dark) => (dark ? '1' : '0')).join(''),
  )
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).map(({ length }) => length - 2)
  const corners = lines.flatMap((line) => line.match(/(?=10111010000)|(?=00001011101)/g) ?? []).length
  let blocks = 0
  for (const [y, row] of grid.entries())
    for (const [x, dark] of row.entries())
      if (row[x + 1] === dark && grid[y + 1]?.[x] === dark && grid[y + 1]?.[x + 1] === dark) blocks += 1
  const all = grid.length ** 2
  const dark = grid.flat().filter((one) => one).length
  const unbalance = Math.floor(Math.abs(dark * 20 - all * 10) / all)
  return runs.reduce((sum, run) => sum + run, 0) + 3 * blocks + 40 * corners + 10 * unbalance
}
