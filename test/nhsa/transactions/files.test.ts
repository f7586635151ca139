import { beforeAll, describe, expect, test } from 'vitest'
import { ask, atTheDesk, done } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'
import { zipOf } from '../../support/files/hospital-file.ts'
import { processorTime } from '../../support/processes/processor-time.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

let count = 0
/** A day of one settlement in whole yuan, every letter of which could be one of base64. */
function wholeYuan(): string {
  count += 1
  return `H14050000001202405151200000${count}\tnull\t14050000000000009001\t52000\t45437\t0\t0\r\n`
}

async function stored(fileNo: string) {
  const { rows } = await it.service.db.pool.query(
    'SELECT settlement, total, fund_paid FROM uploaded_lines WHERE file_no = $1',
    [fileNo],
  )
  return rows
}

describe('9101 reads a file however a program puts it into JSON', () => {
  test.each([
    ['the text itself', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64 in lines of 76', (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')],
    ['base64 without its padding', (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')],
    ['bytes', (text: string) => [...Buffer.from(text)]],
    ['signed bytes', (text: string) => [...new Int8Array(Buffer.from(text))]],
    ['a ZIP in base64', (text: string) => zipOf([{ name: 'day.txt', content: text }]).toString('base64')],
  ])('as %s', async (_, put) => {
    const text = wholeYuan()
    const { output } = await done(it, '9101', { fsUploadIn: { filename: 'day.txt', in: put(text) } })
    expect(await stored(output.file_qury_no)).toEqual([
      { settlement: text.slice(0, 28), total: '52000.00', fund_paid: '45437.00' },
    ])
  })

  test('a small ZIP that becomes a million lines is refused, and nothing is kept', async () => {
    const bomb = zipOf([{ name: 'day.txt', content: 'a\n'.repeat(1_500_000) }]).toString('base64')
    const { status, body } = await ask(it, '9101', { fsUploadIn: { filename: 'day.zip', in: bomb } })
    expect([status, body.infcode]).toEqual([200, -1])
    expect(body.err_msg).toMatch(/压缩比超过 200 倍/)
  })

  test('what is nearly base64 for a megabyte is read at once', async () => {
    const spentMs = processorTime()
    const text = `A${' '.repeat(1_000_000)}!`
    const { body } = await ask(it, '9101', { fsUploadIn: { filename: 'day.txt', in: text } })
    expect(body.infcode).toBe(-1)
    expect(spentMs()).toBeLessThan(3_000)
  })
})
