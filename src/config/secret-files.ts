import { readFileSync } from 'node:fs'

/** The settings that nobody else may see. Each may be given as a file instead, by its name with `_FILE` behind it. */
export const secretSettings = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'YIZHAN_ADMIN_KEY',
  'YIZHAN_DATA_KEY',
  'YIZHAN_METRICS_KEY',
  'YIZHAN_DIGEST_KEY',
  'YIZHAN_OIDC_CLIENT_SECRET',
] as const

export const fileSettingOf = (name: string) => `${name}_FILE`

export interface WithSecrets {
  readonly env: NodeJS.ProcessEnv
  /** Sentences, a line each, in both languages; no secret and no content of a file is in them. */
  readonly faults: readonly string[]
}

/** Longer than any setting; what is larger is another file, given by mistake. */
const maxBytes = 65_536

const isSet = (value: string | undefined): value is string => value !== undefined && value.trim() !== ''

/**
 * The environment, with what its `NAME_FILE`s hold under NAME: a secret that Docker or Kubernetes mounts is then neither in
 * the environment of the process nor in the description of its container. White space around it is left out, because editors and
 * `echo` end a file with a new line.
 */
export function readSecretFiles(env: NodeJS.ProcessEnv, names: readonly string[] = secretSettings): WithSecrets {
  const given: Record<string, string> = {}
  const faults: string[] = []
  for (const name of names) {
    const path = env[fileSettingOf(name)]
    if (!isSet(path)) continue
    const read = isSet(env[name]) ? bothGiven(name) : readSecret(name, path)
    if (typeof read === 'string') faults.push(read)
    else given[name] = read.secret
  }
  return { env: { ...env, ...given }, faults }
}

function readSecret(name: string, path: string): { readonly secret: string } | string {
  const setting = fileSettingOf(name)
  try {
    const bytes = readFileSync(path)
    if (bytes.length > maxBytes)
      return `${setting} names a file of more than ${maxBytes} bytes, which is no secret of this service: ${path} / ${setting} 所指的文件超过 ${maxBytes} 字节，不是本服务的密钥文件：${path}`
    const secret = bytes.toString('utf8').trim()
    if (secret === '')
      return `${setting} names an empty file: ${path}. Write the value of ${name} into it / ${setting} 所指的文件为空：${path}，请将 ${name} 的值写入该文件`
    return { secret }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    return `${setting} names a file that cannot be read (${code}): ${path}. It must be there, and readable for the user that the service runs as / ${setting} 所指的文件无法读取（${code}）：${path}，文件须存在且运行服务的用户可读`
  }
}

function bothGiven(name: string): string {
  const setting = fileSettingOf(name)
  return `${name} and ${setting} are both set. Set one of them / ${name} 与 ${setting} 不能同时设置，请只留一个`
}
