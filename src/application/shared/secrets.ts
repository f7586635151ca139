import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps people's ID numbers unreadable in the database, its backups and its logs, yet findable. */
export interface Secrets {
  /** `owner` is whose secret it is; a value copied to another person's row no longer opens. */
  readonly encrypt: (text: string, owner: string) => Buffer
  /** Throws when the value was changed, belongs to another owner or was written with another key. */
  readonly decrypt: (sealed: Uint8Array, owner: string) => string
  /** The same text gives the same 32 bytes, which say nothing about it without the key. For look-ups. */
  readonly fingerprint: (text: string) => Buffer
  /** 32 bytes that only this service can make of the text: on paper they tell what is ours from what was made up. */
  readonly sign: (text: string) => Buffer
}

const version = 1
const ivBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

/** Layout of a sealed value: version (1 byte), nonce (12), tag (16), text. */
export function createSecrets(key: Uint8Array): Secrets {
  const sealing = derive(key, 'yizhan id-number encryption')
  const finding = derive(key, 'yizhan id-number look-up')
  const signing = derive(key, 'yizhan receipt number')
  return {
    encrypt: (text, owner) => seal(sealing, text, owner),
    decrypt: (sealed, owner) => unseal(sealing, Buffer.from(sealed), owner),
    fingerprint: (text) => createHmac('sha256', finding).update(text).digest(),
    sign: (text) => createHmac('sha256', signing).update(text).digest(),
  }
}

/** One key in the environment, three in use: what finds a number must not be what opens it, nor what signs. */
function derive(key: Uint8Array, use: string): Buffer {
  if (key.length !== 32) throw new Error('the data key has 32 bytes')
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, 32))
}

/** Random bytes for some hundred values at once: asking the system for twelve costs as much as sealing with them. */
const drawn = 4096
let random = Buffer.alloc(0)

function nextIv(): Buffer {
  if (random.length < ivBytes) random = randomBytes(drawn)
  const iv = random.subarray(0, ivBytes)
  random = random.subarray(ivBytes)
  return iv
}

function seal(key: Buffer, text: string, owner: string): Buffer {
  const iv = nextIv()
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed])
}

function unseal(key: Buffer, value: Buffer, owner: string): string {
  if (value[0] !== version) throw new Error(`a sealed value of version ${value[0]} is not known`)
  const iv = value.subarray(1, 1 + ivBytes)
  const tag = value.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(owner))
  decipher.setAuthTag(tag)
  const text = Buffer.concat([decipher.update(value.subarray(1 + ivBytes + tagBytes)), decipher.final()])
  return text.toString('utf8')
}
