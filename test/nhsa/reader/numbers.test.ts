import { beforeAll, describe, expect, test } from 'vitest'
import { FaultList } from '../../../src/domain/refusals/fault-list.ts'
import { Reader } from '../../../src/nhsa/reader/reader.ts'
import { ask, atTheDesk, inJincheng, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'
import { processorTime } from '../../support/processes/processor-time.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

/** What a reader makes of one field; null where it is refused. */
function read(value: string, how: (reader: Reader) => string | null): string | null {
  const faults = new FaultList()
  const found = how(new Reader({ value }, '', faults))
  return faults.kept.length > 0 ? null : found
}

describe('a number is read exactly, however a program writes it', () => {
  test.each([
    ['52000', '52000.00'],
    ['52000.1', '52000.10'],
    ['0052000.10000', '52000.10'],
    ['5E+4', '50000.00'],
    ['5.2001e3', '5200.10'],
    ['0E-2', '0.00'],
    ['-0.00', '0.00'],
    ['-1.5E+1', '-15.00'],
    ['99999999999999.99', '99999999999999.99'],
    ['9.999999999999999E13', '99999999999999.99'],
    ['100000000000000', null],
    ['1E+14', null],
    ['0.001', null],
    ['5E-3', null],
    ['.5', null],
    ['0x10', null],
    ['1e', null],
  ])('yuan %s is %s', (sent, yuan) => {
    expect(read(sent, (reader) => reader.maybeSignedMoney('value'))).toBe(yuan)
  })

  test('a price has six decimals, also where they are all in its exponent', () => {
    expect(read('1E-6', (reader) => reader.quantity('value', 6))).toBe('0.000001')
    expect(read('1E-7', (reader) => reader.quantity('value', 6))).toBe(null)
  })

  test('a settlement whose amounts a Java program wrote', async () => {
    const stay = await stayOf(it, inJincheng('dibao'))
    const { body } = await ask(it, '2303', {
      ...settling(stay, {
        medfee_sumamt: '5E+4',
        fulamt_ownpay_amt: '0E-2',
        preselfpay_amt: '0',
        inscp_scp_amt: '5E+4',
      }),
    })
    expect([body.infcode, body.err_msg]).toEqual([0, null])
    expect(body.output.setlinfo.medfee_sumamt).toBe(50000)
  })
})

/** Long enough that a pattern which goes back over it would take ten seconds and more. */
const long = 60_000

describe('what is endless is refused at once', () => {
  test.each([
    ['zeros', `${'0'.repeat(long)}x`],
    ['zeros behind the point', `1.${'0'.repeat(long)}x`],
    ['digits', '1'.repeat(long)],
  ])('an amount of %s', async (_, amount) => {
    const stay = await stayOf(it, inJincheng('tekun'))
    const spentMs = processorTime()
    const { body } = await ask(it, '2304', settling(stay, { medfee_sumamt: amount }))
    expect(body).toMatchObject({
      infcode: -1,
      err_msg: expect.stringContaining('medfee_sumamt（医疗费总额）：须为金额'),
    })
    expect(spentMs()).toBeLessThan(2000)
  })

  test('a time', () => {
    const spentMs = processorTime()
    expect(read(`2023-03-15${'.1'.repeat(long)}`, (reader) => reader.maybeTime('value'))).toBe(null)
    expect(spentMs()).toBeLessThan(500)
  })

  test.each([
    ['spaces', `A${' '.repeat(long)}!`],
    ['line breaks', `A${'\n'.repeat(long)}!`],
    ['letters and signs of an end', `${'A='.repeat(long)}!`],
  ])('a file of %s', async (_, content) => {
    const spentMs = processorTime()
    const { body } = await ask(it, '9101', { fsUploadIn: { filename: 'a.txt', in: content } })
    expect(body.infcode === 0 ? body.warn_msg : body.err_msg).toMatch(/./)
    expect(spentMs()).toBeLessThan(3000)
  })
})

test('a list of whole yuan is text, not base64', async () => {
  const line = ['S1', 'V1', '14050000000000000001', '52000', '34790', '0', '0'].join('\t')
  const { body } = await ask(it, '9101', { fsUploadIn: { filename: 'a.txt', in: `${line}\r\n` } })
  expect([body.infcode, body.err_msg]).toEqual([0, null])
})
