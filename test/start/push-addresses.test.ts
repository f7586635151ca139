import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedLookup, networkPush, ownAddresses, type Resolve } from '../../src/start/push.ts'
import { Receiver } from '../support/processes/receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await Receiver.open()
})
afterAll(() => receiver.close())

describe('an address that became one that nobody may push to', () => {
  test('is not pushed to', async () => {
    const push = networkPush({ plainHosts: [] })
    await expect(push({ url: receiver.url, headers: {}, body: '{}' })).rejects.toThrow('not allowed')
    expect(receiver.arrived).toEqual([])
  })

  test.each([{ all: true }, { all: false }])('is seen behind a name, with %o', async (options) => {
    const error = await new Promise((resolve) => guardedLookup(() => [])('localhost', options, resolve))
    expect(error).toMatchObject({ code: 'EADDRESSREFUSED' })
  })

  test('is seen where the name has harmless addresses, too', async () => {
    const names: Resolve = (_, options, callback) => {
      const found = [
        { address: '1.2.3.4', family: 4 },
        { address: '100.100.100.200', family: 4 },
      ]
      callback(null, options.all ? found : '1.2.3.4', 4)
    }
    const ask = (own: string[], name = 'receiver.example.org') =>
      new Promise((resolve) => guardedLookup(() => own, names)(name, { all: true }, resolve))
    expect(await ask([])).toMatchObject({ code: 'EADDRESSREFUSED' })
  })

  test('is seen when the machine has got it since', async () => {
    const names: Resolve = (_, options, callback) =>
      callback(null, options.all ? [{ address: '1.2.3.4', family: 4 }] : '1.2.3.4', 4)
    const ask = (own: string[]) =>
      new Promise((resolve) => guardedLookup(() => own, names)('receiver.example.org', { all: true }, resolve))
    expect(await ask(['5.6.7.8'])).toBeNull()
    expect(await ask(['5.6.7.8', '1.2.3.4'])).toMatchObject({ code: 'EADDRESSREFUSED' })
    expect(await ask(['::ffff:1.2.3.4'])).toMatchObject({ code: 'EADDRESSREFUSED' })
  })

  test('is not pushed to where it is written down', async () => {
    const push = networkPush({ plainHosts: [] }, () => ['1.2.3.4', '2400:3200::1'])
    for (const url of ['https://1.2.3.4:8443/', 'https://[2400:3200:0::1]/'])
      await expect(push({ url, headers: {}, body: '{}' })).rejects.toThrow('not allowed')
  })

  test('is one that this machine has now', () => {
    expect(ownAddresses()).toContain('127.0.0.1')
  })
})
