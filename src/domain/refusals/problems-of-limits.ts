import { type Problem, problem } from './problem.ts'

/** How a caller is told to wait. `seconds` is also the answer's `retry-after`. */
export const problemsOfLimits = {
  'too-many-requests': problem(
    'limited',
    '请求过多',
    'Too many requests',
    '请求过多，未处理；请在 {seconds} 秒后重发同一请求。',
    'This one was not looked at; send the same request again in {seconds} s.',
  ),
  'too-many-wrong-keys': problem(
    'limited',
    '错误密钥过多',
    'Too many wrong keys',
    '该地址多次发送无效密钥；请核对密钥，{seconds} 秒后再试。有效密钥不受影响。',
    'This address has sent too many keys that nobody has; check the key and try again in {seconds} s. Keys that were issued are still answered.',
  ),
  'too-many-lookups': problem(
    'limited',
    '查无此人次数过多',
    'Too many look-ups that found nobody',
    '该密钥按证件查询多次查无此人，已记入审计；请核对证件号码，{seconds} 秒后再试。',
    'Look-ups of this key by ID number have found nobody too often, which the audit trail shows; check the numbers and try again in {seconds} s.',
  ),
  'metrics-closed': problem(
    'forbidden',
    '监控指标未对外开放',
    'The metrics are not open to others',
    '未设置 YIZHAN_METRICS_KEY 时只对本机开放；请在本机查询，或设置该密钥后以 Authorization: Bearer 密钥 查询。',
    'Without YIZHAN_METRICS_KEY they are shown to this machine only; ask from there, or set the key and send `Authorization: Bearer KEY`.',
  ),
  'digest-key-missing': problem(
    'conflict',
    '未设置摘要签名密钥',
    'There is no key to sign digests with',
    '请设置 YIZHAN_DIGEST_KEY（openssl genpkey -algorithm ed25519 可生成）并重新启动服务，然后重新查询。',
    'Set YIZHAN_DIGEST_KEY (`openssl genpkey -algorithm ed25519` makes one), start the service again and ask again.',
  ),
  'metrics-incomplete': problem(
    'unavailable',
    '监控指标不完整',
    'The metrics are incomplete',
    '有工作进程未在 5 秒内应答，部分指标会使人误解，故未给出；请稍后再查。持续出现时请查看日志中的 worker.died 和各进程的负载。',
    'A worker did not answer within 5 s, and the figures of the others alone would mislead; ask again. If it lasts, look for `worker.died` in the log and at what keeps the processes busy.',
  ),
} as const satisfies Record<string, Problem>
