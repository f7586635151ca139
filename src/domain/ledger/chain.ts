import type { Difference } from './difference.ts'

/** An entry of a person's year as it is stored. */
export interface ChainLink {
  readonly seq: number
  /** What it holds of the entry before it. */
  readonly previousHash: string | null
  /** What it hashes to as it stands now. */
  readonly hash: string
}

/** What a person's year holds of its chain. */
export interface ChainEnds {
  /** Of the last entry; null where nothing was posted. */
  readonly head: string | null
  /** What the last write was written over: the number of the last entry of then, and what that hashes to. */
  readonly replacedVersion: number
  readonly replacedHead: string | null
}

/** Where a person's year stood when a digest of the ledger was made. */
export interface DigestedHead {
  readonly version: number
  readonly head: string
}

/**
 * Walks the chain of a person's year from its first entry to its head. What was changed by hand is named where it lies: an
 * entry that no longer hashes to what the next one, or the head, holds of it; one that is gone or stands in another's place;
 * and, where a digest was kept elsewhere, an end that was cut off or put on anew, heads and all.
 */
export function verifyChain(
  links: readonly ChainLink[],
  { head, replacedVersion, replacedHead }: ChainEnds,
  digested: DigestedHead | null = null,
): Difference[] {
  const found: Difference[] = []
  const differ = (seq: number | null, what: string, stored: string, computed: string) => {
    if (stored !== computed) found.push({ seq, what, stored, computed })
  }
  let before: ChainLink | null = null
  for (const link of links) {
    const expected: number = (before?.seq ?? 0) + 1
    if (link.seq !== expected) differ(link.seq, 'entry missing before', String(link.seq), String(expected))
    // Where one is missing there is nothing to compare with, and its absence has been named.
    else
      differ(before?.seq ?? link.seq, 'hash in the entry after it', link.previousHash ?? 'none', before?.hash ?? 'none')
    before = link
  }
  differ(before?.seq ?? null, 'hash in the head of the year', head ?? 'none', before?.hash ?? 'none')
  const replaced = links.find(({ seq }) => seq === replacedVersion)
  differ(null, 'head before the last write', replacedHead ?? 'none', replaced?.hash ?? 'none')
  if (digested) {
    const then = links.find(({ seq }) => seq === digested.version)
    differ(digested.version, 'hash in the digest', digested.head, then?.hash ?? 'no such entry')
  }
  return found
}
