import { stay } from '../../../src/http/openapi/examples.ts'
import type { Answer } from '../database/test-app.ts'
import { type AdviceDesk, type AdviceRows, somebody } from './desk.ts'

const identity = { category: 'dibao', from: '2023-01-01', to: null, certifiedBy: 'civil-affairs', certificateNo: 'AD' }
const of = (personNo: string) => `/v1/beneficiaries/${personNo}`

async function held(desk: AdviceDesk, change: object = {}): Promise<{ personNo: string; id: string; url: string }> {
  const personNo = await desk.person()
  const { body } = await desk.bureau('POST', `${of(personNo)}/identities`, { ...identity, ...change })
  return { personNo, id: body.id, url: `${of(personNo)}/identities/${body.id}` }
}

const identify = async (desk: AdviceDesk, change: object): Promise<Answer> =>
  desk.bureau('POST', `${of(await desk.person())}/identities`, { ...identity, ...change })

/** Who people are, and what they hold. */
export const adviceOfPeople: AdviceRows = {
  'identity-period-invalid': {
    raise: (desk) => identify(desk, { from: '2023-02-01', to: '2023-01-01' }),
    follow: (desk) => identify(desk, { from: '2023-01-01', to: '2023-02-01' }),
  },
  'identity-overlaps': {
    raise: async (desk) => {
      const { personNo } = await held(desk)
      return desk.bureau('POST', `${of(personNo)}/identities`, { ...identity, from: '2023-06-01' })
    },
    follow: async (desk) => {
      const { personNo, url } = await held(desk)
      await desk.bureau('PATCH', url, { to: '2023-05-31' })
      return desk.bureau('POST', `${of(personNo)}/identities`, { ...identity, from: '2023-06-01' })
    },
  },
  'identity-annulled': {
    raise: async (desk) => {
      const { url } = await held(desk)
      await desk.bureau('POST', `${url}/annul`, { reason: 'x' })
      return desk.bureau('PATCH', url, { to: '2023-05-31' })
    },
    follow: async (desk) => {
      const { personNo, url } = await held(desk)
      await desk.bureau('POST', `${url}/annul`, { reason: 'x' })
      return desk.bureau('POST', `${of(personNo)}/identities`, identity)
    },
  },
  'identity-not-ended': {
    raise: async (desk) => desk.bureau('POST', `${(await held(desk)).url}/reopen`, { reason: 'x' }),
    follow: async (desk) => desk.bureau('POST', `${(await held(desk)).url}/annul`, { reason: 'x' }),
  },
  'category-not-certified': {
    raise: (desk) => identify(desk, { certifiedBy: 'veterans' }),
    follow: (desk) => identify(desk, { certifiedBy: 'civil-affairs' }),
  },
  died: {
    raise: async (desk) => desk.quote(desk.stay({ personNo: await dead(desk, '2023-01-02'), ...late })),
    follow: async (desk) => {
      const personNo = await dead(desk, '2023-01-02')
      await desk.bureau('PUT', `${of(personNo)}/death`, { diedOn: '2023-11-30', source: 'x', reason: 'x' })
      return desk.quote(desk.stay({ personNo, ...late }))
    },
  },
  'died-before-birth': {
    raise: async (desk) =>
      desk.bureau('PUT', `${of(await desk.person())}/death`, { diedOn: '1969-12-31', source: 'x' }),
    follow: async (desk) =>
      desk.bureau('PUT', `${of(await desk.person())}/death`, { diedOn: '2023-12-31', source: 'x' }),
  },
  'not-enrolled': {
    raise: async (desk) => subsidise(desk, await desk.person({ enrolledTier: null }), false),
    follow: async (desk) => subsidise(desk, await desk.person({ enrolledTier: null }), true),
  },
  'tier-unknown': {
    raise: async (desk) =>
      desk.bureau('POST', '/v1/premium-subsidies', { personNo: stay.personNo, year: 2024, tier: 2 }),
    follow: (desk) => desk.bureau('POST', '/v1/premium-subsidies', { personNo: stay.personNo, year: 2024, tier: null }),
  },
  'code-taken': {
    raise: async (desk) => {
      const key = await desk.it.issue({ kind: 'bureau', name: 'jn', region: '370800' })
      return desk.as(key, 'PUT', of(await desk.person()), { ...somebody, idNumber: 'AD-JN-1', insuredRegion: '370811' })
    },
    follow: async (desk) => {
      const key = await desk.it.issue({ kind: 'bureau', name: 'jn', region: '370800' })
      return desk.as(key, 'PUT', of(`3708110000000088${desk.next('').slice(1).padStart(4, '0')}`), {
        ...somebody,
        idNumber: 'AD-JN-2',
        insuredRegion: '370811',
      })
    },
  },
  'correction-needs-reason': {
    raise: async (desk) =>
      desk.bureau('PUT', of(await settled(desk)), { ...somebody, name: '另一', idNumber: 'AD-C-1' }),
    follow: async (desk) =>
      desk.bureau('PUT', of(await settled(desk)), {
        ...somebody,
        name: '另一',
        idNumber: 'AD-C-1',
        reason: '录入有误',
      }),
  },
  'fact-overlaps': {
    raise: async (desk) => {
      const url = `${of(await desk.person())}/enrolments`
      await desk.bureau('POST', url, enrolment)
      return desk.bureau('POST', url, { ...enrolment, tier: null, from: '2023-06-01' })
    },
    follow: async (desk) => {
      const url = `${of(await desk.person())}/enrolments`
      const { body } = await desk.bureau('POST', url, enrolment)
      return desk.bureau('POST', url, { ...enrolment, from: '2023-06-01', corrects: body.id, reason: 'x' })
    },
  },
}

const enrolment = { year: 2023, tier: 1, from: '2023-01-01', to: '2023-12-31', source: 'x' }
const late = { admittedOn: '2023-10-01', dischargedOn: '2023-10-05' }

async function dead(desk: AdviceDesk, diedOn: string): Promise<string> {
  const personNo = await desk.person()
  await desk.bureau('PUT', `${of(personNo)}/death`, { diedOn, source: 'x' })
  return personNo
}

async function settled(desk: AdviceDesk): Promise<string> {
  const personNo = await desk.person()
  await desk.settle(desk.stay({ personNo }))
  return personNo
}

async function subsidise(desk: AdviceDesk, personNo: string, enrolled: boolean): Promise<Answer> {
  await desk.bureau('POST', `${of(personNo)}/identities`, { ...identity, from: '2023-01-01' })
  const whole = { ...enrolment, year: 2024, from: '2024-01-01', to: '2024-12-31' }
  if (enrolled) await desk.bureau('POST', `${of(personNo)}/enrolments`, whole)
  return desk.bureau('POST', '/v1/premium-subsidies', { personNo, year: 2024, tier: null })
}
