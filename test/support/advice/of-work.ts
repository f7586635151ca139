import { buildApp } from '../../../src/app.ts'
import { expireUploads } from '../../../src/application/uploads/expire.ts'
import { relayEvents } from '../../../src/db/webhooks/outbox.ts'
import { addDays } from '../../../src/domain/calendar.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { amended, withFigures } from '../claims/packs.ts'
import { runJob } from '../database/jobs.ts'
import { type Answer, send } from '../database/test-app.ts'
import { gb18030 } from '../files/gb18030.ts'
import { zipOf } from '../files/hospital-file.ts'
import { csvOf, header, newcomer } from '../files/rosters.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'
import { ownPlace } from './own-place.ts'

/** A list of its own month and department, so that none stands in another's way. */
let lists = 0
const rows = () => csvOf([newcomer(9500 + ++lists, { name: '张三' })])
const upload = (desk: AdviceDesk, content: string | Buffer, type = 'text/csv'): Promise<Answer> =>
  send(desk.it, 'POST', '/v1/rosters?region=140500&month=2023-08&department=civil-affairs', content as string, {
    key: desk.it.keys.bureau,
    headers: { 'content-type': type },
  })
const start = (desk: AdviceDesk, id: string) => desk.bureau('POST', `/v1/rosters/${id}/apply`)
async function finish(desk: AdviceDesk, started: Answer): Promise<void> {
  if (started.status === 202) await runJob(desk.it.service, started.body.jobId)
}
async function begun(desk: AdviceDesk) {
  const { body } = await upload(desk, rows())
  return { id: body.id as string, started: await start(desk, body.id) }
}

/** So much that an alert is raised. */
const burden = { total: '60000.00', inScope: '60000.00' }
const unpaid = { basic: '0.00', criticalIllness: '0.00' }

/** Files, jobs, webhooks, and what a pack leaves to hands. */
export const adviceOfWork: AdviceRows = {
  'roster-encoding-wrong': async (desk) => {
    const broken = Buffer.concat([Buffer.from(rows()), Buffer.from([0x0a, 0xff, 0xfe, 0x0a])])
    return { refused: await upload(desk, broken), follow: () => upload(desk, gb18030(rows())) }
  },
  'roster-expired': async (desk) => {
    const { body } = await upload(desk, rows())
    await expireUploads(desk.it.service, -1)
    const refused = await start(desk, body.id)
    return { refused, follow: async () => start(desk, (await upload(desk, rows())).body.id).then(done(desk)) }
  },
  'roster-busy': async (desk) => {
    const first = await begun(desk)
    const other = await upload(desk, rows())
    const refused = await start(desk, other.body.id)
    const page = /\(GET ([^)]+)\)/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      await finish(desk, first.started)
      if ((await desk.bureau('GET', page)).body.status !== 'applied') throw new Error(`${page} is not applied`)
      return start(desk, other.body.id).then(done(desk))
    }
    return { refused, follow }
  },
  'roster-withdrawn': async (desk) => {
    const { id, started } = await begun(desk)
    await desk.bureau('POST', `/v1/jobs/${started.body.jobId}/cancel`)
    await desk.bureau('POST', `/v1/rosters/${id}/withdraw`)
    const refused = await start(desk, id)
    return { refused, follow: async () => start(desk, (await upload(desk, rows())).body.id).then(done(desk)) }
  },
  'file-too-large': async (desk) => {
    const files = Array.from({ length: 1000 }, (_, at) => ({ name: `${at}.csv`, content: header }))
    const refused = await upload(desk, zipOf(files), 'application/zip')
    return { refused, follow: () => upload(desk, zipOf([{ name: 'a.csv', content: rows() }]), 'application/zip') }
  },
  'file-faulty': async (desk) => {
    const refused = await upload(desk, `${header}\n${'a\n'.repeat(10_100)}`)
    return { refused, follow: () => upload(desk, rows()) }
  },
  'job-finished': async (desk) => {
    const { started } = await begun(desk)
    await finish(desk, started)
    const refused = await desk.bureau('POST', `/v1/jobs/${started.body.jobId}/cancel`)
    const page = /GET (\S+) shows/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => desk.bureau('GET', page) }
  },
  'year-end-not-in-policy': async (desk) => {
    const run = (region: string) => desk.bureau('POST', '/v1/year-end-runs', { region, year: 2023, dryRun: true })
    const refused = await run('500243')
    const page = /GET (\S+) shows/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => desk.bureau('GET', `${page}?on=2023-12-31`) }
  },
  'draft-unsound': async (desk) => {
    const run = (value: string) => {
      const edits = [{ clause: '140500/J4', path: '/limits/1/amount', value }]
      return desk.bureau('POST', '/v1/what-if-runs', { region: '140500', year: 2023, title: 'x', draft: { edits } })
    }
    const refused = await run('150,000')
    const meant = /\d{6}/.exec(refused.body.errors[0].detail.replaceAll('140500', ''))?.[0] ?? '150000'
    return { refused, follow: () => run(meant) }
  },
  'what-if-not-ready': async (desk) => {
    const { body } = await desk.bureau('POST', '/v1/what-if-runs', {
      region: '140500',
      year: 2023,
      title: 'x',
      draft: {},
    })
    const page = `/v1/what-if-runs/${body.id}/page`
    const refused = await desk.bureau('GET', page)
    const progress = /GET (\S+) says/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      await runJob(desk.it.service, body.jobId)
      if ((await desk.bureau('GET', progress)).body.status !== 'succeeded') throw new Error(`${progress} goes on`)
      return desk.bureau('GET', page)
    }
    return { refused, follow }
  },
  'webhook-registered': async (desk) => {
    const hook = { url: 'https://receiver.example.org/twice', events: ['alert.raised'], region: '140500' }
    await desk.bureau('POST', '/v1/webhooks', hook)
    const refused = await desk.bureau('POST', '/v1/webhooks', hook)
    const withdraw = /\(POST (\S+)\)/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      await desk.bureau('POST', withdraw)
      return desk.bureau('POST', '/v1/webhooks', hook)
    }
    return { refused, follow }
  },
  'delivery-status': async (desk) => {
    const { pool } = desk.it.service.db
    const hook = { url: 'https://receiver.example.org/delivery', events: ['alert.raised'], region: '140500' }
    const { body } = await desk.bureau('POST', '/v1/webhooks', hook)
    const page = `/v1/webhooks/${body.id}/deliveries`
    await desk.settle(desk.stay({ personNo: await desk.person(), costs: burden, paid: unpaid }))
    await relay(desk)
    const [delivery] = (await desk.bureau('GET', page)).body.items
    const resend = () => desk.bureau('POST', `${page}/${delivery.eventId}/resend`)
    const refused = await resend()
    const giveUp = () =>
      pool.query(`UPDATE webhook_deliveries SET status = 'dead' WHERE webhook_id = $1`, [body.id]).then(resend)
    return { refused, follow: giveUp }
  },
  'digest-key-missing': async (desk) => {
    const read = (change: object) =>
      underOther(desk, change, (app) =>
        send({ app }, 'GET', '/v1/ledger-digest', undefined, { key: desk.it.keys.bureau }),
      )
    return { refused: await read({ digestSigner: null }), follow: () => read({}) }
  },
  'figure-missing': async (desk) => {
    const read = (change: object) =>
      underOther(desk, change, (app) =>
        send({ app }, 'GET', '/v1/premium-subsidies/quote?region=140500&category=dibao&year=2026', undefined, {
          key: desk.it.keys.bureau,
        }),
      )
    const refused = await read({})
    const [, year = '', name = ''] = /\((\d{4})\), .* add `([\w-]+)` to/.exec(refused.body.detail) ?? []
    return { refused, follow: () => read({ library: withFigures(name, { [year]: '500' }) }) }
  },
  'application-publicity-open': async (desk) => {
    const library = amended((clause) =>
      clause.clause === 'application-publicity' ? { ...clause, status: 'text' as const } : clause,
    )
    const applied = { applicationNo: desk.next(), personNo: await desk.person(), category: 'dibao-marginal' }
    const { body } = await desk.bureau('POST', '/v1/applications', {
      ...{ ...applied, receivedOn: '2023-06-01', requestedFrom: '2023-06-01', documents: ['x'] },
    })
    const at = `/v1/applications/${body.id}`
    await desk.bureau('POST', `${at}/check`, { on: '2023-06-05', findings: 'x' })
    await desk.bureau('POST', `${at}/publicise`, { on: '2023-06-06', place: '公开栏' })
    const approve = (on: string) =>
      underOther(desk, { library }, (app) =>
        send({ app }, 'POST', `${at}/approve`, { on, certifiedBy: 'civil-affairs' }, { key: desk.it.keys.bureau }),
      )
    const refused = await approve('2023-06-07')
    const until = /until (\d{4}-\d\d-\d\d)/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => approve(addDays(until, 1)) }
  },
  'stay-overlaps': async (desk) => {
    const personNo = await ownPlace.person(desk)
    const [first, second] = [ownPlace.visit(desk, personNo), ownPlace.visit(desk, personNo)]
    await desk.settle(first)
    const settle = (change: object) => desk.settle({ ...second, ...change })
    return { refused: await settle({ admittedOn: first.admittedOn }), follow: () => settle({}) }
  },
  'third-party-injury': async (desk) => {
    const visit = ownPlace.visit(desk, await ownPlace.person(desk))
    return { refused: await desk.settle({ ...visit, thirdPartyInjury: true }), follow: () => desk.settle(visit) }
  },
  'hospital-grade-missing': async (desk) => {
    const personNo = await ownPlace.person(desk)
    await ownPlace.hospital(desk, ownPlace.ungraded, null)
    const claim = ownPlace.visit(desk, personNo, {
      hospitalCode: ownPlace.ungraded,
      paid: { criticalIllness: '0.00' },
    })
    const refused = await desk.quote(claim)
    const follow = async () => {
      await ownPlace.hospital(desk, ownPlace.ungraded, 'city-two')
      return desk.quote(claim)
    }
    return { refused, follow }
  },
  'not-by-hand': async (desk) => {
    const decide = await byHand(desk)
    return { refused: await decide({ payer: 'tilt' }), follow: () => decide({}) }
  },
  'hand-amount-too-large': async (desk) => {
    const decide = await byHand(desk)
    const refused = await decide({ amount: '99999.00' })
    const amount = /at most (\d+\.\d\d)/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => decide({ amount }) }
  },
}

const done = (desk: AdviceDesk) => async (started: Answer) => {
  await finish(desk, started)
  return started
}

/** The answer of a service whose settings or packs are others, on the same database. */
async function underOther(desk: AdviceDesk, change: object, ask: (app: App) => Promise<Answer>): Promise<Answer> {
  const app = await buildApp({ service: { ...desk.it.service, ...change } })
  const answer = await ask(app)
  await app.close()
  return answer
}

async function relay({ it: { service } }: AdviceDesk): Promise<void> {
  const client = await service.db.pool.connect()
  await relayEvents(client, service.clock(), 1000)
  client.release()
}

async function byHand(desk: AdviceDesk) {
  const personNo = await ownPlace.person(desk, { as: 'tekun' })
  const { body } = await desk.settle(ownPlace.visit(desk, personNo))
  const said = { payer: 'assistance', amount: '3000.00', grounds: '甲〔2023〕1号 第一条' }
  return (change: object) =>
    desk.bureau('POST', `/v1/settlements/${body.id}/hand-decisions`, {
      ...{ decisionNo: desk.next('HD'), ...said, ...change },
    })
}
