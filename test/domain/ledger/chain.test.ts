import { describe, expect, test } from 'vitest'
import { type ChainLink, verifyChain } from '../../../src/domain/ledger/chain.ts'

const chainOf = (...hashes: string[]): ChainLink[] =>
  hashes.map((hash, at) => ({ seq: at + 1, previousHash: hashes[at - 1] ?? null, hash }))

const whole = chainOf('a', 'b', 'c')
const endsOf = (head: string | null, replacedHead: string | null = null, replacedVersion = 0) => ({
  ...{ head, replacedHead, replacedVersion },
})
const wholeEnds = endsOf('c', 'b', 2)
const names = (...found: ReturnType<typeof verifyChain>) => found.map(({ seq, what }) => [seq, what])

describe('a chain', () => {
  test('that nobody touched holds, an empty one too', () => {
    expect(verifyChain(whole, wholeEnds, { version: 3, head: 'c' })).toEqual([])
    expect(verifyChain(whole, wholeEnds, { version: 2, head: 'b' })).toEqual([])
    expect(verifyChain([], endsOf(null))).toEqual([])
  })

  test.each([
    [
      'an entry that was changed',
      whole.map((link) => (link.seq === 2 ? { ...link, hash: 'B' } : link)),
      wholeEnds,
      [
        [2, 'hash in the entry after it'],
        [null, 'head before the last write'],
      ],
    ],
    [
      'the last entry changed',
      whole.map((link) => (link.seq === 3 ? { ...link, hash: 'C' } : link)),
      wholeEnds,
      [[3, 'hash in the head of the year']],
    ],
    [
      'an entry taken out',
      whole.filter(({ seq }) => seq !== 2),
      wholeEnds,
      [
        [3, 'entry missing before'],
        [null, 'head before the last write'],
      ],
    ],
    ['the first entry taken out', whole.slice(1), wholeEnds, [[2, 'entry missing before']]],
    ['a tail cut off', whole.slice(0, 2), wholeEnds, [[2, 'hash in the head of the year']]],
    ['all of it cut off', [], endsOf('c'), [[null, 'hash in the head of the year']]],
    ['a head that is not of it', whole, endsOf('x'), [[3, 'hash in the head of the year']]],
    ['a head before that is of no entry', whole, endsOf('c', 'x', 2), [[null, 'head before the last write']]],
  ])('names %s', (_, links, ends, named) => {
    expect(names(...verifyChain(links, ends))).toEqual(named)
  })

  test('that ends earlier, head and all, is told by the digest alone', () => {
    const cut = whole.slice(0, 2)
    expect(verifyChain(cut, endsOf('b', 'a', 1))).toEqual([])
    expect(names(...verifyChain(cut, endsOf('b', 'a', 1), { version: 3, head: 'c' }))).toEqual([
      [3, 'hash in the digest'],
    ])
  })

  test('that was written anew from an entry on, head and all, is told by the digest alone', () => {
    const anew = chainOf('a', 'B', 'C')
    expect(verifyChain(anew, endsOf('C', 'B', 2))).toEqual([])
    expect(names(...verifyChain(anew, endsOf('C', 'B', 2), { version: 3, head: 'c' }))).toEqual([
      [3, 'hash in the digest'],
    ])
  })
})
