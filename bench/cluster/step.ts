import type { Answer } from '../faults/load/http.ts'
import { inventedIdNumber, type Place, personNo, places } from '../faults/load/people.ts'
import { enter } from '../faults/load/register.ts'
import type { Checking } from './environment.ts'

/** One thing that has to hold. It answers what it saw, null where there is nothing to see here, and throws where it does not hold. */
export interface Step {
  readonly en: string
  readonly zh: string
  readonly run: (checking: Checking) => Promise<string | null>
}

export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

/** The JSON of an answer that must have this status. */
export function bodyOf<T>({ status, body }: Answer, wanted: number): T {
  must(status === wanted, `${status} instead of ${wanted}: ${body.slice(0, 400)}`)
  return JSON.parse(body) as T
}

export const jincheng = places[0] as Place

/** Somebody on dibao in Jincheng whom the load knows nothing of. */
export async function newPerson({ ask }: Checking, number: number): Promise<string> {
  const put = async (method: string, path: string, body: unknown) => {
    const answer = await ask(method, path, body as object)
    must(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.body}`)
  }
  await enter(put, jincheng, number)
  return personNo(jincheng, number)
}

export const idNumberOf = (birthDate: string) => inventedIdNumber(jincheng, birthDate)

/** A stay in Jincheng in 2023, of which basic insurance paid some, in yuan. */
export function stay(person: string, settlementNo: string, of: { inScope: number; basic: number; day?: number }) {
  const day = String(of.day ?? 10).padStart(2, '0')
  return {
    settlementNo,
    personNo: person,
    hospitalCode: jincheng.hospitalCode,
    care: 'inpatient',
    admittedOn: `2023-06-${day}`,
    dischargedOn: `2023-06-${day}`,
    referral: 'proper',
    costs: { total: `${of.inScope}.00`, offCatalogue: '0.00', inScope: `${of.inScope}.00` },
    paid: { basic: `${of.basic}.00`, criticalIllness: '0.00' },
  }
}

/** Asks until what is read is as wanted, for half a minute. */
export async function until<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const value = await read()
    if (isThere(value)) return value
    must(performance.now() < deadline, `not within 30 s: ${JSON.stringify(value).slice(0, 400)}`)
    await new Promise((wake) => setTimeout(wake, 200))
  }
}
