import { problem } from './problem.ts'

/** How a request is refused before anybody asks what it is about. */
export const problemsOfRequests = {
  'malformed-json': problem(
    'rejected',
    '请求体不是 JSON',
    'The body is not JSON',
    '请发送一个 JSON 对象（UTF-8）：{reason}',
    'Send one JSON object in UTF-8: {reason}',
  ),
  'method-not-allowed': problem(
    'rejected',
    '不支持该方法',
    'The method is not allowed here',
    '该地址支持：{allowed}。',
    'This address answers: {allowed}.',
  ),
  'body-too-large': problem(
    'rejected',
    '请求体过大',
    'The body is too large',
    '请求体最多 {limit} 字节；请分批发送。',
    'Send at most {limit} bytes in one body; split what is larger.',
  ),
  'unsupported-media-type': problem(
    'rejected',
    '内容类型不支持',
    'The content type is not supported',
    '此处可用的 Content-Type：{types}。',
    'Send the body with one of these as its `content-type`: {types}.',
  ),
  'unsupported-charset': problem(
    'rejected',
    '字符编码不支持',
    'The charset is not supported',
    '不支持 charset {charset}；请以 UTF-8、GBK 或 GB18030 发送，并在 Content-Type 的 charset 中注明。',
    'The charset {charset} is not read; send UTF-8, GBK or GB18030 and name it in the `content-type`.',
  ),
  'unsupported-content-encoding': problem(
    'rejected',
    '内容压缩不支持',
    'The content encoding is not supported',
    '不支持 Content-Encoding: {encoding}；请不压缩发送，名单和对账文件可打包为 ZIP。',
    'A body with `content-encoding: {encoding}` is not read; send it as it is. Files for reconciliation may be packed as ZIP.',
  ),
  'request-aborted': problem(
    'rejected',
    '请求中断',
    'The request broke off',
    '请求未收完即中断，未写入任何内容；请重新发送。',
    'The request ended before all of it had come and nothing was written; send it again.',
  ),
  'body-too-complex': problem(
    'rejected',
    '请求体过于复杂',
    'The body is too complex',
    '请求体最多 {depth} 层、{values} 个值，未写入任何内容；明细请分批发送，文件请以 base64 文本发送。',
    'A body has at most {depth} levels and {values} values, and nothing was written; send lines in batches, and a file as base64 text.',
  ),
} as const
