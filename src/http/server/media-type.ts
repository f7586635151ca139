import { parse } from 'content-type'

/** What a `content-type` says of text. */
export interface MediaType {
  readonly essence: string
  /** Null where no charset is named, or one that is told from the bytes as well as any. */
  readonly encoding: 'utf-8' | 'gb18030' | null
}

const encodings: Record<string, MediaType['encoding']> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
}

/** GBK and GB2312 are parts of GB18030, which reads both. */
export function mediaTypeOf(header = ''): MediaType {
  const { type, parameters } = parse(header)
  return { essence: type, encoding: encodings[parameters['charset']?.toLowerCase() ?? ''] ?? null }
}
