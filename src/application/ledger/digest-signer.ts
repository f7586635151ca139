import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** What digests of the ledger are signed with. */
export interface DigestSigner {
  /** 64 hex digits that name the key: the SHA-256 of its public half (SubjectPublicKeyInfo, DER). */
  readonly keyId: string
  /** The public half in base64 (SubjectPublicKeyInfo, DER). */
  readonly publicKey: string
  /** Base64 of the 64 bytes. */
  readonly sign: (text: string) => string
}

/**
 * A signer of an Ed25519 key (RFC 8032), in PEM or as base64 of its PKCS #8 form, as `openssl genpkey -algorithm ed25519`
 * gives it. Null where the text is no such key.
 */
export function digestSigner(text: string): DigestSigner | null {
  const key = privateKeyOf(text.trim())
  if (key?.asymmetricKeyType !== 'ed25519') return null
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    keyId: publicKeyId(der),
    publicKey: der.toString('base64'),
    sign: (signed) => sign(null, Buffer.from(signed), key).toString('base64'),
  }
}

function privateKeyOf(text: string): KeyObject | null {
  try {
    if (text.startsWith('-----BEGIN')) return createPrivateKey(text)
    return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    return null // whatever it is, it is no key
  }
}

/** Whether a text was signed with the key whose public half this is. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false // what cannot be read as a key or a signature signs nothing
  }
}

export function publicKeyId(publicKey: Buffer | string): string {
  return hash('sha256', typeof publicKey === 'string' ? Buffer.from(publicKey, 'base64') : publicKey, 'hex')
}
