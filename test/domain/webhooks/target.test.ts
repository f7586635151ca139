import { describe, expect, test } from 'vitest'
import { isOfTheWorld, targetFault } from '../../../src/domain/webhooks/target.ts'

const rule = { plainHosts: ['10.1.2.3:8080', 'receiver.local', '[fd00::1]:8443'] }

describe('where a push may go', () => {
  test.each([
    'https://example.org/yizhan',
    'https://1.2.3.4/hook',
    'https://[2400:3200::1]/hook',
    'https://10.1.2.3:8080/hook',
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
    ['a private address', 'https://10.1.2.3/hook'],
    ['a private address of version 6', 'https://[fd00::2]/hook'],
    ['this machine by name, with the dot of the root', 'https://localhost./hook'],
    ['a name below this machine', 'https://db.localhost/hook'],
  ])('not to %s', (_, url) => {
    expect(targetFault(url, rule)).not.toBeNull()
  })

  /** Each block by its first and last address, or one of it. Source: IANA's registries of special-purpose addresses. */
  test.each([
    ['loopback', ['127.0.0.1', '127.255.255.255', '::1']],
    ['any', ['0.0.0.0', '0.1.2.3', '0.255.255.255', '::']],
    [
      'private',
      ['10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fd00:ec2::254'],
    ],
    ['link-local', ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%eth0', 'fec0::1']],
    [
      'carrier-grade NAT, where clouds keep their metadata',
      ['100.64.0.1', '100.100.100.200', '100.127.255.255', '100.96.0.96'],
    ],
    ['the host of a cloud’s machine', ['168.63.129.16']],
    ['protocol assignments', ['192.0.0.1', '192.0.0.192', '192.0.0.255']],
    [
      'documentation and tests',
      ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '198.19.255.255', '2001:db8::1'],
    ],
    ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1', 'ff0e::1']],
    ['reserved', ['240.0.0.1', '254.255.255.255', '100::1', '4000::1', 'fe00::1']],
    ['version 4 mapped', ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::ffff:168.63.129.16']],
    ['version 4 in other wrappings', ['::127.0.0.1', '::7f00:1', '::a00:1', '::ffff:0:127.0.0.1']],
    ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::a00:1', '64:ff9b:1::a00:1']],
    ['6to4', ['2002:7f00:1::', '2002:a00:1::1', '2002:a9fe:a9fe::']],
    ['Teredo', ['2001::1', '2001:0:7f00:1::', '2001:0:4136:e378:8000:63bf:f5ff:fffe']],
    ['no address', ['', 'localhost', '1.2.3', '0x7f.1', '2130706433', '1.2.3.4.5', '12345::']],
  ])('an address of %s is not of the world', (_, addresses) => {
    expect(addresses.filter(isOfTheWorld)).toEqual([])
  })

  test('an address of the world is', () => {
    const world = ['1.2.3.4', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.0.1', '172.32.0.1']
    const further = ['168.63.129.15', '192.0.1.1', '223.255.255.255', '2400:3200::1', '2a00::1', '::ffff:1.2.3.4']
    expect([...world, ...further].filter((address) => !isOfTheWorld(address))).toEqual([])
  })
})
