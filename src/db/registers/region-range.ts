/**
 * The first and the last code that begin with these digits, for an index that the region leads: a range finds them
 * where a prefix would read every row.
 */
export function regionRange(prefix: string): readonly [first: string, last: string] {
  return [prefix.padEnd(6, '0'), prefix.padEnd(6, '9')]
}
