import { messageOf, strike, targetOf } from './attacker.ts'
import { besideHonest, repeatedly, Statuses } from './beside.ts'
import { complaint, type Scenario } from './scenario.ts'

const spaces = ' '.repeat(15_000)
const zeros = '0'.repeat(70_000)

/** Headers that almost match, from whoever can connect. Node lets no more than 16 KB of them through. */
const headers: readonly Record<string, string>[] = [
  { 'accept-language': `zh${spaces}x` },
  { 'accept-language': 'zh;q=0.1,'.repeat(1_600) },
  { accept: `text/html${spaces}x` },
  { accept: 'application/pdf;q=0.1,'.repeat(700) },
  { authorization: `Bearer${spaces}x` },
  { 'content-type': `application/json;${spaces}x` },
  { 'x-forwarded-for': '1.1.1.1,'.repeat(1_900) },
]

/** Fields that almost match, from a hospital: an amount, a file, a time, a code. */
const inputs: readonly (readonly [infno: string, input: object])[] = [
  ['2304', { data: { psn_no: '1', mdtrt_id: 'x', medfee_sumamt: `${zeros}x` } }],
  ['2304', { data: { psn_no: '1', mdtrt_id: 'x', medfee_sumamt: `1.${zeros}x` } }],
  ['2304', { data: { psn_no: '1', mdtrt_id: 'x', dscgTime: `2023-01-01 ${' '.repeat(70_000)}x` } }],
  ['9101', { fsUploadIn: { filename: 'x.txt', in: `A${' '.repeat(70_000)}!` } }],
  ['9102', { fsDownloadIn: { file_qury_no: 'x', filename: `${'.zip'.repeat(20_000)}x` } }],
  ['2401', { mdtrtinfo: { psn_no: `${'a'.repeat(70_000)}!`, begntime: '2023-01-01', med_type: '21' } }],
]

/** What a pattern that goes back over its input takes minutes for, at both entrances: without a key and with one. */
export const patternFloods: Scenario = {
  name: 'pattern-floods',
  breaks: 'headers without a key, and fields of messages, that almost match a pattern and are long',
  run: async ({ environment, seconds }) => {
    const statuses = new Statuses()
    const { measured, complaints } = await besideHonest(environment, () =>
      repeatedly(6, seconds, async (worker, round) => {
        const port = targetOf(environment, worker)
        if (worker % 2 === 0) {
          const header = headers[round % headers.length] ?? {}
          statuses.add((await strike({ port, method: 'GET', path: '/v1/settlements', headers: header })).status)
          return
        }
        const [infno, input] = inputs[round % inputs.length] as (typeof inputs)[number]
        const { body, authorization } = messageOf(environment, infno, JSON.stringify(input))
        const sent = { authorization, 'content-type': 'application/json' }
        statuses.add((await strike({ port, method: 'POST', path: '/nhsa', headers: sent, body })).status)
      }),
    )
    const odd = statuses.seen.filter((status) => ![200, 400, 401, 429, 431].includes(status))
    return {
      did: `${statuses.total} floods (${statuses}), ${measured}`,
      complaints: [...complaints, ...complaint(odd.length > 0, `floods were answered ${odd}`)],
    }
  },
}
