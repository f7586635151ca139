import type { Client } from './client.ts'
import { chronicDisease, demoRegion } from './year.ts'

export interface Registered {
  readonly run: string
  readonly personNo: string
  readonly hospitalCode: string
  readonly name: string
}

const hospitalCode = 'H14050099999'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The last digit of an ID number, by GB 11643: its check on the seventeen before it. */
export function checkDigit(seventeen: string): string {
  const weighed = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return '10X98765432'[weighed % 11] as string
}

/** Nobody's: the number has the shape of a real one and a day of birth drawn from the run. */
function inventedIdNumber(run: string): { idNumber: string; birthDate: string } {
  const year = 1945 + (Number(run.slice(-3)) % 40)
  const month = String(1 + (Number(run.slice(-5, -3)) % 12)).padStart(2, '0')
  const day = String(1 + (Number(run.slice(-7, -5)) % 28)).padStart(2, '0')
  const seventeen = `${demoRegion}${year}${month}${day}${run.slice(-3)}`
  return { idNumber: seventeen + checkDigit(seventeen), birthDate: `${year}-${month}-${day}` }
}

function registerHospital(client: Client): Promise<unknown> {
  const body = {
    name: '晋城市演示医院',
    region: demoRegion,
    level: 'three',
    feeClass: 'class-one',
    designated: true,
    criticalDiseaseDesignated: false,
  }
  return client.send({ method: 'PUT', path: `/v1/hospitals/${hospitalCode}`, body })
}

async function registerPerson(client: Client, path: string, name: string, run: string): Promise<void> {
  const who = { name, idType: '01', ...inventedIdNumber(run), insuredRegion: demoRegion, enrolledTier: 1 }
  await client.send({ method: 'PUT', path, body: who })
  const dibao = {
    category: 'dibao',
    from: '2022-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: `D${run}`,
  }
  await client.send({ method: 'POST', path: `${path}/identities`, body: dibao })
  const chronic = {
    kind: 'chronic',
    diseaseCode: chronicDisease.code,
    diseaseName: chronicDisease.name,
    management: 'visit',
    from: '2022-01-01',
    to: null,
  }
  await client.send({ method: 'POST', path: `${path}/registrations`, body: chronic })
}

/** A new person each time, so that the year begins empty however often the demo runs. */
export async function register(client: Client): Promise<Registered> {
  const run = String(Date.now())
  const personNo = `${demoRegion}${run}`.padEnd(20, '0')
  const name = `演示人员${run.slice(-4)}`
  await registerHospital(client)
  await registerPerson(client, `/v1/beneficiaries/${personNo}`, name, run)
  return { run, personNo, hospitalCode, name }
}
