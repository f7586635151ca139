import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const chronic = {
  personNo: demoPerson('140500', 'dibao'),
  hospitalCode: 'H14050000001',
  care: 'outpatient-chronic',
  servedOn: '2023-04-01',
  costs: { total: '1200.00', inScope: '1200.00' },
  paid: { basic: '600.00', criticalIllness: '0.00' },
}

/** What is settled. */
export const adviceOfClaims: AdviceRows = {
  'costs-do-not-add-up': {
    raise: (desk) =>
      desk.quote(desk.stay({ costs: { total: '52000.00', offCatalogue: '1000.00', inScope: '50000.00' } })),
    follow: (desk) =>
      desk.quote(desk.stay({ costs: { total: '51000.00', offCatalogue: '1000.00', inScope: '50000.00' } })),
  },
  'paid-exceeds-total': {
    raise: (desk) =>
      desk.quote({
        ...chronic,
        diseaseCode: 'E11.900',
        paid: { basic: '0.00', criticalIllness: '0.00', commercial: '1300.00' },
      }),
    follow: (desk) =>
      desk.quote({
        ...chronic,
        diseaseCode: 'E11.900',
        paid: { basic: '0.00', criticalIllness: '0.00', commercial: '300.00' },
      }),
  },
  'paid-exceeds-in-scope': {
    raise: (desk) => desk.quote(desk.stay({ paid: { basic: '50500.00', criticalIllness: '0.00' } })),
    follow: (desk) => desk.quote(desk.stay({ paid: { basic: '34790.00', criticalIllness: '0.00' } })),
  },
  'assistance-not-open': {
    raise: (desk) =>
      desk.quote({
        ...chronic,
        diseaseCode: 'E11.900',
        paid: { basic: '600.00', criticalIllness: '0.00', assistance: '10.00' },
      }),
    follow: (desk) => desk.quote({ ...chronic, diseaseCode: 'E11.900' }),
  },
  'dates-reversed': {
    raise: (desk) => desk.quote(desk.stay({ admittedOn: '2023-03-15', dischargedOn: '2023-03-01' })),
    follow: (desk) => desk.quote(desk.stay({ admittedOn: '2023-03-01', dischargedOn: '2023-03-15' })),
  },
  'date-in-future': {
    raise: (desk) => desk.quote(desk.stay({ dischargedOn: '2024-06-01', admittedOn: '2024-05-30' })),
    follow: (desk) => desk.quote(desk.stay({ dischargedOn: '2024-05-05', admittedOn: '2024-05-03' })),
  },
  'person-not-registered': {
    raise: (desk) => desk.quote(desk.stay({ personNo: '14050200000000899999' })),
    follow: async (desk) => desk.quote(desk.stay({ personNo: await desk.person() })),
  },
  'hospital-not-registered': {
    raise: (desk) => desk.quote(desk.stay({ hospitalCode: 'H14050000777' })),
    follow: async (desk) => {
      await desk.bureau('PUT', '/v1/hospitals/H14050000777', hospital)
      return desk.quote(desk.stay({ hospitalCode: 'H14050000777' }))
    },
  },
  'hospital-not-designated': {
    raise: async (desk) => {
      await desk.bureau('PUT', '/v1/hospitals/H14050000778', { ...hospital, designated: false })
      return desk.quote(desk.stay({ hospitalCode: 'H14050000778' }))
    },
    follow: async (desk) => {
      await desk.bureau('PUT', '/v1/hospitals/H14050000778', { ...hospital, from: '2023-01-01' })
      return desk.quote(desk.stay({ hospitalCode: 'H14050000778' }))
    },
  },
  'disease-code-missing': {
    raise: (desk) => desk.quote(chronic),
    follow: (desk) => desk.quote({ ...chronic, diseaseCode: 'E11.900' }),
  },
  'policy-missing': {
    raise: (desk) => desk.bureau('GET', '/v1/policies/140500?on=1999-01-01'),
    follow: async (desk) => {
      const { body } = await desk.bureau('GET', '/v1/policies')
      const regions = JSON.stringify(body)
      return desk.bureau('GET', `/v1/policies/${regions.includes('140500') ? '140500' : 'x'}?on=2023-06-30`)
    },
  },
  'settlement-no-reused': {
    raise: async (desk) => {
      const claim = desk.stay()
      await desk.settle(claim)
      return desk.settle(desk.stay({ settlementNo: claim.settlementNo }))
    },
    follow: (desk) => desk.settle(desk.stay({ settlementNo: desk.next() })),
  },
  'reversal-no-reused': {
    raise: async (desk) => {
      const reversalNo = desk.next()
      await desk.bureau('POST', '/v1/reversals', await reversal(desk, reversalNo))
      return desk.bureau('POST', '/v1/reversals', await reversal(desk, reversalNo))
    },
    follow: async (desk) => desk.bureau('POST', '/v1/reversals', await reversal(desk, desk.next())),
  },
  'same-visit-settled': async (desk) => {
    const claim = { ...chronic, personNo: await desk.person(), diseaseCode: 'E11.900' }
    await desk.settle({ ...claim, settlementNo: desk.next() })
    const refused = await desk.settle({ ...claim, settlementNo: desk.next() })
    const first = /under the number (\S+);/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => desk.settle({ ...claim, settlementNo: desk.next(), besides: [first] }) }
  },
  'amount-implausible': {
    raise: (desk) => desk.quote(desk.stay({ costs: { total: '99999999999.00', inScope: '99999999999.00' } })),
    follow: (desk) => desk.quote(desk.stay()),
  },
  'stay-implausible': {
    raise: (desk) => desk.quote(desk.stay({ admittedOn: '1990-01-01', dischargedOn: '2023-03-01' })),
    follow: (desk) => desk.quote(desk.stay({ admittedOn: '2023-02-01', dischargedOn: '2023-03-01' })),
  },
  'before-birth': {
    raise: async (desk) => desk.quote(desk.stay({ personNo: await desk.person({ birthDate: '2024-01-01' }) })),
    follow: async (desk) => desk.quote(desk.stay({ personNo: await desk.person({ birthDate: '1980-01-01' }) })),
  },
}

const hospital = {
  name: '示例医院',
  region: '140502',
  level: 'two',
  feeClass: 'county-two',
  designated: true,
  criticalDiseaseDesignated: false,
}

async function reversal(desk: AdviceDesk, reversalNo: string) {
  const claim = desk.stay({ personNo: await desk.person() })
  await desk.settle(claim)
  return {
    hospitalCode: claim.hospitalCode,
    settlementNo: claim.settlementNo,
    reversalNo,
    reason: 'x',
    resettleLater: true,
  }
}
