import { openAll } from '../load/closed.ts'
import { request } from '../load/connection.ts'
import { type Population, randomOf } from './claims.ts'
import type { Hospital } from './registers.ts'
import { idNumberOf } from './roster-list.ts'

/** A stay that is over and waits for its bill, as the program of a hospital reported it: 1101, 2401, 2301, 2402. */
export interface Stay {
  readonly hospital: Hospital
  readonly psn_no: string
  readonly mdtrt_id: string
  readonly ipt_no: string
}

let numbered = 0
const begin = Date.now()

/** The second and a running number within it, which is what the interface asks for. */
function nextNumber(): string {
  const second = new Date(begin + 1000 * Math.floor(numbered / 10_000)).toISOString().replace(/\D/g, '').slice(0, 14)
  return `${second}${String(numbered++ % 10_000).padStart(4, '0')}`
}

/** One message of the national interface, under a number never used before. */
function message(hospital: Hospital, infno: string, input: object): string {
  const body = JSON.stringify({
    infno,
    msgid: `${hospital.hospitalCode}${nextNumber()}`,
    ...{ mdtrtarea_admvs: '140502', insuplc_admdvs: '140502', recer_sys_code: 'BENCH', infver: 'V1.0' },
    ...{ opter_type: '1', opter: '001', opter_name: 'bench', inf_time: '2023-07-01 12:00:00' },
    ...{ fixmedins_code: hospital.hospitalCode, fixmedins_name: 'bench' },
    input,
  })
  return request('POST', '/nhsa', hospital.key, body)
}

const connections = 8

/** Stays of May and June 2023 with two fee lines each, in all the hospitals in turn; of people one after another, since nobody is in two beds. */
export async function endedStays(port: number, population: Population, count: number, seed: number): Promise<Stay[]> {
  const random = randomOf(seed)
  const open = await openAll(port, connections)
  const made: Stay[] = []
  const first = random(population.people)
  let begun = 0
  const send = async (connection: (typeof open)[number]) => {
    while (begun < count) {
      const index = (first + begun++) % population.people
      const hospital = population.hospitals[random(population.hospitals.length)] as Hospital
      const ask = async (infno: string, input: object) => {
        const { body } = await connection.send(message(hospital, infno, input))
        return outputOf(infno, body.toString('utf8'))
      }
      made.push(await ended(ask, hospital, { index, personNo: population.personNo(index) }, random))
    }
    connection.close()
  }
  await Promise.all(open.map(send))
  return made
}

type Ask = (infno: string, input: object) => Promise<{ readonly result?: { readonly mdtrt_id?: string } } | null>

async function ended(
  ask: Ask,
  hospital: Hospital,
  { index, personNo: psn_no }: { readonly index: number; readonly personNo: string },
  random: (sides: number) => number,
): Promise<Stay> {
  await ask('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: idNumberOf(index).idNumber } })
  const day = (at: number) => `2023-0${5 + (at > 28 ? 1 : 0)}-${String(((at - 1) % 28) + 1).padStart(2, '0')}`
  const from = 1 + random(50)
  const ipt_no = `B${numbered}`
  const begun = await ask('2401', { mdtrtinfo: { psn_no, begntime: `${day(from)} 09:00:00`, med_type: '21', ipt_no } })
  const visit = { psn_no, mdtrt_id: begun?.result?.mdtrt_id ?? '' }
  await ask('2301', { feedetail: [1, 2].map((no) => feeLine(visit, no, day(from), random)) })
  await ask('2402', { dscginfo: { ...visit, endtime: `${day(from + 3)} 10:00:00` } })
  return { hospital, ipt_no, ...visit }
}

function feeLine(visit: object, no: number, on: string, random: (sides: number) => number) {
  const amount = 500 + random(1000)
  return {
    ...visit,
    ...{ feedetl_sn: String(no), chrg_bchno: 'B1', fee_ocur_time: `${on} 12:00:00`, med_list_codg: 'XA01' },
    ...{ cnt: 1, pric: amount, det_item_fee_sumamt: amount, fulamt_ownpay_amt: 0 },
  }
}

function outputOf(infno: string, text: string) {
  const answer = JSON.parse(text)
  if (answer.infcode !== 0) throw new Error(`${infno} was refused: ${text.slice(0, 400)}`)
  return answer.output
}

const billOf = ({ psn_no, mdtrt_id }: Stay) => ({
  data: { psn_no, mdtrt_id, mid_setl_flag: '0', exp_content: { hifp_pay: 0, hifmi_pay: 0 } },
})

/** 2304 of each stay, once. */
export function nationalSettlements(stays: readonly Stay[]): () => string | null {
  const left = [...stays]
  return () => {
    const stay = left.pop()
    return stay ? message(stay.hospital, '2304', billOf(stay)) : null
  }
}

/** 2303 of each stay in turn, again and again: a quote leaves the stay as it is. */
export function nationalQuotes(stays: readonly Stay[]): () => string {
  let asked = 0
  return () => {
    const stay = stays[asked++ % stays.length] as Stay
    return message(stay.hospital, '2303', billOf(stay))
  }
}
