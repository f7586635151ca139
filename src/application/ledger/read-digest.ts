import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Head } from '../../db/ledger/heads.ts'
import { type DigestEnding, type DigestHeading, digestFormat } from './digest.ts'
import { isSigned, publicKeyId } from './digest-signer.ts'

/** A digest whose signature holds. */
export interface KeptDigest {
  readonly heading: DigestHeading
  /** Names the key that signed it. */
  readonly keyId: string
  readonly personYears: number
  /** In the order of their keys. */
  readonly heads: () => AsyncGenerator<Head>
}

/** A file that is no digest, or no longer what was signed. The message is for whoever gave it, in both languages. */
export class DigestError extends Error {
  override readonly name = 'DigestError'
}

/**
 * Reads a digest from a file and holds it against its signature; `publicKey` is the one that has to have signed it, where it
 * is known. Its lines are read one by one, since a province has tens of millions. Errors: DigestError.
 */
export async function readDigest(path: string, publicKey: string | null = null): Promise<KeptDigest> {
  const { first, last, sha256, lines } = await walked(path)
  const heading = parsed<DigestHeading>(first)
  const ending = parsed<DigestEnding>(last)
  if (heading?.format !== digestFormat || typeof ending?.signature !== 'string') throw new DigestError(noDigest(path))
  if (publicKey !== null && heading.publicKey !== publicKey) throw new DigestError(otherKey(path, heading.publicKey))
  const whole = ending.sha256 === sha256 && ending.personYears === lines - 2
  if (!whole || !isSigned(sha256, ending.signature, heading.publicKey)) throw new DigestError(notSigned(path))
  const { personYears } = ending
  return { heading, keyId: publicKeyId(heading.publicKey), personYears, heads: () => headsOf(path, personYears) }
}

async function walked(path: string) {
  const sum = createHash('sha256')
  let [first, last, lines] = ['', '', 0]
  for await (const line of linesOf(path)) {
    if (lines > 0) sum.update(`${last}\n`)
    else first = line
    last = line
    lines += 1
  }
  return { first, last, lines, sha256: sum.digest('hex') }
}

const headLine = z.tuple([z.string(), z.string(), z.number(), z.number(), z.string()])

async function* headsOf(path: string, personYears: number): AsyncGenerator<Head> {
  let at = 0
  for await (const line of linesOf(path)) {
    at += 1
    if (at === 1 || at > personYears + 1) continue
    const [personNo, region, year, version, head] = headLine.parse(JSON.parse(line))
    yield { personNo, region, year, version, head }
  }
}

function linesOf(path: string) {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

function parsed<Line>(text: string): Line | null {
  try {
    return JSON.parse(text)
  } catch {
    return null // no line of ours
  }
}

const noDigest = (path: string) => `${path} is no digest of the ledger. / ${path} 不是台账摘要。`
const notSigned = (path: string) =>
  `${path} is not what was signed: it was changed or cut off. / ${path} 与签名不符：已被改动或不完整。`
const otherKey = (path: string, key: string) =>
  `${path} was signed with another key (${publicKeyId(key)}). / ${path} 由另一密钥（${publicKeyId(key)}）签名。`
