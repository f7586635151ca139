import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSecrets, dataKeyId, keyIdOf, lastingSecrets } from '../../../src/application/shared/secrets.ts'
import { keptDataKeys, makeDataKey, parseDataKeys } from '../../../src/db/data-keys/given.ts'

const secrets = createSecrets(Buffer.alloc(32, 1))
const number = '140502197503120016'

describe('a sealed ID number', () => {
  test('opens to what was sealed', () => {
    expect(secrets.decrypt(secrets.encrypt(number, 'p1'), 'p1')).toBe(number)
  })
  test('differs each time and holds no part of the number', () => {
    const [a, b] = [secrets.encrypt(number, 'p1'), secrets.encrypt(number, 'p1')]
    expect(a.equals(b)).toBe(false)
    expect(a.includes('19750312')).toBe(false)
  })
  test('does not open when any byte of it was changed', () => {
    const sealed = secrets.encrypt(number, 'p1')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => secrets.decrypt(changed, 'p1'), `byte ${at}`).toThrow()
    }
  })
  test.each([0, 1, 12, 28])('does not open when only %i bytes are left', (length) => {
    expect(() => secrets.decrypt(secrets.encrypt(number, 'p1').subarray(0, length), 'p1')).toThrow()
  })
  test('does not open in another person’s row', () => {
    expect(() => secrets.decrypt(secrets.encrypt(number, 'p1'), 'p2')).toThrow()
  })
  test('does not open under another key', () => {
    const other = createSecrets(Buffer.alloc(32, 2))
    expect(() => other.decrypt(secrets.encrypt(number, 'p1'), 'p1')).toThrow()
  })
})

describe('several keys', () => {
  const [old, newer] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const both = createSecrets([newer, old])
  test('open what any of them sealed; the first one seals', () => {
    expect(both.decrypt(secrets.encrypt(number, 'p1'), 'p1')).toBe(number)
    expect(createSecrets(newer).decrypt(both.encrypt(number, 'p1'), 'p1')).toBe(number)
    expect(keyIdOf(both.encrypt(number, 'p1'))).toBe(dataKeyId(newer))
  })
  test('a value that names another key does not open', () => {
    const sealed = secrets.encrypt(number, 'p1')
    sealed.write(dataKeyId(newer), 1, 'hex')
    expect(() => both.decrypt(sealed, 'p1')).toThrow()
    sealed.write('00000000', 1, 'hex')
    expect(() => both.decrypt(sealed, 'p1')).toThrow('00000000')
  })
  test('find under each of them, newest first', () => {
    expect(both.fingerprints(number)).toEqual([createSecrets(newer).fingerprint(number), secrets.fingerprint(number)])
    expect(both.fingerprint(number)).toEqual(both.fingerprints(number)[0])
  })

  const known = (key: Buffer, day: string) => ({
    ...{ keyId: dataKeyId(key), firstUsedAt: new Date(`${day}T00:00:00Z`) },
    ...lastingSecrets(key),
  })
  const history = { known: [known(old, '2024-01-01'), known(newer, '2024-06-01')] }
  const alone = createSecrets(newer, history)
  const at = (time: string) => new Date(time)
  test('one that was taken out still tells what was hashed with it', () => {
    expect(alone.everyFingerprint(number)).toEqual(both.fingerprints(number))
    expect(alone.fingerprints(number)).toEqual([both.fingerprint(number)])
  })
  test.each([
    ['before there was a key', '2023-05-01T00:00:00Z', old, [old]],
    ['under the old one', '2024-05-31T23:59:59Z', old, [old]],
    ['as the new one began', '2024-06-01T00:00:00Z', newer, [newer, old]],
    ['within a day of it', '2024-06-01T23:59:59Z', newer, [newer, old]],
    ['later', '2024-06-02T00:00:00Z', newer, [newer]],
  ])('what was settled %s is signed by the key of that time', (_, time, by, accepted) => {
    const signature = (key: Buffer) => createSecrets(key).sign('x', at(time))
    expect(alone.sign('x', at(time))).toEqual(signature(by))
    expect(alone.signatures('x', at(time))).toEqual(accepted.map(signature))
  })
  test('are read with commas or line ends between, each once', () => {
    const text = [newer, old].map((key) => key.toString('base64'))
    for (const between of [',', ', ', '\n']) expect(parseDataKeys(text.join(between)).keys).toEqual([newer, old])
    expect(() => parseDataKeys([text[0], newer.toString('hex')].join(','))).toThrow(/same key twice/)
    expect(() => parseDataKeys(`${text[0]},`)).toThrow('must be 32 bytes')
  })
})

describe('the fingerprint of an ID number', () => {
  test('is the same for the same number and key, and for nothing else', () => {
    expect(secrets.fingerprint(number)).toEqual(secrets.fingerprint(number))
    expect(secrets.fingerprint(number)).not.toEqual(secrets.fingerprint('140502197503120017'))
    expect(secrets.fingerprint(number)).not.toEqual(createSecrets(Buffer.alloc(32, 2)).fingerprint(number))
    expect(secrets.fingerprint(number)).toHaveLength(32)
  })
})

describe('the data key', () => {
  const key = Buffer.alloc(32, 200)
  test.each([
    key.toString('hex'),
    key.toString('hex').toUpperCase(),
    key.toString('base64'),
    key.toString('base64url'),
  ])('is read as %s', (text) => {
    expect(parseDataKeys(`${text}\n`).keys).toEqual([key])
  })
  test.each(['', 'secret', 'ab'.repeat(31), Buffer.alloc(16).toString('base64'), `${key.toString('base64')}AA`])(
    'is refused as "%s", without repeating it',
    (text) => {
      expect(() => parseDataKeys(text)).toThrow(
        'YIZHAN_DATA_KEY must be 32 bytes in base64 or hex. Make one with: openssl rand -base64 32',
      )
    },
  )
  test('of the embedded database is made once and kept for its owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yizhan-key-'))
    try {
      expect(await keptDataKeys(folder)).toBe(null)
      const made = await makeDataKey(folder)
      expect(await keptDataKeys(folder)).toEqual(made)
      await expect(makeDataKey(folder)).rejects.toThrow('EEXIST')
      if (process.platform !== 'win32') expect((await stat(join(folder, 'data-key'))).mode & 0o777).toBe(0o600)
      expect(parseDataKeys(await readFile(join(folder, 'data-key'), 'utf8')).keys).toEqual(made.keys)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
