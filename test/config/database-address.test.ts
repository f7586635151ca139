import { expect, test } from 'vitest'
import { addressWithPassword, faultOfAddress, readDatabaseAddress } from '../../src/config/database-address.ts'
import { readConfig } from '../../src/config.ts'
import { schemaOf } from '../../src/db/setup/schema.ts'

const two = 'postgresql://yizhan:p%40ss@db1:5433,db2/yizhan'

test.each([
  'postgresql://yizhan:secret@db1:5432/yizhan',
  'postgresql://db1/yizhan?sslmode=require',
  'postgresql://db1/yizhan?target_session_attrs=any',
  'postgresql:///yizhan?host=/var/run/postgresql',
])('an address of one server, of which nothing is asked, is left to the driver: %s', (url) => {
  expect(readDatabaseAddress(url)).toBeNull()
})

test('several servers are read as libpq writes them, each with its port or 5432', () => {
  expect(readDatabaseAddress(`${two}?target_session_attrs=primary&sslmode=require&connect_timeout=3`)).toEqual({
    hosts: [
      { host: 'db1', port: 5433 },
      { host: 'db2', port: 5432 },
    ],
    wanted: 'primary',
    connectTimeoutMs: 3000,
    ofFirst: 'postgresql://yizhan:p%40ss@db1:5433/yizhan?sslmode=require',
  })
})

test('where nothing is asked of several, the one that takes writes is meant', () => {
  expect(readDatabaseAddress(two)?.wanted).toBe('read-write')
  expect(readDatabaseAddress(`${two}?target_session_attrs=any`)?.wanted).toBe('any')
})

test('one server may be asked whether it takes writes, behind an address that moves', () => {
  expect(readDatabaseAddress('postgresql://vip/yizhan?target_session_attrs=read-write')).toMatchObject({
    hosts: [{ host: 'vip', port: 5432 }],
    ofFirst: 'postgresql://vip:5432/yizhan',
  })
})

test('addresses of version 6, hosts with a name that is encoded, and lists in the query are read', () => {
  expect(readDatabaseAddress('postgresql://u@[::1]:5433,[fe80::2]/y')).toMatchObject({
    hosts: [
      { host: '::1', port: 5433 },
      { host: 'fe80::2', port: 5432 },
    ],
    ofFirst: 'postgresql://u@[::1]:5433/y',
  })
  expect(readDatabaseAddress('postgresql://u:p@/y?host=a,b&port=1,2&sslmode=require')).toMatchObject({
    hosts: [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ],
    ofFirst: 'postgresql://u:p@a:1/y?sslmode=require',
  })
  expect(readDatabaseAddress('postgresql:///y?host=a,b&port=7')?.hosts.map(({ port }) => port)).toEqual([7, 7])
})

test.each([
  ['read-only', /read-write.*primary.*可写/],
  ['standby', /target_session_attrs/],
  ['prefer-standby', /target_session_attrs/],
  ['writable', /target_session_attrs/],
])('a server that only reads is no use to the service: %s is refused in both languages', (attribute, says) => {
  expect(faultOfAddress(`${two}?target_session_attrs=${attribute}`)).toMatch(says)
})

test.each([
  ['a host that is missing', 'postgresql://u:geheim@a,,b/y', /主机:端口/],
  ['a port that is none', 'postgresql://u:geheim@a:99999,b/y', /host:port/],
  ['a socket among them', 'postgresql://u:geheim@/y?host=/run,b', /host:port/],
  ['another number of ports', 'postgresql://u:geheim@/y?host=a,b,c&port=1,2', /one port for all/],
  ['a time that is none', 'postgresql://u:geheim@a,b/y?connect_timeout=0', /1 to 10 seconds/],
])('%s is refused, without a word of the password', (_, url, says) => {
  const refused = () => readConfig({ DATABASE_URL: url }, '/srv/yizhan')
  expect(refused).toThrow(says)
  expect(refused).not.toThrow(/geheim/)
})

test('the password comes from elsewhere with several servers too', () => {
  const DATABASE_URL = 'postgresql://yizhan@db1:5433,db2/yizhan?target_session_attrs=read-write'
  const { databaseUrl } = readConfig({ DATABASE_URL, DATABASE_PASSWORD: 'p@ss/word,?' }, '/srv/yizhan')
  expect(databaseUrl).toBe(
    'postgresql://yizhan:p%40ss%2Fword%2C%3F@db1:5433,db2/yizhan?target_session_attrs=read-write',
  )
  expect(readDatabaseAddress(databaseUrl ?? '')?.ofFirst).toBe(
    'postgresql://yizhan:p%40ss%2Fword%2C%3F@db1:5433/yizhan',
  )
  for (const taken of ['postgresql://u:p@a,b/y', 'postgresql://a,b/y', 'postgresql://u@/y'])
    expect(addressWithPassword(taken, 'x')).toBeNull()
})

test('the schema is read of an address with several servers too', () => {
  expect(schemaOf(`${two}?target_session_attrs=read-write&schema=jincheng`)).toBe('jincheng')
})

test.each(['postgresql://yizhan:a/b@host:5432/yizhan', 'postgresql://yizhan:a#b@host:5432/yizhan'])(
  'a password that cuts the address short is said with what to write, and not shown',
  (url) => {
    expect(faultOfAddress(url)).toMatch(/%2F, %23.*DATABASE_PASSWORD/)
    expect(faultOfAddress(url)).not.toContain('a/b')
  },
)

test.each([
  'postgresql://yizhan@/yizhan',
  'postgresql:///yizhan?host=/var/run/postgresql',
  'postgresql://u:p%2Fq@[::1]:5432/d',
])('%s is read', (url) => {
  expect(faultOfAddress(url)).toBeNull()
})
