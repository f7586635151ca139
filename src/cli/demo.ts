/** `npm run demo`: settles one person's year through the running API and prints every statement. */
import { Client, DemoError } from './demo/client.ts'
import { settleYear } from './demo/settle-year.ts'
import { bureauKey } from './key.ts'

async function main(): Promise<void> {
  const url = process.env.YIZHAN_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
  await settleYear(new Client(url, bureauKey()), (text) => console.log(text))
}

main().catch((error: unknown) => {
  console.error(error instanceof DemoError ? error.message : error)
  process.exitCode = 1
})
