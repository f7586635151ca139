import { Readable } from 'node:stream'
import {
  approveApplication,
  recalculateApplication,
} from '../../src/application/aid-applications/approve-application.ts'
import { receiveApplication } from '../../src/application/aid-applications/receive-application.ts'
import { checkApplication, publiciseApplication } from '../../src/application/aid-applications/step-application.ts'
import { putBeneficiary } from '../../src/application/registers/beneficiaries.ts'
import { putHospital } from '../../src/application/registers/hospitals.ts'
import { addRegistration } from '../../src/application/registers/registrations.ts'
import { applyRoster } from '../../src/application/rosters/apply-roster.ts'
import { uploadRoster } from '../../src/application/rosters/upload-roster.ts'
import { reverse } from '../../src/application/settlement/reverse.ts'
import { settle } from '../../src/application/settlement/settle.ts'
import { concurrently } from '../../src/application/shared/concurrently.ts'
import { addDays } from '../../src/domain/calendar.ts'
import { birthDateOf } from '../../src/domain/registers/id-number.ts'
import { bureau, type Desk } from '../../test/support/database/desk.ts'
import { runJob } from '../../test/support/database/jobs.ts'
import { subsidise } from '../../test/support/database/subsidies.ts'
import { firstOf, lastOf } from './people.ts'
import type { LateApplication, YearPlan } from './plan.ts'
import type { RosterFile } from './rosters.ts'
import { hospitals, type SentClaim } from './visits.ts'

export const region = '140500'

/** What was done, to be counted against what is found afterwards. */
export interface YearTally {
  settled: number
  reversed: number
  approved: number
  /** Of approvals, those that gave money back. */
  readonly returned: string[]
  readonly subsidyRuns: string[]
}

const atOnce = 32

/** The bureau's year, month by month, by its own use cases; the clock stands where each thing is done. */
export async function simulateYear(
  desk: Desk,
  plan: YearPlan,
  note: (said: string) => void = () => {},
): Promise<YearTally> {
  const tally: YearTally = { settled: 0, reversed: 0, approved: 0, returned: [], subsidyRuns: [] }
  await open(desk, plan)
  const owner = await desk.owner()
  for (let month = 1; month <= 12; month++) {
    desk.setDay(addDays(firstOf(month), 3))
    for (const file of plan.rosters(month)) await applied(desk, file)
    if (month === 1) await concurrently(plan.registered, atOnce, (one) => addRegistration(desk.service, bureau, one))
    if (month % 6 === 1) tally.subsidyRuns.push(await subsidise(desk, { region, year: 2024 }))
    desk.setDay(lastOf(month))
    if (month > 1) await undo(desk, plan.claims(month - 1), tally)
    await concurrently(plan.claims(month), atOnce, (claim) => send(desk, claim, tally))
    for (const application of plan.applications(month)) await decided(desk, application, tally)
    // What autovacuum does in a month; a test is over before it looks.
    await owner.query('ANALYZE')
    note(`month ${month}: ${tally.settled} settled, ${tally.reversed} reversed, ${tally.approved} approved`)
  }
  desk.setDay('2025-01-31')
  await undo(desk, plan.claims(12), tally)
  for (const application of plan.applications(13)) await decided(desk, application, tally)
  tally.subsidyRuns.push(await subsidise(desk, { region, year: 2024 }))
  return tally
}

/** The hospitals, and the residents, whom no department's list names. */
async function open(desk: Desk, plan: YearPlan): Promise<void> {
  desk.setDay('2024-01-02')
  for (const hospital of hospitals) await putHospital(desk.service, bureau, hospital)
  const residents = plan.people.filter(({ held }) => held.every(({ from }) => from > lastOf(1)))
  await concurrently(residents, atOnce, ({ personNo, idNumber, name, insuredRegion, enrolledTier }) =>
    putBeneficiary(desk.service, bureau, {
      ...{ personNo, idNumber, name, insuredRegion, enrolledTier, idType: '01', birthDate: birthDateOf(idNumber) },
    }),
  )
}

async function applied(desk: Desk, { month, department, text }: RosterFile): Promise<void> {
  const content = Readable.from([Buffer.from(text)])
  const upload = { region, month, department, encoding: null, content } as const
  const roster = await uploadRoster(desk.service, bureau, upload)
  if (roster.rejected > 0) throw new Error(`${roster.rejected} lines of ${department} in ${month} were refused`)
  const { jobId } = await applyRoster(desk.service, bureau, roster.id)
  const job = await runJob(desk.service, jobId)
  if (job.status !== 'succeeded' || job.failures > 0)
    throw new Error(`the roster of ${department} ended as ${job.status}`)
}

async function send(desk: Desk, { body }: SentClaim, tally: YearTally): Promise<void> {
  await settle(desk.service, bureau, body, 'en')
  tally.settled += 1
}

async function undo(desk: Desk, claims: readonly SentClaim[], tally: YearTally): Promise<void> {
  await concurrently(claims, atOnce, async ({ body: { hospitalCode, settlementNo }, reversalNo }) => {
    if (reversalNo === null) return
    const asked = { hospitalCode, settlementNo, reversalNo, reason: '退费', resettleLater: true }
    await reverse(desk.service, bureau, asked)
    tally.reversed += 1
  })
}

/** All steps of an application, and what it gives the person back. */
async function decided(
  desk: Desk,
  { applicationNo, personNo, category, requestedFrom, month }: LateApplication,
  tally: YearTally,
) {
  const { service } = desk
  const first = month === 13 ? '2025-01-01' : firstOf(month)
  const input = { applicationNo, personNo, category, requestedFrom, receivedOn: first, documents: ['申请书'] }
  const { answer } = await receiveApplication(service, bureau, input, 'zh')
  const { id } = answer
  await checkApplication(service, bureau, { id, on: addDays(first, 2), findings: '符合条件' }, 'zh')
  await publiciseApplication(service, bureau, { id, on: addDays(first, 3), place: '村务公开栏' }, 'zh')
  const approval = { id, on: addDays(first, 12), certifiedBy: 'civil-affairs' }
  const { preview } = await approveApplication(service, bureau, approval, 'zh')
  const { resettlement } = await recalculateApplication(service, bureau, id)
  if (preview?.personGetsBack !== resettlement.personGetsBack)
    throw new Error(`the preview of ${applicationNo} was another`)
  tally.approved += 1
  tally.returned.push(resettlement.personGetsBack)
}
