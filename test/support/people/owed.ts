import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import type { Service } from '../../../src/application/service.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { bureau } from '../database/desk.ts'

/**
 * Somebody to whom Jincheng owes 17,000: the last of three visits brings tilt for the second. Worked by hand in
 * `owed-for-earlier.test.ts`.
 */
export async function owedPerson(service: Service, personNo: string, hospitalCode: string): Promise<string> {
  const person = { personNo, name: '李四', idType: '99', idNumber: personNo, birthDate: '1975-03-12' }
  await putBeneficiary(service, bureau, { ...person, insuredRegion: '140502', enrolledTier: 1 })
  for (const [category, from, to] of [
    ['tekun', '2023-01-01', '2023-01-31'],
    ['dibao', '2023-02-01', null],
  ] as const) {
    const certified = { certifiedBy: 'civil-affairs', certificateNo: `C-${from}` } as const
    await addIdentity(service, bureau, { personNo, category, from, to, ...certified })
  }
  const disease = { diseaseCode: 'M01', diseaseName: '示例病种', packageCode: null, from: '2021-01-01', to: null }
  await addRegistration(service, bureau, { personNo, kind: 'special-drug', management: null, ...disease })
  await addRegistration(service, bureau, { personNo, kind: 'chronic', management: 'visit', ...disease })
  for (const [inScope, visit] of [
    ['55000.00', { care: 'inpatient', admittedOn: '2023-01-08', dischargedOn: '2023-01-10' }],
    ['40000.00', { care: 'outpatient-special-drug', servedOn: '2023-03-01', diseaseCode: 'M01' }],
    ['5000.00', { care: 'outpatient-chronic', servedOn: '2023-04-01', diseaseCode: 'M01' }],
  ] as const) {
    const costs = { total: inScope, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope }
    const paid = { basic: '0.00', criticalIllness: '0.00' }
    const body = { settlementNo: `O-${personNo}-${inScope}`, personNo, hospitalCode, costs, paid, ...visit }
    await settle(service, bureau, body as Parameters<typeof settle>[2], 'en')
  }
  return personNo
}
