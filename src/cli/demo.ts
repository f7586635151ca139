/** `npm run demo`: settles one person's year through the running API and prints every statement. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DemoError } from './demo/client.ts'
import { settleYear } from './demo/settle-year.ts'

const keysFile = join(process.env.YIZHAN_DATA_DIR ?? '.data', 'demo-keys.json')

function readKey(): string {
  const given = process.env.YIZHAN_KEY ?? process.env.YIZHAN_ADMIN_KEY
  if (given) return given
  if (existsSync(keysFile)) return (JSON.parse(readFileSync(keysFile, 'utf8')) as { bureau: string }).bureau
  throw new DemoError(
    `There is no key: ${keysFile} is written when \`npm start\` makes its own database. Elsewhere set YIZHAN_KEY to a bureau's key.\n没有密钥：请先运行 npm start，或用 YIZHAN_KEY 给出医保局的密钥。`,
  )
}

async function main(): Promise<void> {
  const url = process.env.YIZHAN_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
  await settleYear(new Client(url, readKey()), (text) => console.log(text))
}

main().catch((error: unknown) => {
  console.error(error instanceof DemoError ? error.message : error)
  process.exitCode = 1
})
