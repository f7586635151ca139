import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { look } from '../../src/application/audit/sight.ts'
import type { Caller } from '../../src/application/callers/caller.ts'
import { patientOf } from '../../src/application/hospital-visits/patients.ts'
import { putHospital } from '../../src/application/registers/hospitals.ts'
import type { Service } from '../../src/application/service.ts'
import { Refusal } from '../../src/domain/refusals/refusal.ts'
import { personNo, registerPeople } from '../data/registers.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { inDatabase } from '../lib/postgres.ts'

/**
 * `npm run bench:refusals [-- --times 4000]`: whether the time of a refusal tells who is in the register. A hospital that has read no
 * certificate, and a bureau of another city, ask in turn for a person who is there and for a number that is nobody's. Printed is by how
 * much the one who is there takes longer, and how often: nothing is to be learnt from half of the time.
 */
const { values } = parseArgs({ options: { times: { type: 'string', default: '4000' } } })
const times = Number(values.times)
const people = 2000
/** Of a refusal's time. Nothing stands between here; a network differs by more from one request to the next. */
const maxShare = 0.05

const hospital: Caller = { id: 'bench-hospital', kind: 'hospital', region: '140502', hospitalCode: 'HBENCH00001' }
const otherCity: Caller = { id: 'bench-bureau', kind: 'bureau', region: '310100', hospitalCode: null }

type Ask = (service: Service, personNo: string) => Promise<unknown>
const asked: Readonly<Record<string, Ask>> = {
  'a hospital, over the API': (service, person) => look(service, hospital, person, 'entitlements'),
  'a hospital, by a national message': (service, person) =>
    patientOf(service, hospital, { personNo: person, insuredRegion: null, operation: '5301', isLook: true }),
  'a bureau of another city': (service, person) => look(service, otherCity, person, 'entitlements'),
}

/** Milliseconds until the refusal. */
async function refusedIn(ask: Ask, service: Service, person: string): Promise<number> {
  const began = performance.now()
  const refusal = await ask(service, person).then(
    () => null,
    (error: unknown) => error,
  )
  const took = performance.now() - began
  if (!(refusal instanceof Refusal)) throw new Error(`${person} was not refused`)
  return took
}

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

async function measured(name: string, ask: Ask, service: Service): Promise<void> {
  const [there, nobody]: [number[], number[]] = [[], []]
  for (let at = -200; at < times; at += 1) {
    const [one, other] = [personNo(Math.abs(at) % people), personNo(500_000 + (Math.abs(at) % people))]
    const isFirst = at % 2 === 0
    const first = await refusedIn(ask, service, isFirst ? one : other)
    const second = await refusedIn(ask, service, isFirst ? other : one)
    if (at < 0) continue
    there.push(isFirst ? first : second)
    nobody.push(isFirst ? second : first)
  }
  const longer = there.filter((took, at) => took > (nobody[at] ?? 0)).length / times
  const more = median(there) / median(nobody) - 1
  const holds = Math.abs(more) <= maxShare
  const shown = `${(median(there) * 1000).toFixed(0)} µs there, ${(median(nobody) * 1000).toFixed(0)} µs nobody; longer in ${(longer * 100).toFixed(0)}%`
  console.log(
    `| ${name} | ${shown} | ${(more * 100).toFixed(1)}% | ≤ ${maxShare * 100}% | ${holds ? 'holds' : 'SHORT'} |`,
  )
  if (!holds) process.exitCode = 1
}

await inProcess(
  'refusals',
  () => new Date('2024-02-01T04:00:00Z'),
  async ({ service, url }) => {
    const kind = { region: '140502', level: 'three', feeClass: 'class-one', designated: true } as const
    const hospitalCode = hospital.hospitalCode ?? ''
    await putHospital(service, bureau, { hospitalCode, name: '示例医院', ...kind, criticalDiseaseDesignated: false })
    await inDatabase(url, async (client) => {
      await registerPeople(client, randomBytes(32), people)
      await client.query('VACUUM ANALYZE')
    })
    for (const [name, ask] of Object.entries(asked)) await measured(name, ask, service)
  },
)
