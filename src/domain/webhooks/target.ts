import ipaddr from 'ipaddr.js'
import type { Bilingual } from '../language.ts'

/**
 * Where a push may go.
 *
 * A bureau's clerk chooses the address, and this service stands where the clerk does not: beside the machine's own services,
 * the closed network, the metadata of a cloud. So pushes go to addresses of the world alone; and as what is sent names
 * people, they go encrypted. The operator names the hosts, such as receivers in the closed network, for which neither holds.
 */
export interface TargetRule {
  /** `host` or `host:port`, as the operator wrote them: plain http and any address are allowed there. */
  readonly plainHosts: readonly string[]
}

/** Why an address may not be pushed to; null where it may. */
export function targetFault(address: string, rule: TargetRule): Bilingual | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.hash !== '')
    return {
      zh: '请填写完整的 https 地址，不含用户名、密码和 # 片段，如 https://example.org/yizhan。',
      en: 'Send a whole https address without a user, a password or a fragment, such as https://example.org/yizhan.',
    }
  if (isPlainHost(url, rule)) return null
  if (url.protocol !== 'https:')
    return {
      zh: '内容涉及个人，须用 https；确需 http 的主机由运维在 YIZHAN_WEBHOOK_PLAIN_HOSTS 中列出。',
      en: 'What is sent names people, so use https; an operator names hosts for plain http in YIZHAN_WEBHOOK_PLAIN_HOSTS.',
    }
  const literal = literalAddress(url)
  return isNameOfThisMachine(url) || (literal !== null && !isOfTheWorld(literal)) ? closedFault : null
}

const closedFault = {
  zh: '只能推送到公网地址，不能推送到本机、内网、链路本地、组播等地址；内网接收方由运维在 YIZHAN_WEBHOOK_PLAIN_HOSTS 中列出。',
  en: 'Only public addresses are pushed to, not the machine’s own, private, link-local, multicast or reserved ones; an operator names receivers in a closed network in YIZHAN_WEBHOOK_PLAIN_HOSTS.',
}

export function isPlainHost({ hostname, host }: URL, { plainHosts }: TargetRule): boolean {
  return plainHosts.includes(host) || plainHosts.includes(hostname)
}

/** The address that a URL holds itself, without the brackets of version 6; null where it holds a name. */
export function literalAddress({ hostname }: URL): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return ipaddr.isValid(bare) ? bare : null
}

function isNameOfThisMachine({ hostname }: URL): boolean {
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return name === 'localhost' || name.endsWith('.localhost')
}

/** What version 6 gives out to the world: all else is special, or wraps an address of version 4. Source: RFC 4291, 2.4. */
const worldOfSix = ipaddr.IPv6.parseCIDR('2000::/3')
/** An ordinary address by its number, behind which a cloud answers its machines. */
const hostsOfClouds = new Set(['168.63.129.16'])

/**
 * Whether an address, as text, is one of the open network: of no special purpose, and wrapping no other. Asked once more of
 * what a name resolves to, when the push is made. Sources: IANA's registries of special-purpose addresses; RFC 6890.
 */
export function isOfTheWorld(address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || hostsOfClouds.has(parsed.toString())) return false
  return parsed.kind() === 'ipv4' || parsed.match(worldOfSix)
}

/** One way to write an address, so that two can be compared. */
export function sameAddress(a: string, b: string): boolean {
  if (!ipaddr.isValid(a) || !ipaddr.isValid(b)) return false
  return ipaddr.process(a).toNormalizedString() === ipaddr.process(b).toNormalizedString()
}
