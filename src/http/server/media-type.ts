import { parse } from 'content-type'

/** What a `content-type` says of text. */
export interface MediaType {
  readonly essence: string
  /** In small letters, as it was named; null where none is. */
  readonly charset: string | null
  /** Null where no charset is named, or one that is not read here. */
  readonly encoding: BodyEncoding | null
}

export type BodyEncoding = 'utf-8' | 'gb18030'

/** GBK and GB2312 are parts of GB18030, which reads both. */
const encodings: Readonly<Record<string, BodyEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
}

/** Nobody names a type at greater length, and what is cut names no charset that is read. */
const maxHeaderChars = 500

export function mediaTypeOf(header = ''): MediaType {
  const { type, parameters } = parse(header.slice(0, maxHeaderChars))
  const charset = parameters['charset']?.trim().toLowerCase() || null
  const encoding = charset !== null && Object.hasOwn(encodings, charset) ? encodings[charset] : undefined
  return { essence: type, charset, encoding: encoding ?? null }
}
