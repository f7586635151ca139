import { problem } from './problem.ts'

/** How a request is refused before anybody asks what it is about. */
export const problemsOfRequests = {
  'malformed-json': problem(
    400,
    '请求体不是 JSON',
    'The body is not JSON',
    '请发送一个 JSON 对象（UTF-8）：{reason}',
    'Send one JSON object in UTF-8: {reason}',
  ),
  'method-not-allowed': problem(
    405,
    '不支持该方法',
    'The method is not allowed here',
    '该地址支持：{allowed}。',
    'This address answers: {allowed}.',
  ),
  'body-too-large': problem(
    413,
    '请求体过大',
    'The body is too large',
    '请求体最多 {limit} 字节；请分批发送。',
    'Send at most {limit} bytes in one body; split what is larger.',
  ),
  'unsupported-media-type': problem(
    415,
    '内容类型不支持',
    'The content type is not supported',
    '请以 Content-Type: application/json 发送。',
    'Send the body with `content-type: application/json`.',
  ),
  'body-too-complex': problem(
    413,
    '请求体过于复杂',
    'The body is too complex',
    '请求体最多 {depth} 层、{values} 个值，未写入任何内容；明细请分批发送，文件请以 base64 文本发送。',
    'A body has at most {depth} levels and {values} values, and nothing was written; send lines in batches, and a file as base64 text.',
  ),
} as const
