import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps people's ID numbers unreadable in the database, its backups and its logs, yet findable. */
export interface Secrets {
  /** The key that seals from here on. */
  readonly keyId: string
  /** `owner` is whose secret it is; a value copied to another person's row no longer opens. */
  readonly encrypt: (text: string, owner: string) => Buffer
  /** Throws when the value was changed, belongs to another owner or was written with a key that is not at hand. */
  readonly decrypt: (sealed: Uint8Array, owner: string) => string
  /** The same text gives the same 32 bytes, which say nothing about it without the key. For look-ups. */
  readonly fingerprint: (text: string) => Buffer
  /** The same under every key at hand, newest first: while keys are changed, people are found under any of them. */
  readonly fingerprints: (text: string) => readonly Buffer[]
  /** The same under every key there ever was: what was hashed for ever is told by the one that was in use then. */
  readonly everyFingerprint: (text: string) => readonly Buffer[]
  /** 32 bytes that only this service can make of the text: on paper they tell what is ours from what was made up. */
  readonly sign: (text: string, at: Date) => Buffer
  /** Every signature that a text of this moment can have been given. */
  readonly signatures: (text: string, at: Date) => readonly Buffer[]
}

/** What a key finds and signs with. It opens nothing, and is kept when the key itself is taken out. */
export interface LastingSecrets {
  readonly finding: Buffer
  readonly signing: Buffer
}

/** A key that is in use or was, as the database knows it. */
export interface KnownKey extends LastingSecrets {
  readonly keyId: string
  readonly firstUsedAt: Date
}

/** In the order in which they came into use. Read anew while the service runs, because another process may add one. */
export interface KeyHistory {
  known: readonly KnownKey[]
}

const version = 2
/** Written before keys had ids; whichever key opens it is the one. */
const nameless = 1
const idBytes = 4
const ivBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

interface Key extends LastingSecrets {
  readonly keyId: string
  readonly sealing: Buffer
}

/** Eight digits that name a key and do not help to guess it. */
export function dataKeyId(key: Uint8Array): string {
  return derive(key, 'yizhan data key id').subarray(0, idBytes).toString('hex')
}

export function lastingSecrets(key: Uint8Array): LastingSecrets {
  return { finding: derive(key, 'yizhan id-number look-up'), signing: derive(key, 'yizhan receipt number') }
}

function keyOf(key: Uint8Array): Key {
  return { keyId: dataKeyId(key), sealing: derive(key, 'yizhan id-number encryption'), ...lastingSecrets(key) }
}

/**
 * Layout of a sealed value: version (1 byte), key id (4), nonce (12), tag (16), text.
 *
 * `keys` are newest first: the first one seals. `history` is empty where nothing else was ever in use.
 */
export function createSecrets(keys: Uint8Array | readonly Uint8Array[], history: KeyHistory = { known: [] }): Secrets {
  const held = (keys instanceof Uint8Array ? [keys] : keys).map(keyOf)
  const [newest] = held
  if (!newest) throw new Error('there is no data key')
  const every = () => [...held, ...history.known.filter(({ keyId }) => !held.some((one) => one.keyId === keyId))]
  const signed = (text: string) => (by: LastingSecrets) => hmac(by.signing, text)
  return {
    keyId: newest.keyId,
    encrypt: (text, owner) => seal(newest, text, owner),
    decrypt: (sealed, owner) => unseal(held, Buffer.from(sealed), owner),
    fingerprint: (text) => hmac(newest.finding, text),
    fingerprints: (text) => held.map(({ finding }) => hmac(finding, text)),
    everyFingerprint: (text) => every().map(({ finding }) => hmac(finding, text)),
    sign: (text, at) => signed(text)(signerAt(history.known, at) ?? newest),
    signatures: (text, at) => {
      const signers = signersAt(history.known, at)
      return (signers.length === 0 ? [newest] : signers).map(signed(text))
    },
  }
}

/** One key in the environment, three in use: what finds a number must not be what opens it, nor what signs. */
function derive(key: Uint8Array, use: string): Buffer {
  if (key.length !== 32) throw new Error('the data key has 32 bytes')
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, 32))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/**
 * The key that was the newest at a moment: what was settled then is signed by it for ever, so that a receipt keeps its
 * number when it is printed again after a change of keys.
 */
function signerAt(known: readonly KnownKey[], at: Date): KnownKey | undefined {
  return known.findLast(({ firstUsedAt }) => firstUsedAt <= at) ?? known[0]
}

/** A process that was started before a key came into use may have signed with the one before it for a while. */
const overlapMs = 24 * 60 * 60 * 1000

/**
 * Whoever got hold of an old key could sign with it, so it counts for what was settled while it was the newest and a day
 * longer, and no more.
 */
function signersAt(known: readonly KnownKey[], at: Date): readonly KnownKey[] {
  const now = signerAt(known, at)
  const before = signerAt(known, new Date(at.getTime() - overlapMs))
  if (!now || !before) return []
  return known.slice(known.indexOf(before), known.indexOf(now) + 1).reverse()
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

/** The key's name is bound to the value as its owner is: a value does not pass for one of another key. */
function seal({ keyId, sealing }: Key, text: string, owner: string): Buffer {
  const iv = nextIv()
  const head = Buffer.concat([Buffer.of(version), Buffer.from(keyId, 'hex')])
  const cipher = createCipheriv(algorithm, sealing, iv).setAAD(Buffer.concat([head, Buffer.from(owner)]))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([head, iv, cipher.getAuthTag(), sealed])
}

/** Whose key a value is sealed with; null where it names none. */
export function keyIdOf(value: Uint8Array): string | null {
  return value[0] === version ? Buffer.from(value.subarray(1, 1 + idBytes)).toString('hex') : null
}

function unseal(held: readonly Key[], value: Buffer, owner: string): string {
  if (value[0] === nameless) return unsealNameless(held, value, owner)
  if (value[0] !== version) throw new Error(`a sealed value of version ${value[0]} is not known`)
  const keyId = keyIdOf(value)
  const key = held.find((one) => one.keyId === keyId)
  if (!key) throw new Error(`a value is sealed with the data key ${keyId}, which this process was not given`)
  const headBytes = 1 + idBytes
  const aad = Buffer.concat([value.subarray(0, headBytes), Buffer.from(owner)])
  return open(key.sealing, value.subarray(headBytes), aad)
}

function unsealNameless(held: readonly Key[], value: Buffer, owner: string): string {
  let failed: unknown
  for (const { sealing } of held) {
    try {
      return open(sealing, value.subarray(1), Buffer.from(owner))
    } catch (error) {
      failed = error
    }
  }
  throw failed
}

function open(key: Buffer, value: Buffer, aad: Buffer): string {
  const iv = value.subarray(0, ivBytes)
  const tag = value.subarray(ivBytes, ivBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(aad)
  decipher.setAuthTag(tag)
  const text = Buffer.concat([decipher.update(value.subarray(ivBytes + tagBytes)), decipher.final()])
  return text.toString('utf8')
}
