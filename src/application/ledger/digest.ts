import { createHash } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { eachPageOfHeads } from '../../db/ledger/heads.ts'
import { chinaDay, chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { DigestSigner } from './digest-signer.ts'

/*
 * A digest of the ledger: one line of JSON that says what it is, a line for each person-year in the order of their keys,
 * [person, region, year, version, head], and one with the SHA-256 of all lines before it and the signature over that.
 *
 * Whoever keeps it elsewhere can show later that an entry was changed, or the end of a year cut off, although every hash in
 * the database was made anew. It names people by their numbers alone, and nothing of what was settled.
 */

export const digestFormat = 'yizhan-ledger-digest-1'

export interface DigestHeading {
  readonly format: typeof digestFormat
  /** Of China. */
  readonly day: string
  readonly madeAt: string
  /** Six digits; '000000' is every region. */
  readonly region: string
  /** Base64 of the signing key's public half (SubjectPublicKeyInfo, DER). */
  readonly publicKey: string
}

export interface DigestEnding {
  readonly personYears: number
  /** Of every byte before this line, in hex. */
  readonly sha256: string
  /** Ed25519, over that hex in ASCII; base64. */
  readonly signature: string
}

/** The digest in pieces of whole lines. What is settled meanwhile is in it or in the next one. */
export async function* ledgerDigest(
  { db, signer }: { readonly db: Database; readonly signer: DigestSigner },
  { region, at }: { readonly region: string; readonly at: Date },
): AsyncGenerator<string> {
  const sum = createHash('sha256')
  const kept = (text: string) => {
    sum.update(text)
    return text
  }
  const heading: DigestHeading = {
    format: digestFormat,
    day: chinaDay(at),
    madeAt: chinaTime(at),
    region,
    publicKey: signer.publicKey,
  }
  yield kept(`${JSON.stringify(heading)}\n`)
  let personYears = 0
  for await (const page of eachPageOfHeads(db.bulk, prefixOf(region))) {
    personYears += page.length
    const lines = page.map(({ personNo, year, version, head, ...of }) =>
      JSON.stringify([personNo, of.region, year, version, head]),
    )
    yield kept(`${lines.join('\n')}\n`)
  }
  const sha256 = sum.digest('hex')
  const ending: DigestEnding = { personYears, sha256, signature: signer.sign(sha256) }
  yield `${JSON.stringify(ending)}\n`
}

/** The digest of the caller's region as it stands now. Errors: forbidden, digest-key-missing. */
export function getLedgerDigest(service: Service, caller: Caller): AsyncGenerator<string> {
  requireKind(caller, 'bureau', 'auditor')
  const { db, digestSigner: signer, clock } = service
  if (!signer) return refuse('digest-key-missing')
  return ledgerDigest({ db, signer }, { region: caller.region, at: clock() })
}
