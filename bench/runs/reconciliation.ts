import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { compareLines } from '../../src/application/reconciliation/compare-lines.ts'
import { uploadLines } from '../../src/application/reconciliation/upload-file.ts'
import { putHospital } from '../../src/application/registers/hospitals.ts'
import type { Service } from '../../src/application/service.ts'
import { settle } from '../../src/application/settlement/settle.ts'
import { figureSql } from '../../src/db/reconciliation/sums.ts'
import { chinaDay } from '../../src/domain/calendar.ts'
import { copyLedger } from '../data/fill.ts'
import { personNo, registerPeople } from '../data/registers.ts'
import { log } from '../lib/environment.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { inDatabase } from '../lib/postgres.ts'

/**
 * `npm run bench:reconciliation [-- --lines 200000]`: a hospital's file against the ledger, beside as many lines of another
 * hospital. Prints rows a second and the memory that the process grew by.
 */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '200000' } } })
const lines = Number(values.lines)
const perPerson = 10
const people = Math.ceil(lines / perPerson)
const models = Math.min(1000, people)

const hospitals = ['HBENCH00001', 'HBENCH00002'] as const

async function fill(service: Service, url: string): Promise<void> {
  for (const hospitalCode of hospitals) {
    const kind = { region: '140502', level: 'three', feeClass: 'class-one', designated: true } as const
    await putHospital(service, bureau, { hospitalCode, name: '示例医院', ...kind, criticalDiseaseDesignated: false })
  }
  await inDatabase(url, (client) => registerPeople(client, randomBytes(32), people))
  log(`settling ${models * perPerson * hospitals.length} visits of ${models} people`)
  for (let index = 0; index < models; index += 50) {
    const bills = Array.from({ length: 50 * perPerson }, (_, at) => bodyOf(index + (at % 50), at))
    await Promise.all(bills.flatMap((bill) => hospitals.map((code) => settle(service, bureau, at(bill, code), 'en'))))
  }
  await inDatabase(url, async (client) => {
    await copyLedger(client, { people, models }, log)
    await client.query('VACUUM ANALYZE')
  })
}

function bodyOf(index: number, at: number) {
  const total = `${1000 + ((index * 7 + at) % 2000)}.${String(at % 100).padStart(2, '0')}`
  const stay = { care: 'inpatient', admittedOn: '2023-05-01', dischargedOn: '2023-05-09' } as const
  const costs = { total, inScope: total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
  const paid = { basic: '500.00', criticalIllness: '0.00' }
  return {
    settlementNo: `B-${index}-${at}`,
    personNo: personNo(index),
    ...stay,
    referral: 'proper' as const,
    costs,
    paid,
  }
}

function at(body: ReturnType<typeof bodyOf>, hospitalCode: string) {
  return { ...body, hospitalCode }
}

/** The hospital's own text, with a fen off every five hundredth line and every thousandth missing. */
async function* text(service: Service): AsyncGenerator<Buffer> {
  let after = '00000000-0000-0000-0000-000000000000'
  let lineNo = 0
  while (true) {
    const { rows } = await service.db.pool.query(
      `SELECT e.settlement_id AS id, e.person_no AS person, e.total, ${figureSql.fundPaid('e')}::text AS fund
       FROM settlement_numbers n JOIN entries e USING (person_no, year, settlement_id)
       WHERE n.hospital_code = $1 AND n.settlement_id > $2 ORDER BY n.settlement_id LIMIT 5000`,
      [hospitals[0], after],
    )
    if (rows.length === 0) return
    yield Buffer.from(rows.map((row) => lineOf(row, ++lineNo)).join(''))
    after = rows.at(-1).id
  }
}

function lineOf(row: { id: string; person: string; total: string; fund: string }, lineNo: number): string {
  if (lineNo % 1000 === 0) return ''
  const account = lineNo % 500 === 250 ? '0.01' : 'null'
  return `${row.id}\tnull\t${row.person}\t${row.total}\t${row.fund}\t${account}\t0\n`
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`

/** The most that the process held while `work` ran, looked at ten times a second, and what it held before. */
async function measured<T>(work: () => Promise<T>) {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 100)
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  return { result, seconds, before, peak }
}

async function report(service: Service, content: Buffer): Promise<void> {
  const [hospitalCode] = hospitals
  const pieces = function* () {
    for (let from = 0; from < content.length; from += 65_536) yield content.subarray(from, from + 65_536)
  }
  const upload = await measured(() =>
    uploadLines(service, bureau, { hospitalCode, fileName: 'bench.txt', content: Readable.from(pieces()) }),
  )
  const { rows, fileNo } = upload.result
  const today = chinaDay(new Date())
  const asked = { hospitalCode, fileNo, from: today, to: today }
  const first = await measured(() => compareLines(service, bureau, asked))
  const again = await measured(() => compareLines(service, bureau, asked))
  const say = (name: string, { seconds, before, peak }: Omit<typeof first, 'result'>) =>
    console.log(
      `${name}: ${rows} rows in ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows/s; memory ${megabytes(before)}, at most ${megabytes(peak)}`,
    )
  say('upload', upload)
  say('compare', first)
  say('compare again', again)
  console.log(JSON.stringify(first.result.counts), first.result.result)
}

await inProcess(
  'reconciliation',
  () => new Date(),
  async ({ service, url }) => {
    await fill(service, url)
    const content = await buffer(Readable.from(text(service)))
    log(`a file of ${megabytes(content.length)}`)
    await report(service, content)
  },
)
