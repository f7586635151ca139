import { randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'

/** A page of random numbers at a time: asking the system for each id's own cost more than making the id. */
const pool = new Uint32Array(1024)
let next = pool.length

function nextUint32(): number {
  if (next === pool.length) {
    randomFillSync(pool)
    next = 0
  }
  return pool[next++] as number
}

const generator = new V7Generator({ nextUint32 })

/** A UUID of version 7: those of one process rise, so indexes grow at their end. */
export function newId(): string {
  return generator.generate().toString()
}
