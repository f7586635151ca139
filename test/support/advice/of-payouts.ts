import { card } from '../database/payout-desk.ts'
import { hospitalCode } from '../database/test-app.ts'
import { owedPerson } from '../people/owed.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const region = '140500'
const account = { number: card, bankName: '晋城农村商业银行' }

let people = 0
const owed = (desk: AdviceDesk) =>
  owedPerson(desk.it.service, `14050000000008${String(++people).padStart(6, '0')}`, hospitalCode)

const pay = (desk: AdviceDesk, personNo: string, change: object = {}) =>
  desk.bureau('POST', '/v1/payouts', {
    ...{ payoutNo: desk.next('PN'), region, personNo, payee: { kind: 'person' }, account, ...change },
  })

const batchOf = (desk: AdviceDesk, payouts?: readonly string[]) =>
  desk.bureau('POST', '/v1/payout-batches', { batchNo: desk.next('PB'), region, ...(payouts ? { payouts } : {}) })

/** A payout of somebody who is owed 17,000, in a batch, with what is done to either. */
async function batched(desk: AdviceDesk) {
  const personNo = await owed(desk)
  const payout = (await pay(desk, personNo)).body.id as string
  const batch = `/v1/payout-batches/${(await batchOf(desk, [payout])).body.id}`
  const reviewer = await desk.it.issue({ kind: 'bureau', name: 'reviewer', region })
  return {
    personNo,
    payout,
    approve: (key = reviewer) => desk.as(key, 'POST', `${batch}/approve`),
    send: (more: object = {}) => desk.bureau('POST', `${batch}/send`, more),
    withdraw: async () => {
      await desk.bureau('POST', `${batch}/withdraw`, { reason: 'x' })
      return desk.bureau('POST', `/v1/payouts/${payout}/withdraw`, { reason: 'x' })
    },
  }
}

const receive = (desk: AdviceDesk, amount: string) =>
  desk.bureau('POST', `/v1/funds/${region}/receipts`, {
    ...{ receiptNo: desk.next('PR'), source: 'city', amount, receivedOn: '2024-05-01', note: 'x' },
  })

/** Money to people. */
export const adviceOfPayouts: AdviceRows = {
  'payouts-none-open': async (desk) => {
    const refused = await batchOf(desk)
    const list = /GET (\S+) lists/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      await owed(desk)
      const { body } = await desk.bureau('GET', `${list}?region=${region}`)
      await pay(desk, body.items[0].personNo)
      return batchOf(desk)
    }
    return { refused, follow }
  },
  'account-invalid': async (desk) => {
    const personNo = await owed(desk)
    const wrong = { ...account, number: '6230580000000000006' }
    return { refused: await pay(desk, personNo, { account: wrong }), follow: () => pay(desk, personNo) }
  },
  'payee-invalid': async (desk) => {
    const personNo = await owed(desk)
    const payee = { kind: 'guardian', name: '张三' }
    const refused = await pay(desk, personNo, { payee })
    const missing = refused.body.errors.map(({ pointer }: { pointer: string }) => [pointer.split('/').at(-1), '户口簿'])
    return { refused, follow: () => pay(desk, personNo, { payee: { ...payee, ...Object.fromEntries(missing) } }) }
  },
  'payout-differs-from-owed': async (desk) => {
    const personNo = await owed(desk)
    const refused = await pay(desk, personNo, { amount: '1.00' })
    return { refused, follow: () => pay(desk, personNo, { amount: refused.body.owed }) }
  },
  'payout-nothing-owed': async (desk) => {
    const refused = await pay(desk, await desk.person())
    await owed(desk)
    const list = /, GET (\S+) who/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      const { body } = await desk.bureau('GET', `${list}?region=${region}`)
      return pay(desk, body.items[0].personNo)
    }
    return { refused, follow }
  },
  'payouts-not-ready': async (desk) => {
    const held = await batched(desk)
    const open = (await pay(desk, await owed(desk))).body.id as string
    const refused = await batchOf(desk, [held.payout, open])
    const ready = [held.payout, open].filter((id) => !refused.body.detail.includes(id))
    return { refused, follow: () => batchOf(desk, ready) }
  },
  'payout-status': async (desk) => {
    const { payout, withdraw } = await batched(desk)
    const take = () => desk.bureau('POST', `/v1/payouts/${payout}/withdraw`, { reason: 'x' })
    return { refused: await take(), follow: withdraw }
  },
  'payout-exceeds-owed': async (desk) => {
    const { personNo, approve, withdraw } = await batched(desk)
    await desk.bureau('POST', '/v1/reversals', {
      ...{ hospitalCode, settlementNo: `O-${personNo}-5000.00`, reversalNo: desk.next('PX'), reason: 'x' },
      resettleLater: true,
    })
    return { refused: await approve(), follow: withdraw }
  },
  'payee-died': async (desk) => {
    const { personNo, approve, withdraw } = await batched(desk)
    await desk.bureau('PUT', `/v1/beneficiaries/${personNo}/death`, { diedOn: '2024-05-01', source: '死亡证明' })
    const refused = await approve()
    const follow = async () => {
      await withdraw()
      return pay(desk, personNo, { payee: { kind: 'heir', name: '张三', grounds: '其子，公证书' } })
    }
    return { refused, follow }
  },
  'batch-status': async (desk) => {
    const { approve, send } = await batched(desk)
    await receive(desk, '17000.00')
    return { refused: await send(), follow: () => approve().then(() => send()) }
  },
  'second-pair-of-eyes': async (desk) => {
    const { approve } = await batched(desk)
    return { refused: await approve(desk.it.keys.bureau), follow: () => approve() }
  },
  'sent-before-approval': async (desk) => {
    const { approve, send } = await batched(desk)
    await receive(desk, '17000.00')
    await approve()
    const refused = await send({ sentOn: '2024-05-04' })
    const sentOn = /approved on (\S+) /.exec(refused.body.detail)?.[1]
    return { refused, follow: () => send({ sentOn }) }
  },
}
