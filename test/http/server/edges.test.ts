import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type Document, type Sample, samplesOf } from '../../support/edges/requests.ts'
import { type Variant, variantsOf } from '../../support/edges/values.ts'
import { makeWorld, type World } from '../../support/edges/world.ts'

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
  if (answer.status >= 500) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  if (answer.status >= 400 && !isNational) expectProblem(answer, answer.status, answer.body.code)
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
