import { certificate } from '../../../src/http/openapi/examples.ts'
import { asSummed, atTheDesk, line, newMsgid, type Stay, settling } from '../claims/messages.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'

const admission = (psn_no: string, begntime: string, more: object = {}) => ({
  mdtrtinfo: { psn_no, begntime, med_type: '21', ...more },
})

/** Somebody new at the hospital's desk. */
async function patient(desk: AdviceDesk): Promise<string> {
  const personNo = await desk.person()
  await atTheDesk(desk.it)
  return personNo
}

/** A stay that has begun, of somebody new. */
async function admitted(desk: AdviceDesk): Promise<Stay> {
  const psn_no = await patient(desk)
  const { body } = await desk.message('2401', admission(psn_no, '2023-03-01'))
  return { psn_no, mdtrt_id: body.output.result.mdtrt_id }
}

const discharge = (desk: AdviceDesk, stay: Stay) =>
  desk.message('2402', { dscginfo: { ...stay, endtime: '2023-03-15 10:00:00' } })

/** A stay that has ended and is settled, with the number of the message that settled it. */
async function settled(desk: AdviceDesk) {
  const stay = await admitted(desk)
  await discharge(desk, stay)
  const msgid = newMsgid()
  await desk.message('2304', settling(stay), { msgid })
  return { stay, msgid }
}

const undo = (desk: AdviceDesk, { psn_no }: Stay, omsgid: string, oinfno = '2304') =>
  desk.message('2601', { data: { psn_no, omsgid, oinfno } })

/** What hospitals' messages are refused with. */
export const adviceOfMessages: AdviceRows = {
  'transaction-unknown': async (desk) => {
    const refused = await desk.message('8888', {})
    const known = /可用：[^。]*(1101)/.exec(refused.body.detail)?.[1] ?? ''
    return {
      refused,
      follow: () => desk.message(known, { data: { mdtrt_cert_type: '02', mdtrt_cert_no: certificate.idNumber } }),
    }
  },
  'certificate-ambiguous': async (desk) => {
    const shared = desk.next('SHARED')
    await desk.person({ idNumber: shared, name: '示例甲' })
    await desk.person({ idNumber: shared, name: '示例乙' })
    const read = (more: object = {}) => desk.message('1101', { data: { psn_cert_type: '99', certno: shared, ...more } })
    return { refused: await read(), follow: () => read({ psn_name: '示例乙' }) }
  },
  'already-admitted': async (desk) => {
    const stay = await admitted(desk)
    const again = () => desk.message('2401', admission(stay.psn_no, '2023-03-20'))
    const refused = await again()
    const mdtrt_id = /就诊ID (\w+)/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => discharge(desk, { ...stay, mdtrt_id }).then(again) }
  },
  'care-not-settled': async (desk) => {
    const psn_no = await patient(desk)
    const admit = (med_type: string) => desk.message('2401', admission(psn_no, '2023-03-01', { med_type }))
    const refused = await admit('14')
    const stay = /住院请填 (\d\d)/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => admit(stay) }
  },
  'message-reused': async (desk) => {
    const [one, other] = [await patient(desk), await patient(desk)]
    const msgid = newMsgid()
    await desk.message('2401', admission(one, '2023-03-01'), { msgid })
    const ask = (under: string) => desk.message('2401', admission(other, '2023-03-01'), { msgid: under })
    return { refused: await ask(msgid), follow: () => ask(newMsgid()) }
  },
  'message-undone': async (desk) => {
    const { stay, msgid } = await settled(desk)
    await undo(desk, stay, msgid)
    const again = (under: string) => desk.message('2304', settling(stay), { msgid: under })
    return { refused: await again(msgid), follow: () => again(newMsgid()) }
  },
  'not-undoable': async (desk) => {
    const { stay, msgid } = await settled(desk)
    const refused = await undo(desk, stay, msgid, '2305')
    const right = /交易编号是 (\d{4})/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => undo(desk, stay, msgid, right) }
  },
  'visit-state': async (desk) => {
    const stay = await admitted(desk)
    const settle = () => desk.message('2304', settling(stay))
    return { refused: await settle(), follow: () => discharge(desk, stay).then(settle) }
  },
  'visit-settled': async (desk) => {
    const { stay } = await settled(desk)
    const tell = () => desk.message('2301', { feedetail: [line(stay)] })
    const refused = await tell()
    const [, named = ''] = /已由报文 (\w+) 结算/.exec(refused.body.detail) ?? []
    const follow = () => undo(desk, stay, named).then(tell)
    return { refused, follow }
  },
  'fee-line-invalid': async (desk) => {
    const stay = await admitted(desk)
    const tell = (sum: number) =>
      desk.message('2301', { feedetail: [line(stay, { cnt: 3, pric: 1000, det_item_fee_sumamt: sum })] })
    return { refused: await tell(41_010), follow: () => tell(3000) }
  },
  'amounts-differ-from-lines': async (desk) => {
    const stay = await admitted(desk)
    await desk.message('2301', { feedetail: [line(stay)] })
    await discharge(desk, stay)
    const settle = (medfee_sumamt: string) => desk.message('2304', asSummed(stay, { medfee_sumamt }))
    const refused = await settle('101.00')
    const summed = /明细合计 ([\d.]+)/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => settle(summed) }
  },
  'code-unknown': async (desk) => {
    const psn_no = await patient(desk)
    const admit = (med_type: string) => desk.message('2401', admission(psn_no, '2023-03-01', { med_type }))
    const refused = await admit('7777')
    const known = /可用：[^。]*?\b(21)\b/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => admit(known) }
  },
}
