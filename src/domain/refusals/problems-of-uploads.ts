import { problem } from './problem.ts'

/** How an uploaded file, as a whole, is refused. A line that is wrong is reported and stops no other. */
export const problemsOfUploads = {
  'file-unreadable': problem('rejected', '文件无法读取', 'The file cannot be read', '{reason.zh}', '{reason.en}'),
  'file-too-large': problem(
    'rejected',
    '文件过大',
    'The file is too large',
    '未保存任何内容。{reason.zh}',
    'Nothing was kept. {reason.en}',
  ),
  'file-faulty': problem(
    'rejected',
    '文件中有误的行过多',
    'Too many lines of the file are wrong',
    '读到第 {lines} 行时已有 {faults} 行有误，未再读取，未保存任何内容；errors 列出前一百行，请更正后重新上传整个文件。',
    'Of the first {lines} lines {faults} are wrong, so reading stopped there and nothing was kept; `errors` lists the first hundred. Correct them and send the whole file again.',
  ),
  'uploads-at-once': problem(
    'limited',
    '同时上传过多',
    'Too many uploads at once',
    '同一调用方最多同时上传 {limit} 个文件；请待前面的文件返回结果后再上传。',
    'A caller may have {limit} uploads under way; wait for the answer to those before and send this one again.',
  ),
  'uploads-a-day': problem(
    'limited',
    '当日上传过多',
    'Too much was uploaded in a day',
    '24 小时内已上传 {lines} 行，最多 {limit} 行；未保存任何内容，请明日再传，或先核对为何反复上传。',
    '{lines} lines were uploaded within 24 hours, of {limit} that may be; nothing was kept. Send the file tomorrow, or see first why so much is sent.',
  ),
  'batches-at-once': problem(
    'limited',
    '未完成的批次过多',
    'Too many batches are unfinished',
    '同一调用方最多有 {limit} 个批次在后台结算；请待其中之一完成后再发送。',
    'A caller may have {limit} batches that are being settled by jobs; send this one again once one of them has ended.',
  ),
  'uploads-busy': problem('unavailable', '上传繁忙', 'Uploads are busy', '{reason.zh}', '{reason.en}'),
} as const
