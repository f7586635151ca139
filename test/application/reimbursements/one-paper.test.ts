import { beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { pdf, reimbursementDesk } from '../../support/database/reimbursement-desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let it: ReturnType<typeof reimbursementDesk>
beforeAll(async () => {
  desk = await openDesk()
  it = reimbursementDesk(desk.service)
})
const dibao = () => desk.person({ as: 'dibao' })

test('one scan may hold several papers: sent again as the other kind it is both, and once more a replay', async () => {
  const { id } = (await it.receive(await dibao())).reimbursement
  const scan = pdf('invoice and statement')
  await it.paper(id, 'invoice', scan)
  expect(await refusalOf(it.check(id))).toMatchObject({ params: { kind: 'insurance-statement' } })
  const both = await it.paper(id, 'insurance-statement', scan)
  expect([both.replayed, both.reimbursement.documents.map(({ kind }) => kind)]).toEqual([
    false,
    ['invoice', 'insurance-statement'],
  ])
  expect((await it.paper(id, 'insurance-statement', scan)).replayed).toBe(true)
  expect((await it.check(id)).reimbursement.status).toBe('checked')
})

test('an invoice without its leading zeros is the same invoice', async () => {
  const invoices = (number: string) => [{ code: '50060124', number, amount: '20000.00' }]
  await it.receive(await dibao(), { invoices: invoices('0077777777') })
  expect((await refusalOf(it.receive(await dibao(), { invoices: invoices('77777777') }))).code).toBe('invoice-used')
})
