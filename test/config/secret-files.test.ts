import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { secretSettings } from '../../src/config/secret-files.ts'
import { ConfigError, readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'yizhan-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const read = (env: Record<string, string>) => readConfig(env, folder)
const key = 'a-key-of-twenty-four-and-more'
const address = 'postgresql://yizhan@database:5432/yizhan'

const passwordOf = (url: string | null) => new pg.Client({ connectionString: url ?? '' }).password

describe('a secret may be in a file', () => {
  test.each([
    ['YIZHAN_ADMIN_KEY', `${key}\n`, 'adminKey', key],
    ['YIZHAN_METRICS_KEY', ` ${key}\r\n`, 'metricsKey', key],
    ['YIZHAN_DATA_KEY', 'new\nold\n', 'dataKey', 'new\nold'],
    ['DATABASE_URL', `${address}\n`, 'databaseUrl', address],
  ])('%s_FILE', (name, content, setting, value) => {
    expect(read({ [`${name}_FILE`]: file(name, content) })).toMatchObject({ [setting]: value })
  })

  test('the password of the database too, whatever characters it has', () => {
    const password = 'p@ss/w:o%41rd#? é'
    const { databaseUrl } = read({ DATABASE_URL: address, DATABASE_PASSWORD_FILE: file('password', `${password}\n`) })
    expect(passwordOf(databaseUrl)).toBe(password)
    expect(new URL(databaseUrl ?? '').host).toBe('database:5432')
    expect(passwordOf(read({ DATABASE_URL: address, DATABASE_PASSWORD: password }).databaseUrl)).toBe(password)
  })

  test('a name without a value is one that is not set', () => {
    expect(read(Object.fromEntries(secretSettings.map((name) => [`${name}_FILE`, ' '])))).toEqual(read({}))
  })

  test('what it holds is judged as the variable is', () => {
    expect(() => read({ YIZHAN_ADMIN_KEY_FILE: file('short', 'short') })).toThrow(/^YIZHAN_ADMIN_KEY must be 24/)
  })
})

describe.each(secretSettings)('%s_FILE is refused in both languages, without what it holds, when', (name) => {
  const setting = `${name}_FILE`
  test.each([
    [
      'there is no such file',
      () => join(folder, 'nothing'),
      /cannot be read \(ENOENT\): .*nothing.*无法读取（ENOENT）/,
    ],
    ['it is a folder', () => folder, /cannot be read \(EISDIR\).*无法读取/],
    ['it is empty', () => file('empty', ' \n'), /empty file: .*Write the value of .*文件为空/],
    ['it is another file', () => file('large', Buffer.alloc(65_537, 'secret')), /more than 65536 bytes.*超过/],
  ])('%s', (_, path, says) => {
    const refused = () => read({ [setting]: path() })
    expect(refused).toThrow(ConfigError)
    expect(refused).toThrow(new RegExp(`^${setting} ${says.source.replace(/^/, '.*')}`))
    expect(refused).not.toThrow('secretsecret')
  })

  test('the variable is set as well', () => {
    const refused = () => read({ [setting]: file('one', key), [name]: `another-${key}` })
    expect(refused).toThrow(new RegExp(`^${name} and ${setting} are both set.*不能同时设置`))
    expect(refused).not.toThrow(key)
  })
})

describe('a password for the database is refused where it has no place', () => {
  test.each([
    ['there is no address', undefined],
    ['the address has one', 'postgresql://yizhan:other@database/yizhan'],
    ['the address names no user', 'postgresql://database/yizhan'],
    ['the address names no host', 'postgresql:///yizhan?host=/run/postgresql'],
  ])('%s', (_, url) => {
    const refused = () => read({ DATABASE_PASSWORD: 'secret-password', ...(url ? { DATABASE_URL: url } : {}) })
    expect(refused).toThrow(/^DATABASE_PASSWORD is the password of a DATABASE_URL.*须与/)
    expect(refused).not.toThrow('secret-password')
  })
})

test('all faults are told at once', () => {
  expect(() => read({ YIZHAN_DATA_KEY_FILE: folder, PORT: 'x' })).toThrow(/YIZHAN_DATA_KEY_FILE[^\n]*\nPORT/)
})
