import { expect } from 'vitest'
import type { ClaimBody } from '../../../src/application/claim/claim-input.ts'
import { daysBefore } from '../claims/visit.ts'
import { type Answer, send, type TestApp } from '../database/test-app.ts'

/** What a statement's tests share: bills of several places, and reading the tables of a page. */

export type Settled = {
  readonly id: string
  readonly settlementNo: string
  readonly costs: Readonly<Record<string, string>>
  readonly payers: Readonly<Record<string, string>>
  readonly limits: readonly Readonly<Record<string, string | null>>[]
  readonly lines: readonly {
    readonly base: string
    readonly rate: string | null
    readonly amount: string
    readonly text: string
    readonly clause: { readonly id: string; readonly cite: string } | null
  }[]
  readonly reasons: readonly { readonly text: string; readonly clause: { readonly id: string } | null }[]
  readonly warnings: readonly { readonly text: string; readonly clause: { readonly id: string } | null }[]
}

const none = { offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
const stay = { care: 'inpatient', admittedOn: '2023-06-20', dischargedOn: '2023-07-01' } as const
const person = (place: string, number: number) => place + String(number).padStart(14, '0')

type Bill = Omit<ClaimBody, 'settlementNo'>

export const bills: Readonly<Record<string, Bill>> = {
  'Pengshui, as in the README': {
    ...stay,
    personNo: person('500243', 7),
    hospitalCode: 'H50024300001',
    costs: { ...none, total: '52000.00', offCatalogue: '2000.00', inScope: '50000.00' },
    paid: { basic: '34790.00', criticalIllness: '0.00' },
  },
  'Pengshui, by the schedules, with tilt': {
    ...stay,
    personNo: person('500243', 1),
    hospitalCode: 'H50024300001',
    costs: {
      total: '182000.00',
      offCatalogue: '12000.00',
      overLimit: '1200.55',
      preSelfPay: '3400.45',
      inScope: '165399.00',
    },
  },
  'Jining, every payer and two limits': {
    ...stay,
    personNo: person('370800', 2),
    hospitalCode: 'H37080000001',
    costs: { ...none, total: '330000.00', offCatalogue: '10000.00', inScope: '320000.00' },
    paid: {
      basic: '118000.00',
      criticalIllness: '20000.00',
      supplementary: '1000.00',
      commercial: '2500.00',
      socialAid: '3000.00',
    },
  },
  'Jincheng, the hospital’s share and three parts of aid': {
    ...stay,
    personNo: person('140500', 3),
    hospitalCode: 'H14050000001',
    referral: 'proper',
    costs: {
      total: '252000.00',
      offCatalogue: '52000.00',
      overLimit: '1000.00',
      preSelfPay: '9000.00',
      inScope: '190000.00',
    },
  },
  'Jincheng, a package': {
    ...stay,
    care: 'critical-disease',
    personNo: person('140500', 2),
    hospitalCode: 'H14050000001',
    diseaseCode: 'C91.000',
    costs: { ...none, total: '99000.00', inScope: '99000.00' },
  },
  'Jincheng, three fen': {
    care: 'outpatient-special-drug',
    servedOn: '2023-07-01',
    personNo: person('140500', 5),
    hospitalCode: 'H14050000001',
    diseaseCode: 'C34.900',
    costs: { ...none, total: '0.03', inScope: '0.03' },
    paid: { basic: '0.02', criticalIllness: '0.00' },
  },
  'Jincheng, nobody who is aided': {
    ...stay,
    personNo: person('140500', 14),
    hospitalCode: 'H14050000001',
    costs: { ...none, total: '900.00', inScope: '900.00' },
  },
}

const settled = new Map<string, number>()

/** A bill that was settled before, some days earlier: else it would be one bill sent twice (G25). */
function apart(bill: Bill): Bill {
  const key = JSON.stringify(bill)
  const times = settled.get(key) ?? 0
  settled.set(key, times + 1)
  const { admittedOn, servedOn } = bill
  if (servedOn) return { ...bill, servedOn: daysBefore(servedOn, times) }
  return admittedOn ? { ...bill, admittedOn: daysBefore(admittedOn, times) } : bill
}

let count = 0

/** Settles a bill with a key of its own hospital, and reads it again in the other language. */
export async function settle(it: TestApp, bill: Bill): Promise<{ zh: Settled; en: Settled }> {
  const region = bill.hospitalCode.slice(1, 7)
  const key = await it.issue({ kind: 'hospital', name: 'test', region, hospitalCode: bill.hospitalCode })
  const settlementNo = `ST${++count}`
  const zh = await send(it, 'POST', '/v1/settlements', { ...apart(bill), settlementNo }, { key, language: 'zh' })
  expect(zh.body).toMatchObject({ status: 'settled' })
  const en = await send(it, 'GET', `/v1/settlements/${zh.body.id}`, undefined, { key })
  return { zh: zh.body, en: en.body }
}

export function statementOf(it: TestApp, id: string, query = '', headers: Record<string, string> = {}) {
  return send(it, 'GET', `/v1/settlements/${id}/statement${query}`, undefined, { key: it.keys.bureau, headers })
}

/** The cells of a table of the page, row by row, as text. */
export function rowsOf({ body }: Answer, table: string): string[][] {
  const found = new RegExp(`<table class="${table}">([\\s\\S]*?)</table>`).exec(String(body))?.[1] ?? ''
  const rows = [...found.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row)
  return rows
    .map((row) => [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => plain(cell)))
    .filter((row) => row.length > 0)
}

/** A page's text, without its tags and with its entities read. */
export function plain(html: string): string {
  const text = html.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, ' ')
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
  return text
    .replace(/&(lt|gt|quot|amp|#39);/g, (entity) => entities[entity] as string)
    .replace(/\s+/g, ' ')
    .trim()
}

/** An amount as the page writes it. */
export function printed(amount: string): string {
  const [yuan = '', fen] = amount.split('.')
  const threes =
    [...yuan]
      .reverse()
      .join('')
      .match(/.{1,3}/g) ?? []
  return `${[...threes.join(',')].reverse().join('')}.${fen}`
}

/** The amounts of a sentence, without the commas of the page. */
export function unpunctuated(text: string): string {
  return text.replace(/(\d),(?=\d{3})/g, '$1')
}
