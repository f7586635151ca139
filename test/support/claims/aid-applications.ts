import { approveApplication } from '../../../src/application/aid-applications/approve-application.ts'
import { receiveApplication } from '../../../src/application/aid-applications/receive-application.ts'
import { checkApplication, publiciseApplication } from '../../../src/application/aid-applications/step-application.ts'
import { bureau, type Desk } from '../database/desk.ts'
import { refusalOf } from '../people/registers.ts'

type ApplicationInput = Parameters<typeof receiveApplication>[2]

let count = 0
export const input = (personNo: string, change: Partial<ApplicationInput> = {}): ApplicationInput => ({
  ...{ applicationNo: `SQ${++count}`, personNo, category: 'dibao-marginal', requestedFrom: '2023-01-01' },
  ...{ receivedOn: '2023-05-04', documents: ['收入证明'], ...change },
})

export const refusedWith = async (action: Promise<unknown>) => (await refusalOf(action)).code

/** The steps of an application, each on a day on which it is right. */
export function applicationsOf(desk: () => Desk) {
  const receive = async (personNo: string, change: Partial<ApplicationInput> = {}) =>
    (await receiveApplication(desk().service, bureau, input(personNo, change), 'en')).answer
  const check = (id: string, on = '2023-05-10') =>
    checkApplication(desk().service, bureau, { id, on, findings: '核对一致' }, 'en')
  const publicise = (id: string, on = '2023-05-11') =>
    publiciseApplication(desk().service, bureau, { id, on, place: '村务公开栏' }, 'en')
  const approve = (id: string, on = '2023-05-18', more: { from?: string; to?: string | null } = {}) =>
    approveApplication(desk().service, bureau, { id, on, certifiedBy: 'civil-affairs', ...more }, 'en')
  const publicised = async (personNo: string, change: Partial<ApplicationInput> = {}): Promise<string> => {
    const { id } = await receive(personNo, change)
    await check(id)
    await publicise(id)
    return id
  }
  return { receive, check, publicise, approve, publicised }
}
