import { clause } from '../../policies/packs.ts'
import { cityOf } from '../claims/own-packs.ts'
import type { AdviceDesk } from './desk.ts'

const region = '990100'
const hospitalCode = 'H99010000001'
const ungraded = 'H99010000002'

/** A city whose law has what no document of the shipped regions has: rules by hand, stays that may not overlap, a confirmed publicity. */
export const ownLaw = cityOf(
  `    switches: { overlappingStays: refused, thirdPartyInjury: refused }
    limits: [{ name: annual, for: [tekun, dibao], amount: 60000 }]`,
  [
    clause(
      'A2',
      '    manual: [{ topic: aid, for: [tekun], care: [inpatient], limit: annual, decides: { zh: 区医保局, en: the district bureau } }]',
      'manual',
    ),
    clause(
      'A3',
      `    basic:
      - { care: [inpatient], tier: 1, by: feeClass, terms: { city-two: { deductible: 500, rate: 0.60 } }, cap: 100000 }
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.70, limit: annual }]`,
    ),
  ].join('\n'),
)

/** Its people, hospitals and visits. */
export const ownPlace = {
  region,
  hospitalCode,
  ungraded,
  fund: `/v1/funds/${region}`,
  hospital: (desk: AdviceDesk, code: string, feeClass: string | null = 'city-two') =>
    desk.bureau('PUT', `/v1/hospitals/${code}`, {
      ...{ name: code, region, level: 'two', designated: true, criticalDiseaseDesignated: false },
      feeClass,
    }),
  person: async (desk: AdviceDesk, { as, ...change }: { as?: string; enrolledTier?: number | null } = {}) => {
    await ownPlace.hospital(desk, hospitalCode)
    const personNo = await desk.person({ insuredRegion: region, ...change })
    if (as)
      await desk.bureau('POST', `/v1/beneficiaries/${personNo}/identities`, {
        ...{ category: as, from: '2022-01-01', to: null, certifiedBy: 'civil-affairs', certificateNo: 'AD' },
      })
    return personNo
  },
  /** A stay of 10,000 in scope. */
  visit: (desk: AdviceDesk, personNo: string, change: object = {}) =>
    desk.stay({
      ...{ personNo, hospitalCode, costs: { total: '10000.00', inScope: '10000.00' }, diseaseCode: undefined },
      paid: { basic: '0.00', criticalIllness: '0.00' },
      ...change,
    }),
}
