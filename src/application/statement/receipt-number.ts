/**
 * The number on a printed statement, by which a bureau tells whether it is ours.
 *
 * 35 characters in seven groups: the settlement's own id (128 bits, so that nothing new has to be stored to find it), the
 * first 42 bits of the service's signature over what was settled, and one character against slips of the pen. The
 * alphabet is Crockford's base32, which leaves out I, L, O and U; what a person reads as one of these is understood.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 34
const proofBits = 42n
const bitsPerCharacter = 5n

export interface ReadReceipt {
  readonly settlementId: string
  readonly proof: bigint
}

/** The bits of a signature that fit on paper. */
export function proofOf(signature: Buffer): bigint {
  return signature.readBigUInt64BE(0) >> (64n - proofBits)
}

export function writeReceipt({ settlementId, proof }: ReadReceipt): string {
  const value = (BigInt(`0x${settlementId.replaceAll('-', '')}`) << proofBits) | proof
  const characters = Array.from({ length }, (_, at) => {
    const shift = BigInt(length - 1 - at) * bitsPerCharacter
    return alphabet[Number((value >> shift) & 31n)] as string
  }).join('')
  return grouped(characters + checkOf(characters))
}

/** What a receipt number says, or null where it was misread or mistyped. */
export function readReceipt(text: string): ReadReceipt | null {
  const characters = plain(text)
  if (!/^[0-9A-HJKMNP-TV-Z]{35}$/.test(characters)) return null
  const body = characters.slice(0, length)
  if (checkOf(body) !== characters[length]) return null
  const value = [...body].reduce((sum, one) => (sum << bitsPerCharacter) | BigInt(alphabet.indexOf(one)), 0n)
  return { settlementId: uuidOf(value >> proofBits), proof: value & ((1n << proofBits) - 1n) }
}

/** As it is printed, whatever spaces, dashes and small letters it was typed with. */
export function normaliseReceiptNumber(text: string): string {
  return grouped(plain(text))
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0')
}

function grouped(characters: string): string {
  return characters.replace(/(.{5})(?=.)/g, '$1-')
}

function uuidOf(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * One wrong character, or two neighbours in the wrong order, never give the same check: each place has a weight of its
 * own, a power of 2 in the field of 32 elements, and neighbouring weights differ.
 */
function checkOf(characters: string): string {
  let sum = 0
  for (const one of characters) sum = doubled(sum) ^ alphabet.indexOf(one)
  return alphabet[doubled(sum)] as string
}

/** Times x in GF(2)[x] modulo x^5 + x^2 + 1. */
function doubled(element: number): number {
  return (element << 1) ^ (element & 16 ? 0b100101 : 0)
}
