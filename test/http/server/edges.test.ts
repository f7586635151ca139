import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'
import { type Document, type Sample, samplesOf } from '../../support/edges/requests.ts'
import { type Variant, variantsOf } from '../../support/edges/values.ts'
import { makeWorld, type World } from '../../support/edges/world.ts'
import { csvOf, newcomer } from '../../support/files/rosters.ts'

const it = testApp()
const document = JSON.parse((await documents())['openapi/openapi.json'] as string) as Document
const names = samplesOf(document, {}).map(({ name }) => name)
let world: World = {}

beforeAll(async () => {
  world = await makeWorld(it)
}, 120_000)

/** What would take away the things that other requests need. */
const takesAway = /^(delete |post .*\/(cancel|apply|withdraw|resend)$)/

/** What only hospitals may ask. */
const hospitals = /^post (\/nhsa|\/v1\/clearings$)/

/** Anything is answered, or refused by a name that says what to send; never an error of the service. */
async function expectNamed(sample: Sample, { what, url, body }: Variant): Promise<void> {
  const isNational = sample.path.startsWith('/nhsa')
  const answer = await send(it, sample.method, url, body === null ? undefined : JSON.stringify(body), {
    key: hospitals.test(sample.name) ? it.keys.hospital : it.keys.bureau,
  })
  if (answer.status >= 500)
    throw new Error(
      `${what}: ${answer.status} ${it
        .logged()
        .split('\n')
        .findLast((line: string) => line.includes('"level":"error"'))}`,
    )
  if (answer.status >= 400 && !isNational) expectProblem(answer, answer.status, answer.body.code)
}

test.each([
  ['/v1/rosters?region=140500&month=2024-06&department=civil-affairs', 'change,personNo,name\n\0,\0,\0\n'],
  ['/v1/rosters?region=140500&month=2024-06&department=civil-affairs', csvOf([newcomer(902, { name: '张\0' })])],
  [`/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=x`, hospitalLine('x\0', '1.00')],
  [`/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=x`, hospitalLine('\ufffd', '9'.repeat(30))],
])('a file with what the database cannot hold: %s', async (url, content) => {
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${it.keys.bureau}` }
  const payload = Readable.from([Buffer.from(content)])
  const answer = await it.app.inject({ method: 'POST', url, headers, payload })
  expect({ status: answer.statusCode < 500, body: answer.body }).toMatchObject({ status: true })
})

function hospitalLine(settlement: string, amount: string): string {
  const head = 'setl_id,mdtrt_id,psn_no,medfee_sumamt,fund_pay_sumamt,acct_pay,refd_setl_flag'
  return `${head}\n${settlement},x,x,${amount},0.00,0.00,0\n`
}

describe('no value of a parameter or a field is an error of the service', () => {
  test.each(names.filter((name) => !takesAway.test(name)))('%s', async (name) => {
    const sample = samplesOf(document, world).find((one) => one.name === name) as Sample
    const variants = variantsOf(sample)
    expect(variants.length).toBeGreaterThan(0)
    // As many at a time as the pool has connections.
    for (let at = 0; at < variants.length; at += 4)
      await Promise.all(variants.slice(at, at + 4).map((variant) => expectNamed(sample, variant)))
  })
})
