import { describe, expect, test } from 'vitest'
import { send, testApp } from '../support/database/test-app.ts'
import { textOf } from './source.ts'

const it = testApp()

/** The worked settlement that a page opens with: what is sent, and what it says comes back. */
function exampleOf(page: string): { body: object; answer: object } {
  const text = textOf(page)
  const sent = /-d '(\{[\s\S]*?\})'/.exec(text)?.[1]
  const answered = /```json\n([\s\S]*?)```/.exec(text)?.[1]
  if (!sent || !answered) throw new Error(`${page} shows no settlement`)
  return { body: JSON.parse(sent), answer: JSON.parse(answered) }
}

describe('the settlement that the README opens with', () => {
  test('is what the service answers, field by field', async () => {
    const { body, answer } = exampleOf('README.md')
    const key = it.keys.bureau
    const reply = await send(it, 'POST', '/v1/settlements', body, { key })
    expect(reply.body).toMatchObject(answer)
    expect(reply.status).toBe(201)
  })

  test('is the same in Chinese, in the words of that language', async () => {
    const { body, answer } = exampleOf('README.zh-CN.md')
    const reply = await send(it, 'POST', '/v1/settlements', body, { key: it.keys.bureau, language: 'zh' })
    expect(reply.body).toMatchObject(answer)
    expect(body).toEqual(exampleOf('README.md').body)
  })
})
