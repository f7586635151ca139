import ipaddr from 'ipaddr.js'
import { z } from 'zod'

const blankIsUnset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
export const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsUnset, schema.optional())

/** A default is what the setting comes to, as if it had been read. */
export const orElse = <S extends z.ZodType>(schema: S, fallback: z.output<S>) =>
  z.preprocess(blankIsUnset, schema.optional()).transform((value) => value ?? fallback)

export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `must be a whole number from ${from} to ${to}` })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error: `must be a whole number from ${from} to ${to}` })

const chosenKeyForm =
  'must be 24 to 256 printable characters without spaces, eight different ones at least, such as `openssl rand -base64 32` gives / 须为 24 至 256 个可打印字符，不含空格，至少 8 种不同字符，可用 openssl rand -base64 32 生成'

/** Anyone may try keys over the network, so one that can be guessed is refused. */
export const chosenKey = z
  .string()
  .regex(/^[\x21-\x7e]{24,256}$/, { error: chosenKeyForm })
  .refine((key) => new Set(key).size >= 8, { error: chosenKeyForm })

/** As a URL writes them: small letters, and brackets around an address of version 6. */
export const plainHosts = z
  .string()
  .transform((list) => list.split(',').map((host) => host.trim()))
  .refine((hosts) => hosts.every((host) => /^(\[[\da-f:.]+\]|[\da-z.-]+)(:\d{1,5})?$/.test(host)), {
    error: 'must be hosts in small letters with commas between them, such as 10.1.2.3:8080,receiver.example.org',
  })

/** Never everybody: whoever is trusted says which address wrong keys are counted for. */
export const proxies = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .refine(
    (list) =>
      list.every(
        (one) => ipaddr.isValidCIDR(one) || ipaddr.IPv4.isValidFourPartDecimal(one) || ipaddr.IPv6.isValid(one),
      ),
    {
      error:
        'must be addresses or networks of proxies with commas between them, such as 10.1.2.3,10.2.0.0/16 / 须为代理的地址或网段，以逗号分隔，如 10.1.2.3,10.2.0.0/16',
    },
  )

/** Short enough for a code that is printed and read by a telephone. */
export const origin = z
  .string()
  .max(100)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text, {
    error:
      'must be the address that people reach, without a path, such as https://yizhan.example / 须为公众可访问的地址，不含路径，如 https://yizhan.example',
  })

/** By plain http on this machine alone: tokens would be read on the way. */
export const issuer = z
  .string()
  .refine((text) => URL.canParse(text) && /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:|\/|$))/.test(text), {
    error:
      'must be the https address of an OpenID provider, such as https://login.example / 须为 OpenID 身份认证服务的 https 地址',
  })
