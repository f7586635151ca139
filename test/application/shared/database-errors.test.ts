import { describe, expect, test } from 'vitest'
import { asRefusal, isRace, isUnavailable } from '../../../src/application/shared/database-errors.ts'

const failure = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code })

describe('a database that cannot take the write now', () => {
  test.each([
    ['08006', 'the connection broke'],
    ['53100', 'the disk is full'],
    ['53200', 'out of memory'],
    ['53300', 'too many connections'],
    ['58030', 'an I/O error'],
    ['57P01', 'shut down'],
    ['57P02', 'another process crashed'],
    ['57P03', 'starting up'],
    ['57014', 'the statement took too long'],
    ['25006', 'a standby, which only reads'],
    ['25P03', 'a transaction that waited too long'],
    ['ECONNREFUSED', 'nobody listens'],
    ['ETIMEDOUT', 'nobody answers'],
    ['EAI_AGAIN', 'the name service is away'],
    ['ERR_STREAM_DESTROYED', 'written to a connection that was just given up'],
    ['P2037', 'Prisma: too many connections'],
    ['P1008', 'Prisma: no answer in time'],
  ])('%s, %s', (code, message) => {
    expect(isUnavailable(failure(message, code))).toBe(true)
  })

  test.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
    'Client was closed and is not queryable',
  ])('without a code: %s', (message) => {
    expect(isUnavailable(failure(message))).toBe(true)
  })
})

test.each([
  ['23514', 'a limit is passed'],
  ['42P01', 'a table is missing'],
  ['22P02', 'a value is no number'],
])('%s, %s, is our bug and is not called a database that is away', (code, message) => {
  expect(isUnavailable(failure(message, code))).toBe(false)
  expect(isRace(failure(message, code))).toBe(false)
})

test.each(['40P01', '40001'])('%s wrote nothing, and is asked to come again', (code) => {
  expect(asRefusal(failure('deadlock detected', code))).toMatchObject({ code: 'overloaded' })
  expect(isUnavailable(failure('deadlock detected', code))).toBe(false)
})
