import { createHash } from 'node:crypto'

/** SHA-256 as receipts show it. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** The bare hex digest, as the policy library asks for it. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
