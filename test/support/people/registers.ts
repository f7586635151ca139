import type { Caller } from '../../../src/application/callers/caller.ts'
import type { LedgerWriter } from '../../../src/application/ledger/commands.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import type { HospitalInput } from '../../../src/application/registers/hospitals.ts'
import type { BeneficiaryInput } from '../../../src/application/registers/person-input.ts'
import type { Service } from '../../../src/application/service.ts'
import { createSecrets } from '../../../src/application/shared/secrets.ts'
import { UploadGate } from '../../../src/application/uploads/gate.ts'
import type { Database } from '../../../src/db/database.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'

export const adminKey = 'an-admin-key-for-tests'

const noLedger: LedgerWriter = new Proxy({} as LedgerWriter, {
  get: (_, name) => {
    throw new Error(`a register asked the ledger for ${String(name)}`)
  },
})

/** A service for the registers alone, at 2026-01-15 in China. */
export function registersService(db: Database): Service {
  return {
    db,
    library: new PolicyLibrary([], () => ''),
    ledger: noLedger,
    clock: () => new Date('2026-01-15T02:00:00Z'),
    secrets: createSecrets(Buffer.alloc(32, 7)),
    uploads: new UploadGate(),
    adminKey,
  }
}

/** The same service a day later. */
export function later(service: Service): Service {
  return { ...service, clock: () => new Date('2026-01-16T02:00:00Z') }
}

const callerOf = (kind: Caller['kind'], region: string, hospitalCode: string | null = null): Caller => ({
  id: `00000000-0000-7000-8000-00000${region}${kind.length}`,
  kind,
  region,
  hospitalCode,
})
export const jincheng = callerOf('bureau', '140500')
export const jining = callerOf('bureau', '370800')
export const shanxiAuditor = callerOf('auditor', '140000')
export const ofHospital = (hospitalCode: string): Caller => callerOf('hospital', '140500', hospitalCode)

export const hospital = (change: Partial<HospitalInput> = {}): HospitalInput => ({
  hospitalCode: 'H14050000001',
  name: '晋城市第一医院',
  region: '140500',
  level: 'three',
  feeClass: 'class-one',
  designated: true,
  criticalDiseaseDesignated: false,
  ...change,
})

export const person = (change: Partial<BeneficiaryInput> = {}): BeneficiaryInput => ({
  personNo: '14050000000000000001',
  name: '张三',
  idType: '01',
  idNumber: '140502197503120016',
  birthDate: '1975-03-12',
  insuredRegion: '140502',
  enrolledTier: null,
  insurance: 'residents',
  ...change,
})

/** The refusal that the action ends in; fails where it does not. */
export async function refusalOf(action: Promise<unknown>): Promise<Refusal> {
  const outcome = await action.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof Refusal) return outcome
  throw outcome ?? new Error('expected a refusal, and it was done')
}

let made = 0

/** Registers a person of a test's own, and answers the number. */
export async function newPerson(service: Service): Promise<string> {
  const personNo = `p${++made}`
  await putBeneficiary(service, jincheng, person({ personNo }))
  return personNo
}
