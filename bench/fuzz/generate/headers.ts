import type { Random } from '../../faults/random.ts'

/** Headers that a request may carry besides, by what they try. Node's own parser refuses some of them. */
const curious: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'accept-language',
    [
      'zh',
      'zh-CN,zh;q=0.9,en;q=0.1',
      'en;q=0,zh;q=0',
      'en;q=1.0001',
      '*',
      'de,fr;q=0.5',
      ';;;',
      'zh;q=',
      `zh${' '.repeat(3_000)}x`,
      'zh,'.repeat(2_000),
      `zh;q=0.${'0'.repeat(2_000)}1`,
    ],
  ],
  [
    'accept',
    [
      '*/*',
      'application/json',
      'application/pdf',
      'text/html;q=0.5, application/pdf',
      'text/plain',
      'application/xml',
      ',,;q=',
      `text/html;q=0.${'1'.repeat(2_000)}`,
      'application/pdf,'.repeat(500),
    ],
  ],
  ['x-request-id', ['fuzz-1', '', 'a b', 'x'.repeat(128), 'x'.repeat(129), '{"level":"error"}', 'é']],
  ['accept-encoding', ['gzip', 'br', 'identity;q=0', '*;q=0']],
  ['if-none-match', ['*', '"x"']],
  ['range', ['bytes=0-1', 'bytes=-1', 'bytes=9-0,,']],
  ['origin', ['https://example.invalid', 'null']],
  ['x-forwarded-for', ['127.0.0.1', "'; --", '::1, 10.0.0.1']],
  ['x-http-method-override', ['DELETE']],
  ['prefer', ['return=minimal', 'respond-async']],
  ['cookie', ['a=b', `a=${'b'.repeat(3_000)}`]],
]

/** Of a body: what it says it is, rightly or wrongly. */
const contentTypes = [
  'application/json; charset=utf-8',
  'application/json;charset=gbk',
  'application/json; charset="utf-16"',
  'APPLICATION/JSON',
  'application/problem+json',
  'text/plain',
  'text/csv',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/zip',
  'text/tab-separated-values',
  'application/x-ndjson',
  'application/json/x',
  ';',
  'a'.repeat(500),
  `application/json;${' '.repeat(2_000)}x`,
]

export function curiousHeaders(random: Random): Record<string, string> {
  const headers: Record<string, string> = {}
  if (random.chance(0.3)) headers['accept-language'] = 'zh'
  if (!random.chance(0.12)) return headers
  const [name, values] = random.pick(curious)
  headers[name] = random.pick(values)
  return headers
}

export function anotherContentType(random: Random): Record<string, string> {
  const type = random.pick(contentTypes)
  return random.chance(0.1)
    ? { 'content-type': type, 'content-encoding': random.pick(['gzip', 'br', 'x']) }
    : { 'content-type': type }
}
