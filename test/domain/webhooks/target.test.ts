import { describe, expect, test } from 'vitest'
import { isOwnAddress, targetFault } from '../../../src/domain/webhooks/target.ts'

const rule = { plainHosts: ['10.1.2.3:8080', 'receiver.local'] }

describe('where a push may go', () => {
  test.each([
    'https://example.org/yizhan',
    'https://10.1.2.3/hook',
    'https://[fd00::1]:8443/hook',
    'http://10.1.2.3:8080/hook',
    'http://receiver.local:9000/hook',
  ])('%s', (url) => {
    expect(targetFault(url, rule)).toBeNull()
  })

  test.each([
    ['plain http', 'http://example.org/hook'],
    ['the same host on another port', 'http://10.1.2.3:8081/hook'],
    ['another protocol', 'ftp://example.org/hook'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'example.org/hook'],
    ['a password', 'https://user:secret@example.org/hook'],
    ['a fragment', 'https://example.org/hook#part'],
    ['this machine', 'https://127.0.0.1/hook'],
    ['this machine by name', 'https://localhost/hook'],
    ['this machine in other digits', 'https://0x7f.1/hook'],
    ['this machine as one number', 'https://2130706433/hook'],
    ['this machine in version 6', 'https://[::1]/hook'],
    ['version 4 in version 6', 'https://[::ffff:127.0.0.1]/hook'],
    ['any address', 'https://0.0.0.0/hook'],
    ['a cloud’s metadata', 'https://169.254.169.254/latest'],
    ['link-local', 'https://[fe80::1]/hook'],
    ['many at once', 'https://224.0.0.1/hook'],
  ])('not to %s', (_, url) => {
    expect(targetFault(url, rule)).not.toBeNull()
  })

  test('what a name resolves to is judged by the same rule', () => {
    expect(
      ['127.0.0.1', '::1', '::', 'fe80::1', 'ff02::1', '::ffff:169.254.169.254', '0.1.2.3', '255.255.255.255'].map(
        isOwnAddress,
      ),
    ).toEqual(Array(8).fill(true))
    expect(['10.0.0.1', '192.168.1.1', '172.16.0.1', 'fd00::1', '2001:db8::1', '1.2.3.4'].map(isOwnAddress)).toEqual(
      Array(6).fill(false),
    )
  })
})
