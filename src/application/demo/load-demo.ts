import type { Category } from '../../domain/names/categories.ts'
import { coverWithAid } from '../aid-applications/open-aid.ts'
import type { Caller } from '../callers/caller.ts'
import { putBeneficiary } from '../registers/beneficiaries.ts'
import { listHospitals, putHospital } from '../registers/hospitals.ts'
import { addIdentity } from '../registers/identities.ts'
import { inRegisterTransaction } from '../registers/register-change.ts'
import { addRegistration } from '../registers/registrations.ts'
import type { Service } from '../service.ts'
import { concurrently } from '../shared/concurrently.ts'
import { certifiers, type DemoPerson, demoHospitals, demoPeople } from './demo-people.ts'

/** The bureau in whose name the demo data is entered; it has no key. */
export const demoClerk: Caller = {
  id: '00000000-0000-0000-0000-000000000000',
  kind: 'bureau',
  region: '000000',
  hospitalCode: null,
}

/**
 * Enters the demo people and hospitals into an empty service and answers whether it did.
 *
 * Hospitals come last and are the mark that all is there: a load that was killed half way is done
 * again, each step answering what it had written the first time.
 */
export async function loadDemoData(service: Service): Promise<boolean> {
  const { items } = await listHospitals(service, demoClerk, { limit: 1 })
  if (items.length > 0) return false
  await concurrently(demoPeople, 4, (person) => enter(service, person))
  for (const hospital of demoHospitals) await putHospital(service, demoClerk, hospital)
  return true
}

async function enter(service: Service, person: DemoPerson): Promise<void> {
  const { categories, registrations, ...input } = person
  const { personNo } = person
  await putBeneficiary(service, demoClerk, { ...input, idType: '01' })
  for (const category of categories) {
    const certificateNo = `DEMO-${personNo.slice(0, 6)}-${category}`
    const identity = { category, from: '2021-01-01', to: null, certifiedBy: certifiers[category], certificateNo }
    const { answer } = await addIdentity(service, demoClerk, { personNo, ...identity })
    if (answer.entitles === 'on-application') await coverAid(service, { personNo, category, source: certificateNo })
  }
  for (const registration of registrations) {
    await addRegistration(service, demoClerk, { personNo, ...registration, from: '2021-01-01', to: null })
  }
}

/** As the approval of an application for aid leaves it. */
async function coverAid(service: Service, applied: { personNo: string; category: Category; source: string }) {
  const covered = { ...applied, from: '2021-01-01', to: null }
  await inRegisterTransaction(service, (registers) => coverWithAid(service, demoClerk, registers, covered))
}
