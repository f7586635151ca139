import type { Body } from '../../support/claims/messages.ts'
import type { TestApp } from '../../support/database/test-app.ts'
import { type Booked, billOf, done, type Hospital, nextNumber, type Program, send, type Visit } from './program.ts'

/** A program that speaks the national messages. `port` is of the service that loses answers on purpose. */
export function messageProgram(it: TestApp, hospital: Hospital, port: number): Program {
  const tell = (infno: string, input: object, msgid?: string) => done(it, hospital, infno, input, msgid)
  return {
    hospital,
    begin: (at) => begin(tell, hospital, at),
    settle: async ({ infno, body, number }) => bookedOf((await tell(infno, body, number)).output.setlinfo),
    lose: (visit, when) => lose(hospital, port, visit, when),
    sendLate: async ({ infno, body, number }) => {
      const { body: answer } = await send(it, hospital, infno, body, number)
      return !/已由 2601 冲正或作废，不再结算/.test(answer.err_msg)
    },
    undo: async ({ infno, personNo }, { visitId, row }) => {
      const data = { psn_no: personNo, mdtrt_id: visitId, setl_id: row.settlement }
      await tell(infno === '2207' ? '2208' : '2305', { data })
    },
    read: async (setl_id, psn_no) => bookedOf((await tell('5203', { data: { psn_no, setl_id } })).output.setlinfo).row,
  }
}

async function begin(
  tell: (infno: string, input: object) => Promise<Body>,
  hospital: Hospital,
  at: number,
): Promise<Visit> {
  const { personNo: psn_no, isStay, total, basic } = billOf(hospital, at)
  const { stay, visit } = hospital.diseases
  const bill = { psn_no, medfee_sumamt: total, inscp_scp_amt: total, exp_content: { hifp_pay: basic, hifmi_pay: 0 } }
  const number = nextNumber(hospital)
  if (isStay) {
    const told = await tell('2401', { mdtrtinfo: { psn_no, begntime: '2024-05-01', med_type: '21' } })
    const { mdtrt_id } = told.output.result
    // Whoever is not settled, because nothing was sent, has left the bed all the same.
    await tell('2402', { dscginfo: { psn_no, mdtrt_id, endtime: '2024-05-03' } })
    const data = { ...bill, mdtrt_id, dscgTime: '2024-05-03', ...(stay === null ? {} : { dise_codg: stay }) }
    return { personNo: psn_no, number, infno: '2304', total, body: { data } }
  }
  const { mdtrt_id } = (await tell('2201', { data: { psn_no, begntime: '2024-05-04' } })).output.data
  const data = { ...bill, mdtrt_id, med_type: '14', dise_codg: visit }
  return { personNo: psn_no, number, infno: '2207', total, body: { data } }
}

function bookedOf({ setl_id, mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt }: Body): Booked {
  const amounts = { total: medfee_sumamt.toFixed(2), fundPaid: fund_pay_sumamt.toFixed(2), accountPaid: '0.00' }
  return { visitId: mdtrt_id, row: { settlement: setl_id, personNo: psn_no, ...amounts, refunded: false } }
}

async function lose({ code, region, key }: Hospital, port: number, visit: Visit, when: string): Promise<void> {
  const envelope = { fixmedins_code: code, mdtrtarea_admvs: region, insuplc_admdvs: region }
  const sent = fetch(`http://127.0.0.1:${port}/nhsa/${visit.infno}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-yizhan-lose-answer': when },
    body: JSON.stringify({ ...envelope, msgid: visit.number, input: visit.body }),
  })
  const isAnswered = await sent.then(
    () => true,
    () => false,
  )
  if (isAnswered) throw new Error('an answer that was to be lost arrived')
}
