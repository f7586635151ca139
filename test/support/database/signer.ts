import { generateKeyPairSync } from 'node:crypto'
import { type DigestSigner, digestSigner } from '../../../src/application/ledger/digest-signer.ts'

/** A key of its own each time, as `openssl genpkey -algorithm ed25519` makes one. */
export function newSigner(): DigestSigner {
  const { privateKey } = generateKeyPairSync('ed25519')
  return digestSigner(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()) as DigestSigner
}
