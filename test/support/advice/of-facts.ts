import { atTheDesk } from '../claims/messages.ts'
import type { Answer } from '../database/test-app.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'
import { ownPlace } from './own-place.ts'

const of = (personNo: string) => `/v1/beneficiaries/${personNo}`
const enrolment = { year: 2023, tier: 1, from: '2023-01-01', to: '2023-12-31', source: 'x' }
const identity = { category: 'dibao', from: '2023-01-01', to: null, certifiedBy: 'civil-affairs', certificateNo: 'AD' }
const disease = { kind: 'chronic', diseaseCode: 'E11.900', diseaseName: 'x', management: 'visit', from: '2023-01-01' }

/** Sends a body to a page of somebody new. */
const toPerson = async (desk: AdviceDesk, page: string, body: object): Promise<Answer> =>
  desk.bureau('POST', `${of(await desk.person())}/${page}`, body)

const subsidy = (desk: AdviceDesk, personNo: string, change: object = {}) =>
  desk.bureau('POST', '/v1/premium-subsidies', { personNo, year: 2024, tier: null, ...change })

/** What is dated of a person: enrolments, registrations, referrals, joins, subsidies. */
export const adviceOfFacts: AdviceRows = {
  'fact-period-invalid': {
    raise: (desk) => toPerson(desk, 'enrolments', { ...enrolment, to: '2024-01-01' }),
    follow: (desk) => toPerson(desk, 'enrolments', enrolment),
  },
  'fact-correction-invalid': async (desk) => {
    const url = `${of(await desk.person())}/enrolments`
    const { body: first } = await desk.bureau('POST', url, enrolment)
    const correct = (corrects: string, to: string) =>
      desk.bureau('POST', url, { ...enrolment, corrects, to, reason: '七月起停保' })
    await correct(first.id, '2023-06-30')
    const refused = await correct(first.id, '2023-05-31')
    return { refused, follow: async () => correct(await idInForce(desk, url), '2023-05-31') }
  },
  'join-invalid': async (desk) => {
    const [one, other] = [await desk.person(), await desk.person()]
    const join = (no: string) => desk.bureau('POST', `${of(one)}/joins`, { otherNo: no, source: 'x' })
    return { refused: await join(one), follow: () => join(other) }
  },
  'referral-invalid': async (desk) => {
    const personNo = await desk.person()
    await atTheDesk(desk.it)
    const refmedin = { psn_no: personNo, reflin_medins_no: 'H14010000001', mdtrtarea_admdvs: '140106' }
    await desk.message('2501', { refmedin: { ...refmedin, refl_date: '2023-08-01' } })
    const { body } = await desk.bureau('GET', '/v1/referral-requests?limit=500&status=pending')
    const { id } = body.items.find((one: { personNo: string }) => one.personNo === personNo)
    const decide = (decision: object) =>
      desk.bureau('POST', `${of(personNo)}/referral-requests/${id}/decision`, decision)
    await decide({ decision: 'refuse', reason: '无转诊单' })
    const refused = await decide({ decision: 'confirm' })
    const page = /POST \S+\/(\w+)\)/.exec(refused.body.detail)?.[1]
    const filing = { kind: 'referral', toRegion: '140106', from: '2023-08-01', to: '2023-12-31', source: 'x' }
    return { refused, follow: () => desk.bureau('POST', `${of(personNo)}/${page}`, filing) }
  },
  'registration-invalid': {
    raise: (desk) => toPerson(desk, 'registrations', { ...disease, to: '2022-12-31' }),
    follow: (desk) => toPerson(desk, 'registrations', { ...disease, to: '2023-12-31' }),
  },
  'subsidy-conflict': async (desk) => {
    const personNo = await desk.person({ insuredRegion: '500243' })
    await desk.bureau('POST', `${of(personNo)}/identities`, identity)
    await subsidy(desk, personNo, { tier: 2 })
    const refused = await subsidy(desk, personNo, { tier: 1 })
    const recorded = /\((?:tier )?(\d)\)/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => subsidy(desk, personNo, { tier: Number(recorded) }) }
  },
  'subsidy-under-other-number': async (desk) => {
    const [one, other] = [await desk.person(), await desk.person()]
    await desk.bureau('POST', `${of(one)}/joins`, { otherNo: other, source: 'x' })
    await subsidy(desk, other)
    const refused = await subsidy(desk, one)
    const named = /under (\d+):/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => subsidy(desk, named) }
  },
  'schedule-missing': async (desk) => {
    const personNo = await desk.person()
    await desk.bureau('POST', `${of(personNo)}/enrolments`, { ...enrolment, insurance: 'employees' })
    const { paid: _, ...claim } = desk.stay({ personNo, admittedOn: '2023-04-01', dischargedOn: '2023-04-09' })
    const quote = (paid: object) => desk.quote({ ...claim, paid })
    const refused = await quote({ criticalIllness: '0.00' })
    const field = /`paid\.(\w+)`/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => quote({ criticalIllness: '0.00', [field]: '20000.00' }) }
  },
  'tier-missing': async (desk) => {
    const claim = ownPlace.visit(desk, await ownPlace.person(desk, { enrolledTier: 2 }))
    const refused = await desk.quote({ ...claim, paid: { criticalIllness: '0.00' } })
    return { refused, follow: () => desk.quote({ ...claim, paid: { basic: '1000.00', criticalIllness: '0.00' } }) }
  },
  'later-settlements-depend': async (desk) => {
    const personNo = await desk.person()
    await desk.bureau('POST', `${of(personNo)}/identities`, identity)
    const stayOf = (inScope: string) =>
      desk.stay({ personNo, costs: { total: inScope, inScope }, paid: { basic: '0.00', criticalIllness: '0.00' } })
    const first = stayOf('60000.00')
    await desk.settle(first)
    await desk.settle(stayOf('40000.00'))
    const undo = (more: object = {}) =>
      desk.bureau('POST', '/v1/reversals', {
        hospitalCode: first.hospitalCode,
        settlementNo: first.settlementNo,
        reversalNo: desk.next('AD-R'),
        reason: 'x',
        ...more,
      })
    return { refused: await undo(), follow: () => undo({ resettleLater: true }) }
  },
  'certified-region-invalid': async (desk) => {
    const key = await desk.it.issue({ kind: 'bureau', name: 'jc', region: '140500' })
    const url = `${of(await desk.person())}/identities`
    const identify = (certifiedRegion: string) => desk.as(key, 'POST', url, { ...identity, certifiedRegion })
    return { refused: await identify('370811'), follow: () => identify('140502') }
  },
}

async function idInForce(desk: AdviceDesk, url: string): Promise<string> {
  const { body } = await desk.bureau('GET', url)
  return body.items.find((one: { standing: boolean }) => one.standing).id
}
