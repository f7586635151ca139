import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSecretFiles } from '../config/secret-files.ts'
import { DemoError } from './demo/client.ts'

/** A bureau's key: given, or that of the demo. */
export function bureauKey(): string {
  const { env, faults } = readSecretFiles(process.env, ['YIZHAN_KEY', 'YIZHAN_ADMIN_KEY'])
  if (faults.length > 0) throw new DemoError(faults.join('\n'))
  const given = env.YIZHAN_KEY || env.YIZHAN_ADMIN_KEY
  if (given) return given
  const keysFile = join(process.env.YIZHAN_DATA_DIR ?? '.data', 'demo-keys.json')
  if (existsSync(keysFile)) return (JSON.parse(readFileSync(keysFile, 'utf8')) as { bureau: string }).bureau
  throw new DemoError(
    `There is no key: ${keysFile} is written when \`npm start\` makes its own database. Elsewhere set YIZHAN_KEY to a bureau's key.\n没有密钥：请先运行 npm start，或用 YIZHAN_KEY 给出医保局的密钥。`,
  )
}
