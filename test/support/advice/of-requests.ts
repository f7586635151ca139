import { stay } from '../../../src/http/openapi/examples.ts'
import { send } from '../database/test-app.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const quote = '/v1/settlements/quote'
const { settlementNo: _, ...asked } = stay

/** How a request is written. */
export const adviceOfRequests: AdviceRows = {
  'invalid-request': {
    raise: (desk) => desk.quote({ ...asked, costs: { ...asked.costs, total: 52_000 } }),
    follow: (desk, { body }) => {
      const total = /"(\d+\.\d\d)"/.exec(body.errors[0].detail)?.[1]
      return desk.quote({ ...asked, costs: { ...asked.costs, total } })
    },
  },
  'malformed-json': {
    raise: (desk) => desk.bureau('POST', quote, '{"personNo":'),
    follow: (desk) => desk.bureau('POST', quote, JSON.stringify(asked)),
  },
  'method-not-allowed': {
    raise: (desk) => desk.bureau('DELETE', '/v1/settlements'),
    follow: (desk, { headers }) => desk.bureau(String(headers['allow']).split(', ')[0] as 'GET', '/v1/settlements'),
  },
  'body-too-large': {
    raise: (desk) => desk.bureau('POST', quote, JSON.stringify({ ...asked, note: 'x'.repeat(2_000_000) })),
    follow: (desk) => desk.quote(asked),
  },
  'body-too-complex': {
    raise: (desk) => desk.message('1101', { data: nested(200) }),
    follow: (desk) => desk.message('9001', { signIn: { opter_no: '001', mac: 'x', ip: '10.0.0.1' } }),
  },
  'unsupported-media-type': {
    raise: ({ it }) =>
      send(it, 'POST', quote, JSON.stringify(asked), {
        key: it.keys.bureau,
        headers: { 'content-type': 'text/plain' },
      }),
    follow: ({ it }, { body }) => {
      const type = /application\/json/.exec(body.detail)?.[0] ?? 'none'
      return send(it, 'POST', quote, JSON.stringify(asked), { key: it.keys.bureau, headers: { 'content-type': type } })
    },
  },
  'unsupported-charset': {
    raise: ({ it }) =>
      send(it, 'POST', quote, JSON.stringify(asked), {
        key: it.keys.bureau,
        headers: { 'content-type': 'application/json; charset=big5' },
      }),
    follow: ({ it }) =>
      send(it, 'POST', quote, JSON.stringify(asked), {
        key: it.keys.bureau,
        headers: { 'content-type': 'application/json; charset=GBK' },
      }),
  },
  'unsupported-content-encoding': {
    raise: ({ it }) =>
      send(it, 'POST', quote, JSON.stringify(asked), { key: it.keys.bureau, headers: { 'content-encoding': 'gzip' } }),
    follow: (desk) => desk.quote(asked),
  },
  unauthenticated: {
    raise: ({ it }) => send(it, 'POST', quote, asked),
    follow: (desk) => desk.quote(asked),
  },
  forbidden: {
    raise: ({ it }) => send(it, 'POST', '/v1/callers', { kind: 'auditor' }, { key: it.keys.auditor }),
    follow: (desk) => desk.bureau('POST', '/v1/callers', { kind: 'auditor', name: 'x', region: '140500' }),
  },
  'not-found': {
    raise: (desk) => desk.bureau('GET', '/v1/beneficiaries/14050299999999999999'),
    follow: async (desk) => desk.bureau('GET', `/v1/beneficiaries/${await desk.person()}`),
  },
  'period-reversed': {
    raise: (desk) => desk.bureau('GET', '/v1/audit/changes?from=2024-02-01&to=2024-01-01'),
    follow: (desk) => desk.bureau('GET', '/v1/audit/changes?from=2024-01-01&to=2024-02-01'),
  },
  'caller-invalid': {
    raise: (desk) => desk.bureau('POST', '/v1/callers', { kind: 'hospital', name: 'x', region: '140500' }),
    follow: (desk) =>
      desk.bureau('POST', '/v1/callers', {
        kind: 'hospital',
        name: 'x',
        region: '140500',
        hospitalCode: stay.hospitalCode,
      }),
  },
  'certificate-not-read': {
    raise: async (desk) => desk.hospital('GET', `/v1/beneficiaries/${(await unread(desk)).personNo}/entitlements`),
    follow: async (desk) => {
      const { personNo, card } = await unread(desk)
      await desk.hospital('POST', '/v1/certificate-reads', card)
      return desk.hospital('GET', `/v1/beneficiaries/${personNo}/entitlements`)
    },
  },
  'webhook-invalid': {
    raise: (desk) => desk.bureau('POST', '/v1/webhooks', { ...webhook, url: 'http://receiver.example.org/x' }),
    follow: (desk) => desk.bureau('POST', '/v1/webhooks', webhook),
  },
}

/** Lists in lists, so deep that nobody would mean it. */
function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)]
}

const webhook = { url: 'https://receiver.example.org/advice', events: ['alert.raised'], region: '140500' }

async function unread(desk: AdviceDesk) {
  const personNo = await desk.person()
  return { personNo, card: { idType: '99', idNumber: `AD${personNo.slice(-8)}`, name: '示例某' } }
}
