import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { defaultLimits, requestLimitsOf } from '../src/http/server/limits.ts'

const read = (env: Record<string, string>) => readConfig(env, '/srv/yizhan')

test('with nothing set it runs on this machine alone, with a database of its own', () => {
  expect(read({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: null,
    dataDir: '/srv/yizhan/.data',
    policyDir: null,
    adminKey: null,
    logLevel: 'info',
  })
})

test('with a database too it listens to this machine alone, until it is told otherwise', () => {
  expect(read({ DATABASE_URL: 'postgresql://u:p@db/yizhan' }).host).toBe('127.0.0.1')
  expect(read({ DATABASE_URL: 'postgres://db/yizhan', HOST: '10.0.0.7' }).host).toBe('10.0.0.7')
  expect(read({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
})

test('webhooks go by plain http to this machine alone, and with a database to nowhere unless hosts are named', () => {
  expect(read({}).webhookPlainHosts).toEqual(['127.0.0.1', 'localhost', '[::1]'])
  const database = { DATABASE_URL: 'postgresql://u:p@db/yizhan' }
  expect(read(database).webhookPlainHosts).toEqual([])
  const named = { ...database, YIZHAN_WEBHOOK_PLAIN_HOSTS: '10.1.2.3:8080, receiver.local,[fd00::1]:80' }
  expect(read(named).webhookPlainHosts).toEqual(['10.1.2.3:8080', 'receiver.local', '[fd00::1]:80'])
})

test('limits are the usual ones until they are set, and no proxy is trusted', () => {
  const unset = { perAddress: null, perKey: null, wrongKeys: null, failedLookups: null }
  expect(read({})).toMatchObject({ limits: unset, trustProxy: [] })
  expect(requestLimitsOf(unset)).toEqual(defaultLimits)
  const set = read({ YIZHAN_RATE_PER_KEY: '0', YIZHAN_WRONG_KEYS: '7', YIZHAN_TRUST_PROXY: '10.1.2.3, fd00::/64' })
  expect(requestLimitsOf(set.limits)).toEqual({ ...defaultLimits, perKey: 0, wrongKeys: 7 })
  expect(set.trustProxy).toEqual(['10.1.2.3', 'fd00::/64'])
})

test('a certificate counts a day, unless it is said otherwise', () => {
  expect(read({}).certificateHours).toBe(24)
  expect(read({ YIZHAN_CERTIFICATE_HOURS: '72' }).certificateHours).toBe(72)
})

test('statements lead nowhere, unless it is said where people reach the service', () => {
  expect(read({}).publicUrl).toBeNull()
  expect(read({ YIZHAN_PUBLIC_URL: 'https://yizhan.example' }).publicUrl).toBe('https://yizhan.example')
})

test('a first key that nobody guesses is taken', () => {
  expect(read({ YIZHAN_ADMIN_KEY: 'twenty-four-characters-x' }).adminKey).toBe('twenty-four-characters-x')
})

test('a clock is set for a demo alone', () => {
  const at = { YIZHAN_DEMO_CLOCK: '2023-12-31T23:00:00+08:00' }
  expect(read(at).demoClock).toEqual(new Date('2023-12-31T15:00:00Z'))
  expect(read({}).demoClock).toBeNull()
  expect(() => read({ ...at, DATABASE_URL: 'postgresql://db/yizhan' })).toThrow(/YIZHAN_DEMO_CLOCK is for the embedded/)
  expect(() => read({ ...at, YIZHAN_WORKERS: '2' })).toThrow(ConfigError)
})

test('an empty variable is one that is not set', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ', POLICY_DIR: '' })).toEqual(read({}))
})

test('folders are found from where the service is started', () => {
  expect(read({ POLICY_DIR: 'packs', YIZHAN_DATA_DIR: '/var/lib/yizhan' })).toMatchObject({
    policyDir: '/srv/yizhan/packs',
    dataDir: '/var/lib/yizhan',
  })
})

describe('a wrong value is refused by the name of its variable, without the value', () => {
  test.each([
    ['PORT', '65536', 'from 0 to 65535'],
    ['YIZHAN_CERTIFICATE_HOURS', '0', 'from 1 to 8760'],
    ['YIZHAN_PUBLIC_URL', 'https://yizhan.example/path', 'without a path'],
    ['YIZHAN_PUBLIC_URL', 'ftp://yizhan.example', '不含路径'],
    ['PORT', '3e3', 'from 0 to 65535'],
    ['DATABASE_URL', 'mysql://db', 'postgresql://'],
    ['LOG_LEVEL', 'loud', 'fatal, error'],
    ['YIZHAN_ADMIN_KEY', 'short', 'openssl rand'],
    ['YIZHAN_ADMIN_KEY', 'twenty-three-characters', '24 to 256'],
    ['YIZHAN_ADMIN_KEY', 'short', '须为 24 至 256'],
    ['YIZHAN_ADMIN_KEY', 'aaaaaaaaaaaabbbbbbbbbbbbcccccc', 'eight different'],
    ['YIZHAN_METRICS_KEY', 'short', '24 to 256'],
    ['YIZHAN_TRUST_PROXY', 'true', 'addresses or networks'],
    ['YIZHAN_DEMO_CLOCK', '2023-12-31', 'an instant with its offset'],
    ['YIZHAN_TRUST_PROXY', '10.1.2.3,proxy.local', 'addresses or networks'],
    ['YIZHAN_RATE_PER_KEY', '-1', 'from 0'],
    ['YIZHAN_SETTLE_DEADLINE_MS', '99', 'from 100'],
    ['YIZHAN_WEBHOOK_PLAIN_HOSTS', 'http://10.1.2.3', 'hosts in small letters'],
  ])('%s=%s', (name, value, says) => {
    const refused = () => read({ [name]: value })
    expect(refused).toThrow(ConfigError)
    expect(refused).toThrow(new RegExp(`^${name} must .*${says}`))
    expect(refused).not.toThrow(`"${value}"`)
  })

  test('all at once', () => {
    expect(() => read({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT[^\n]*\n[^\n]*LOG_LEVEL/)
  })
})
