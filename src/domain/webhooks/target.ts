import type { Bilingual } from '../language.ts'

/**
 * Where a push may go.
 *
 * Receivers stand inside closed networks, so private addresses are lawful. What a bureau's clerk must not be able to reach
 * through this service is the machine itself and what only it can ask, such as the metadata address of a cloud; and what
 * is sent names people, so it goes encrypted. The operator may name hosts for which neither holds.
 */
export interface TargetRule {
  /** `host` or `host:port`, as the operator wrote them: plain http and the machine's own addresses are allowed there. */
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
  return isOwnAddress(bare(url.hostname)) || url.hostname === 'localhost' ? ownFault : null
}

const ownFault = {
  zh: '不能推送到本机、链路本地或组播地址；确需时由运维在 YIZHAN_WEBHOOK_PLAIN_HOSTS 中列出。',
  en: 'The machine’s own, link-local and multicast addresses are not pushed to; an operator names exceptions in YIZHAN_WEBHOOK_PLAIN_HOSTS.',
}

export function isPlainHost({ hostname, host }: URL, { plainHosts }: TargetRule): boolean {
  return plainHosts.includes(host) || plainHosts.includes(hostname)
}

/** Node writes an address of version 6 in a URL with brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/**
 * Whether an address, as text, means this machine or its link: 0/8, 127/8, 169.254/16, 224/3 and ::, ::1, fe80::/10, ff00::/8,
 * also where version 6 wraps version 4. Asked once more of what a name resolves to, when the push is made.
 * Source: RFC 6890.
 */
export function isOwnAddress(address: string): boolean {
  const four = /(?:^|:)(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (four) return isOwnFour(Number(four[1]), Number(four[2]))
  const wrapped = /^::(?:ffff:)?([\da-f]{1,4}):[\da-f]{1,4}$/i.exec(address)
  if (wrapped) return isOwnFour(Number.parseInt(wrapped[1] ?? '', 16) >> 8, Number.parseInt(wrapped[1] ?? '', 16) & 255)
  return /^(::1?$|fe[89ab]|ff)/i.test(address) && address.includes(':')
}

function isOwnFour(first: number, second: number): boolean {
  return first === 0 || first === 127 || first >= 224 || (first === 169 && second === 254)
}
