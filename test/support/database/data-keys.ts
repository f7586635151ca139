import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { openDataKeys } from '../../../src/application/data-keys/open.ts'
import { type RotateOptions, rotate } from '../../../src/application/data-keys/rotate.ts'
import type { Service } from '../../../src/application/service.ts'
import { countHeld } from '../../../src/db/data-keys/sealed.ts'

export const deskKey = Buffer.alloc(32, 7)
export const keyOf = (seed: number) => Buffer.alloc(32, seed)
const source = 'YIZHAN_DATA_KEY'

/** The same service as a process of it that was started with these keys, newest first. */
export async function restarted(service: Service, ...keys: readonly Buffer[]): Promise<Service> {
  const { secrets } = await openDataKeys(service.db.pool, { keys, source }, service.clock())
  return { ...service, secrets }
}

export function rotated({ db, clock }: Service, keys: readonly Buffer[], options: Partial<RotateOptions> = {}) {
  return rotate(db.bulk, { keys, source }, { clock, ...options })
}

/** How many values each key holds; those that name none are under ''. */
export async function heldBy({ db }: Service): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { keyId, count } of await countHeld(db.bulk)) sums[keyId ?? ''] = (sums[keyId ?? ''] ?? 0) + count
  return sums
}

/** As version 1 sealed, which named no key: version, nonce, tag, text. */
export function sealedNameless(key: Buffer, text: string, owner: string): Buffer {
  const sealing = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'yizhan id-number encryption', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed])
}
