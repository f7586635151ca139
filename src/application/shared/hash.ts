import { hash } from 'node:crypto'

/** SHA-256 as receipts show it. */
export function sha256(text: string): string {
  return `sha256:${sha256Hex(text)}`
}

/** The bare hex digest, as the policy library asks for it. */
export function sha256Hex(content: string | Buffer): string {
  return hash('sha256', content, 'hex')
}
