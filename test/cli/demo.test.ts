import { describe, expect, test } from 'vitest'
import { Client } from '../../src/cli/demo/client.ts'
import { settleYear } from '../../src/cli/demo/settle-year.ts'
import { testApp } from '../support/database/test-app.ts'

const it = testApp()

async function runDemo(): Promise<string> {
  const said: string[] = []
  await settleYear(new Client(await listening(), it.keys.bureau), (text) => said.push(text))
  return said.join('\n')
}

let address: Promise<string> | undefined
function listening(): Promise<string> {
  address ??= it.app.listen({ port: 0, host: '127.0.0.1' })
  return address
}

/** The amounts of one payer through the year, as they are printed. */
function paidBy(payer: string, text: string): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith(`  ${payer}`))
  return rows.map((row) => (/([\d,]+\.\d\d)(?=\s*($|\S*〔|\[))/.exec(row) ?? [])[1] ?? row)
}

describe('npm run demo', () => {
  test('prints the year of a person on dibao in Jincheng, to the fen', async () => {
    const text = await runDemo()
    expect(paidBy('医疗救助 Medical assistance', text)).toEqual(['28,000.00', '1,500.00', '30,500.00', '0.00'])
    expect(paidBy('倾斜救助 Tilted assistance', text)).toEqual(['17,500.00', '22,500.00'])
    expect(paidBy('个人负担 Paid by the person', text)).toEqual(['12,000.00', '3,500.00', '2,000.00', '17,500.00'])
    expect(text).toContain('The person paid in the year: 35,000.00')
  })

  test('begins with an empty year however often it runs', async () => {
    expect(paidBy('医疗救助 Medical assistance', await runDemo())[0]).toBe('28,000.00')
  })

  test('says how to start the service when none answers', async () => {
    const nobody = new Client('http://127.0.0.1:9', 'key')
    await expect(settleYear(nobody, () => undefined)).rejects.toThrow(/npm start/)
  })

  test('says what was refused, and why, when a key is not known', async () => {
    const stranger = new Client(await listening(), 'nobody')
    await expect(settleYear(stranger, () => undefined)).rejects.toThrow(/401 unauthenticated/)
  })
})
