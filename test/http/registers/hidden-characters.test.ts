import { describe, expect, test } from 'vitest'
import { bodyExamples } from '../../../src/http/openapi/examples.ts'
import { ask, inJincheng } from '../../support/claims/messages.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const example = (name: string) => bodyExamples[name]?.['example']?.value as Record<string, unknown>

describe('a name with characters that nobody sees is refused', () => {
  const registers = [
    ['/v1/beneficiaries/14050000000000009998', 'BeneficiaryRequest'],
    ['/v1/hospitals/H14052100002', 'HospitalRequest'],
  ] as const
  const hidden = ['\u202e', '\u2066', '\u2069', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u3164', '\u2028']

  test.each(registers)('PUT %s', async (url, body) => {
    for (const character of hidden) {
      for (const name of [`张${character}三`, `${character}张三`, `张三${character}`]) {
        const answer = await send(it, 'PUT', url, { ...example(body), name }, { key: it.keys.bureau, language: 'zh' })
        expectProblem(answer, 400, 'invalid-request')
        expect(answer.body.errors).toMatchObject([{ pointer: '/name', detail: expect.stringContaining('零宽字符') }])
      }
    }
    const whole = await send(it, 'PUT', url, { ...example(body), name: '买买提·吐尔逊' }, { key: it.keys.bureau })
    expect(whole.status).toBe(201)
  })
})

test('a hospital’s message with such characters is read without them', async () => {
  const { rows } = await it.service.db.pool.query<{ name: string }>(
    'SELECT name FROM beneficiaries WHERE person_no = $1',
    [inJincheng('dibao')],
  )
  const [{ name } = { name: '' }] = rows
  const shown = await send(it, 'GET', `/v1/beneficiaries/${inJincheng('dibao')}?show=idNumber`, undefined, {
    key: it.keys.bureau,
  })
  const data = {
    mdtrt_cert_type: '02',
    mdtrt_cert_no: shown.body.idNumber,
    psn_cert_type: '01',
    certno: shown.body.idNumber,
  }
  const copied = await ask(it, '1101', { data: { ...data, psn_name: `\u202a${name}\u200b` } })
  expect(copied.body).toMatchObject({ infcode: 0, output: { baseinfo: { psn_name: name } } })
})
