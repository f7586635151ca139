import { parseArgs } from 'node:util'
import { faultOfAddress } from '../../src/config/database-address.ts'

export interface CheckOptions {
  /** Of the owner of the schema that is made; on Citus of the coordinator. */
  readonly url: string
  readonly seconds: number
  readonly seed: number
  readonly keep: boolean
}

export const usage = `npm run cluster:check -- URL [--seconds N] [--seed N] [--keep]
  URL        postgresql://user:password@host:5432/database of one PostgreSQL, or of the coordinator of Citus; a schema is made in it 数据库地址（Citus 填协调节点）
  --seconds  of settling while the schema is moved, before and behind the move, each (5) 迁移前后各结算多少秒
  --seed     repeats what the clients do (1) 随机种子
  --keep     leaves the schema and the logs behind 保留所建 schema 与日志`

/** Errors: a sentence that says what to give. */
export function readOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  })
  const [url, ...more] = positionals
  if (url === undefined || more.length > 0 || !/^postgres(ql)?:\/\//.test(url))
    throw new Error(`Give one address.\n${usage}`)
  const fault = faultOfAddress(url)
  if (fault !== null) throw new Error(fault)
  return { url, seconds: whole('seconds', values.seconds), seed: whole('seed', values.seed), keep: values.keep }
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.\n${usage}`)
  return Number(text)
}
