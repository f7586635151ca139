import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { cityRows } from '../../support/claims/city-rows.ts'
import { cityDesk, type Who } from '../../support/database/city-desk.ts'
import { type Answer, send } from '../../support/database/test-app.ts'

const { made, person, settle, post } = cityDesk()

describe('what packs say, over HTTP', () => {
  test.each(cityRows)('$rule', async ({ who, visits, gives, reason }) => {
    const personNo = await person(who)
    let answer: Answer['body']
    for (const visit of visits) answer = await settle(personNo, visit)
    const amounts = Object.keys(gives).map((payer) => [payer, answer.payers[payer]])
    expect(Object.fromEntries(amounts)).toEqual(gives)
    if (reason) expect(answer.reasons.map(({ code }: { code: string }) => code)).toContain(reason)
  })

  test('17 contributions and subsidies by group and age', async () => {
    const of = async (who: Who) => {
      const read = await send(
        made,
        'GET',
        `/v1/beneficiaries/${await person({ as: 'dibao', ...who })}/premium-subsidy?year=2024`,
        undefined,
        { key: made.keys.bureau },
      )
      return [read.status, read.body.contribution, read.body.subsidy]
    }
    expect(await of({ bornOn: '1955-01-01' })).toEqual([200, '400.00', '200.00'])
    expect(await of({ bornOn: '1954-12-31' })).toEqual([200, '400.00', '400.00'])
    const student = [{ year: 2024, from: '2024-01-01', insuredGroup: 'students' }]
    expect(await of({ bornOn: '2008-01-01', enrolments: student })).toEqual([200, '380.00', '190.00'])
  })

  test('a group that no pack declares is refused by name', async () => {
    const body = { tier: 1, source: '测试', year: 2024, from: '2024-01-01', insuredGroup: 'pupils' }
    const answer = await post('POST', `/v1/beneficiaries/${await person()}/enrolments`, body)
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('students')])
  })

  test('the annual cap has what every kind of care has filled of a deductible', async () => {
    const personNo = await person({ as: 'spending' })
    const met = async () => {
      const path = `/v1/beneficiaries/${personNo}/annual-cap?year=2024`
      return (await send(made, 'GET', path, undefined, { key: made.keys.bureau })).body.accumulated.aidDeductible
    }
    expect(await met()).toEqual({ amount: '12000.00', met: '0.00' })
    await settle(personNo, { on: '2024-02-01', care: 'outpatient-special-disease', inScope: '5000.00' })
    expect(await met()).toEqual({ amount: '12000.00', met: '5000.00' })
    await settle(personNo, { on: '2024-03-01', inScope: '8000.00' })
    expect(await met()).toEqual({ amount: '12000.00', met: '12000.00' })
  })

  test('the limit is called by the words of the city', async () => {
    const answer = await settle(await person({ as: 'dibao' }), {
      on: '2024-02-01',
      care: 'outpatient-ordinary',
      inScope: '2000.00',
    })
    expect(answer.reasons.map(({ text }: { text: string }) => text).join()).toContain('门诊限额')
  })

  test('the ledger agrees with all of it', async () => {
    const differences: unknown[] = []
    await verifyLedger({ db: made.service.db, archive: made.service.ledger.archive }, (one) => differences.push(one))
    expect(differences).toEqual([])
  })
})
