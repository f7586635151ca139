import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { refuse } from '../../domain/refusals/refusal.ts'

/** RFC 7914's parameters for a sign-in: 32 MB and a tenth of a second of one processor for each guess. */
const cost = { N: 32_768, r: 8, p: 1 }
const maxMemory = 64 * 1024 * 1024
const keyBytes = 32
const saltBytes = 16

/** Guesses that are reckoned at once, and that may wait: the rest of the service needs processors too. */
const maxAtOnce = 2
const maxWaiting = 64

/** `scrypt$N$r$p$salt$key`, so that the cost can be raised later without a change of what is stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes as long for a user name that nobody has (`stored` null), so that names cannot be told from the time. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt, key] = (stored ?? nobodys).split('$')
  const expected = Buffer.from(key ?? '', 'base64url')
  const given = await derive(password, Buffer.from(salt ?? '', 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  })
  return stored !== null && given.length === expected.length && timingSafeEqual(given, expected)
}

const nobodys = ['scrypt', cost.N, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/** Letters and digits that are not mistaken for one another when they are read out or copied by hand. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password: four groups of five, 99 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}

let working = 0
const waiting: (() => void)[] = []

/** Errors: `overloaded` where too many wait. */
async function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  if (working >= maxAtOnce) {
    if (waiting.length >= maxWaiting) refuse('overloaded')
    await new Promise<void>((ready) => waiting.push(ready))
  } else working += 1
  try {
    return await new Promise((done, failed) =>
      scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: maxMemory }, (error, key) =>
        error ? failed(error) : done(key),
      ),
    )
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}
