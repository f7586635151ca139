import { runJob } from '../database/jobs.ts'
import type { Answer } from '../database/test-app.ts'
import { csvOf, newcomer } from '../files/rosters.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const unnumbered = (place: number) => {
  const { personNo: _, ...row } = newcomer(place, { from: '2020-01-01' })
  return row
}

async function apply(desk: AdviceDesk, id: string): Promise<Answer> {
  const started = await desk.bureau('POST', `/v1/rosters/${id}/apply`)
  if (started.status === 202) await runJob(desk.it.service, started.body.jobId)
  return started
}

const receipt = (desk: AdviceDesk, change: object = {}) => ({
  receiptNo: desk.next(),
  source: 'provincial',
  amount: '1000.00',
  receivedOn: '2023-01-10',
  note: 'x',
  ...change,
})
const receipts = '/v1/funds/140500/receipts'

/** Lists, and the money of the fund. */
export const adviceOfListsAndMoney: AdviceRows = {
  'roster-columns-wrong': {
    raise: (desk) => desk.list('甲,乙\n1,2\n', { month: '2023-01' }),
    follow: (desk, { body }) => {
      const all = /(?:change|变动)（[^，]*$/.exec(body.detail) ? csvOf([newcomer(9101)]) : csvOf([newcomer(9101)])
      return desk.list(all, { month: '2023-01' })
    },
  },
  'file-unreadable': {
    raise: (desk) => desk.list('change,personNo,category,from\n', { month: '2023-01' }),
    follow: (desk) => desk.list(csvOf([newcomer(9102)]), { month: '2023-01' }),
  },
  'roster-people-unreviewed': {
    raise: async (desk) => apply(desk, (await desk.list(csvOf([unnumbered(9103)]), { month: '2023-02' })).body.id),
    follow: async (desk) => {
      const { body } = await desk.list(csvOf([unnumbered(9104)]), { month: '2023-02' })
      await desk.bureau('POST', `/v1/rosters/${body.id}/new-people/decisions`, { decision: 'taken' })
      return apply(desk, body.id)
    },
  },
  'roster-applied': {
    raise: async (desk) => {
      const { body } = await desk.list(csvOf([newcomer(9105)]), { month: '2023-03' })
      await apply(desk, body.id)
      return apply(desk, body.id)
    },
    follow: async (desk) => apply(desk, (await desk.list(csvOf([newcomer(9106)]), { month: '2023-03' })).body.id),
  },
  'roster-superseded': {
    raise: async (desk) => {
      const older = await desk.list(csvOf([newcomer(9107)]), { month: '2023-04' })
      await apply(desk, (await desk.list(csvOf([newcomer(9108)]), { month: '2023-05' })).body.id)
      return apply(desk, older.body.id)
    },
    follow: async (desk) => apply(desk, (await desk.list(csvOf([newcomer(9109)]), { month: '2023-06' })).body.id),
  },
  'roster-not-interrupted': {
    raise: async (desk) => {
      const { body } = await desk.list(csvOf([newcomer(9110)]), { month: '2023-07' })
      return desk.bureau('POST', `/v1/rosters/${body.id}/withdraw`)
    },
    follow: async (desk) => apply(desk, (await desk.list(csvOf([newcomer(9111)]), { month: '2023-07' })).body.id),
  },
  'number-reused': {
    raise: async (desk) => {
      const first = receipt(desk)
      await desk.bureau('POST', receipts, first)
      return desk.bureau('POST', receipts, { ...first, amount: '2000.00' })
    },
    follow: (desk) => desk.bureau('POST', receipts, receipt(desk, { amount: '2000.00' })),
  },
  'receipt-withdrawn': {
    raise: async (desk) => {
      const first = receipt(desk)
      await desk.bureau('POST', receipts, first)
      await desk.bureau('POST', `${receipts}/${first.receiptNo}/withdraw`, { reason: 'x' })
      return desk.bureau('POST', receipts, first)
    },
    follow: async (desk) => {
      const first = receipt(desk)
      await desk.bureau('POST', receipts, first)
      await desk.bureau('POST', `${receipts}/${first.receiptNo}/withdraw`, { reason: 'x' })
      return desk.bureau('POST', receipts, { ...first, amount: '1500.00' })
    },
  },
  'department-not-told': {
    raise: (desk) => desk.bureau('GET', '/v1/alerts.csv?region=140500&month=2023-06&department=veterans'),
    follow: (desk) => desk.bureau('GET', '/v1/alerts.csv?region=140500&month=2023-06&department=civil-affairs'),
  },
  'year-not-over': {
    raise: (desk) => desk.bureau('POST', '/v1/year-end-runs', { region: '140500', year: 2024, dryRun: false }),
    follow: (desk) => desk.bureau('POST', '/v1/year-end-runs', { region: '140500', year: 2024, dryRun: true }),
  },
  'application-invalid': {
    raise: (desk) => applied(desk, { requestedFrom: undefined }),
    follow: (desk) => applied(desk),
  },
  'application-status': async (desk) => {
    const at = `/v1/applications/${(await applied(desk)).body.id}`
    const publicise = () => desk.bureau('POST', `${at}/publicise`, { on: '2023-06-10', place: '公开栏' })
    const refused = await publicise()
    const check = () => desk.bureau('POST', `${at}/check`, { on: '2023-06-05', findings: 'x' })
    return { refused, follow: () => check().then(publicise) }
  },
  'application-papers-missing': async (desk) => {
    const missing = { missing: ['诊断证明'], missingBy: '2023-06-30' }
    const at = `/v1/applications/${(await applied(desk, missing)).body.id}`
    await desk.bureau('POST', `${at}/check`, { on: '2023-06-05', findings: 'x' })
    const approve = () =>
      desk.bureau('POST', `${at}/approve`, {
        on: '2023-06-30',
        from: '2023-06-01',
        to: null,
        certifiedBy: 'civil-affairs',
      })
    const refused = await approve()
    const record = () => desk.bureau('POST', `${at}/documents`, { on: '2023-06-06', documents: ['诊断证明'] })
    return { refused, follow: () => record().then(approve) }
  },
  'application-step-date': {
    raise: async (desk) => step(desk, '2023-01-01'),
    follow: async (desk) => step(desk, '2023-06-10'),
  },
}

async function applied(desk: AdviceDesk, change: object = {}): Promise<Answer> {
  return desk.bureau('POST', '/v1/applications', {
    ...{ applicationNo: desk.next(), personNo: await desk.person(), category: 'dibao-marginal' },
    ...{ receivedOn: '2023-06-01', requestedFrom: '2023-06-01', documents: ['x'], ...change },
  })
}

async function step(desk: AdviceDesk, on: string): Promise<Answer> {
  const { body } = await applied(desk)
  return desk.bureau('POST', `/v1/applications/${body.id}/check`, { on, findings: 'x' })
}
