import { expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

test('a list in brackets is told how lines are written, and not a content-type that no batch has', async () => {
  const whole = `[${JSON.stringify(stay)}]`
  const headers = { 'content-type': 'application/x-ndjson' }
  const { body } = await send(it, 'POST', '/v1/settlements/batches', `${whole}\n${whole.slice(0, -1)},`, {
    ...{ key: it.keys.hospital, headers, language: 'zh' },
  })
  const lines = String(body).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).code)).toEqual(['invalid-request', 'malformed-json'])
  for (const line of lines) {
    expect(line).toContain('行末不加逗号，整体不加方括号')
    expect(line).not.toContain('application/json')
  }
})
