import type { Client } from './client.ts'
import { type AnnualCap, closing } from './closing.ts'
import { type Registered, register } from './register.ts'
import { type Settlement, statement } from './statement.ts'
import { chronicDisease, type DemoVisit, demoYear, visits } from './year.ts'

/** Settles the year of a person of its own, visit by visit, and says each statement and how the year ends. */
export async function settleYear(client: Client, say: (text: string) => void): Promise<void> {
  const who = await register(client)
  say(`${who.name}  ${who.personNo}\n`)
  for (const [at, visit] of visits.entries()) say(`${await settle(client, who, visit, at + 1)}\n`)
  const path = `/v1/beneficiaries/${who.personNo}/annual-cap?year=${demoYear}`
  say(closing(await client.send<AnnualCap>({ method: 'GET', path })))
}

/** Settled in Chinese and read again in English, so that the statement has the words of both. */
async function settle(client: Client, who: Registered, visit: DemoVisit, number: number): Promise<string> {
  const body = claimOf(visit, who)
  const zh = await client.send<Settlement>({ method: 'POST', path: '/v1/settlements', body, language: 'zh' })
  const en = await client.send<Settlement>({ method: 'GET', path: `/v1/settlements/${zh.id}` })
  return statement(`${number}. ${visit.on}  ${visit.shows.zh} ${visit.shows.en}`, zh, en)
}

function claimOf(visit: DemoVisit, { personNo, hospitalCode, run }: Registered) {
  const stay = { admittedOn: visit.on, dischargedOn: visit.on }
  const served = { servedOn: visit.on, diseaseCode: chronicDisease.code }
  return {
    settlementNo: `${hospitalCode}${visit.on.replaceAll('-', '')}${run.slice(-8)}`,
    personNo,
    hospitalCode,
    care: visit.care,
    ...(visit.care === 'inpatient' ? stay : served),
    costs: { total: visit.total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: visit.total },
    paid: { basic: visit.basic, criticalIllness: visit.criticalIllness },
  }
}
