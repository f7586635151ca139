/** `npm run demo`: settles one person's year through the running API and prints every statement. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DemoError } from './demo/client.ts'
import { type AnnualCap, closing } from './demo/closing.ts'
import { register } from './demo/register.ts'
import { type Settlement, statement } from './demo/statement.ts'
import { chronicDisease, type Visit, visits, year } from './demo/year.ts'

const keysFile = join(process.env.YIZHAN_DATA_DIR ?? '.data', 'demo-keys.json')

function readKey(): string {
  const given = process.env.YIZHAN_KEY ?? process.env.YIZHAN_ADMIN_KEY
  if (given) return given
  if (existsSync(keysFile)) return (JSON.parse(readFileSync(keysFile, 'utf8')) as { bureau: string }).bureau
  throw new DemoError(
    `There is no key: ${keysFile} is written when \`npm start\` makes its own database. Elsewhere set YIZHAN_KEY to a bureau's key.\n没有密钥：请先运行 npm start，或用 YIZHAN_KEY 给出医保局的密钥。`,
  )
}

function claimOf(visit: Visit, who: { personNo: string; hospitalCode: string }, settlementNo: string) {
  const stay = visit.care === 'inpatient'
  return {
    settlementNo,
    ...who,
    care: visit.care,
    ...(stay
      ? { admittedOn: visit.on, dischargedOn: visit.on }
      : { servedOn: visit.on, diseaseCode: chronicDisease.code }),
    costs: { total: visit.total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: visit.total },
    paid: { basic: visit.basic, criticalIllness: visit.criticalIllness },
  }
}

async function settleYear(client: Client): Promise<void> {
  const who = await register(client)
  console.log(`${who.name}  ${who.personNo}\n`)
  for (const [at, visit] of visits.entries()) {
    const settlementNo = `${who.hospitalCode}${visit.on.replaceAll('-', '')}${who.run.slice(-8)}`
    const body = claimOf(visit, who, settlementNo)
    const zh = await client.send<Settlement>({ method: 'POST', path: '/v1/settlements', body, language: 'zh' })
    const en = await client.send<Settlement>({ method: 'GET', path: `/v1/settlements/${zh.id}` })
    console.log(`${statement(`${at + 1}. ${visit.on}  ${visit.shows.zh} ${visit.shows.en}`, zh, en)}\n`)
  }
  const path = `/v1/beneficiaries/${who.personNo}/annual-cap?year=${year}`
  console.log(closing(await client.send<AnnualCap>({ method: 'GET', path })))
}

async function main(): Promise<void> {
  const url = process.env.YIZHAN_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
  await settleYear(new Client(url, readKey()))
}

main().catch((error: unknown) => {
  console.error(error instanceof DemoError ? error.message : error)
  process.exitCode = 1
})
