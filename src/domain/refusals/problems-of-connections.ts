import { problem } from './problem.ts'

/** What never becomes a request is refused with these; the connection is closed then. */
export const problemsOfConnections = {
  'request-unreadable': problem(
    'rejected',
    '请求无法解析',
    'The request cannot be parsed',
    '请按 HTTP/1.1 发送请求行、请求头和请求体；连接已关闭。',
    'Send request line, headers and body as HTTP/1.1 has them; the connection is closed.',
  ),
  'request-timeout': problem(
    'rejected',
    '请求未在时限内发完',
    'The request was not sent in time',
    '请在时限内发完请求头和请求体；连接已关闭，可重新发送。',
    'Send the headers and the body within the time limit; the connection is closed, send the request again.',
  ),
  'headers-too-large': problem(
    'rejected',
    '请求头过大',
    'The headers are too large',
    '地址与全部请求头合计最多 16 KB；请缩短后重新发送。',
    'Address and headers together may have 16 KB; shorten them and send the request again.',
  ),
}
