import type { Body } from '../../support/claims/messages.ts'
import { send, type TestApp } from '../../support/database/test-app.ts'
import { rowOf } from '../../support/files/hospital-file.ts'
import { type Booked, billOf, type Hospital, nextNumber, type Program, type Visit } from './program.ts'

/** A program that speaks the API itself. Its numbers have the form of a message's, so that a 2601 undoes what is unknown. */
export function apiProgram(it: TestApp, hospital: Hospital): Program {
  const { key } = hospital
  const post = (path: string, body: object) => send(it, 'POST', path, body, { key })
  const settle = async ({ body }: Visit) => {
    const answer = await post('/v1/settlements', body)
    if (answer.status !== 201 && answer.status !== 200) throw new Error(`${answer.status} ${answer.body.detail}`)
    return bookedOf(answer.body)
  }
  return {
    hospital,
    begin: async (at) => begin(hospital, at),
    settle,
    lose: async (visit, when) => {
      // What never arrives was never sent; of what was done the answer is thrown away.
      if (when === 'after-commit') await settle(visit)
    },
    sendLate: async ({ body }) => {
      // Of a number that was settled and reversed the API repeats what it stands for; one that was void it refuses.
      const answer = await post('/v1/settlements', body)
      return answer.body.status !== 'reversed' && answer.body.code !== 'message-undone'
    },
    undo: async ({ number }) => {
      const body = { hospitalCode: hospital.code, settlementNo: number, reversalNo: `R-${number}`, reason: 'test' }
      const answer = await post('/v1/reversals', body)
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body.detail}`)
    },
    read: async (id) => bookedOf((await send(it, 'GET', `/v1/settlements/${id}`, undefined, { key })).body).row,
  }
}

function begin(hospital: Hospital, at: number): Visit {
  const { personNo, isStay, total, basic } = billOf(hospital, at)
  const number = nextNumber(hospital)
  const { stay, visit } = hospital.diseases
  const care = isStay
    ? {
        care: 'inpatient',
        admittedOn: '2024-05-01',
        dischargedOn: '2024-05-03',
        ...(stay ? { diseaseCode: stay } : {}),
      }
    : { care: 'outpatient-special-disease', servedOn: '2024-05-04', diseaseCode: visit }
  const amounts = { costs: { total, inScope: total }, paid: { basic, criticalIllness: '0.00' } }
  const body = { settlementNo: number, personNo, hospitalCode: hospital.code, ...care, ...amounts }
  return { personNo, number, infno: isStay ? '2304' : '2207', total, body }
}

function bookedOf(answer: Body): Booked {
  return { visitId: null, row: { ...rowOf(answer), accountPaid: '0.00' } }
}
