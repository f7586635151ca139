import type { AdviceDesk, AdviceRows } from './desk.ts'

const enter = (desk: AdviceDesk, personNo: string) =>
  desk.bureau('POST', '/v1/opening-balances', {
    ...{ openingNo: desk.next('OB'), personNo, asOf: '2023-06-30', source: '原系统', personBurden: '1000.00' },
  })
const withdraw = (desk: AdviceDesk, id: string) =>
  desk.bureau('POST', `/v1/opening-balances/${id}/withdraw`, { reason: 'x' })

/** What was used before the ledger began. */
export const adviceOfOpenings: AdviceRows = {
  'opening-standing': async (desk) => {
    const personNo = await desk.person()
    const { id } = (await enter(desk, personNo)).body
    const refused = await enter(desk, personNo)
    const follow = async () => {
      await withdraw(desk, id)
      return enter(desk, personNo)
    }
    return { refused, follow }
  },
  'opening-status': async (desk) => {
    const personNo = await desk.person()
    const { id } = (await enter(desk, personNo)).body
    await withdraw(desk, id)
    const refused = await desk.bureau('POST', `/v1/opening-balances/${id}/reverse`, { reversalNo: 'X', reason: 'x' })
    return { refused, follow: () => enter(desk, personNo) }
  },
}
