/** The least that is above every number that `shareOfChance` gives, in the steps in which it counts. */
const steps = 2 ** 32

/**
 * A number from 0 up to 1 that looks drawn and follows from the seed and the name alone: the same run draws the same people again,
 * in whatever order and on whatever thread they are met. FNV-1a of 32 bits with a last mixing, which spreads names that differ in
 * their last digit.
 */
export function shareOfChance(seed: number, name: string): number {
  let mixed = 0x811c9dc5 ^ seed
  for (let at = 0; at < name.length; at += 1) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / steps
}
